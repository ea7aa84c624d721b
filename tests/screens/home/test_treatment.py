"""Ending a treatment and taking it up again."""

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Client, Stage
from kara_tui.domain.details import Remark
from kara_tui.domain.treatment import TreatmentState
from kara_tui.operations.clients import CloseTreatment, GetClient
from kara_tui.operations.sessions import ListSessions
from kara_tui.screens.closing import ClosingScreen
from tests.screens.home.workstation import opened
from tests.support.one_screen import NARROW, NORMAL, WIDE
from tests.support.people import added


async def now(backend: Backend, client: Client) -> Client:
    return await backend(GetClient(client_id=client.id))


@pytest.mark.parametrize("size", [NARROW, NORMAL, WIDE])
async def test_closing_asks_how_and_moves_to_deactivated(
    backend: Backend, size: tuple[int, int]
) -> None:
    client = await added(backend)
    async with opened(backend, size=size) as work:
        await work.press("c")
        assert isinstance(work.app.screen, ClosingScreen)
        text = work.screen_text()
        assert "End the treatment of Áslaug Þórðardóttir?" in text
        for words in ("Closed", "Cancelled", "only you read this", "Go back", "(F2)"):
            assert words in text
        await work.press("f2")
        await work.until(lambda: bool(work.toasts))
        assert work.toasts == ["Treatment closed: Áslaug Þórðardóttir · u undoes"]
        await work.press("4")
        assert work.name == "Áslaug Þórðardóttir"
        assert "Closed" in work.screen_text()
    closed = await now(backend, client)
    assert (closed.stage, closed.treatment_state) == (Stage.DEACTIVATED, TreatmentState.CLOSED)
    assert closed.remark is None


async def test_the_other_way_to_end_and_a_remark_are_kept(backend: Backend) -> None:
    client = await added(backend)
    async with opened(backend) as work:
        await work.press("c", "down", "space", "tab", *"moved away", "f2")
        await work.until(lambda: bool(work.toasts))
    closed = await now(backend, client)
    assert closed.treatment_state is TreatmentState.CANCELLED
    assert closed.remark == Remark(text="moved away")


async def test_esc_closes_nothing(backend: Backend) -> None:
    client = await added(backend)
    async with opened(backend) as work:
        await work.press("c", "escape")
        assert work.name == "Áslaug Þórðardóttir"
    assert await now(backend, client) == client


async def test_c_in_an_empty_list_does_nothing(backend: Backend) -> None:
    async with opened(backend) as work:
        assert not work.can("lists.close_treatment")
        await work.press("c")
        assert len(work.app.screen_stack) == 1
        await work.press("4", "b")
        assert not work.can("lists.reopen")
        assert work.toasts == []


async def test_closing_is_taken_back_by_u(backend: Backend) -> None:
    client = await added(backend)
    async with opened(backend) as work:
        await work.press("c", "f2")
        await work.until(lambda: work.pane.table.total == 0)
        await work.press("u")
        await work.until(lambda: "Taken back: Treatment closed" in work.toasts)
        await work.until(lambda: work.pane.row is not None)
    again = await now(backend, client)
    assert (again.stage, again.treatment) == (Stage.ACTIVE, client.treatment)


async def test_reopening_brings_them_back_and_is_taken_back_by_u(backend: Backend) -> None:
    client = await added(backend)
    await backend(CloseTreatment(client_id=client.id, version=client.version))
    async with opened(backend) as work:
        await work.press("4", "b")
        await work.until(
            lambda: work.toasts == ["Treatment reopened: Áslaug Þórðardóttir · u undoes"]
        )
        reopened = await now(backend, client)
        assert reopened.treatment_state is TreatmentState.ACTIVE
        assert reopened.stage is Stage.ACTIVE
        await work.until(lambda: work.pane.table.total == 0)
        await work.press("u")
        await work.until(lambda: "Taken back: Treatment reopened" in work.toasts)
        await work.until(lambda: work.pane.row is not None)
    assert (await now(backend, client)).stage is Stage.DEACTIVATED


async def test_a_session_is_scheduled_from_the_row_of_its_client(backend: Backend) -> None:
    await added(backend, "Anna")
    bea = await added(backend, "Bea")
    async with opened(backend) as work:
        await work.press("down", "s")
        assert "A session with Bea" in work.screen_text()
        await work.press(*"tomorrow 10", "tab", *"50")
        await work.press("f2")
        await work.until(lambda: work.is_home)
    booked = await backend(ListSessions(client_id=bea.id))
    assert booked.total == 1


async def test_nothing_is_scheduled_where_there_is_nobody(backend: Backend) -> None:
    async with opened(backend) as work:
        assert not work.can("sessions.schedule")
