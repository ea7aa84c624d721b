"""The sessions of a client on the profile, and their notes in place."""

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.domain.session import SessionDetails, SessionState
from kara_tui.operations.notes import SignNote
from kara_tui.screens.note_screen import NoteScreen
from kara_tui.widgets.entry_list import EntryList
from tests.screens.activities.helpers import activities, block, heads, past
from tests.screens.profile.helpers import press, until
from tests.support.clock import NOON
from tests.support.hostile import HOSTILE, steers_a_terminal
from tests.support.notes import amended, signed, written
from tests.support.one_screen import NARROW, NORMAL, WIDE, OneScreenApp, painted
from tests.support.people import added
from tests.support.sessions import MONDAY, offered, scheduled, series


@pytest.mark.parametrize("size", [NARROW, NORMAL, (104, 30), WIDE])
async def test_what_is_ahead_stands_first_then_the_past_newest_first(
    backend: Backend, size: tuple[int, int]
) -> None:
    client = await added(backend)
    service = await offered(backend, "Talk")
    await series(backend, client.id, MONDAY, rule="FREQ=WEEKLY;COUNT=2", service_id=service.id)
    await past(backend, client, 14)
    await past(backend, client, 7)
    async with activities(client, backend, size) as pilot:
        seen = painted(pilot)
        order = ["Upcoming", "9 Mar", "16 Mar", "Past", "23 Feb", "16 Feb"]
        assert [seen.index(one) for one in order] == sorted(seen.index(one) for one in order)
        assert "10:00–10:50" in seen
        assert "Planned" in seen
        assert "Done" in seen
        assert "Talk, remote" in heads(pilot)[0]


async def test_notes_open_in_place_with_who_signed_and_what_was_added(backend: Backend) -> None:
    client = await added(backend)
    one = await past(backend, client, details=SessionDetails(place="Room 2"))
    entry = await signed(backend, client, "She sleeps better.", session_id=one.id)
    await amended(backend, entry.note, "Five hours, that is.")
    async with activities(client, backend) as pilot:
        assert "She sleeps better." not in painted(pilot)
        await press(pilot, "enter")
        seen = painted(pilot)
        for words in ("She sleeps better.", "signed", "by Dr Anna", "Five hours", "Room 2"):
            assert words in seen
        await press(pilot, "enter")
        assert "She sleeps better." not in painted(pilot)


async def test_what_is_open_and_the_cursor_stay_when_something_changes(backend: Backend) -> None:
    client = await added(backend)
    one = await past(backend, client)
    entry = await written(backend, client, "A draft.", session_id=one.id)
    await past(backend, client, 14)
    async with activities(client, backend) as pilot:
        await press(pilot, "enter", "down")
        assert "unsigned" in heads(pilot)[0]
        await scheduled(backend, client.id, MONDAY)
        await backend(SignNote(client_id=client.id, note_id=entry.note.id, version=1))
        assert isinstance(pilot.app, OneScreenApp)
        await pilot.app.tell_changes()
        await until(pilot, lambda: len(heads(pilot)) == 3)
        assert "unsigned" not in heads(pilot)[1]
        assert "A draft." in painted(pilot)
        assert block(pilot).query_one(EntryList).cursor == 2


async def test_a_note_that_belongs_to_no_session_stands_where_its_day_is(
    backend: Backend,
) -> None:
    client = await added(backend)
    await past(backend, client, 7)
    await past(backend, client, 21)
    about = NOON.replace(month=2, day=16)
    await signed(backend, client, "Her mother called.", about=about)
    async with activities(client, backend) as pilot:
        assert ["Note" in one for one in heads(pilot)] == [False, True, False]
        await press(pilot, "down", "enter")
        assert "Her mother called." in painted(pilot)


async def test_only_some_are_shown_when_asked_for(backend: Backend) -> None:
    client = await added(backend)
    await scheduled(backend, client.id, MONDAY)
    await past(backend, client)
    async with activities(client, backend) as pilot:
        await press(pilot, "f")
        assert [one.split()[-1] for one in heads(pilot)] == ["Planned"]
        await press(pilot, "f")
        assert [one.split()[-1] for one in heads(pilot)] == ["Done"]
        await press(pilot, "f")
        assert heads(pilot) == []
        assert "only cancelled, missed or void" in painted(pilot)
        await press(pilot, "f")
        assert len(heads(pilot)) == 2


async def test_a_key_goes_from_one_unsigned_note_to_the_next_and_round(backend: Backend) -> None:
    client = await added(backend)
    for days in (7, 14, 21):
        one = await past(backend, client, days)
        if days != 14:
            await written(backend, client, f"Draft of {days}.", session_id=one.id)
    async with activities(client, backend) as pilot:
        listed = block(pilot).query_one(EntryList)
        await press(pilot, "f", "j")
        await until(pilot, lambda: listed.cursor == 2)
        assert "Draft of 21." in painted(pilot)
        await press(pilot, "j")
        await until(pilot, lambda: listed.cursor == 0)
        await press(pilot, "j")
        await until(pilot, lambda: listed.cursor == 2)


async def test_hundreds_are_read_in_windows_and_found_all_the_same(backend: Backend) -> None:
    client = await added(backend)
    rule = "FREQ=DAILY;COUNT=130"
    made = await series(backend, client.id, NOON.replace(year=2025, month=6), rule=rule)
    await written(backend, client, "The first one.", session_id=made[0].id)
    async with activities(client, backend) as pilot:
        assert len(heads(pilot)) == 100
        await press(pilot, "end")
        await until(pilot, lambda: len(heads(pilot)) == 130)
    async with activities(client, backend) as pilot:
        assert len(heads(pilot)) == 100
        await press(pilot, "j")
        await until(pilot, lambda: "The first one." in painted(pilot))


async def test_w_leads_to_the_draft_that_was_begun(backend: Backend) -> None:
    client = await added(backend)
    one = await past(backend, client)
    await signed(backend, client, "Signed.", session_id=one.id)
    entry = await written(backend, client, "Begun.", session_id=one.id)
    async with activities(client, backend) as pilot:
        await press(pilot, "w")
        screen = pilot.app.screen
        assert isinstance(screen, NoteScreen)
        assert screen.session is not None
        assert screen.session.id == one.id
        await until(pilot, lambda: "Begun." in painted(pilot))
    assert entry.note.session_id == one.id


async def test_what_is_typed_right_behind_w_is_the_note(backend: Backend) -> None:
    client = await added(backend)
    await scheduled(backend, client.id, NOON)
    async with activities(client, backend) as pilot:
        await press(pilot, "w", *"Hello")
        await until(pilot, lambda: "Hello" in painted(pilot))


async def test_nothing_in_a_session_or_note_steers_the_terminal(backend: Backend) -> None:
    client = await added(backend)
    for place, text in enumerate(HOSTILE.values()):
        short = text[:100]
        details = SessionDetails(place=short, join_url=short, remark=short)
        service = await offered(backend, f"x{short}")
        one = await past(backend, client, place + 1, service_id=service.id, details=details)
        await written(backend, client, f"x{text[:300]}", session_id=one.id)
    async with activities(client, backend) as pilot:
        for _ in range(0, len(HOSTILE), 4):
            await press(pilot, *["enter", "down"] * 4)
            assert not steers_a_terminal(painted(pilot).replace("\n", ""))


async def test_a_session_under_way_says_so(backend: Backend) -> None:
    client = await added(backend)
    await scheduled(backend, client.id, NOON)
    async with activities(client, backend) as pilot:
        await press(pilot, "g")
        assert "In progress" in heads(pilot)[0]
        session = block(pilot).session
        assert session is not None
        assert session.state is SessionState.IN_PROGRESS
