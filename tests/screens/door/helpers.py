"""A practice behind a door, in front of a test."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.screen import Screen
from textual.widgets import Input, Static

from kara_tui.app import WorkstationApp
from kara_tui.backend.local import LocalBackend
from kara_tui.backend.opening import OpenStore, open_local
from kara_tui.backend.protocol import Backend
from kara_tui.backend.vault_door import VaultDoor
from kara_tui.domain.clock import Clock, system_clock
from kara_tui.domain.place import Place
from kara_tui.idling import Idling
from kara_tui.screens.choosing_passphrase import PassphraseScreen
from kara_tui.screens.desk import Desk
from kara_tui.screens.home import HomeScreen
from kara_tui.screens.recovery_paper import PaperScreen, TypeBackScreen
from kara_tui.vault.argon import FLOOR
from kara_tui.workflows.practice_log import PracticeLog, events_of
from tests.screens.home.workstation import Workstation
from tests.support.people import PROFESSIONAL_NAME

PASSPHRASE = "purple otter walks sideways"


def door_before(store: Path, clock: Clock = system_clock) -> VaultDoor:
    """Return the door of a store; guesses cost as little as is allowed."""
    return VaultDoor(store, clock, work=FLOOR)


@asynccontextmanager
async def at_the_door(
    store: Path,
    *,
    door: VaultDoor | None = None,
    idling: Idling | None = None,
    place: Place | None = None,
    locked: bool = False,
    size: tuple[int, int] = (80, 24),
    around: Callable[[Backend], Backend] = lambda backend: backend,
) -> AsyncIterator[Workstation]:
    """Start the workstation on a store that may be locked, and on trouble around its backend."""
    behind = door or door_before(store)

    def opening() -> OpenStore:
        return open_local(store, behind.store_key(), PROFESSIONAL_NAME, system_clock)

    backend = LocalBackend(opening)
    log = PracticeLog(backend, events_of(behind))
    app = WorkstationApp(
        Desk(backend=around(backend)),
        door=behind,
        chores=(lambda _: log.note(),),
        log=log,
        idling=idling,
        place=place,
        locked=locked,
    )
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        yield Workstation(pilot)


async def on_screen(work: Workstation, kind: type[Screen[Any]]) -> None:
    """Wait until a screen is in front."""
    await work.until(lambda: isinstance(work.app.screen, kind), f"no {kind.__name__}")
    await work.pilot.pause()


async def type_into(work: Workstation, name: str, text: str) -> None:
    """Type a text into a field, then enter."""
    field = work.app.screen.query_one(f"#{name}", Input)
    await work.until(lambda: field.has_focus and not field.disabled, f"{name} has no focus")
    field.value = ""
    await work.pilot.press(*("space" if one == " " else one for one in text), "enter")


async def told(work: Workstation, words: str) -> None:
    """Wait until some words stand below the field."""
    line = work.app.screen.query_one(".told", Static)
    await work.until(lambda: words in str(line.render()), words)


async def set_up(work: Workstation) -> str:
    """Go through the first start, and return the code on paper."""
    await on_screen(work, PassphraseScreen)
    await type_into(work, "passphrase", PASSPHRASE)
    await type_into(work, "again", PASSPHRASE)
    await on_screen(work, PaperScreen)
    code = str(work.app.screen.query_one(".code", Static).render())
    await work.pilot.press("enter")
    await on_screen(work, TypeBackScreen)
    await type_into(work, "code", code.replace("\n", " "))
    await on_screen(work, HomeScreen)
    await work.settle()
    return code
