"""The lines that a list of entries has at one width."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from kara_tui.widgets.veil import public

if TYPE_CHECKING:
    from kara_tui.widgets.entry_list import Entry

GUTTER = 2
"""Cells before an entry, where the cursor's sign stands."""
_NARROWEST = 10

Wrapped = tuple[list[tuple[int, Content]], list[int], list[Content]]
"""Lines with the places of their entries, where the heads are, and what stands there for none."""


def wrapped(entries: Sequence["Entry"], empty: str, width: int) -> Wrapped:
    """Return the lines of entries, and those that say that there are none."""
    lines: list[tuple[int, Content]] = []
    heads: list[int] = []
    for place, one in enumerate(entries):
        if one.above:
            lines.append((place, public(Content(one.above))))
        heads.append(len(lines))
        lines.append((place, one.head))
        room = max(width - GUTTER - 2, _NARROWEST)
        for paragraph in one.under:
            lines += [(place, Content("  ") + line) for line in paragraph.wrap(room)]
    blank = Content(empty).wrap(max(width - GUTTER, _NARROWEST)) or [Content("")]
    return lines, heads, blank
