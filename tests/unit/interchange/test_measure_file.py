"""A measure's file: read as it stands, or refused with the reason in words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.errors import Invalid
from kara_tui.domain.measure import Concern, Measure
from kara_tui.interchange.measure_file import LARGEST_FILE, read_measure
from tests.support.hostile import HOSTILE
from tests.support.measures import OWN_FILE


def changed(old: str, new: str) -> bytes:
    assert old in OWN_FILE
    return OWN_FILE.replace(old, new, 1).encode()


def test_everything_in_the_file_becomes_part_of_the_measure() -> None:
    measure = read_measure(OWN_FILE.encode())
    assert (measure.name, measure.version, measure.languages) == ("mood-nine", 1, ("en", "is"))
    assert [one.value for one in measure.choices] == [0, 1, 3]
    assert [one.is_reversed for one in measure.items] == [False, True, False]
    assert [(one.lowest, one.concern) for one in measure.bands] == [
        (0, Concern.NONE),
        (Decimal("4.5"), Concern.HIGH),
    ]
    assert (measure.flags[0].item, measure.flags[0].at_least) == (2, 1)
    assert measure.say(measure.items[2].text, "is") == "Þriðja"
    assert measure.score((3, 0, None)) == 9
    assert measure.raised((0, 0, 1)) == measure.flags
    assert not measure.scoring.higher_is_better


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xff\xfe\x00", "not written in UTF-8"),
        (b"name = ", "no TOML file"),
        (b"[" * 5000, "no TOML file"),
        (b"", "“file” lacks “name”"),
        (b"#" * (LARGEST_FILE + 1), "at most 256 KiB"),
        (changed("version = 1", 'version = "1"'), "“version” takes a whole number"),
        (changed("version = 1", "version = 0"), "from 1 to 9999"),
        (changed("mood-nine", "Mood Nine"), "“name” takes small letters"),
        (changed("mood-nine", "../../etc"), "“name” takes small letters"),
        (changed('credit = "Made up."', 'credit = ""'), "“credit” says"),
        (changed('licence = "CC0-1.0"\n', ""), "lacks “licence”"),
        (changed("recall_days = 14", "recall_days = 0"), "“recall_days” takes"),
        (changed('["en", "is"]', '["en", "en"]'), "“languages” takes"),
        (changed('["en", "is"]', "[]"), "“languages” takes"),
        (changed('["en", "is"]', '["en"]'), "in a language that “languages” lacks"),
        (changed(', is = "Skap"', ""), "“title” has no text in the language “is”"),
        (changed(', is = "Önnur"', ""), "“items, number 2” has no text"),
        (changed('"Mood"', '"  \u200b "'), "“title” has no text in the language “en”"),
        (changed('"Mood"', f'"{"x" * 501}"'), "up to 500 characters"),
        (changed("value = 1", "value = 0"), "each value once"),
        (changed("value = 3", "value = 3000"), "values up to 1000"),
        (changed("value = 1", "value = true"), "“choices, number 2, value” takes a whole number"),
        (changed("reversed = true", "reverse = true"), "has “reverse”, which means nothing here"),
        (changed("reversed = true", "reversed = 1"), "takes true or false"),
        (changed("lowest = 0", "lowest = 1"), "begins at the lowest score, which is 0"),
        (changed("lowest = 4.5", "lowest = 0"), "in ascending order"),
        (changed("lowest = 4.5", "lowest = 10"), "above the highest score, which is 9"),
        (changed("lowest = 4.5", "lowest = inf"), "“bands” takes numbers"),
        (changed("lowest = 4.5", "lowest = nan"), "“bands” takes numbers"),
        (changed("item = 3", "item = 4"), "“flags, number 1” names an item"),
        (changed("item = 3", "item = 0"), "“flags, number 1” names an item"),
        (changed("at_least = 1", "at_least = 2"), "names an answer that is there"),
        (changed("reliable_change = 2", "reliable_change = 0"), "above 0 and at most 9"),
        (changed("reliable_change = 2", "reliable_change = 9.5"), "above 0 and at most 9"),
        (changed("reliable_change = 2", "reliable_change = nan"), "above 0 and at most 9"),
        (changed("most_missing = 1", "most_missing = 3"), "fewer items than there are"),
        (changed("most_missing = 1", "most_missing = -1"), "fewer items than there are"),
        (changed("most_missing = 1", "factor = 0"), "a number above 0"),
        (changed("most_missing = 1", "factor = inf"), "a number above 0"),
        (changed("most_missing = 1", "factor = 1e-9"), "no range of scores"),
        (changed("most_missing = 1", "decimals = 9"), "from 0 to 3"),
        (changed("most_missing = 1", 'method = "median"'), "“scoring, method” cannot be taken"),
        (changed('concern = "high"', 'concern = "huge"'), "concern” cannot be taken"),
    ],
)
def test_what_could_not_be_used_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read_measure(data)
    assert reason in refusal.value.sentence
    assert refusal.value.sentence.isprintable()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_in_a_file_steers_a_terminal(text: str) -> None:
    marks = [mark for mark in text[:100] if not 0xD800 <= ord(mark) < 0xE000]
    escaped = "".join(f"\\U{ord(mark):08x}" for mark in marks)
    read = _read_or_refused(changed('"First trouble"', f'"{escaped}"'))
    told = read if isinstance(read, str) else read.say(read.items[0].text)
    assert told
    assert not any(mark < " " or "\x7f" <= mark < "\xa0" for mark in told)


@given(st.binary(max_size=200), st.integers(0, len(OWN_FILE) - 1))
def test_any_bytes_are_read_or_refused(noise: bytes, place: int) -> None:
    whole = OWN_FILE.encode()
    for data in (noise, whole[:place] + noise + whole[place:], whole[:place]):
        read = _read_or_refused(data)
        assert read if isinstance(read, str) else read.lowest < read.highest


def _read_or_refused(data: bytes) -> Measure | str:
    try:
        return read_measure(data)
    except Invalid as refusal:
        return refusal.sentence
