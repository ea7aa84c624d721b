"""What one cell of a list says, and how a text is made to fill a number of terminal cells."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from rich.cells import cell_len, split_graphemes

from kara_tui.domain.text import safe_text

Align = Literal["left", "right"]

ELLIPSIS = "…"

_PICTOGRAPH = "\u2190-\u2bff\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff"
_STRAY_JOINER = re.compile(f"(?<![{_PICTOGRAPH}])\u200d|\u200d(?![{_PICTOGRAPH}])")
"""A zero-width joiner outside an emoji: terminals and our measure disagree about its width."""


class Role(StrEnum):
    """How a cell is meant; its words say the same, for colour alone says nothing."""

    PLAIN = "plain"
    MUTED = "muted"
    STRONG = "strong"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Cell:
    """One cell: a text as it came, and how it is meant."""

    text: str
    role: Role = Role.PLAIN


@dataclass(frozen=True)
class FittedText:
    """A text that fills its width exactly."""

    text: str
    start: int = 0
    """Where the first character of the source stands."""
    kept: int = 0
    """How many characters of the source are left."""


def fit_text(text: str, width: int, align: Align = "left") -> str:
    """Return a text that no terminal obeys and that fills exactly `width` terminal cells.

    What does not fit is cut between characters, never inside one, and ends in an ellipsis.
    """
    return fitted(shown(text, width), width, align).text


def shown(text: str, width: int) -> str:
    """Return as much of a text as `width` cells may need, made safe to print and to measure."""
    if text.isascii() and text.isprintable() and len(text) <= width:
        return text
    longest = 16 * max(width, 0) + 64
    safe = _STRAY_JOINER.sub("", safe_text(text[:longest]))
    if len(text) > longest:
        safe += ELLIPSIS
    while safe and cell_len(safe[0]) == 0:
        safe = safe[1:]
    return safe


def fitted(safe: str, width: int, align: Align) -> FittedText:
    """Fit a text that `shown` returned, and say where its characters have gone."""
    if width <= 0:
        return FittedText("")
    kept, size = len(safe), cell_len(safe)
    body = safe
    if size > width:
        kept, size = _longest_prefix(safe, width - 1)
        body = safe[:kept] + ELLIPSIS
        size += 1
    blank = " " * (width - size)
    if align == "right":
        return FittedText(blank + body, len(blank), kept)
    return FittedText(body + blank, 0, kept)


def whole_spans(safe: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return sorted spans widened to whole characters as they are seen, without overlaps."""
    if not spans:
        return []
    ends = [stop for _, stop, _ in split_graphemes(safe)[0]]
    whole: list[tuple[int, int]] = []
    for first, last in spans:
        if first >= last:
            continue
        before = bisect_right(ends, first)
        start = ends[before - 1] if before else 0
        start = max(start, whole[-1][1]) if whole else start
        stop = ends[bisect_left(ends, last)]
        if start < stop:
            whole.append((start, stop))
    return whole


def _longest_prefix(text: str, width: int) -> tuple[int, int]:
    if text.isascii():
        return width, width
    end = size = 0
    for _, stop, cells in split_graphemes(text)[0]:
        if size + cells > width:
            break
        end, size = stop, size + cells
    return end, size
