"""A walk along the chain of history, in windows: what was edited, dropped, moved or cut off."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from kara_tui.domain.audit import GENESIS, row_hash

MOST_FLAWS = 200
"""So many are told one by one; the rest is counted."""


class FlawKind(StrEnum):
    """What is wrong with history."""

    EDITED = "edited"
    """The row, or the one before it, does not say any more what it said when it was written."""
    DROPPED = "dropped"
    """Rows are missing in the middle."""
    REORDERED = "reordered"
    """The row stands behind rows that were written later."""
    ADDED = "added"
    """The row bears the number of another one."""
    CUT_OFF = "cut_off"
    """The newest rows are missing."""
    END = "end"
    """The last row is not the one that the anchor names."""
    NO_ANCHOR = "no_anchor"
    """The anchor is missing, so nothing says which row was the last."""


@dataclass(frozen=True, kw_only=True)
class Flaw:
    """One place at which history is not as it was written."""

    kind: FlawKind
    first: int
    """Number of the first row concerned, counted from 1."""
    last: int
    """Number of the last row concerned."""
    at: datetime | None = None
    """When the row says that it was written."""


@dataclass(frozen=True, kw_only=True)
class ChainHead:
    """The anchor: how many rows there are, and the last one's hash, kept in a second place."""

    number: int = 0
    hash: bytes = GENESIS


@dataclass(frozen=True, kw_only=True)
class ChainWalk:
    """How far a walk has come, and what it has found."""

    seq: int = 0
    """The last row that was looked at, by its place in the store."""
    rows: int = 0
    number: int = 0
    """The highest number met so far."""
    hash: bytes = GENESIS
    made: bytes = b""
    """What the last row's hash should have been, when it is another one."""
    missing: tuple[tuple[int, int], ...] = ()
    """First and last numbers of rows that have not been met yet, and should have been."""
    flaws: tuple[Flaw, ...] = ()
    more: int = 0
    """Flaws beyond `MOST_FLAWS`."""
    done: bool = False

    @property
    def whole(self) -> bool:
        """Whether the walk has come to the end and found nothing wrong."""
        return self.done and not self.flaws


class Walker:
    """Looks at one row after another, in the order in which the store keeps them."""

    def __init__(self, walk: ChainWalk) -> None:
        self._seq, self._rows, self._number = walk.seq, walk.rows, walk.number
        self._hash, self._made = walk.hash, walk.made
        self._missing = list(walk.missing)
        self._flaws, self._more = list(walk.flaws), walk.more

    def look_at(self, row: Mapping[str, Any]) -> None:
        """Compare one row with the one before it."""
        self._seq = row["seq"]
        self._rows += 1
        number = row["number"]
        if number <= self._number:
            found = self._found_late(number)
            self._tell(FlawKind.REORDERED if found else FlawKind.ADDED, row)
            return
        made = row_hash(row, self._hash)
        if number > self._number + 1:
            # What it was chained to is not here, so nothing can be said of the row itself.
            self._missing.append((self._number + 1, number - 1))
            made = row["hash"]
        elif not self._follows(row, made):
            self._tell(FlawKind.EDITED, row)
        self._made = b"" if _same(made, row["hash"]) else made
        self._hash, self._number = row["hash"], number

    def pause(self) -> ChainWalk:
        """Return how far the walk has come."""
        return self._state(done=False)

    def end(self, head: ChainHead | None) -> ChainWalk:
        """Return the finished walk, compared with the anchor."""
        for first, last in self._missing:
            self._add(Flaw(kind=FlawKind.DROPPED, first=first, last=last))
        self._missing = []
        if head is None:
            if self._number:
                self._add(Flaw(kind=FlawKind.NO_ANCHOR, first=self._number, last=self._number))
        elif head.number > self._number:
            cut = Flaw(kind=FlawKind.CUT_OFF, first=self._number + 1, last=head.number)
            self._add(cut)
        elif self._ends_elsewhere(head):
            self._add(Flaw(kind=FlawKind.END, first=self._number, last=self._number))
        return self._state(done=True)

    def _follows(self, row: Mapping[str, Any], made: bytes) -> bool:
        if _same(made, row["hash"]):
            return True
        # The row before was told already: its hash alone was edited, and this one is as it was.
        return bool(self._made) and _same(row_hash(row, self._made), row["hash"])

    def _ends_elsewhere(self, head: ChainHead) -> bool:
        return head.number != self._number or not _same(head.hash, self._hash)

    def _found_late(self, number: int) -> bool:
        for place, (first, last) in enumerate(self._missing):
            if first <= number <= last:
                rest = [(first, number - 1), (number + 1, last)]
                self._missing[place : place + 1] = [one for one in rest if one[0] <= one[1]]
                return True
        return False

    def _tell(self, kind: FlawKind, row: Mapping[str, Any]) -> None:
        self._add(Flaw(kind=kind, first=row["number"], last=row["number"], at=row["at"]))

    def _add(self, flaw: Flaw) -> None:
        if len(self._flaws) < MOST_FLAWS:
            self._flaws.append(flaw)
        else:
            self._more += 1

    def _state(self, *, done: bool) -> ChainWalk:
        return ChainWalk(
            seq=self._seq,
            rows=self._rows,
            number=self._number,
            hash=self._hash,
            made=self._made,
            missing=tuple(self._missing),
            flaws=tuple(self._flaws),
            more=self._more,
            done=done,
        )


def _same(one: bytes, other: bytes) -> bool:
    return hmac.compare_digest(one, other)
