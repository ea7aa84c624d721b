"""A client's moves: which are possible from where, and what each of them leads to."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.client import CLOSED_REQUESTS_AND_INVITES, TABS, Client, Stage, new_client
from kara_tui.domain.details import ClientDetails, Remark
from kara_tui.domain.errors import NotAllowedNow
from kara_tui.domain.ids import new_client_id
from kara_tui.domain.invitation import VALID_FOR
from kara_tui.domain.treatment import TreatmentState, moved_to

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = AT + timedelta(days=1)
_CLOSED = TreatmentState.CLOSED

_MOVES: dict[str, tuple[set[Stage], Stage, Callable[[Client], Client]]] = {
    "accepted": ({Stage.REQUESTED}, Stage.ACTIVE, lambda one: one.accepted(LATER)),
    "declined": ({Stage.REQUESTED}, Stage.DECLINED, lambda one: one.declined(LATER, Remark())),
    "merged": (
        {Stage.REQUESTED},
        Stage.MERGED,
        lambda one: one.merged(LATER, new_client_id()),
    ),
    "withdrawn": ({Stage.INVITED}, Stage.WITHDRAWN, lambda one: one.withdrawn(LATER)),
    "expired": ({Stage.INVITED}, Stage.EXPIRED, lambda one: one.expired(LATER)),
    "reinvited": (
        {Stage.INVITED, Stage.EXPIRED},
        Stage.INVITED,
        lambda one: one.reinvited(LATER),
    ),
    "closed": ({Stage.ACTIVE}, Stage.DEACTIVATED, lambda one: one.closed(LATER, _CLOSED, None)),
    "reopened": ({Stage.DEACTIVATED}, Stage.ACTIVE, lambda one: one.reopened(LATER)),
}


def _in(stage: Stage) -> Client:
    """Return a client who came into the stage by the moves that lead there."""
    client = new_client(new_client_id(), ClientDetails(name="Anna"), AT)
    asked = new_client(new_client_id(), ClientDetails(name="Anna"), AT, stage=Stage.REQUESTED)
    invited = new_client(new_client_id(), ClientDetails(name="Anna"), AT, stage=Stage.INVITED)
    return {
        Stage.ACTIVE: client,
        Stage.REQUESTED: asked,
        Stage.INVITED: invited,
        Stage.DEACTIVATED: client.closed(AT, _CLOSED, None),
        Stage.DECLINED: asked.declined(AT, None),
        Stage.WITHDRAWN: invited.withdrawn(AT),
        Stage.EXPIRED: invited.expired(AT),
        Stage.MERGED: asked.merged(AT, new_client_id()),
        Stage.ENTERED_IN_ERROR: client.in_error(AT),
        Stage.ERASED: client.erased(AT),
    }[stage]


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("move", _MOVES)
def test_a_move_is_possible_from_its_own_lists_only(move: str, stage: Stage) -> None:
    possible, leads_to, make = _MOVES[move]
    client = _in(stage)
    if stage not in possible:
        with pytest.raises(NotAllowedNow):
            make(client)
        return
    moved = make(client)
    assert moved.stage is leads_to
    assert moved.since == (AT if stage is leads_to else LATER)
    assert (moved.id, moved.details, moved.created_at) == (client.id, client.details, AT)


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("state", TreatmentState)
def test_a_treatment_state_is_set_in_treatment_only_and_never_to_an_error(
    stage: Stage, state: TreatmentState
) -> None:
    client = _in(stage)
    treated = stage in {Stage.ACTIVE, Stage.DEACTIVATED}
    if not treated or state is TreatmentState.ENTERED_IN_ERROR:
        with pytest.raises(NotAllowedNow):
            client.with_treatment(state, LATER)
        return
    moved = client.with_treatment(state, LATER)
    assert moved.treatment_state is state
    assert moved.stage is (Stage.DEACTIVATED if state.ended else Stage.ACTIVE)


@pytest.mark.parametrize("state", TreatmentState)
def test_a_request_is_accepted_into_an_active_or_planned_treatment(state: TreatmentState) -> None:
    request = _in(Stage.REQUESTED)
    if state in {TreatmentState.ACTIVE, TreatmentState.PLANNED}:
        assert request.accepted(LATER, state).treatment_state is state
        return
    with pytest.raises(NotAllowedNow):
        request.accepted(LATER, state)


@pytest.mark.parametrize("state", TreatmentState)
def test_a_treatment_is_closed_as_an_ended_one(state: TreatmentState) -> None:
    client = _in(Stage.ACTIVE)
    if state.ended:
        assert client.closed(LATER, state, None).stage is Stage.DEACTIVATED
        return
    with pytest.raises(NotAllowedNow):
        client.closed(LATER, state, None)


def test_a_request_is_not_merged_into_itself() -> None:
    request = _in(Stage.REQUESTED)
    with pytest.raises(NotAllowedNow, match="itself"):
        request.merged(LATER, request.id)


def test_an_invite_sent_again_holds_anew() -> None:
    again = _in(Stage.INVITED).reinvited(LATER)
    assert again.invitation is not None
    assert again.invitation.sent_at == AT
    assert again.invitation.last_sent_at == LATER
    assert again.invitation.expires_at == LATER + VALID_FOR
    assert again.invitation.times_sent == 2


@given(st.lists(st.sampled_from(TreatmentState), max_size=12))
def test_the_history_of_a_treatment_has_no_gap_and_no_repetition(
    states: list[TreatmentState],
) -> None:
    history = _in(Stage.ACTIVE).treatment
    for step, state in enumerate(states, start=1):
        history = moved_to(history, state, AT + timedelta(days=step))
    assert history[-1].until is None
    for before, after in pairwise(history):
        assert before.until == after.since
        assert before.state is not after.state


def test_every_stage_is_a_tab_or_found_by_a_filter_or_an_error() -> None:
    assert {*TABS, *CLOSED_REQUESTS_AND_INVITES, Stage.ENTERED_IN_ERROR, Stage.ERASED} == set(Stage)
