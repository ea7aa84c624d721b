"""The way through the clients: back and forward as in a browser."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kara_tui.domain.errors import Invalid
from kara_tui.domain.ids import ClientId, uuid7
from kara_tui.domain.trail import LONGEST, Trail

ANNA, BEA, CLEO = (ClientId(uuid7()) for _ in range(3))


def _trail(*visited: ClientId) -> Trail:
    trail = Trail()
    for one in visited:
        trail.visit(one)
    return trail


def test_back_leads_to_who_was_open_before_and_forward_to_whom_one_came_from() -> None:
    trail = _trail(ANNA, BEA)
    assert trail.before(BEA) == ANNA
    trail.step(ANNA)
    assert trail.before(ANNA) is None
    assert trail.after() == BEA


def test_from_the_lists_back_leads_to_the_last_client() -> None:
    assert _trail(ANNA, BEA).before(None) == BEA
    assert Trail().before(None) is None


def test_a_new_client_cuts_off_what_lay_ahead() -> None:
    trail = _trail(ANNA, BEA)
    trail.step(ANNA)
    trail.visit(CLEO)
    assert trail.after() is None
    assert trail.before(CLEO) == ANNA
    assert trail.recent == (CLEO, BEA, ANNA)


def test_two_clients_can_be_gone_between() -> None:
    trail = _trail(ANNA, BEA, ANNA)
    assert trail.before(ANNA) == BEA
    assert trail.recent == (ANNA, BEA)


def test_a_profile_that_is_read_again_is_no_step() -> None:
    assert _trail(ANNA, BEA, BEA).before(BEA) == ANNA


@settings(max_examples=25)
@given(st.lists(st.integers(0, 5), max_size=LONGEST + 9), st.integers(0, 9))
def test_what_is_handed_over_a_lock_leads_the_same_way(steps: list[int], back: int) -> None:
    people = [ClientId(uuid7()) for _ in range(6)]
    trail = _trail(*(people[one] for one in steps))
    for _ in range(back):
        if (before := trail.before(people[0])) is not None:
            trail.step(before)
    again = Trail.read(str(trail))
    assert str(again) == str(trail)
    assert (again.before(None), again.after()) == (trail.before(None), trail.after())


def test_what_is_no_way_is_refused() -> None:
    with pytest.raises(Invalid):
        Trail.read("00abc")
