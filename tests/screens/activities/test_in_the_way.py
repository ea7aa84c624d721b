"""What stands in the way of a session is told at once, and a key solves it."""

from datetime import timedelta

from kara_tui.backend.protocol import Backend
from kara_tui.screens.schedule_dialog import ScheduleDialog
from tests.screens.activities.helpers import activities, all_of, clashes, fill
from tests.screens.profile.helpers import desk, press, until
from tests.support.hostile import HOSTILE, steers_a_terminal
from tests.support.one_screen import painted, shown
from tests.support.people import added
from tests.support.sessions import MONDAY, nine_to_five, offered, scheduled

WEEK = timedelta(days=7)


async def test_all_that_stands_in_the_way_is_told_and_a_key_takes_another_time(
    backend: Backend,
) -> None:
    client, other = await added(backend, "Anna"), await added(backend, "Bea")
    await nine_to_five(backend)
    await offered(backend)
    await scheduled(backend, other.id, MONDAY)
    await scheduled(backend, client.id, MONDAY + timedelta(minutes=30))
    async with activities(client, backend) as pilot:
        await press(pilot, "s", *"9.3. 10:10")
        await clashes(pilot, 2)
        seen = painted(pilot)
        for words in ("2 things stand in the way", "session with Bea", "F5 Earlier", "F6 Later"):
            assert words in seen
        await press(pilot, "f6")
        await clashes(pilot, 0)
        await press(pilot, "f2")
    made = await all_of(backend, client)
    assert made[-1].starts_at == MONDAY + timedelta(minutes=80)


async def test_it_is_booked_all_the_same_by_one_more_key_that_says_so(backend: Backend) -> None:
    client, other = await added(backend, "Anna"), await added(backend, "Bea")
    await offered(backend)
    await scheduled(backend, other.id, MONDAY)
    async with activities(client, backend) as pilot:
        await press(pilot, "s", *"9.3. 10")
        await clashes(pilot, 1)
        await press(pilot, "f2")
        assert "F2 once more books all the same" in painted(pilot)
        assert await all_of(backend, client) == ()
        await press(pilot, "f2")
    assert len(await all_of(backend, client)) == 1


async def test_what_came_in_the_way_meanwhile_is_told_before_it_is_booked(
    backend: Backend,
) -> None:
    client, other = await added(backend, "Anna"), await added(backend, "Bea")
    await offered(backend)
    async with activities(client, backend) as pilot:
        await press(pilot, "s", *"9.3. 10")
        await clashes(pilot, 0)
        await scheduled(backend, other.id, MONDAY)
        await press(pilot, "f2")
        assert "session with Bea" in painted(pilot)
        assert await all_of(backend, client) == ()
        await press(pilot, "f2")
    assert len(await all_of(backend, client)) == 1


async def test_one_of_a_series_is_left_out_and_another_one_moved(backend: Backend) -> None:
    client, other = await added(backend, "Anna"), await added(backend, "Bea")
    await nine_to_five(backend)
    await offered(backend)
    await scheduled(backend, other.id, MONDAY + WEEK)
    await scheduled(backend, other.id, MONDAY + 2 * WEEK)
    async with activities(client, backend) as pilot:
        await press(pilot, "s")
        await fill(pilot, starts_at="9.3. 10", repeats="week", times="4")
        await clashes(pilot, 2)
        await press(pilot, "f4", "f6")
        await clashes(pilot, 1)
        await press(pilot, "f8")
        await clashes(pilot, 0)
        await press(pilot, "f2")
    made = [one.starts_at - MONDAY for one in await all_of(backend, client)]
    assert made == [timedelta(), 2 * WEEK + timedelta(minutes=50), 3 * WEEK]


async def test_the_session_that_the_client_has_is_moved_instead(backend: Backend) -> None:
    client = await added(backend)
    await offered(backend)
    there = await scheduled(backend, client.id, MONDAY)
    async with activities(client, backend) as pilot:
        await press(pilot, "s", *"9.3. 10:30")
        await clashes(pilot, 1)
        await press(pilot, "f8")
        await until(pilot, lambda: "Move the session on Mon 9 Mar 10:00" in painted(pilot))
        await press(pilot, "f2")
        await until(pilot, lambda: not isinstance(pilot.app.screen, ScheduleDialog))
    (one,) = await all_of(backend, client)
    assert (one.id, one.starts_at) == (there.id, MONDAY + timedelta(minutes=30))


async def test_no_name_that_came_from_outside_steers_the_terminal(backend: Backend) -> None:
    client = await added(backend)
    for text in HOSTILE.values():
        other = await added(backend, f"x{text[:50]}")
        await offered(backend, f"y{text[:50]}")
        await scheduled(backend, other.id, MONDAY)
    name = f"z{next(iter(HOSTILE.values()))[:80]}"
    screen = ScheduleDialog(desk(backend), client.id, name, start=MONDAY)
    async with shown(screen, backend, (140, 40)) as pilot:
        await clashes(pilot, len(HOSTILE))
        for _ in range(4):
            await press(pilot, "pagedown")
            assert not steers_a_terminal(painted(pilot).replace("\n", ""))
