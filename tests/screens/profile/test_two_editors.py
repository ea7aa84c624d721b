"""Two workstations type on one record: neither loses a letter to the other."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from textual.pilot import Pilot

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Client
from kara_tui.domain.drafts import Draft, DraftContent
from kara_tui.domain.private import opened
from kara_tui.operations.drafts import FindDrafts, SaveDraft
from kara_tui.presence import Presence
from kara_tui.screens.desk import Desk
from kara_tui.screens.profile import ProfileScreen
from kara_tui.screens.unfinished import UnfinishedScreen
from tests.screens.profile.helpers import form, is_editing, kept_text, press
from tests.support.clock import FixedClock
from tests.support.one_screen import NARROW, NORMAL, painted, said, shown
from tests.support.people import added

RUNNING = {"here", "there"}


@asynccontextmanager
async def workstation(
    mark: str, client: Client, backend: Backend, size: tuple[int, int] = NORMAL
) -> AsyncIterator[Pilot[None]]:
    """Open a client's profile in one of several programs."""
    clock = FixedClock()
    clock.forward(timedelta(seconds=10))
    presence = Presence(mark, still_runs=lambda other: other in RUNNING)
    screen = ProfileScreen(Desk(backend, clock, presence=presence), client.id, "Anna")
    async with shown(screen, backend, size) as pilot:
        yield pilot


async def kept(
    backend: Backend, client: Client, session: str, name: str, writer: str = ""
) -> Draft:
    content = DraftContent(typed={"name": name}, begun={"name": "Anna"}, writer=writer)
    key = f"client:{client.id}~{session}"
    return await backend(SaveDraft(key=key, record_version=1, content=content))


async def names(backend: Backend, client: Client) -> list[str]:
    found = await backend(FindDrafts(form=f"client:{client.id}"))
    return sorted(opened(one.content).typed["name"] for one in found)


async def test_each_keeps_its_own_text(backend: Backend) -> None:
    client = await added(backend, "Anna")
    form_name = f"client:{client.id}"
    async with workstation("here", client, backend) as here:
        await press(here, "e", "end", *" Sif")
        await kept_text(here, backend, form_name)
        async with workstation("there", client, backend) as there:
            await press(there, "e", "end", *" Lóa")
            await kept_text(there, backend, form_name)
            assert await names(backend, client) == ["Anna Lóa", "Anna Sif"]


async def test_what_is_being_typed_elsewhere_is_told_and_not_offered_as_left(
    backend: Backend,
) -> None:
    client = await added(backend, "Anna")
    await kept(backend, client, "a", "Anna Sif", writer="there")
    async with workstation("here", client, backend) as pilot:
        assert said(pilot, "#bar").startswith("Being typed elsewhere, 10 seconds ago: “Anna Sif”")
        await press(pilot, "d")
        assert pilot.app.screen.query("#bar")
        await press(pilot, "e")
        assert form(pilot).field("name").typed == "Anna"
    assert await names(backend, client) == ["Anna Sif"]


async def test_it_can_be_read_and_gone_on_with_as_a_copy(backend: Backend) -> None:
    client = await added(backend, "Anna")
    await kept(backend, client, "a", "Anna Sif", writer="there")
    async with workstation("here", client, backend) as pilot:
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, UnfinishedScreen)
        assert "Being typed elsewhere" in painted(pilot)
        await press(pilot, "d")
        assert isinstance(pilot.app.screen, UnfinishedScreen)
        await press(pilot, "enter")
        assert form(pilot).field("name").typed == "Anna Sif"
        await press(pilot, "!")
        await kept_text(pilot, backend, f"client:{client.id}")
    assert await names(backend, client) == ["Anna Sif", "Anna Sif!"]


async def test_a_program_that_was_killed_leaves_its_text_to_be_gone_on_with(
    backend: Backend,
) -> None:
    client = await added(backend, "Anna")
    await kept(backend, client, "a", "Anna Sif", writer="killed")
    async with workstation("here", client, backend) as pilot:
        await press(pilot, "f2")
        assert form(pilot).field("name").typed == "Anna Sif"


async def test_several_texts_are_all_offered_and_discarding_one_leaves_the_others(
    backend: Backend, clock: FixedClock
) -> None:
    client = await added(backend, "Anna")
    for session, name in (("a", "Anna Ása"), ("b", "Anna Björk"), ("c", "Anna Sif")):
        clock.forward(timedelta(seconds=1))
        await kept(backend, client, session, name)
    async with workstation("here", client, backend, NARROW) as pilot:
        assert "(and 2 more)" in said(pilot, "#bar")
        await press(pilot, "enter")
        text = painted(pilot)
        assert text.index("Anna Sif") < text.index("Anna Björk") < text.index("Anna Ása")
        await press(pilot, "down", "d")
        await press(pilot, "down", "enter")
        assert await names(backend, client) == ["Anna Sif", "Anna Ása"]
        await press(pilot, "enter")
        assert is_editing(pilot)
        assert form(pilot).field("name").typed == "Anna Ása"
        await kept_text(pilot, backend, f"client:{client.id}")
    assert await names(backend, client) == ["Anna Sif", "Anna Ása"]


async def test_a_save_here_throws_nothing_away_that_is_typed_elsewhere(backend: Backend) -> None:
    client = await added(backend, "Anna")
    await kept(backend, client, "a", "Anna Lóa", writer="there")
    async with workstation("here", client, backend) as pilot:
        await press(pilot, "e", "end", *" Sif")
        await press(pilot, "f2")
        assert not is_editing(pilot)
    assert await names(backend, client) == ["Anna Lóa"]
