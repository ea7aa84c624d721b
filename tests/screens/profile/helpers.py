"""What the tests of profiles share: a desk, an open profile, a store that fails on demand."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from textual.pilot import Pilot

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Client
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.drafts import Draft
from kara_tui.domain.errors import KaraError
from kara_tui.domain.history import Change
from kara_tui.domain.ids import ClientId
from kara_tui.domain.private import opened
from kara_tui.operations.base import Operation
from kara_tui.operations.clients import GetClient, UpdateClient
from kara_tui.operations.drafts import FindDrafts
from kara_tui.screens.conflict import ConflictScreen
from kara_tui.screens.desk import Desk
from kara_tui.screens.form_screen import FormScreen
from kara_tui.screens.profile import ProfileScreen
from kara_tui.widgets.client_form import ClientForm
from kara_tui.widgets.difference_row import DifferenceRow
from tests.support.clock import FixedClock
from tests.support.one_screen import NORMAL, OneScreenApp, settled, shown

T = TypeVar("T")

SOON = 200
"""Looks, 20 ms apart at least, before something that has to happen counts as missing."""


class FailingBackend:
    """A backend that refuses some kinds of operation for as long as it is told to."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self.refused: dict[type[Operation[Any]], KaraError] = {}

    async def __call__(self, operation: Operation[T]) -> T:
        if problem := self.refused.get(type(operation)):
            raise problem
        return await self._backend(operation)

    def changes(self) -> AsyncIterator[tuple[Change, ...]]:
        return self._backend.changes()

    async def close(self) -> None:
        await self._backend.close()


class SlowBackend(FailingBackend):
    """A backend that answers only after `go_on` is set."""

    def __init__(self, backend: Backend) -> None:
        super().__init__(backend)
        self.asked = asyncio.Event()
        self.go_on = asyncio.Event()

    async def __call__(self, operation: Operation[T]) -> T:
        self.asked.set()
        await self.go_on.wait()
        return await super().__call__(operation)


def desk(backend: Backend) -> Desk:
    return Desk(backend, FixedClock())


@asynccontextmanager
async def profile(
    client: Client, backend: Backend, size: tuple[int, int] = NORMAL
) -> AsyncIterator[Pilot[None]]:
    """Open the profile of a client."""
    screen = ProfileScreen(desk(backend), client.id, opened(client.details).name)
    async with shown(screen, backend, size) as pilot:
        yield pilot


def form(pilot: Pilot[None]) -> ClientForm:
    """Return the open form."""
    screen = pilot.app.screen
    assert isinstance(screen, FormScreen)
    assert screen.form is not None
    return screen.form


def is_editing(pilot: Pilot[None]) -> bool:
    screen = pilot.app.screen
    return isinstance(screen, FormScreen) and screen.form is not None


async def fill(pilot: Pilot[None], name: str, text: str) -> None:
    """Go to a field and type into it, in place of what stands there."""
    form(pilot).focus_field(name)
    await pilot.pause()
    form(pilot).field(name).put("")
    await pilot.press(*text)
    await settled(pilot)


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Wait until something is so; fail when it does not come to that."""
    for _ in range(SOON):
        if condition():
            return
        await pilot.pause(0.02)
    raise AssertionError("it never came to that")


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


async def changed_elsewhere(
    pilot: Pilot[None], backend: Backend, client: Client, details: ClientDetails
) -> Client:
    """Let another workstation change a client while this one has it open."""
    wanted = UpdateClient(client_id=client.id, version=client.version, details=details)
    changed = await backend(wanted)
    assert isinstance(pilot.app, OneScreenApp)
    await pilot.app.tell_changes()
    await settled(pilot)
    return changed


async def saved(backend: Backend, client_id: ClientId) -> ClientDetails:
    """Return a client's details as the store has them."""
    return opened((await backend(GetClient(client_id=client_id))).details)


async def draft_of(backend: Backend, key: str) -> Draft | None:
    found = await backend(FindDrafts(form=key))
    return found[0] if found else None


async def kept_text(pilot: Pilot[None], backend: Backend, key: str) -> dict[str, str]:
    """Wait until a draft is kept that says what the form says, and return it."""
    wanted = form(pilot).touched()
    for _ in range(SOON):
        drafts = await backend(FindDrafts(form=key))
        if wanted in [opened(draft.content).typed for draft in drafts]:
            return wanted
        await pilot.pause(0.02)
    raise AssertionError("the text was never kept")


def rows(pilot: Pilot[None]) -> dict[str, DifferenceRow]:
    """Return the fields that are compared, by name."""
    assert isinstance(pilot.app.screen, ConflictScreen)
    return {one.field: one for one in pilot.app.screen.query(DifferenceRow)}
