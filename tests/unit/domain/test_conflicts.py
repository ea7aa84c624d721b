"""Conflicts: all of them at once, and fixes that really fix."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kara_tui.domain.block_times import block_times
from kara_tui.domain.conflict_words import clash_in_words, sessions_concerned, time_taken
from kara_tui.domain.conflicts import (
    ClashKind,
    FixKind,
    Obstacle,
    Surroundings,
    find_clashes,
)
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.ids import ClientId, SessionId, uuid7
from kara_tui.domain.spans import Span, span_of
from kara_tui.domain.working_time import BlockDetails, OpenHours, TimeBlock
from tests.support.sessions import BERLIN, ICELAND, MONDAY, later

_WEEK = tuple(OpenHours(weekday=day, opens=9 * 60, closes=17 * 60) for day in range(5))
_ANNA, _BEA = ClientId(uuid7()), ClientId(uuid7())


def _session(minutes: int, length: int, client_id: ClientId = _BEA) -> Obstacle:
    return Obstacle(
        span=span_of(later(minutes=minutes), length),
        session_id=SessionId(uuid7()),
        client_id=client_id,
        is_movable=True,
    )


_obstacles = st.lists(
    st.builds(
        _session, st.integers(-5000, 5000), st.integers(5, 600), st.sampled_from([_ANNA, _BEA])
    ),
    max_size=12,
)


def _around(obstacles: list[Obstacle], *, hours: bool = True) -> Surroundings:
    return Surroundings(
        now=later(days=-3),
        time_zone=ICELAND,
        week=_WEEK if hours else None,
        obstacles=tuple(obstacles),
    )


@given(
    obstacles=_obstacles,
    start=st.integers(-3000, 3000),
    minutes=st.integers(10, 240),
    hours=st.booleans(),
)
def test_everything_in_the_way_is_told_and_nothing_else(
    obstacles: list[Obstacle], start: int, minutes: int, hours: bool
) -> None:
    wanted = span_of(later(minutes=start), minutes)
    found = find_clashes({0: wanted}, _ANNA, _around(obstacles, hours=hours))
    met = {one.session_id for one in obstacles if one.span.overlaps(wanted)}
    assert {one.session_id for one in found if one.session_id} == met
    own = {one.session_id for one in found if one.kind is ClashKind.OWN_SESSION}
    assert own == {one.session_id for one in obstacles if one.client_id == _ANNA} & met
    first, last = wanted.starts_at, wanted.ends_at - timedelta(minutes=1)
    inside = first.date() == last.date() and first.weekday() < 5 and first.hour >= 9
    inside = inside and wanted.ends_at <= first.replace(hour=17, minute=0)
    assert (ClashKind.OUTSIDE_HOURS in {one.kind for one in found}) is (hours and not inside)


@given(obstacles=_obstacles, start=st.integers(-3000, 3000), minutes=st.integers(10, 240))
def test_every_other_time_that_is_offered_has_nothing_in_its_way(
    obstacles: list[Obstacle], start: int, minutes: int
) -> None:
    around = _around(obstacles)
    wanted = span_of(later(minutes=start), minutes)
    for clash in find_clashes({0: wanted}, _ANNA, around):
        for fix in clash.fixes:
            if fix.kind in {FixKind.EARLIER, FixKind.LATER, FixKind.SHORTEN}:
                assert fix.starts_at is not None
                other = span_of(fix.starts_at, fix.minutes)
                assert find_clashes({0: other}, _ANNA, around) == ()
                assert (fix.starts_at < wanted.starts_at) is (fix.kind is FixKind.EARLIER)
                assert (fix.minutes < minutes) is (fix.kind is FixKind.SHORTEN)


def test_sessions_of_the_series_itself_are_not_offered_as_free() -> None:
    wanted = {0: span_of(MONDAY, 60), 1: span_of(later(minutes=120), 60)}
    (clash,) = find_clashes(wanted, _ANNA, _around([_session(-30, 90)]))
    offered = [fix.starts_at for fix in clash.fixes if fix.kind is FixKind.LATER]
    assert offered == [later(minutes=60)]
    wanted[1] = span_of(later(minutes=90), 60)
    (clash,) = find_clashes(wanted, _ANNA, _around([_session(-30, 90)]))
    offered = [fix.starts_at for fix in clash.fixes if fix.kind is FixKind.LATER]
    assert offered == [later(minutes=150)]


def test_what_lies_outside_the_hours_is_said_exactly() -> None:
    late = span_of(later(hours=6, minutes=30), 60)
    (clash,) = find_clashes({0: late}, _ANNA, _around([]))
    assert clash_in_words(clash, ICELAND) == "Mon 9 Mar 17:00–17:30: outside working hours"
    early = span_of(later(hours=-2), 90)
    (clash,) = find_clashes({0: early}, _ANNA, _around([]))
    assert clash_in_words(clash, ICELAND) == "Mon 9 Mar 08:00–09:00: outside working hours"
    night = span_of(later(hours=10), 60)
    (clash,) = find_clashes({0: night}, _ANNA, _around([]))
    assert (clash.taken_from, clash.taken_until) == (night.starts_at, night.ends_at)


def test_a_refusal_lists_times_and_no_names() -> None:
    obstacles = [_session(minutes, 30) for minutes in range(7)]
    clashes = find_clashes({0: span_of(MONDAY, 60)}, _ANNA, _around(obstacles))
    refusal = time_taken(clashes, ICELAND)
    assert refusal.clashes == clashes
    assert refusal.sentence.startswith("7 things stand in the way: Mon 9 Mar 10:00–10:30 another")
    assert refusal.sentence.endswith("and 2 more.")
    assert sessions_concerned(clashes) == 1
    one = time_taken(clashes[:1], ICELAND)
    assert one.sentence == "Something stands in the way: Mon 9 Mar 10:00–10:30 another session."


def test_names_and_titles_are_said_as_they_stand() -> None:
    hostile = "[@click=app.quit]x[/]"
    (one,) = find_clashes({0: span_of(MONDAY, 60)}, _ANNA, _around([_session(0, 30)]))
    named = type(one)(**(vars(one) | {"client": ClientDetails(name=hostile)}))
    assert clash_in_words(named, ICELAND).endswith(f"session with {hostile}")
    nameless = type(one)(**(vars(one) | {"client": ClientDetails()}))
    assert clash_in_words(nameless, ICELAND).endswith("session with another client")


@given(start=st.integers(-200_000, 200_000), length=st.integers(1, 4000), days=st.integers(1, 60))
def test_a_block_is_found_wherever_it_reaches_into(start: int, length: int, days: int) -> None:
    block = TimeBlock(
        id=uuid7(),
        created_at=MONDAY,
        starts_at=MONDAY,
        ends_at=later(minutes=90),
        time_zone=BERLIN,
        rule="FREQ=DAILY;COUNT=40",
        details=BlockDetails(title="Lunch"),
    )
    far = Span(starts_at=later(days=-400), ends_at=later(days=400))
    every = block_times(block, far)
    assert len(every) == 40
    assert {one.span.length for one in every} == {timedelta(minutes=90)}
    window = Span(starts_at=later(minutes=start), ends_at=later(minutes=start, days=days))
    found = block_times(block, window)
    assert found == tuple(one for one in every if one.span.overlaps(window))


def test_a_whole_day_off_lasts_the_whole_day_when_the_clocks_change() -> None:
    block = TimeBlock(
        id=uuid7(),
        created_at=MONDAY,
        starts_at=datetime(2026, 3, 27, 23, tzinfo=UTC),
        ends_at=datetime(2026, 3, 28, 23, tzinfo=UTC),
        time_zone=BERLIN,
        rule="FREQ=DAILY;COUNT=3",
        is_all_day=True,
        details=BlockDetails(),
    )
    found = block_times(block, Span(starts_at=MONDAY, ends_at=later(days=60)))
    assert [one.span.length // timedelta(hours=1) for one in found] == [24, 23, 24]
    assert [one.ends_at for one in found[:-1]] == [one.starts_at for one in found[1:]]
