"""Snippets: an abbreviation before the cursor becomes its text, and nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.errors import Invalid
from kara_tui.domain.snippets import LARGEST_FILE, Expansion, expansion, read_snippets
from tests.support.hostile import HOSTILE, steers_a_terminal

_SNIPPETS = {"nnc": "No new concerns.", "c/o": "complains of", "þv": "þess vegna"}


def _after(line: str, cursor: int | None = None) -> str:
    """Return the line as it is once its snippet stands in it."""
    found = expansion(line, len(line) if cursor is None else cursor, _SNIPPETS)
    return line if found is None else f"{line[: found.start]}{found.text}{line[found.end :]}"


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("nnc", "No new concerns."),
        ("Today: NNC", "Today: No new concerns."),
        ("(nnc", "(No new concerns."),
        ("she c/o", "she complains of"),
        ("og ÞV", "og þess vegna"),
        ("xnnc", "xnnc"),
        ("nnc ", "nnc "),
        ("nncx", "nncx"),
        ("", ""),
    ],
)
def test_the_word_before_the_cursor_is_expanded(line: str, after: str) -> None:
    assert _after(line) == after


def test_what_stands_behind_the_cursor_stays() -> None:
    assert _after("a nnc, b", 5) == "a No new concerns., b"
    assert expansion("a nnc b", 5, _SNIPPETS) == Expansion(start=2, end=5, text="No new concerns.")


@given(st.text(max_size=40), st.integers(-5, 50))
def test_only_what_stands_before_the_cursor_is_ever_replaced(line: str, cursor: int) -> None:
    found = expansion(line, cursor, _SNIPPETS)
    if found is not None:
        assert 0 <= found.start < found.end == min(cursor, len(line))
        assert _SNIPPETS[line[found.start : found.end].casefold()] == found.text


def test_a_file_is_read_and_each_unfit_entry_refused_with_its_reason() -> None:
    data = """
    Nnc = "No new concerns."
    "þv" = "þess vegna"
    plan = '''
    One

    Two
    '''
    "two words" = "x"
    empty = " "
    number = 3
    "NNC" = "again"
    [section]
    a = "b"
    """
    snippets, refused = read_snippets(data.encode())
    assert snippets.keys() == {"nnc", "þv", "plan"}
    assert [line.strip() for line in snippets["plan"].split("\n")] == ["One", "", "Two"]
    assert {one.name: one.why for one in refused} == {
        "two words": "An abbreviation is one word.",
        "empty": "What it stands for must be a text in quotes.",
        "number": "What it stands for must be a text in quotes.",
        "NNC": "This abbreviation is there twice.",
        "section": "What it stands for must be a text in quotes.",
    }


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"a = ", "cannot be read"),
        (b"a = 'b'\na = 'c'", "cannot be read"),
        ("þv = 'x'".encode(), "in quotes"),
        (b"\xff", "UTF-8"),
        (b"#" * (LARGEST_FILE + 1), "at most 256 kB"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, why: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_snippets(data)
    assert why in str(refused.value)


@pytest.mark.parametrize("threat", HOSTILE)
def test_hostile_texts_are_cleaned(threat: str) -> None:
    told = [mark for mark in HOSTILE[threat][:5000] if not "\ud800" <= mark <= "\udfff"]
    escaped = "".join(f"\\U{ord(mark):08X}" for mark in told)
    snippets, refused = read_snippets(f'x = "a{escaped}"\n"{escaped}y" = "b"'.encode())
    shown = [*snippets, *(text.replace("\n", "") for text in snippets.values())]
    shown += [one.name for one in refused]
    assert threat == "bidi marks" or not [mark for one in shown for mark in steers_a_terminal(one)]
