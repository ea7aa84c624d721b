"""Closing a session in one go: what is planned, and that a failure leaves all as it was."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.domain.charge import ChargeState
from kara_tui.domain.client import Client
from kara_tui.domain.details import Remark
from kara_tui.domain.errors import Conflict, KaraError, TimeTaken
from kara_tui.domain.note import NoteText
from kara_tui.domain.session import Session, SessionDetails, SessionState
from kara_tui.operations.base import Operation
from kara_tui.operations.notes import ListNotes, SaveNote
from kara_tui.operations.payments import ClientMoney
from kara_tui.operations.session_closing import CloseSession
from kara_tui.operations.session_course import MarkArrived
from kara_tui.operations.sessions import FindConflicts, GetSession, ListAgenda, ListSessions
from kara_tui.operations.sponsored_credits import GiveCredit
from kara_tui.workflows.close_plan import ClosePlan, Way
from kara_tui.workflows.close_session import after_failure, carry_out, plan_closing
from tests.support.clock import NOON
from tests.support.notes import written
from tests.support.people import added
from tests.support.sessions import ICELAND, KRONUR, scheduled
from tests.support.trouble import Failing

WEEK = timedelta(days=7)


async def _today(backend: Backend, client: Client, **fields: Any) -> Session:
    given: dict[str, Any] = {"fee": KRONUR, "details": SessionDetails(place="2", remark="Keys")}
    return await scheduled(backend, client.id, NOON, **(given | fields))


async def _plan(backend: Backend, one: Session) -> ClosePlan:
    return await plan_closing(backend, one.client_id, one.id, NOON, ICELAND)


async def _stand(backend: Backend, client: Client) -> tuple[Any, ...]:
    money = await backend(ClientMoney(client_id=client.id))
    sessions = await backend(ListSessions(client_id=client.id))
    notes = await backend(ListNotes(client_id=client.id))
    return sessions.rows, notes.rows, money.lines, money.credits


async def test_everything_that_nothing_speaks_against_is_planned(backend: Backend) -> None:
    client, other = await added(backend, "Anna"), await added(backend, "Bea")
    one = await _today(backend, client)
    entry = await written(backend, client, session_id=one.id)
    await scheduled(backend, other.id, NOON + timedelta(hours=3))
    soon = await scheduled(backend, other.id, NOON + timedelta(hours=1))
    plan = await _plan(backend, one)
    assert plan.note == entry.note
    assert (plan.is_signed, plan.is_held, plan.is_followed, plan.goes_on) == (True,) * 4
    assert plan.next_start == one.starts_at + WEEK
    assert plan.next_client is not None
    assert plan.next_client.session == soon
    assert plan.way is Way.CHARGE, "no money is taken unless somebody says so"
    assert {Way.CASH, Way.POS, Way.LEAVE, Way.FREE} <= set(plan.ways)


async def test_carried_out_it_is_all_done(backend: Backend) -> None:
    client = await added(backend)
    one = await _today(backend, client)
    await written(backend, client, session_id=one.id)
    plan = replace(await _plan(backend, one), way=Way.CASH)
    closed = await carry_out(backend, plan)
    assert closed is not None
    assert closed.session.state is SessionState.COMPLETED
    assert closed.note is not None
    assert closed.note.note.is_signed
    assert closed.charge is not None
    assert closed.charge.state is ChargeState.PAID
    assert closed.following is not None
    assert closed.following.details == SessionDetails(place="2"), "the remark was about this one"


async def test_what_is_declined_is_not_done(backend: Backend) -> None:
    client = await added(backend)
    one = await _today(backend, client)
    await written(backend, client, session_id=one.id)
    before = await _stand(backend, client)
    plan = replace(await _plan(backend, one), is_signed=False, is_held=False, is_followed=False)
    assert not plan.does_something
    assert await carry_out(backend, plan) is None
    assert await _stand(backend, client) == before


async def test_a_credit_is_used_first_and_nothing_is_settled_twice(backend: Backend) -> None:
    client = await added(backend)
    await backend(GiveCredit(client_id=client.id, sessions=1, details=Remark(text="Union")))
    plan = await _plan(backend, await _today(backend, client))
    assert plan.way is Way.CREDIT
    closed = await carry_out(backend, plan)
    assert closed is not None
    assert closed.credit is not None
    again = await _plan(backend, closed.session)
    assert (again.ways, again.can_be_held) == ((Way.SETTLED,), False)
    assert again.planned == closed.following
    assert not again.does_something


async def test_what_stands_in_the_way_next_week_is_not_booked_unasked(backend: Backend) -> None:
    client, other = await added(backend, "Anna"), await added(backend, "Bea")
    one = await _today(backend, client)
    await scheduled(backend, other.id, NOON + WEEK)
    plan = await _plan(backend, one)
    assert (plan.is_followed, len(plan.clashes)) == (False, 1)
    closed = await carry_out(backend, replace(plan, is_followed=True))
    assert closed is not None
    assert closed.following is not None


@pytest.mark.parametrize(
    "kind", [GetSession, ListNotes, ClientMoney, ListSessions, FindConflicts, ListAgenda]
)
async def test_a_plan_that_cannot_be_read_changes_nothing(
    backend: Backend, kind: type[Operation[Any]]
) -> None:
    client = await added(backend)
    one = await _today(backend, client)
    before = await _stand(backend, client)
    with pytest.raises(KaraError, match="disk is full"):
        await plan_closing(Failing(backend, kind), client.id, one.id, NOON, ICELAND)
    assert await _stand(backend, client) == before


async def test_a_store_that_fails_loses_nothing_and_the_same_plan_is_tried_again(
    backend: Backend,
) -> None:
    client = await added(backend)
    one = await _today(backend, client)
    await written(backend, client, session_id=one.id)
    plan = await _plan(backend, one)
    before = await _stand(backend, client)
    failing = Failing(backend, CloseSession)
    with pytest.raises(KaraError) as failed:
        await carry_out(failing, plan)
    assert await _stand(backend, client) == before
    assert await after_failure(failing, plan, failed.value) == plan
    failing.fails = False
    assert await carry_out(failing, plan) is not None


@pytest.mark.parametrize("step", ["note", "session", "next"])
async def test_a_step_that_was_overtaken_stops_all_and_the_plan_follows(
    backend: Backend, step: str
) -> None:
    client = await added(backend)
    one = await _today(backend, client)
    entry = await written(backend, client, session_id=one.id)
    plan = await _plan(backend, one)
    if step == "note":
        await backend(
            SaveNote(
                client_id=client.id,
                note_id=entry.note.id,
                version=1,
                details=NoteText(text="Another text."),
            )
        )
    elif step == "session":
        await backend(MarkArrived(client_id=client.id, session_id=one.id, version=one.version))
    else:
        await scheduled(backend, client.id, one.starts_at + WEEK)
    before = await _stand(backend, client)
    with pytest.raises((Conflict, TimeTaken)) as failed:
        await carry_out(backend, plan)
    assert await _stand(backend, client) == before
    newer = await after_failure(backend, plan, failed.value)
    assert (newer.is_signed, newer.is_held) == (True, True)
    assert bool(newer.clashes) is (step == "next")
    assert await carry_out(backend, newer) is not None


async def test_an_answer_that_got_lost_does_not_make_it_happen_twice(backend: Backend) -> None:
    client = await added(backend)
    one = await _today(backend, client)
    await written(backend, client, session_id=one.id)
    plan = await _plan(backend, one)
    await carry_out(backend, plan)
    before = await _stand(backend, client)
    with pytest.raises(Conflict) as failed:
        await carry_out(backend, plan)
    newer = await after_failure(backend, plan, failed.value)
    assert (newer.is_signed, newer.is_held) == (False, False)
    assert newer.session.state is SessionState.COMPLETED
    assert await _stand(backend, client) == before
