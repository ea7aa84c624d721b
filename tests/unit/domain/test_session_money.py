"""Which sessions are to be paid, what a credit pays for, and what a charge may become."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.charge import Charge, ChargeState
from kara_tui.domain.chargeable import Standing, day_of, is_chargeable, may_be_charged, standing
from kara_tui.domain.credit import Credit, credits_left, next_credit
from kara_tui.domain.details import Remark
from kara_tui.domain.errors import KaraError, NotAllowedNow
from kara_tui.domain.ids import ChargeId, ClientId, CreditId, SessionId, uuid7
from kara_tui.domain.money import Money
from kara_tui.domain.payment import moment_on
from kara_tui.domain.session import Session, SessionState
from tests.support.sessions import KRONUR, session

AT = datetime(2026, 3, 9, 10, tzinfo=UTC)
DAY = date(2026, 3, 9)
FREE = Money(minor=0, currency="ISK")

_SESSIONS = st.builds(
    session,
    state=st.sampled_from(SessionState),
    fee=st.sampled_from([None, FREE, KRONUR]),
    is_charged=st.sampled_from([None, True, False]),
    in_error=st.booleans(),
)


def charge(state: ChargeState = ChargeState.OPEN, **fields: Any) -> Charge:
    made = Charge(
        id=ChargeId(uuid7()),
        created_at=AT,
        client_id=ClientId(uuid7()),
        amount=KRONUR,
        due_on=DAY,
        state=state,
        details=Remark(),
    )
    return replace(made, **fields)


def credit(sessions: int = 1, until: date | None = None, *used: SessionId) -> Credit:
    return Credit(
        id=CreditId(uuid7()),
        created_at=AT,
        client_id=ClientId(uuid7()),
        sessions=sessions,
        used_by=used,
        valid_until=until,
        details=Remark(),
    )


@given(one=_SESSIONS)
def test_a_session_is_to_be_paid_exactly_when_it_took_place_or_was_chosen_to_be_charged(
    one: Session,
) -> None:
    took_place = one.state is SessionState.COMPLETED and one.is_charged is not False
    missed = one.state in {SessionState.NO_SHOW, SessionState.CANCELLED}
    due = not one.in_error and (took_place or (missed and one.is_charged is True))
    assert may_be_charged(one) == due
    assert is_chargeable(one, (), ()) == (due and one.fee == KRONUR)


@given(one=_SESSIONS, state=st.sampled_from(ChargeState), in_error=st.booleans())
def test_a_charge_that_counts_says_how_its_session_stands(
    one: Session, state: ChargeState, in_error: bool
) -> None:
    own = charge(state, session_id=one.id, in_error=in_error)
    others = (charge(ChargeState.PAID, session_id=uuid7()), charge(ChargeState.PAID))
    found = standing(one, (*others, own), ())
    if in_error or state is ChargeState.VOIDED:
        assert found is standing(one, (), ())
    else:
        assert found.value == {"open": "charged"}.get(state.value, state.value)
        assert not is_chargeable(one, (own,), ())


@given(one=_SESSIONS)
def test_a_session_that_a_sponsor_covers_is_never_to_be_paid(one: Session) -> None:
    assert standing(one, (), (credit(1, None, one.id),)) is Standing.COVERED
    gone = replace(credit(1, None, one.id), in_error=True)
    assert standing(one, (), (gone,)) is standing(one, (), ())


@given(size=st.integers(1, 5), steps=st.lists(st.tuples(st.booleans(), st.integers(0, 5))))
def test_a_credit_never_pays_for_more_sessions_than_it_was_given_for(
    size: int, steps: list[tuple[bool, int]]
) -> None:
    ids = [SessionId(uuid7()) for _ in range(6)]
    one, covered = credit(size), set[SessionId]()
    for uses, place in steps:
        wanted = ids[place]
        possible = (wanted not in covered and len(covered) < size) if uses else wanted in covered
        try:
            one = one.used(wanted, DAY) if uses else one.given_back(wanted)
        except NotAllowedNow:
            assert not possible
        else:
            assert possible
            covered ^= {wanted}
        assert set(one.used_by) == covered
        assert one.left == size - len(covered) == credits_left((one,), DAY)


def test_a_credit_is_good_until_the_end_of_its_last_day() -> None:
    one = credit(1, DAY)
    assert one.used(SessionId(uuid7()), DAY).left == 0
    with pytest.raises(NotAllowedNow, match="until 09 Mar 2026"):
        one.used(SessionId(uuid7()), DAY + timedelta(days=1))
    assert credits_left((one,), DAY + timedelta(days=1)) == 0


def test_the_credit_that_expires_first_is_used_first() -> None:
    lasting, soon, late = credit(), credit(1, DAY), credit(1, DAY + timedelta(days=9))
    used_up, gone = credit(1, DAY, SessionId(uuid7())), credit(9, DAY - timedelta(days=1))
    everything = (lasting, late, soon, used_up, gone)
    assert next_credit(everything, DAY) is soon
    assert next_credit(everything, DAY + timedelta(days=1)) is late
    assert next_credit((used_up, gone), DAY) is None


def test_a_session_counts_on_the_day_where_it_was_agreed() -> None:
    late = session(starts_at=datetime(2026, 3, 9, 23, 30, tzinfo=UTC), time_zone="Europe/Berlin")
    assert day_of(late) == date(2026, 3, 10)


@given(
    state=st.sampled_from(ChargeState),
    move=st.sampled_from(["paid", "written_off", "voided", "reopened"]),
)
def test_only_an_open_charge_is_settled_and_only_a_paid_one_reopened(
    state: ChargeState, move: str
) -> None:
    one = charge(state)
    moves = {
        "paid": lambda: one.paid(AT),
        "written_off": lambda: one.written_off(Remark(text="Hardship"), AT),
        "voided": lambda: one.voided(None, AT),
        "reopened": one.reopened,
    }
    needed = ChargeState.PAID if move == "reopened" else ChargeState.OPEN
    if state is needed:
        after = moves[move]()
        assert after.state is ChargeState.OPEN if move == "reopened" else after.state.value == move
        assert (after.closed_at is None) == (move == "reopened")
    else:
        with pytest.raises(KaraError):
            moves[move]()


def test_money_that_came_in_today_came_in_now_and_earlier_money_at_noon() -> None:
    zone = ZoneInfo("Europe/Berlin")
    assert moment_on(DAY, zone, AT) == AT
    assert moment_on(DAY - timedelta(days=1), zone, AT) == datetime(2026, 3, 8, 11, tzinfo=UTC)
