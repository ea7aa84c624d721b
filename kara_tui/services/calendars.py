"""Handlers of the operations on the calendar as a whole."""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import TypeVar

from kara_tui.db.record_tables import SERIES, SESSIONS, TIME_BLOCKS, Kept
from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.block_times import require_block
from kara_tui.domain.calendar_entries import (
    MOST_ENTRIES,
    DatedBlock,
    DatedSession,
    Invitee,
    KnownEntries,
    NewBlock,
    NewSeries,
    NewSession,
)
from kara_tui.domain.client import Stage
from kara_tui.domain.errors import Invalid, NotAllowedNow
from kara_tui.domain.ids import ClientId
from kara_tui.domain.record import Record
from kara_tui.domain.session import Series, Session, SessionState
from kara_tui.domain.session_moves import require_length
from kara_tui.domain.wall_clock import require_moment, zone_of
from kara_tui.domain.working_time import TimeBlock
from kara_tui.operations.calendars import (
    FindKnownEntries,
    ImportCalendar,
    ListCalendarBlocks,
    ListCalendarSessions,
    NoteCalendarCopy,
)
from kara_tui.services.handling import handles

_MOST_ROWS = 1000
_TREATED = {Stage.ACTIVE, Stage.INVITED, Stage.DEACTIVATED}

R = TypeVar("R", bound=Record)


@handles(ListCalendarSessions)
def list_calendar_sessions(op: ListCalendarSessions, unit: UnitOfWork) -> tuple[DatedSession, ...]:
    if op.client_id is not None:
        unit.clients.get(op.client_id)
    return unit.calendars.sessions(
        op.client_id, op.session_id, op.since, op.after, _window(op.limit)
    )


@handles(ListCalendarBlocks)
def list_calendar_blocks(op: ListCalendarBlocks, unit: UnitOfWork) -> tuple[DatedBlock, ...]:
    return unit.calendars.blocks(op.since, op.after, _window(op.limit))


@handles(NoteCalendarCopy)
def note_calendar_copy(op: NoteCalendarCopy, unit: UnitOfWork) -> bool:
    if op.client_id is None:
        unit.journal.note_copy(("calendar",))
    else:
        client = unit.clients.get(op.client_id)
        unit.journal.note_access(client.id, client.version, ("sessions",))
    return True


@handles(FindKnownEntries)
def find_known_entries(op: FindKnownEntries, unit: UnitOfWork) -> KnownEntries:
    bearers = unit.clients.look_alikes(f"mail:{one}" for one in op.emails)
    stages = {one.id: unit.clients.get(one.id).stage for one in bearers}
    return KnownEntries(
        ids=unit.calendars.known(op.ids),
        invitees=tuple(
            Invitee(email=key.removeprefix("mail:"), client_id=one.id, stage=stages[one.id])
            for one in bearers
            for key in one.keys
        ),
    )


@handles(ImportCalendar)
def import_calendar(op: ImportCalendar, unit: UnitOfWork) -> int:
    if len(op.blocks) + len(op.sessions) > MOST_ENTRIES:
        raise Invalid("sessions", f"No more than {MOST_ENTRIES:,} entries are taken at once.")
    treated = [one.client_id for one in op.series] + [one.client_id for one in op.sessions]
    _require_treated(set(treated), unit)
    _take(SERIES, (_series(one, unit) for one in op.series), unit)
    return _take(TIME_BLOCKS, (_block(one, unit) for one in op.blocks), unit) + _take(
        SESSIONS, (_session(one, unit) for one in op.sessions), unit
    )


def _take(kept: Kept[R], wanted: Iterable[R], unit: UnitOfWork) -> int:
    """Add records; those that were taken back are brought back, others that are here stay."""
    records = unit.of(kept)
    taken = 0
    for one in wanted:
        found = records.find(kept.table.c.id == one.id)
        if not found:
            records.add(one)
        elif found[0].in_error:
            now = replace(one, version=found[0].version)
            names = (each.name for each in fields(one))
            differing = (name for name in names if getattr(now, name) != getattr(found[0], name))
            records.save(now, tuple(differing))
        else:
            continue
        taken += 1
    return taken


def _require_treated(clients: Iterable[ClientId], unit: UnitOfWork) -> None:
    for one in clients:
        if unit.clients.get(one).stage not in _TREATED:
            raise NotAllowedNow("No session can be added for somebody who is not treated here.")


def _block(new: NewBlock, unit: UnitOfWork) -> TimeBlock:
    require_moment(new.starts_at, "starts_at")
    require_moment(new.ends_at, "ends_at")
    block = TimeBlock(
        id=new.id,
        created_at=unit.now,
        starts_at=new.starts_at,
        ends_at=new.ends_at,
        time_zone=new.time_zone,
        rule=new.rule,
        is_all_day=new.is_all_day,
        source=new.source,
        details=new.details,
    )
    require_block(block)
    return block


def _series(new: NewSeries, unit: UnitOfWork) -> Series:
    return Series(
        id=new.id,
        created_at=unit.now,
        client_id=new.client_id,
        rule=new.rule,
        first_start=new.first_start,
        minutes=new.minutes,
        time_zone=new.time_zone,
    )


def _session(new: NewSession, unit: UnitOfWork) -> Session:
    require_moment(new.starts_at, "starts_at")
    require_length(new.minutes)
    zone_of(new.time_zone)
    is_over = new.ends_at <= unit.now
    return Session(
        id=new.id,
        created_at=unit.now,
        client_id=new.client_id,
        starts_at=new.starts_at,
        ends_at=new.ends_at,
        time_zone=new.time_zone,
        interaction=new.interaction,
        state=SessionState.COMPLETED if is_over else SessionState.PLANNED,
        is_charged=False if is_over else None,
        series_id=new.series_id,
        occurrence=new.occurrence,
        details=new.details,
    )


def _window(limit: int) -> int:
    return min(max(1, limit), _MOST_ROWS)
