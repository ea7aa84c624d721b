"""A client is added by hand."""

from datetime import date

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Stage
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.operations.clients import AddClient, CountClients, GetClient
from kara_tui.screens.new_client import NewClientScreen
from kara_tui.screens.question import QuestionScreen
from tests.screens.profile.helpers import (
    FailingBackend,
    desk,
    draft_of,
    fill,
    form,
    is_editing,
    press,
    saved,
)
from tests.support.one_screen import NARROW, OneScreenApp, painted, said, shown
from tests.support.people import added


async def test_a_name_is_enough(backend: Backend) -> None:
    async with shown(NewClientScreen(desk(backend)), backend, NARROW) as pilot:
        await press(pilot, *"Anna", "f2")
        assert isinstance(pilot.app, OneScreenApp)
        [client_id] = pilot.app.results

    client = await backend(GetClient(client_id=client_id))
    assert client.stage is Stage.ACTIVE
    assert (await saved(backend, client_id)).name == "Anna"
    assert await draft_of(backend, "client:new") is None


async def test_an_empty_form_asks_for_a_name(backend: Backend) -> None:
    async with shown(NewClientScreen(desk(backend)), backend) as pilot:
        assert not form(pilot).field("name").note
        await press(pilot, "f2")
        assert said(pilot, "#message") == "Not saved yet: one field needs another look."
        assert form(pilot).field("name").note == "✗ Name is needed."
    assert await backend(CountClients()) == 0


async def test_somebody_who_may_be_here_already_is_shown_first(backend: Backend) -> None:
    known = await added(
        backend, "Anna", birth_date=date(1987, 3, 1), contact_email="a@mail.example"
    )

    async with shown(NewClientScreen(desk(backend)), backend) as pilot:
        await press(pilot, *"Anna")
        await fill(pilot, "birth_date", "1.3.1987")
        await press(pilot, "f2")
        assert isinstance(pilot.app.screen, QuestionScreen)
        text = " ".join(painted(pilot).split())
        assert "✓ name, ✓ date of birth" in text

        await press(pilot, "enter")
        assert is_editing(pilot)
        assert await backend(CountClients()) == 1

        await press(pilot, "f2")
        await press(pilot, "down", "enter")
        assert isinstance(pilot.app, OneScreenApp)
        assert pilot.app.results == [known.id]
    assert await draft_of(backend, "client:new") is not None


async def test_somebody_with_the_same_name_can_be_added_anyway(backend: Backend) -> None:
    known = await added(backend, "Anna")

    async with shown(NewClientScreen(desk(backend)), backend) as pilot:
        await press(pilot, *"Anna", "f2")
        await press(pilot, "down", "down", "enter")
        assert isinstance(pilot.app, OneScreenApp)
        [new] = pilot.app.results
    assert new != known.id
    assert await backend(CountClients()) == 2


async def test_a_failed_save_keeps_the_form_and_adds_once(backend: Backend) -> None:
    failing = FailingBackend(backend)
    failing.refused[AddClient] = StoreUnavailable("The disk is full.")

    async with shown(NewClientScreen(desk(failing)), failing) as pilot:
        await press(pilot, *"Anna", "f2")
        assert "The disk is full." in said(pilot, "#message")
        assert form(pilot).field("name").typed == "Anna"
        failing.refused.clear()
        await press(pilot, "f2")
    assert await backend(CountClients()) == 1


async def test_esc_on_an_empty_form_adds_nobody(backend: Backend) -> None:
    async with shown(NewClientScreen(desk(backend)), backend) as pilot:
        await press(pilot, "escape")
        assert isinstance(pilot.app, OneScreenApp)
        assert pilot.app.results == [None]


async def test_discarding_leads_back_without_a_trace(backend: Backend) -> None:
    async with shown(NewClientScreen(desk(backend)), backend) as pilot:
        await press(pilot, *"Anna")
        await press(pilot, "escape")
        await press(pilot, "down", "down", "enter")
        assert isinstance(pilot.app, OneScreenApp)
        assert pilot.app.results == [None]
    assert await draft_of(backend, "client:new") is None
