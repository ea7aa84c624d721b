"""A session closed in one go: all of what is asked for, or nothing of it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from kara_tui.domain.charge import ChargeState
from kara_tui.domain.errors import Conflict, Invalid, KaraError, NotAllowedNow, TimeTaken
from kara_tui.domain.note_listing import NoteEntry
from kara_tui.domain.payment import PaymentMethod
from kara_tui.domain.session import Session, SessionDetails, SessionState
from kara_tui.domain.session_closing import NextSession, Settling
from kara_tui.operations.history import UndoMove
from kara_tui.operations.notes import GetNote
from kara_tui.operations.payments import MoneyTaken
from kara_tui.operations.scheduling import new_session_id
from kara_tui.operations.session_closing import CloseSession
from kara_tui.operations.sessions import GetSession, ListSessions
from tests.contract.suite.session_money import TODAY, account, given
from tests.support.notes import written
from tests.support.people import added
from tests.support.practice import Practice
from tests.support.sessions import KRONUR, offered, scheduled

WEEK = timedelta(days=7)


async def _begun(practice: Practice, **fields: Any) -> tuple[Session, NoteEntry]:
    client = await added(practice.backend)
    one = await scheduled(practice.backend, client.id, **({"fee": KRONUR} | fields))
    return one, await written(practice.backend, client, session_id=one.id)


def _closing(one: Session, entry: NoteEntry, **fields: Any) -> CloseSession:
    given: dict[str, Any] = {
        "client_id": one.client_id,
        "session_id": one.id,
        "version": one.version,
        "note_id": entry.note.id,
        "note_version": entry.note.version,
        "settling": Settling.CHARGE,
        "due_on": TODAY,
        "taken": MoneyTaken(method=PaymentMethod.CASH),
        "following": NextSession(
            session_id=new_session_id(),
            starts_at=one.starts_at + WEEK,
            details=SessionDetails(place="Room 2"),
        ),
    }
    return CloseSession(**(given | fields))


async def _stand(practice: Practice, one: Session, entry: NoteEntry) -> tuple[Any, ...]:
    money = await account(practice, one)
    return (
        await practice.backend(GetSession(client_id=one.client_id, session_id=one.id)),
        await practice.backend(GetNote(client_id=one.client_id, note_id=entry.note.id)),
        money.lines,
        money.credits,
        (await practice.backend(ListSessions(client_id=one.client_id))).total,
    )


class SessionClosingContract:
    """What a backend promises about closing a session."""

    async def test_a_session_is_signed_done_paid_and_followed_in_one_move(
        self, practice: Practice
    ) -> None:
        one, entry = await _begun(practice)
        closed = await practice.backend(_closing(one, entry))
        assert closed.note is not None
        assert closed.note.note.is_signed
        assert (closed.session.state, closed.session.is_charged) == (SessionState.COMPLETED, True)
        assert closed.charge is not None
        assert (closed.charge.state, closed.charge.amount) == (ChargeState.PAID, KRONUR)
        assert closed.following is not None
        assert closed.following.starts_at == one.starts_at + WEEK
        assert (closed.following.fee, closed.following.details) == (
            KRONUR,
            SessionDetails(place="Room 2"),
        )

    async def test_every_step_can_be_left_out(self, practice: Practice) -> None:
        one, entry = await _begun(practice)
        nothing = await practice.backend(
            CloseSession(
                client_id=one.client_id, session_id=one.id, version=one.version, is_held=False
            )
        )
        assert nothing.session == one
        assert (nothing.note, nothing.charge, nothing.following) == (None, None, None)
        done = await practice.backend(
            _closing(one, entry, note_id=None, settling=Settling.LEAVE, following=None)
        )
        assert done.session.state is SessionState.COMPLETED
        assert (await account(practice, one)).unpaid == (KRONUR,)
        later = _closing(done.session, entry, is_held=False, taken=None, following=None)
        paid = await practice.backend(later)
        assert paid.charge is not None
        assert paid.charge.state is ChargeState.OPEN

    async def test_a_session_may_cost_nothing_and_a_sponsor_may_pay(
        self, practice: Practice
    ) -> None:
        one, entry = await _begun(practice)
        credit = await given(practice, one)
        free = _closing(one, entry, settling=Settling.FREE, following=None)
        assert (await practice.backend(free)).session.is_charged is False
        await practice.backend(UndoMove(move=free.intent))
        one = await practice.backend(GetSession(client_id=one.client_id, session_id=one.id))
        covered = _closing(one, entry, note_id=None, settling=Settling.CREDIT, following=None)
        used = (await practice.backend(covered)).credit
        assert used is not None
        assert (used.id, used.used_by) == (credit.id, (one.id,))

    async def test_what_is_signed_stays_signed_when_the_rest_is_taken_back(
        self, practice: Practice
    ) -> None:
        one, entry = await _begun(practice)
        wish = _closing(one, entry)
        await practice.backend(wish)
        await practice.backend(UndoMove(move=wish.intent))
        session, note, _, _, total = await _stand(practice, one, entry)
        assert replace(session, version=0) == replace(one, version=0)
        assert total == 1
        assert note.note.is_signed
        money = await account(practice, one)
        assert (money.unpaid, money.lines) == ((), ())

    async def test_the_same_wish_twice_closes_once(self, practice: Practice) -> None:
        one, entry = await _begun(practice)
        wish = _closing(one, entry)
        await practice.backend(wish)
        with pytest.raises(KaraError):
            await practice.backend(wish)
        assert len((await account(practice, one)).lines) == 1

    @pytest.mark.parametrize(
        ("wrong", "problem"),
        [
            ({"version": 7}, Conflict),
            ({"note_version": 7}, Conflict),
            ({"is_held": False}, NotAllowedNow),
            ({"settling": Settling.CREDIT}, NotAllowedNow),
            ({"due_on": None}, Invalid),
            ({"taken": MoneyTaken(method=PaymentMethod.KARA_PAY)}, Invalid),
            ({"following": "taken"}, TimeTaken),
        ],
    )
    async def test_when_one_step_cannot_be_done_none_is(
        self, practice: Practice, wrong: dict[str, Any], problem: type[KaraError]
    ) -> None:
        one, entry = await _begun(practice)
        if wrong.get("following"):
            await scheduled(practice.backend, one.client_id, one.starts_at + WEEK)
            wrong = {}
        before = await _stand(practice, one, entry)
        with pytest.raises(problem):
            await practice.backend(_closing(one, entry, **wrong))
        assert await _stand(practice, one, entry) == before

    async def test_the_note_of_another_session_is_not_signed_along(
        self, practice: Practice
    ) -> None:
        one, _ = await _begun(practice)
        other, entry = await _begun(practice)
        with pytest.raises(KaraError):
            await practice.backend(_closing(one, entry))
        client = await added(practice.backend, "Bea")
        loose = await written(practice.backend, client)
        bea = await scheduled(practice.backend, client.id, fee=KRONUR)
        before = await _stand(practice, bea, loose)
        with pytest.raises(Invalid, match="another session"):
            await practice.backend(_closing(bea, loose))
        assert await _stand(practice, bea, loose) == before
        assert other.state is SessionState.PLANNED

    async def test_whoever_pays_nothing_for_a_service_pays_nothing_next_time(
        self, practice: Practice
    ) -> None:
        service = await offered(practice.backend, price=KRONUR)
        free = {"service_id": service.id, "fee": replace(KRONUR, minor=0)}
        one, entry = await _begun(practice, **free)
        wish = _closing(one, entry, settling=Settling.LEAVE)
        following = (await practice.backend(wish)).following
        assert following is not None
        assert following.fee is not None
        assert following.fee.minor == 0
