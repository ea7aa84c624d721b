"""The day of a practice over all clients, and what waits in it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kara_tui.domain.client import Client
from kara_tui.domain.details import Remark
from kara_tui.domain.errors import Invalid
from kara_tui.domain.measure_response import Answers
from kara_tui.domain.note import NoteText
from kara_tui.domain.session import SessionState
from kara_tui.domain.waiting import Waiting
from kara_tui.operations.agenda import GetAgenda, GetWaiting
from kara_tui.operations.measures import RecordResponse
from kara_tui.operations.notes import SaveNote
from kara_tui.operations.payments import ChargeSession
from kara_tui.operations.sponsored_credits import GiveCredit
from tests.support.people import added, requested
from tests.support.practice import Practice
from tests.support.sessions import (
    KRONUR,
    blocked,
    brought_to,
    nine_to_five,
    offered,
    scheduled,
)

DAY = datetime(2026, 3, 2, tzinfo=UTC)
"""The day on which the tests' clock stands, in Iceland."""


def at(hour: float, day: int = 0) -> datetime:
    return DAY + timedelta(days=day, hours=hour)


async def waiting(practice: Practice, **fields: Any) -> Waiting:
    return await practice.backend(GetWaiting(since=DAY, until=at(24), **fields))


async def held(practice: Practice, client: Client, day: int, **fields: Any) -> Any:
    """Return a session of some day that was held and is to be paid."""
    given: dict[str, Any] = {"fee": KRONUR}
    one = await scheduled(practice.backend, client.id, at(9, day), **(given | fields))
    return await brought_to(practice.backend, one, SessionState.COMPLETED)


class AgendaContract:
    """What every backend tells about a day."""

    async def test_an_agenda_holds_all_that_lies_in_its_days(self, practice: Practice) -> None:
        anna, bea = await added(practice.backend, "Anna"), await added(practice.backend, "Bea")
        service = await offered(practice.backend)
        await offered(practice.backend, "Another")
        hours = await nine_to_five(practice.backend)
        first = await scheduled(practice.backend, anna.id, at(9), service_id=service.id)
        over_midnight = await scheduled(practice.backend, bea.id, at(23.5))
        await scheduled(practice.backend, bea.id, at(25))
        lunch = await blocked(practice.backend, at(12), 60)
        await blocked(practice.backend, at(12, 3), 60)
        await practice.backend(
            SaveNote(client_id=anna.id, session_id=first.id, details=NoteText(text="Said."))
        )
        view = await practice.backend(GetAgenda(since=DAY, until=at(24)))
        assert [one.session.id for one in view.entries] == [first.id, over_midnight.id]
        assert [one.block.id for one in view.blocks] == [lunch.id]
        assert [(one.session_id, one.unsigned) for one in view.notes] == [(first.id, 1)]
        assert [one.id for one in view.services] == [service.id]
        assert view.hours == hours
        following = await practice.backend(GetAgenda(since=at(24), until=at(48)))
        assert over_midnight.id in {one.session.id for one in following.entries}

    async def test_an_agenda_is_read_for_some_weeks_only(self, practice: Practice) -> None:
        with pytest.raises(Invalid):
            await practice.backend(GetAgenda(since=DAY, until=at(0, 60)))
        with pytest.raises(Invalid):
            await practice.backend(GetWaiting(since=DAY, until=at(0, 2)))

    async def test_what_waits_is_counted_and_its_first_few_are_named(
        self, practice: Practice
    ) -> None:
        anna = await added(practice.backend, "Anna")
        for number in range(3):
            await requested(practice.backend, f"Asks {number}")
            practice.clock.forward(timedelta(minutes=1))
        notes = [NoteText(text=text) for text in ("One.", "Two.")]
        for details in notes:
            await practice.backend(SaveNote(client_id=anna.id, details=details))
        found = await waiting(practice, limit=2)
        assert (len(found.unsigned.rows), found.unsigned.total) == (2, 2)
        assert (len(found.requests.rows), found.requests.total) == (2, 3)
        names = [getattr(one.details, "name", "") for one in found.requests.rows]
        assert names == ["Asks 0", "Asks 1"], "who has waited longest comes first"

    async def test_unpaid_are_open_charges_and_sessions_that_nobody_charged(
        self, practice: Practice
    ) -> None:
        anna = await added(practice.backend, "Anna")
        await practice.backend(
            GiveCredit(client_id=anna.id, sessions=1, details=Remark(text="The school"))
        )
        await held(practice, anna, -5)
        charged, uncharged = await held(practice, anna, -3), await held(practice, anna, -4)
        await held(practice, anna, -2, fee=None)
        await held(practice, anna, -500)
        await practice.backend(
            ChargeSession(
                client_id=anna.id,
                session_id=charged.id,
                version=charged.version,
                due_on=DAY.date(),
            )
        )
        found = (await waiting(practice)).unpaid
        assert found.rows[0].due_on == DAY.date()
        assert [one.id for one in found.rows[1:]] == [uncharged.id]
        assert (found.total, found.has_more) == (2, False)
        assert {one.amount for one in found.rows} == {KRONUR}

    async def test_it_is_known_when_those_who_come_today_answered_last(
        self, practice: Practice
    ) -> None:
        anna, bea = await added(practice.backend, "Anna"), await added(practice.backend, "Bea")
        await scheduled(practice.backend, anna.id, at(15))
        for client, day in ((anna, -9), (anna, -3), (bea, -2)):
            await practice.backend(
                RecordResponse(
                    client_id=client.id,
                    measure="wellbeing-index",
                    measure_version="1",
                    details=Answers(values=(3, 3, 3, 3, 3)),
                    answered_at=at(10, day),
                )
            )
        found = await waiting(practice)
        assert [one.session.client_id for one in found.sessions] == [anna.id]
        assert [(one.client_id, one.answered_at) for one in found.answered] == [
            (anna.id, at(10, -3))
        ]

    async def test_a_colleague_sees_nothing_of_it(self, practice: Practice) -> None:
        anna = await added(practice.backend, "Anna")
        await requested(practice.backend)
        await scheduled(practice.backend, anna.id, at(15))
        await held(practice, anna, -3)
        colleague = practice.colleague()
        view = await colleague(GetAgenda(since=DAY, until=at(24)))
        found = await colleague(GetWaiting(since=DAY, until=at(24)))
        assert (view.entries, view.hours) == ((), None)
        assert (found.sessions, found.requests.total, found.unpaid.total) == ((), 0, 0)
