"""Windows onto sessions: one client's, and everybody's of a day."""

from datetime import timedelta
from typing import Any

import pytest

from kara_tui.domain.errors import Invalid, NotFound
from kara_tui.domain.private import opened
from kara_tui.domain.session import CancelledBy, SessionState
from kara_tui.operations.audit import ListAccesses
from kara_tui.operations.scheduling import CancelSession, MarkSessionInError
from kara_tui.operations.sessions import GetSeries, GetSession, ListAgenda, ListSessions
from tests.support.clock import NOON
from tests.support.people import added
from tests.support.practice import Practice
from tests.support.sessions import brought_to, later, no_id, scheduled, series

_DAY = timedelta(days=1)


class SessionWindowContract:
    """What is listed, and in which order."""

    async def test_the_next_session_comes_first_and_then_past_ones_back(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        for days in (-2, 3, -30, 1, 60):
            await scheduled(practice.backend, client.id, NOON + days * _DAY)
        page = await practice.backend(ListSessions(client_id=client.id))
        assert [(one.starts_at - NOON).days for one in page.rows] == [1, 3, 60, -2, -30]
        assert (page.total, page.ahead, page.offset) == (5, 3, 0)

    async def test_a_session_under_way_is_ahead_however_late_it_is(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        late = await scheduled(practice.backend, client.id, NOON - timedelta(hours=3))
        await scheduled(practice.backend, client.id, NOON - timedelta(hours=1))
        now = await scheduled(practice.backend, client.id, NOON - timedelta(minutes=20))
        running = await brought_to(practice.backend, late, SessionState.IN_PROGRESS)
        page = await practice.backend(ListSessions(client_id=client.id))
        assert [one.id for one in page.rows[:2]] == [running.id, now.id]
        assert page.ahead == 2

    async def test_windows_side_by_side_show_every_session_once(self, practice: Practice) -> None:
        client = await added(practice.backend)
        await series(
            practice.backend, client.id, NOON - 100 * _DAY, rule="FREQ=DAILY;INTERVAL=9;COUNT=25"
        )
        whole = await practice.backend(ListSessions(client_id=client.id, limit=500))
        parts = [
            await practice.backend(ListSessions(client_id=client.id, offset=offset, limit=7))
            for offset in range(0, 25, 7)
        ]
        assert tuple(row for part in parts for row in part.rows) == whole.rows
        assert {(part.total, part.ahead) for part in parts} == {(25, whole.ahead)}
        beyond = await practice.backend(ListSessions(client_id=client.id, offset=99, limit=7))
        assert (beyond.offset, len(beyond.rows)) == (24, 1)

    async def test_only_sessions_in_chosen_states_are_listed_and_counted(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        made = await series(practice.backend, client.id, rule="FREQ=WEEKLY;COUNT=4")
        done = await brought_to(practice.backend, made[0], SessionState.COMPLETED)
        (off,) = await practice.backend(
            CancelSession(
                client_id=client.id, session_id=made[1].id, version=1, by=CancelledBy.OTHER
            )
        )
        states = (SessionState.COMPLETED, SessionState.CANCELLED)
        page = await practice.backend(ListSessions(client_id=client.id, states=states))
        assert (page.rows, page.total) == ((done, off), 2)
        none = ListSessions(client_id=client.id, states=(SessionState.NO_SHOW,))
        assert (await practice.backend(none)).total == 0

    async def test_looking_at_a_clients_sessions_is_noted(self, practice: Practice) -> None:
        client = await added(practice.backend)
        one = await scheduled(practice.backend, client.id)
        await practice.backend(ListSessions(client_id=client.id))
        await practice.backend(GetSession(client_id=client.id, session_id=one.id))
        # A change goes the same way as what waits to be written, behind it.
        await scheduled(practice.backend, client.id)
        told = await practice.backend(ListAccesses(client_id=client.id))
        assert {each.operation for each in told} >= {"ListSessions", "GetSession"}

    async def test_a_day_shows_everybodys_sessions_with_their_names(
        self, practice: Practice
    ) -> None:
        anna, bea = [await added(practice.backend, name) for name in ("Anna", "Bea")]
        second = await scheduled(practice.backend, anna.id, later(hours=2))
        first = await scheduled(practice.backend, bea.id)
        await scheduled(practice.backend, bea.id, later(days=1))
        gone = await scheduled(practice.backend, bea.id, later(hours=1))
        await practice.backend(MarkSessionInError(client_id=bea.id, session_id=gone.id, version=1))
        found = await practice.backend(ListAgenda(since=later(hours=-10), until=later(hours=14)))
        assert [(one.session, opened(one.client).name) for one in found] == [
            (first, "Bea"),
            (second, "Anna"),
        ]

    async def test_a_session_that_reaches_into_a_day_belongs_to_it(
        self, practice: Practice
    ) -> None:
        client = await added(practice.backend)
        long = await scheduled(practice.backend, client.id, minutes=1440)
        for since, until, there in (
            (later(hours=23, minutes=59), later(days=2), True),
            (later(days=1), later(days=2), False),
            (later(days=-1), later(), False),
            (later(days=-1), later(minutes=1), True),
        ):
            found = await practice.backend(ListAgenda(since=since, until=until))
            assert [one.session.id for one in found] == ([long.id] if there else [])

    @pytest.mark.parametrize("until", [later(), later(days=-1), later(days=400)])
    async def test_a_day_that_cannot_be_meant_is_refused(
        self, practice: Practice, until: Any
    ) -> None:
        with pytest.raises(Invalid):
            await practice.backend(ListAgenda(since=later(), until=until))

    async def test_a_colleague_sees_nothing_of_it(self, practice: Practice) -> None:
        client = await added(practice.backend)
        made = await series(practice.backend, client.id, rule="FREQ=WEEKLY;COUNT=2")
        colleague = practice.colleague()
        assert await colleague(ListAgenda(since=later(), until=later(days=30))) == ()
        with pytest.raises(NotFound):
            await colleague(ListSessions(client_id=client.id))
        assert made[0].series_id is not None
        with pytest.raises(NotFound):
            await colleague(GetSeries(client_id=client.id, series_id=made[0].series_id))
        with pytest.raises(NotFound):
            await practice.backend(GetSeries(client_id=no_id(), series_id=made[0].series_id))
