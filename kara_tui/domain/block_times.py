"""When a block stands in the way: once, or as often as it repeats."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kara_tui.domain.errors import Invalid
from kara_tui.domain.recurrence import expand
from kara_tui.domain.spans import Span
from kara_tui.domain.wall_clock import moment_of, on_wall, zone_of
from kara_tui.domain.working_time import TimeBlock

LONGEST_BLOCK = timedelta(days=366)
MOST_REPETITIONS = 3000
"""Eight years of something that happens each day."""


@dataclass(frozen=True, kw_only=True)
class BlockTime:
    """A block, and one of the times at which it stands in the way."""

    block: TimeBlock
    starts_at: datetime
    ends_at: datetime

    @property
    def span(self) -> Span:
        """From when to when."""
        return Span(starts_at=self.starts_at, ends_at=self.ends_at)


def block_times(block: TimeBlock, span: Span) -> tuple[BlockTime, ...]:
    """Return when a block stands in the way within a span; each time is told whole."""
    zone = block.time_zone
    lasts = on_wall(block.ends_at, zone) - on_wall(block.starts_at, zone)
    starts = [block.starts_at]
    if block.rule:
        starts = expand(block.rule, block.starts_at, zone, MOST_REPETITIONS)
    found = []
    for starts_at in starts:
        if starts_at >= span.ends_at:
            break
        ends_at = block.ends_at
        if starts_at != block.starts_at:
            ends_at = moment_of(on_wall(starts_at, zone) + lasts, zone)
        one = BlockTime(block=block, starts_at=starts_at, ends_at=ends_at)
        found += [one] if one.span.overlaps(span) else []
    return tuple(found)


def require_block(block: TimeBlock) -> None:
    """Refuse a block that cannot be meant.

    Raises:
        Invalid: When it lasts no time or too long, or its rule or zone cannot be read.
    """
    zone_of(block.time_zone)
    if block.ends_at <= block.starts_at:
        raise Invalid("ends_at", "A block ends after it has begun.")
    if block.ends_at - block.starts_at > LONGEST_BLOCK:
        raise Invalid("ends_at", "A block lasts a year at most.", "Let it repeat instead.")
    if block.rule:
        expand(block.rule, block.starts_at, block.time_zone, MOST_REPETITIONS)
