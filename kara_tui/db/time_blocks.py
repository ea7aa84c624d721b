"""Blocked times in the database."""

from sqlalchemy import or_

from kara_tui.db.records import Records
from kara_tui.domain.block_times import BlockTime, block_times
from kara_tui.domain.spans import Span
from kara_tui.domain.working_time import TimeBlock


class TimeBlocks(Records[TimeBlock]):
    """The blocks of one professional, inside one transaction."""

    def within(self, span: Span) -> tuple[BlockTime, ...]:
        """Return each time at which a block stands in the way within a span, in order."""
        c = self._table.c
        found = self.find(
            c.in_error.is_(False),
            c.starts_at < span.ends_at,
            or_(c.ends_at > span.starts_at, c.rule != ""),
        )
        times = [one for block in found for one in block_times(block, span)]
        return tuple(sorted(times, key=lambda one: (one.starts_at, one.ends_at)))
