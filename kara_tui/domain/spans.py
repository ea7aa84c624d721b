"""Stretches of time, put together and taken from each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice


@dataclass(frozen=True, kw_only=True, order=True)
class Span:
    """From one moment up to another one, which no longer belongs to it."""

    starts_at: datetime
    ends_at: datetime

    @property
    def length(self) -> timedelta:
        """How long it lasts."""
        return self.ends_at - self.starts_at

    @property
    def minutes(self) -> int:
        """How many whole minutes it lasts."""
        return self.length // timedelta(minutes=1)

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two have a moment in common."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at

    def holds(self, other: "Span") -> bool:
        """Tell whether the other one lies within this one."""
        return self.starts_at <= other.starts_at and other.ends_at <= self.ends_at

    def within(self, other: "Span") -> "Span | None":
        """Return what both have in common; None when that is nothing."""
        if not self.overlaps(other):
            return None
        return Span(
            starts_at=max(self.starts_at, other.starts_at), ends_at=min(self.ends_at, other.ends_at)
        )


def span_of(starts_at: datetime, minutes: int) -> Span:
    """Return the span of some minutes from a moment on."""
    return Span(starts_at=starts_at, ends_at=starts_at + timedelta(minutes=minutes))


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the same time as few spans, in order and apart from each other."""
    found: list[Span] = []
    for one in sorted(spans):
        if found and one.starts_at <= found[-1].ends_at:
            ends_at = max(found[-1].ends_at, one.ends_at)
            found[-1] = Span(starts_at=found[-1].starts_at, ends_at=ends_at)
        elif one.starts_at < one.ends_at:
            found.append(one)
    return tuple(found)


def without(spans: Iterable[Span], taken: Iterable[Span]) -> tuple[Span, ...]:
    """Return what is left of spans when others are taken away, in order."""
    left: list[Span] = []
    obstacles = joined(taken)
    # Both are in order: what ended before one span is in the way of no later one.
    first = 0
    for one in joined(spans):
        at = one.starts_at
        while first < len(obstacles) and obstacles[first].ends_at <= one.starts_at:
            first += 1
        for obstacle in islice(obstacles, first, None):
            if obstacle.starts_at >= one.ends_at:
                break
            if at < obstacle.starts_at:
                left.append(Span(starts_at=at, ends_at=obstacle.starts_at))
            at = max(at, obstacle.ends_at)
        if at < one.ends_at:
            left.append(Span(starts_at=at, ends_at=one.ends_at))
    return tuple(left)
