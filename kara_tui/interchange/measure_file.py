"""A measure read from its file (TOML), or refused with the reason."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from kara_tui.domain.errors import Invalid
from kara_tui.domain.measure import (
    Band,
    Choice,
    Concern,
    Flag,
    Item,
    Measure,
    Method,
    Scoring,
    Texts,
)
from kara_tui.domain.measure_check import check_measure
from kara_tui.domain.text import clean_line

LARGEST_FILE = 256 * 1024
"""Bytes; a hundred items in ten languages need far fewer."""

_EXPECTED = {
    "int": "a whole number",
    "decimal": "a number",
    "str": "a text in quotes",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
}


class _Strict(msgspec.Struct, forbid_unknown_fields=True):
    """A table of the file: nothing may stand in it that has no meaning."""


class _Choice(_Strict, kw_only=True):
    value: int
    text: dict[str, str]


class _Item(_Strict, kw_only=True):
    text: dict[str, str]
    reversed: bool = False


class _Flag(_Strict, kw_only=True):
    item: int
    at_least: int
    text: dict[str, str]


class _Band(_Strict, kw_only=True):
    lowest: Decimal
    text: dict[str, str]
    concern: Concern = Concern.NONE


class _Scoring(_Strict, kw_only=True):
    method: Method = Method.SUM
    factor: Decimal = Decimal(1)
    decimals: int = 0
    higher_is_better: bool
    reliable_change: Decimal
    most_missing: int = 0


class _File(_Strict, kw_only=True):
    name: str
    version: int
    languages: list[str]
    licence: str
    credit: str
    recall_days: int
    repeat_days: int
    title: dict[str, str]
    instruction: dict[str, str]
    recall: dict[str, str]
    scoring: _Scoring
    choices: list[_Choice]
    items: list[_Item]
    bands: list[_Band] = []
    flags: list[_Flag] = []


def read_measure(data: bytes) -> Measure:
    """Return the measure that a file describes.

    Raises:
        Invalid: When it is no such file or could not be used: where, and why.
    """
    measure = _measure(_decoded(_parsed(data)))
    check_measure(measure)
    return measure


def file_bytes(path: Path) -> bytes:
    """Return a file's bytes; of one that is too large, enough to see that it is.

    Raises:
        OSError: When it cannot be read.
    """
    with path.open("rb") as stream:
        return stream.read(LARGEST_FILE + 1)


def _parsed(data: bytes) -> dict[str, Any]:
    import tomllib

    if len(data) > LARGEST_FILE:
        raise Invalid("file", f"A measure takes at most {LARGEST_FILE >> 10} KiB.")
    try:
        return tomllib.loads(data.decode("utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError:
        raise Invalid("file", "This file is not written in UTF-8.") from None
    except (tomllib.TOMLDecodeError, RecursionError, ArithmeticError) as problem:
        why = clean_line(str(problem))[:200]
        raise Invalid("file", f"This is no TOML file that can be read: {why}.") from None


def _decoded(table: dict[str, Any]) -> _File:
    try:
        return msgspec.convert(table, _File)
    except msgspec.ValidationError as problem:
        raise _in_words(str(problem)) from None


def _in_words(complaint: str) -> Invalid:
    what, _, path = complaint.partition(" - at `$")
    part = re.sub(r"\[(\d+)\]", lambda found: f", number {int(found[1]) + 1}", path)
    part = clean_line(part.rstrip("`").strip(".").replace(".", ", "))[:100] or "file"
    if found := re.match(r"Object contains unknown field `(.*)`", what):
        return Invalid(
            part, f"“{part}” has “{clean_line(found[1])[:40]}”, which means nothing here."
        )
    if found := re.match(r"Object missing required field `(.*)`", what):
        return Invalid(part, f"“{part}” lacks “{found[1]}”.")
    if found := re.match(r"Expected `(\w+)", what):
        return Invalid(part, f"“{part}” takes {_EXPECTED.get(found[1], found[1])}.")
    return Invalid(part, f"“{part}” cannot be taken: {clean_line(what)[:120]}.")


def _measure(file: _File) -> Measure:
    rule = file.scoring
    return Measure(
        name=file.name,
        version=file.version,
        languages=tuple(file.languages),
        title=_texts(file.title),
        instruction=_texts(file.instruction),
        recall=_texts(file.recall),
        recall_days=file.recall_days,
        repeat_days=file.repeat_days,
        licence=clean_line(file.licence),
        credit=clean_line(file.credit),
        choices=tuple(Choice(value=one.value, text=_texts(one.text)) for one in file.choices),
        items=tuple(Item(text=_texts(one.text), is_reversed=one.reversed) for one in file.items),
        bands=tuple(
            Band(lowest=one.lowest, text=_texts(one.text), concern=one.concern)
            for one in file.bands
        ),
        flags=tuple(
            Flag(item=one.item - 1, at_least=one.at_least, text=_texts(one.text))
            for one in file.flags
        ),
        scoring=Scoring(
            method=rule.method,
            factor=rule.factor,
            decimals=rule.decimals,
            higher_is_better=rule.higher_is_better,
            reliable_change=rule.reliable_change,
            most_missing=rule.most_missing,
        ),
    )


def _texts(texts: dict[str, str]) -> Texts:
    return {language: clean_line(text) for language, text in texts.items()}
