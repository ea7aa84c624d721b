"""The Clients list says when somebody comes, how they fare and what they owe."""

from datetime import timedelta

from kara_tui.backend.protocol import Backend
from kara_tui.domain.details import Remark
from kara_tui.domain.money import Money
from kara_tui.operations.payments import AddCharge
from kara_tui.operations.scheduling import ScheduleSession
from tests.screens.home.workstation import opened
from tests.support.clock import FixedClock
from tests.support.one_screen import WIDE
from tests.support.people import added


async def _scheduled(backend: Backend, name: str) -> None:
    client = await added(backend, name)
    await backend(
        ScheduleSession(
            client_id=client.id,
            starts_at=FixedClock().now + timedelta(days=2),
            minutes=50,
            time_zone="UTC",
            despite_conflicts=True,
        )
    )
    await backend(
        AddCharge(
            client_id=client.id,
            amount=Money(minor=18500, currency="ISK"),
            due_on=FixedClock().now.date(),
            details=Remark(text="Report"),
        )
    )


async def test_rows_tell_of_the_next_session_and_of_what_is_owed(backend: Backend) -> None:
    await _scheduled(backend, "Anna")
    await added(backend, "Bea")
    async with opened(backend, size=WIDE) as work:
        await work.until(lambda: "18.500 kr." in work.screen_text())
        assert "Next session" in work.screen_text()
        assert "4 Mar" in work.screen_text()


async def test_what_is_known_stays_while_rows_are_read_again(backend: Backend) -> None:
    await _scheduled(backend, "Anna")
    async with opened(backend, size=WIDE) as work:
        await work.until(lambda: "18.500 kr." in work.screen_text())
        work.pane.refresh_rows()
        for _ in range(5):
            await work.pilot.pause(0.01)
            assert "18.500 kr." in work.screen_text()
