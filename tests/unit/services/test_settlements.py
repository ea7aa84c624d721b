"""What completing, cancelling and voiding a session does to its money, in the same transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from kara_tui.backend.opening import OpenStore
from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.charge import Charge, ChargeState
from kara_tui.domain.client import new_client
from kara_tui.domain.credit import Credit
from kara_tui.domain.details import Remark
from kara_tui.domain.errors import NotAllowedNow
from kara_tui.domain.ids import ChargeId, ClientId, CreditId, new_client_id, new_intent_id, uuid7
from kara_tui.domain.payment import PaymentMethod, PaymentState
from kara_tui.domain.session import Session, SessionState
from kara_tui.operations.card_payments import BeginCardPayment
from kara_tui.operations.payments import ClientMoney, MoneyTaken, RecordPayment
from kara_tui.services.settlements import give_credit_back, reverse_money, use_credit_or_leave
from tests.support.people import details
from tests.support.sessions import KRONUR, session
from tests.support.stores import open_at

DAY = date(2026, 3, 9)


@pytest.fixture
def store(store_path: Path, store_key: bytes) -> Iterator[OpenStore]:
    opened = open_at(store_path, store_key)
    yield opened
    opened.store.close()


@contextmanager
def writing(opened: OpenStore) -> Iterator[UnitOfWork]:
    now, intent = opened.dispatch.now(), new_intent_id()
    with opened.store.writing(opened.actor, now, "Test", intent) as unit:
        yield unit


@pytest.fixture
def done(store: OpenStore) -> Session:
    """A session of somebody that was completed."""
    with writing(store) as unit:
        client = unit.clients.add(new_client(new_client_id(), details("Anna"), unit.now))
        one = session(SessionState.COMPLETED, client_id=client.id, fee=KRONUR)
        return unit.money.sessions.add(one)


def given(unit: UnitOfWork, client_id: ClientId, **fields: Any) -> Credit:
    credit = Credit(
        id=CreditId(uuid7()),
        created_at=unit.now,
        client_id=client_id,
        sessions=1,
        details=Remark(text="Union"),
    )
    return unit.money.credits.add(replace(credit, **fields))


def charged(unit: UnitOfWork, one: Session) -> Charge:
    return unit.money.charges.add(
        Charge(
            id=ChargeId(uuid7()),
            created_at=unit.now,
            client_id=one.client_id,
            session_id=one.id,
            amount=KRONUR,
            due_on=DAY,
            details=Remark(),
        )
    )


def test_a_completed_session_uses_the_credit_that_expires_first(
    store: OpenStore, done: Session
) -> None:
    with writing(store) as unit:
        given(unit, done.client_id)
        soon = given(unit, done.client_id, valid_until=DAY)
        given(unit, done.client_id, valid_until=date(2026, 3, 8))
        used = use_credit_or_leave(done, unit)
        assert used is not None
        assert (used.id, used.used_by) == (soon.id, (done.id,))
        assert use_credit_or_leave(done, unit) is None, "once is enough"
        assert unit.money.chargeable(done.client_id) == ()


def test_without_a_credit_of_its_own_client_a_session_is_left_to_be_paid(
    store: OpenStore, done: Session
) -> None:
    with writing(store) as unit:
        given(unit, ClientId(uuid7()))
        assert use_credit_or_leave(done, unit) is None
        assert unit.money.chargeable(done.client_id) == (done,)


def test_a_session_that_is_charged_uses_no_credit(store: OpenStore, done: Session) -> None:
    with writing(store) as unit:
        charged(unit, done)
        given(unit, done.client_id)
        assert use_credit_or_leave(done, unit) is None


def test_a_credit_is_given_back_when_the_session_is_voided(store: OpenStore, done: Session) -> None:
    with writing(store) as unit:
        given(unit, done.client_id)
        use_credit_or_leave(done, unit)
        reverse_money(done, None, unit)
        assert [one.left for one in unit.money.credits_of(done.client_id)] == [1]
        assert give_credit_back(done, unit) is None


def test_an_open_charge_is_voided_with_its_session(store: OpenStore, done: Session) -> None:
    with writing(store) as unit:
        charged(unit, done)
        reverse_money(done, Remark(text="Never was"), unit)
        (line,) = unit.money.lines_of(done.client_id)
        assert (line.charge.state, line.charge.reason) == (
            ChargeState.VOIDED,
            Remark(text="Never was"),
        )


def test_a_paid_session_is_not_voided_before_the_money_is_returned(
    store: OpenStore, done: Session
) -> None:
    with writing(store) as unit:
        charge = charged(unit, done)
    store.dispatch(
        RecordPayment(
            client_id=done.client_id,
            charge_id=charge.id,
            version=1,
            taken=MoneyTaken(method=PaymentMethod.CASH, paid_at=datetime(2026, 3, 1, tzinfo=UTC)),
        ),
        store.actor,
    )
    with writing(store) as unit, pytest.raises(NotAllowedNow, match="paid"):
        reverse_money(done, None, unit)


def test_a_session_is_not_voided_while_its_card_is_asked(store: OpenStore, done: Session) -> None:
    with writing(store) as unit:
        charge = charged(unit, done)
    store.dispatch(BeginCardPayment(client_id=done.client_id, charge_id=charge.id), store.actor)
    with writing(store) as unit, pytest.raises(NotAllowedNow, match="under way"):
        reverse_money(done, None, unit)
    money = store.dispatch(ClientMoney(client_id=done.client_id), store.actor)
    assert [one.state for one in money.lines[0].payments] == [PaymentState.PENDING]


def test_what_clients_owe_is_found_in_one_statement(store: OpenStore, done: Session) -> None:
    asked: list[str] = []
    with writing(store) as unit:
        given(unit, done.client_id)
        for state in (SessionState.COMPLETED, SessionState.NO_SHOW):
            other = session(state, client_id=done.client_id, fee=KRONUR)
            unit.money.sessions.add(other)
        use_credit_or_leave(done, unit)

    @event.listens_for(store.store.engine, "before_cursor_execute")
    def heard(_c: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    with store.store.reading(store.actor, store.dispatch.now()) as unit:
        asked.clear()
        (found,) = unit.money.unpaid([done.client_id, ClientId(uuid7())])
    assert found.amount == KRONUR
    assert len([one for one in asked if "SELECT" in one]) == 1
