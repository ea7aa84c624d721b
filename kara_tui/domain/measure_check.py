"""What makes a measure fit to be used, each reason in words."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kara_tui.domain.errors import Invalid
from kara_tui.domain.measure import Band, Choice, Flag, Item, Measure, Texts

MOST_CHOICES = 10
"""So that one key is enough for every answer."""
MOST_ITEMS = 100
MOST_BANDS = 12
LONGEST_TEXT = 500

_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")
_LARGEST = 1_000_000


def check_measure(measure: Measure) -> None:
    """Refuse a measure that could not be asked, counted or drawn.

    Raises:
        Invalid: With the first reason; `field` names the part.
    """
    _check_head(measure)
    _check_choices(measure)
    _check_items(measure)
    _check_scoring(measure)
    _check_bands(measure)
    _check_flags(measure)
    for part, texts in _texts(measure):
        _check_texts(part, texts, measure)


def _check_head(measure: Measure) -> None:
    _require(
        bool(_NAME.fullmatch(measure.name)),
        "name",
        "takes small letters, digits and dashes, at most 40, and begins with a letter",
    )
    _require(1 <= measure.version <= 9999, "version", "takes a whole number from 1 to 9999")
    known = [one for one in measure.languages if _LANGUAGE.fullmatch(one)]
    _require(
        0 < len(known) == len(measure.languages) <= 50 and len(set(known)) == len(known),
        "languages",
        "takes a list of different tags such as en or is",
    )
    for part, days in (("recall_days", measure.recall_days), ("repeat_days", measure.repeat_days)):
        _require(1 <= days <= 3660, part, "takes a whole number of days from 1 to 3660")
    for part, text in (("licence", measure.licence), ("credit", measure.credit)):
        _require(
            0 < len(text) <= 2000, part, "says under which licence it may be used, and by whom"
        )


def _check_choices(measure: Measure) -> None:
    values = [one.value for one in measure.choices]
    _require(
        2 <= len(values) <= MOST_CHOICES,
        "choices",
        f"takes from 2 to {MOST_CHOICES} answers, one key each",
    )
    _require(
        all(before < after for before, after in pairwise(values)),
        "choices",
        "takes answers in the order of their values, each value once",
    )
    _require(abs(values[0]) <= 1000 >= abs(values[-1]), "choices", "takes values up to 1000")


def _check_items(measure: Measure) -> None:
    _require(1 <= len(measure.items) <= MOST_ITEMS, "items", f"takes from 1 to {MOST_ITEMS} items")


def _check_scoring(measure: Measure) -> None:
    rule = measure.scoring
    _require(
        rule.factor.is_finite() and 0 < rule.factor <= 1000,
        "scoring.factor",
        "takes a number above 0, at most 1000",
    )
    _require(0 <= rule.decimals <= 3, "scoring.decimals", "takes a whole number from 0 to 3")
    _require(
        0 <= rule.most_missing < len(measure.items),
        "scoring.most_missing",
        "takes fewer items than there are",
    )
    _require(
        measure.highest - measure.lowest <= _LARGEST and measure.lowest < measure.highest,
        "scoring",
        "leaves no range of scores that could be drawn",
    )
    _require(
        rule.reliable_change.is_finite()
        and 0 < rule.reliable_change <= measure.highest - measure.lowest,
        "scoring.reliable_change",
        f"takes a number above 0 and at most {measure.highest - measure.lowest}, the whole range",
    )


def _check_bands(measure: Measure) -> None:
    begins = [one.lowest for one in measure.bands]
    _require(len(begins) <= MOST_BANDS, "bands", f"takes at most {MOST_BANDS} bands")
    _require(all(one.is_finite() for one in begins), "bands", "takes numbers")
    _require(
        not begins or begins[0] == measure.lowest,
        "bands",
        f"begins at the lowest score, which is {measure.lowest}",
    )
    _require(
        all(before < after for before, after in pairwise(begins)),
        "bands",
        "takes bands in ascending order",
    )
    _require(
        not begins or begins[-1] <= measure.highest,
        "bands",
        f"has a band above the highest score, which is {measure.highest}",
    )


def _check_flags(measure: Measure) -> None:
    values = {one.value for one in measure.choices}
    for place, flag in enumerate(measure.flags, start=1):
        part = f"flags, number {place}"
        _require(
            0 <= flag.item < len(measure.items), part, "names an item that is there, counted from 1"
        )
        _require(flag.at_least in values, part, "names an answer that is there")


def _texts(measure: Measure) -> Iterator[tuple[str, Texts]]:
    yield "title", measure.title
    yield "instruction", measure.instruction
    yield "recall", measure.recall
    lists: dict[str, Sequence[Choice | Item | Band | Flag]] = {
        "choices": measure.choices,
        "items": measure.items,
        "bands": measure.bands,
        "flags": measure.flags,
    }
    for name, parts in lists.items():
        for place, part in enumerate(parts, start=1):
            yield f"{name}, number {place}", part.text


def _check_texts(part: str, texts: Texts, measure: Measure) -> None:
    for language in measure.languages:
        _require(bool(texts.get(language)), part, f"has no text in the language “{language}”")
    for language, text in texts.items():
        _require(
            language in measure.languages, part, "has a text in a language that “languages” lacks"
        )
        _require(len(text) <= LONGEST_TEXT, part, f"takes texts of up to {LONGEST_TEXT} characters")


def _require(holds: bool, part: str, rule: str) -> None:
    if not holds:
        raise Invalid(part, f"“{part}” {rule}.")
