"""Closed requests: out of the way, and found when they are wanted."""

from kara_tui.backend.protocol import Backend
from kara_tui.operations.requests import DeclineRequest
from tests.screens.home.workstation import opened
from tests.support.one_screen import WIDE
from tests.support.people import requested


async def test_x_shows_declined_requests_too_and_hides_them_again(backend: Backend) -> None:
    first = await requested(backend, "Björn Ægisson")
    await requested(backend, "Þorvarður")
    await backend(DeclineRequest(client_id=first.id, version=first.version))
    async with opened(backend, size=WIDE) as work:
        await work.press("2")
        assert work.names == ["Þorvarður"]
        await work.press("x")
        assert sorted(work.names) == ["Björn Ægisson", "Þorvarður"]
        assert "Closed as" in work.screen_text()
        line = next(one for one in work.screen_text().splitlines() if "Björn" in one)
        assert "declined" in line
        await work.press("x")
        assert work.names == ["Þorvarður"]


async def test_a_closed_request_offers_no_answer(backend: Backend) -> None:
    client = await requested(backend)
    await backend(DeclineRequest(client_id=client.id, version=client.version))
    async with opened(backend) as work:
        await work.press("2")
        assert not work.can("lists.accept")
        assert work.shows("lists.accept")
        await work.press("x")
        assert work.name == "Björn Ægisson"
        assert not work.can("lists.accept")
        assert not work.can("lists.decline")
        await work.press("a", "d")
        assert len(work.app.screen_stack) == 1
        assert work.toasts == []
