"""Measures for tests: the program's own, and one that is made up as far as a test needs it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from kara_tui.domain.measure import Band, Choice, Flag, Item, Measure, Scoring
from kara_tui.interchange.measure_shelf import built_in_measures

OWN_FILE = """
name = "mood-nine"
version = 1
languages = ["en", "is"]
licence = "CC0-1.0"
credit = "Made up."
recall_days = 14
repeat_days = 14
title = { en = "Mood", is = "Skap" }
instruction = { en = "How often?", is = "Hversu oft?" }
recall = { en = "the last two weeks", is = "síðustu tvær vikur" }
choices = [
  { value = 0, text = { en = "Never", is = "Aldrei" } },
  { value = 1, text = { en = "On some days", is = "Suma daga" } },
  { value = 3, text = { en = "Every day", is = "Daglega" } },
]
items = [
  { text = { en = "First trouble", is = "Fyrsta" } },
  { text = { en = "Second trouble", is = "Önnur" }, reversed = true },
  { text = { en = "Third trouble", is = "Þriðja" } },
]
bands = [
  { lowest = 0, text = { en = "Little", is = "Lítið" } },
  { lowest = 4.5, concern = "high", text = { en = "Much", is = "Mikið" } },
]
flags = [{ item = 3, at_least = 1, text = { en = "Ask at once", is = "Spyrja strax" } }]

[scoring]
higher_is_better = false
reliable_change = 2
most_missing = 1
"""
"""A measure of an operator's own: lower is better, one item may be left out, one raises a flag."""


def wellbeing() -> Measure:
    """Return the measure that comes with the program."""
    return built_in_measures()[0]


def made_up(items: int = 3, choices: tuple[int, ...] = (0, 1, 2, 3), **parts: Any) -> Measure:
    """Return a measure whose score is the sum of its answers, or as the parts say."""
    text = {"en": "Text"}
    plain = Measure(
        name="made-up",
        version=1,
        languages=("en",),
        title=text,
        instruction=text,
        recall=text,
        recall_days=14,
        repeat_days=14,
        licence="CC0-1.0",
        credit="Made up.",
        choices=tuple(Choice(value=value, text=text) for value in choices),
        items=tuple(Item(text=text) for _ in range(items)),
        scoring=Scoring(reliable_change=Decimal(2)),
    )
    return replace(plain, **parts)


def band(lowest: int | str, name: str = "Band") -> Band:
    """Return a band that begins at a score."""
    return Band(lowest=Decimal(lowest), text={"en": name})


def flag(item: int, at_least: int) -> Flag:
    """Return a flag on an item, counted from 0."""
    return Flag(item=item, at_least=at_least, text={"en": "Look"})
