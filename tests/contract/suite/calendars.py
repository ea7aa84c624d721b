"""The calendar as a whole: read for a file, and taken from one."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from kara_tui.domain.calendar_entries import NewBlock, NewSeries, NewSession
from kara_tui.domain.client import Stage
from kara_tui.domain.errors import Invalid, NotAllowedNow, NotFound
from kara_tui.domain.history import Entity, Kind
from kara_tui.domain.ids import ClientId, SeriesId, SessionId
from kara_tui.domain.session import CancelledBy, SessionDetails, SessionState
from kara_tui.domain.working_time import BlockDetails
from kara_tui.operations.audit import ListAccesses, ListPracticeEvents
from kara_tui.operations.calendars import (
    FindKnownEntries,
    ImportCalendar,
    ListCalendarBlocks,
    ListCalendarSessions,
    NoteCalendarCopy,
)
from kara_tui.operations.history import UndoMove
from kara_tui.operations.scheduling import CancelSession, MarkSessionInError
from kara_tui.operations.sessions import GetSeries, GetSession
from kara_tui.operations.working_time import RemoveBlock
from tests.support.people import added, requested
from tests.support.practice import Practice
from tests.support.sessions import ICELAND, MONDAY, blocked, later, scheduled, series

_FIRST, _SECOND, _SERIES = UUID(int=1), UUID(int=2), UUID(int=3)


def _block(block_id: UUID = _FIRST, **fields: Any) -> NewBlock:
    given: dict[str, Any] = {
        "id": block_id,
        "starts_at": MONDAY,
        "ends_at": later(hours=1),
        "time_zone": ICELAND,
        "source": "uid-1",
        "details": BlockDetails(title="Dentist"),
    }
    return NewBlock(**(given | fields))


def _session(client_id: ClientId, session_id: UUID = _SECOND, **fields: Any) -> NewSession:
    given: dict[str, Any] = {
        "id": SessionId(session_id),
        "client_id": client_id,
        "starts_at": MONDAY,
        "minutes": 50,
        "time_zone": ICELAND,
        "details": SessionDetails(place="Room 2"),
    }
    return NewSession(**(given | fields))


class CalendarContract:
    """Calendar files, out and in."""

    async def test_sessions_are_read_with_their_client_and_last_change(
        self, practice: Practice
    ) -> None:
        anna = await added(practice.backend, "Anna")
        bea = await added(practice.backend, "Bea")
        hers = await scheduled(practice.backend, anna.id)
        practice.clock.forward(timedelta(hours=1))
        off = await practice.backend(
            CancelSession(
                client_id=anna.id, session_id=hers.id, version=1, by=CancelledBy.PROFESSIONAL
            )
        )
        of_bea = await scheduled(practice.backend, bea.id, later(days=1))
        wrong = await scheduled(practice.backend, bea.id, later(days=2))
        await practice.backend(MarkSessionInError(client_id=bea.id, session_id=wrong.id, version=1))
        (first, second) = await practice.backend(ListCalendarSessions())
        assert (first.session, first.client) == (off[0], anna.details)
        assert first.changed_at - first.session.created_at == timedelta(hours=1)
        assert second.session == of_bea
        assert await practice.backend(ListCalendarSessions(client_id=bea.id)) == (second,)
        assert await practice.backend(ListCalendarSessions(session_id=hers.id)) == (first,)
        assert await practice.backend(ListCalendarSessions(since=later(hours=1))) == (second,)
        assert await practice.backend(ListCalendarSessions(after=hers.id)) == (second,)
        assert await practice.backend(ListCalendarSessions(limit=1)) == (first,)
        assert await practice.colleague()(ListCalendarSessions()) == ()
        with pytest.raises(NotFound):
            await practice.colleague()(ListCalendarSessions(client_id=bea.id))

    async def test_a_block_is_read_once_however_often_it_repeats(self, practice: Practice) -> None:
        once = await blocked(practice.backend, MONDAY, 60)
        daily = await blocked(practice.backend, MONDAY, 60, rule="FREQ=DAILY;COUNT=9")
        gone = await blocked(practice.backend, MONDAY, 60)
        await practice.backend(RemoveBlock(block_id=gone.id, version=1))
        every = await practice.backend(ListCalendarBlocks())
        assert [one.block for one in every] == [once, daily]
        assert [one.block for one in await practice.backend(ListCalendarBlocks(limit=1))] == [once]
        behind = await practice.backend(ListCalendarBlocks(since=later(hours=2), after=None))
        assert [one.block for one in behind] == [daily]
        assert await practice.backend(ListCalendarBlocks(after=daily.id)) == ()
        assert await practice.colleague()(ListCalendarBlocks()) == ()

    async def test_a_copy_is_told_in_the_access_log(self, practice: Practice) -> None:
        anna = await added(practice.backend, "Anna")
        await practice.backend(NoteCalendarCopy(client_id=anna.id))
        await practice.backend(NoteCalendarCopy())
        whole, one, *_ = await practice.backend(ListAccesses(client_id=anna.id))
        assert (one.operation, one.entity, one.kind) == (
            "NoteCalendarCopy", Entity.CLIENT, Kind.ACCESS,
        )  # fmt: skip
        assert (whole.entity, whole.fields) == (Entity.PRACTICE, ("calendar",))
        assert (await practice.backend(ListPracticeEvents()))[0] == whole
        with pytest.raises(NotFound):
            await practice.colleague()(NoteCalendarCopy(client_id=anna.id))

    async def test_what_is_here_already_is_found_and_so_is_who_bears_an_address(
        self, practice: Practice
    ) -> None:
        anna = await added(practice.backend, "Anna", contact_email="anna@mail.example")
        son = await added(practice.backend, "Bo", contact_email="anna@mail.example")
        session = await scheduled(practice.backend, anna.id)
        block = await blocked(practice.backend, MONDAY, 60)
        gone = await blocked(practice.backend, MONDAY, 60)
        await practice.backend(RemoveBlock(block_id=gone.id, version=1))
        asked = FindKnownEntries(
            ids=(gone.id, session.id, _FIRST, block.id),
            emails=("anna@mail.example", "nobody@mail.example"),
        )
        found = await practice.backend(asked)
        assert found.ids == (session.id, block.id)
        assert {one.client_id for one in found.invitees} == {anna.id, son.id}
        assert {one.email for one in found.invitees} == {"anna@mail.example"}
        assert {one.stage for one in found.invitees} == {Stage.ACTIVE}
        assert await practice.colleague()(asked) == await practice.backend(FindKnownEntries())

    async def test_an_import_comes_in_whole_and_is_taken_back_whole(
        self, practice: Practice
    ) -> None:
        anna = await added(practice.backend, "Anna")
        of_series = NewSeries(
            id=SeriesId(_SERIES),
            client_id=anna.id,
            rule="FREQ=WEEKLY;COUNT=2",
            first_start=MONDAY,
            minutes=50,
            time_zone=ICELAND,
        )
        wish = ImportCalendar(
            blocks=(_block(),),
            series=(of_series,),
            sessions=(
                _session(anna.id, series_id=of_series.id),
                _session(anna.id, UUID(int=4), series_id=of_series.id, occurrence=1),
            ),
        )
        assert await practice.backend(wish) == 3
        assert await practice.backend(ImportCalendar(blocks=wish.blocks)) == 0
        seen = await practice.backend(GetSeries(client_id=anna.id, series_id=of_series.id))
        assert [one.id for one in seen.sessions] == [one.id for one in wish.sessions]
        assert seen.sessions[0].state is SessionState.PLANNED
        await practice.backend(UndoMove(move=wish.intent))
        assert await practice.backend(ListCalendarSessions()) == ()
        assert await practice.backend(ListCalendarBlocks()) == ()
        # Whoever wants it after all gets the same entries, and not others beside them.
        again = ImportCalendar(blocks=wish.blocks, series=wish.series, sessions=wish.sessions)
        assert await practice.backend(again) == 3
        (block,) = await practice.backend(ListCalendarBlocks())
        assert (block.block.id, block.block.version, block.block.in_error) == (_FIRST, 3, False)
        await practice.backend(UndoMove(move=again.intent))
        assert await practice.backend(ListCalendarBlocks()) == ()

    async def test_a_session_that_is_over_comes_in_as_held_and_costs_nothing(
        self, practice: Practice
    ) -> None:
        anna = await added(practice.backend, "Anna")
        before = practice.clock() - timedelta(days=3)
        await practice.backend(ImportCalendar(sessions=(_session(anna.id, starts_at=before),)))
        held = await practice.backend(GetSession(client_id=anna.id, session_id=SessionId(_SECOND)))
        assert (held.state, held.is_charged) == (SessionState.COMPLETED, False)

    async def test_an_import_that_cannot_be_meant_leaves_nothing(self, practice: Practice) -> None:
        anna = await added(practice.backend, "Anna")
        asking = await requested(practice.backend)
        wrong: list[tuple[type[Exception], ImportCalendar]] = [
            (Invalid, ImportCalendar(blocks=(_block(), _block(_SECOND, rule="FREQ=DAILY")))),
            (Invalid, ImportCalendar(blocks=(_block(), _block(_SECOND, ends_at=MONDAY)))),
            (Invalid, ImportCalendar(blocks=(_block(),), sessions=(_session(anna.id, minutes=0),))),
            (NotAllowedNow, ImportCalendar(blocks=(_block(),), sessions=(_session(asking.id),))),
            (NotFound, ImportCalendar(sessions=(_session(ClientId(_FIRST)),))),
            (Invalid, ImportCalendar(blocks=(_block(),) * 5001)),
        ]
        for refused, wish in wrong:
            with pytest.raises(refused):
                await practice.backend(wish)
        assert await practice.backend(ListCalendarBlocks()) == ()
        assert await practice.backend(ListCalendarSessions()) == ()
        with pytest.raises(NotFound):
            await practice.colleague()(ImportCalendar(sessions=(_session(anna.id),)))

    async def test_a_window_of_a_series_reads_each_session(self, practice: Practice) -> None:
        anna = await added(practice.backend, "Anna")
        every = await series(practice.backend, anna.id, rule="FREQ=WEEKLY;COUNT=5")
        found = await practice.backend(ListCalendarSessions())
        assert {one.session.id for one in found} == {one.id for one in every}
        assert [one.session.id for one in found] == sorted(one.session.id for one in found)
