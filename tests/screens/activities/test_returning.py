"""F9 leads back to what was typed over a session."""

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.screens.record_dialog import RecordDialog
from kara_tui.screens.schedule_dialog import ScheduleDialog
from tests.screens.activities.helpers import activities
from tests.screens.home.workstation import opened
from tests.screens.profile.helpers import press, until
from tests.support.clock import NOON
from tests.support.one_screen import painted
from tests.support.people import added
from tests.support.sessions import KRONUR, offered, scheduled


@pytest.mark.parametrize(
    ("keys", "title"),
    [
        (["s", *"9.3. 1"], "A session with Anna"),
        (["r", *"x"], "Move the session on Mon 2 Mar 12:00 with Anna"),
        (["l", "tab", "tab", *"Ill"], "Cancel the session on Mon 2 Mar 12:00?"),
    ],
)
async def test_a_text_that_was_left_is_gone_on_with(
    backend: Backend, keys: list[str], title: str
) -> None:
    client = await added(backend, "Anna")
    await offered(backend)
    await scheduled(backend, client.id, NOON, fee=KRONUR)
    async with activities(client, backend) as pilot:
        await press(pilot, *keys, "escape", "down", "enter")
    async with opened(backend) as work:
        await work.press("f9")
        assert "Anna" in work.screen_text()
        await work.press("enter")
        await work.until(lambda: isinstance(work.app.screen, ScheduleDialog | RecordDialog))
        await until(
            work.pilot,
            lambda: (
                "not booked yet" in painted(work.pilot) or "not saved yet" in painted(work.pilot)
            ),
        )
        assert title in work.screen_text()
