"""Operations on working hours, and on blocks: time in which no session may lie."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from kara_tui.domain.block_times import BlockTime
from kara_tui.domain.ids import uuid7
from kara_tui.domain.private import Private
from kara_tui.domain.working_time import BlockDetails, OpenHours, TimeBlock, WorkingHours
from kara_tui.operations.base import PROFESSIONAL, ChangeOperation, Operation, Route


@dataclass(frozen=True, kw_only=True)
class GetWorkingHours(Operation[tuple[WorkingHours, ...]]):
    """Read when the professional works: one week, or none while nobody has said."""

    route = Route("GET", "/working-hours", allowed=PROFESSIONAL)


@dataclass(frozen=True, kw_only=True)
class SetWorkingHours(ChangeOperation[WorkingHours]):
    """Say when the professional works, the whole week at once."""

    route = Route("PUT", "/working-hours", allowed=PROFESSIONAL)
    past = "Working hours saved"
    undoable = True

    hours_id: UUID = field(default_factory=uuid7)
    """Of the record that is made when there is none yet."""
    version: int = 0
    """Of the week that was edited; zero when there was none."""
    time_zone: str
    week: tuple[OpenHours, ...]


@dataclass(frozen=True, kw_only=True)
class ListBlocks(Operation[tuple[BlockTime, ...]]):
    """Read the blocks within a span, each as often as it stands in the way."""

    route = Route("GET", "/blocks", allowed=PROFESSIONAL)

    since: datetime
    until: datetime


@dataclass(frozen=True, kw_only=True)
class AddBlock(ChangeOperation[TimeBlock]):
    """Block some time: once, or as often as a rule says."""

    route = Route("POST", "/blocks", allowed=PROFESSIONAL)
    past = "Time blocked"
    undoable = True

    block_id: UUID = field(default_factory=uuid7)
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    rule: str = ""
    """RFC 5545 RRULE with COUNT or UNTIL; empty when it happens once."""
    is_all_day: bool = False
    source: str = ""
    """UID of the calendar entry that it is taken from."""
    details: Private[BlockDetails]


@dataclass(frozen=True, kw_only=True)
class ChangeBlock(ChangeOperation[TimeBlock]):
    """Change a block as a whole, all of its repetitions with it."""

    route = Route("PUT", "/blocks/{block_id}", allowed=PROFESSIONAL)
    past = "Block changed"
    undoable = True

    block_id: UUID
    version: int
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    rule: str = ""
    is_all_day: bool = False
    details: Private[BlockDetails]


@dataclass(frozen=True, kw_only=True)
class RemoveBlock(ChangeOperation[TimeBlock]):
    """Free the time that a block took, all of its repetitions with it."""

    route = Route("DELETE", "/blocks/{block_id}", allowed=PROFESSIONAL)
    past = "Block removed"
    undoable = True

    block_id: UUID
    version: int
