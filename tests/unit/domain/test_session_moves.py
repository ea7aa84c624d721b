"""A session makes the moves that its state permits, and says why it makes no other."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.details import Interaction, Remark
from kara_tui.domain.errors import Invalid, NotAllowedNow
from kara_tui.domain.ids import SeriesId, uuid7
from kara_tui.domain.series import concerned
from kara_tui.domain.session import CancelledBy, Session, SessionState
from kara_tui.domain.session_moves import (
    Scope,
    SessionMove,
    arrived,
    cancelled,
    completed,
    entered_in_error,
    is_possible,
    missed,
    refitted,
    rescheduled,
    started,
    voided,
)
from tests.support.sessions import KRONUR, MONDAY, later, session

_MOVES: dict[SessionMove, Callable[[Session], Session]] = {
    SessionMove.ARRIVE: arrived,
    SessionMove.START: started,
    SessionMove.COMPLETE: completed,
    SessionMove.CANCEL: lambda one: cancelled(one, CancelledBy.OTHER),
    SessionMove.MISS: missed,
    SessionMove.VOID: voided,
    SessionMove.MARK_IN_ERROR: entered_in_error,
    SessionMove.RESCHEDULE: lambda one: rescheduled(one, later(days=1), 50),
    SessionMove.CHANGE: lambda one: refitted(
        one, service_id=None, interaction=Interaction.REMOTE, fee=one.fee, details=None
    ),
}
_BECOMES = {
    "planned": {"arrived", "in_progress", "cancelled", "no_show", "in_error"},
    "arrived": {"in_progress", "cancelled", "no_show"},
    "in_progress": {"completed", "cancelled"},
    "completed": {"voided", "in_error"},
    "cancelled": {"in_error"},
    "no_show": {"in_error"},
    "voided": {"in_error"},
}
"""What each state may become, as the domain's table has it."""


@pytest.mark.parametrize("state", SessionState)
def test_each_state_becomes_what_the_table_says_and_nothing_else(state: SessionState) -> None:
    before = session(state)
    reached = set()
    for move in _MOVES.values():
        try:
            after = move(before)
        except NotAllowedNow:
            continue
        reached.add("in_error" if after.in_error else after.state.value)
    assert reached - {state.value} == _BECOMES[state.value]


@pytest.mark.parametrize("state", SessionState)
@pytest.mark.parametrize("move", SessionMove)
def test_a_move_that_is_not_possible_is_refused_in_a_sentence(
    state: SessionState, move: SessionMove
) -> None:
    before = session(state)
    if is_possible(move, before):
        _MOVES[move](before)
        return
    with pytest.raises(NotAllowedNow) as refused:
        _MOVES[move](before)
    assert refused.value.sentence.startswith("This session ")
    assert refused.value.sentence.endswith(".")


@pytest.mark.parametrize("move", SessionMove)
def test_nothing_is_done_with_a_session_entered_in_error(move: SessionMove) -> None:
    gone = entered_in_error(session())
    assert not is_possible(move, gone)
    with pytest.raises(NotAllowedNow):
        _MOVES[move](gone)


@given(moves=st.lists(st.sampled_from(sorted(_MOVES)), max_size=12))
def test_whatever_is_tried_a_session_keeps_what_it_is(moves: list[SessionMove]) -> None:
    first = one = session(fee=KRONUR)
    for move in moves:
        if is_possible(move, one):
            one = _MOVES[move](one)
    kept = ("id", "client_id", "created_at", "series_id", "occurrence", "fee", "details", "version")
    assert all(getattr(one, name) == getattr(first, name) for name in kept)
    assert one.starts_at < one.ends_at
    if one.state is SessionState.PLANNED and not one.in_error:
        assert one.is_charged is None


@pytest.mark.parametrize("is_charged", [True, False])
def test_what_costs_nothing_is_never_charged(is_charged: bool) -> None:
    for fee, owed in ((KRONUR, is_charged), (None, False)):
        running = session(SessionState.IN_PROGRESS, fee=fee)
        assert completed(running, is_charged=is_charged).is_charged is owed
        assert missed(session(fee=fee), is_charged=is_charged).is_charged is owed
        off = cancelled(running, CancelledBy.CLIENT, is_charged=is_charged)
        assert off.is_charged is owed


def test_void_and_in_error_owe_nothing_any_more() -> None:
    done = completed(session(SessionState.IN_PROGRESS, fee=KRONUR))
    assert done.is_charged is True
    assert voided(done).is_charged is False
    assert entered_in_error(done).is_charged is False


def test_a_cancellation_keeps_its_reason() -> None:
    off = cancelled(session(), CancelledBy.PROFESSIONAL, reason=Remark(text="Flu"))
    assert (off.cancelled_by, off.cancellation) == (CancelledBy.PROFESSIONAL, Remark(text="Flu"))


def test_a_session_that_is_done_says_that_it_can_be_declared_void() -> None:
    with pytest.raises(NotAllowedNow) as refused:
        cancelled(session(SessionState.COMPLETED), CancelledBy.CLIENT)
    assert str(refused.value) == (
        "This session is done, so it cannot be cancelled. "
        "Declare it void instead; that takes its fee back."
    )


@given(days=st.integers(-400, 400), minutes=st.integers(1, 1440))
def test_a_moved_session_lasts_as_long_as_it_was_told(days: int, minutes: int) -> None:
    moved = rescheduled(session(), later(days=days), minutes)
    assert moved.starts_at == MONDAY + timedelta(days=days)
    assert moved.ends_at - moved.starts_at == timedelta(minutes=minutes)


@pytest.mark.parametrize(("minutes", "zone"), [(0, ""), (1441, ""), (-5, ""), (50, "Nowhere")])
def test_a_session_cannot_last_no_time_or_lie_nowhere(minutes: int, zone: str) -> None:
    with pytest.raises(Invalid):
        rescheduled(session(), MONDAY, minutes, zone)


def _series(states: list[SessionState]) -> tuple[Session, ...]:
    series_id = SeriesId(uuid7())
    return tuple(
        session(state, series_id=series_id, occurrence=place) for place, state in enumerate(states)
    )


@given(
    states=st.lists(st.sampled_from(SessionState), min_size=1, max_size=8),
    place=st.integers(0, 7),
    scope=st.sampled_from(Scope),
)
def test_a_wish_about_a_series_concerns_what_is_still_planned(
    states: list[SessionState], place: int, scope: Scope
) -> None:
    series = _series(states)
    named = series[place % len(series)]
    found = concerned(named, series, scope)
    assert named in found
    assert all(one.state is SessionState.PLANNED or one == named for one in found)
    if scope is Scope.THIS:
        assert found == (named,)
    if scope is Scope.FOLLOWING:
        assert all(one.occurrence >= named.occurrence for one in found)
    if scope is Scope.ALL:
        assert {one.id for one in found} >= {
            one.id for one in series if one.state is SessionState.PLANNED
        }


def test_a_session_that_belongs_to_no_series_stands_alone() -> None:
    one, other = session(), session()
    assert concerned(one, (one, other), Scope.ALL) == (one,)


def test_only_sessions_that_are_held_take_time() -> None:
    taking = {state for state in SessionState if session(state).takes_time}
    assert {one.value for one in taking} == {"planned", "arrived", "in_progress", "completed"}
    assert not replace(session(), in_error=True).takes_time
