"""Starting the workstation: its parts put together, and what goes on beside it."""

import asyncio
import gc
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from kara_tui.bootstrap import local_backend, local_files, mailer, why_not_sent
from kara_tui.domain.clock import Clock, system_clock
from kara_tui.domain.errors import KaraError
from kara_tui.domain.outbox import Sender
from kara_tui.domain.place import Place
from kara_tui.domain.practice_events import PracticeEvent
from kara_tui.domain.privacy import Privacy
from kara_tui.domain.trail import Trail
from kara_tui.folds import folds_in
from kara_tui.safekeeping import Safekeeping
from kara_tui.settings import Settings

if TYPE_CHECKING:
    from kara_tui.app import Chore, WorkstationApp
    from kara_tui.backend.door import Door
    from kara_tui.backend.local import LocalBackend
    from kara_tui.backend.protocol import Backend
    from kara_tui.domain.damage import Damage
    from kara_tui.workflows.practice_log import PracticeLog

_SETTLED_SECONDS = 0.3
"""By then the first list is painted; what is written has no hurry."""
_UNHURRIED_SECONDS = 3.0
"""What keeps a processor busy for a moment waits until the first screens were opened."""


@dataclass(frozen=True)
class Ended:
    """How the workstation ended."""

    code: int
    """The process's exit code."""
    locked_at: Place | None
    """Where its user was, when it ended in order to start anew, locked."""
    has_left: bool = False
    """Whether its user left an open practice, and nothing else ended it."""


def run_workstation(
    settings: Settings,
    door: "Door",
    place: Place,
    *,
    locked: bool = False,
    clock: Clock = system_clock,
) -> Ended:
    """Run the workstation until its user leaves or locks it.

    Args:
        settings: What is set.
        door: What stands before the store.
        place: Where to open it.
        locked: Whether somebody locked it: then it asks even where a keyring could open it.
        clock: Answers what time it is.
    """
    # Nearly all that a start makes lives on: to look for garbage meanwhile costs a tenth of it.
    gc.disable()
    _forget_developers_switches()
    # Textual waits one to two of its frames between paints: a result that comes just after its
    # letter was painted would wait 17 to 33 ms.
    os.environ["TEXTUAL_FPS"] = "250"
    from kara_tui.app import WorkstationApp
    from kara_tui.backend.files import FilesAtHand
    from kara_tui.idling import Idling
    from kara_tui.interchange.measure_shelf import MeasureShelf
    from kara_tui.interchange.note_files import read_note_files
    from kara_tui.screens.desk import Desk
    from kara_tui.widgets.terminal_guard import install_terminal_guard
    from kara_tui.workflows.practice_log import PracticeLog, events_of

    install_terminal_guard(raising=False)

    started: list[WorkstationApp] = []

    def tell(words: str) -> None:
        started[0].tell_lasting(words)

    backend = local_backend(settings, door, clock)
    log = PracticeLog(backend, events_of(door))
    safe = Safekeeping(
        settings,
        door.store_key,
        tell,
        clock,
        log.note,
        lambda: started[0].call_later(_show_caution, started[0], safe.caution()),
        show_damage=lambda damage: _show_damage(started[0], damage, settings),
    )
    professional, mail = settings.professional, settings.mail
    asked = safe.with_last_room(backend) if door.is_protected else backend
    desk = Desk(
        backend=asked,
        files=FilesAtHand(lambda: local_files(settings, asked, door)),
        clock=clock,
        region=professional.region,
        language=professional.language,
        zone=professional.zone,
        sender=Sender(name=mail.from_name or professional.name, address=mail.from_address),
        why_not_sent=lambda: why_not_sent(settings),
        measures=MeasureShelf(settings.home.measures),
        note_files=partial(read_note_files, settings.home.config),
        caution=safe.caution if door.is_protected else str,
        privacy=Privacy(is_on=bool(place.hidden)),
        trail=Trail.read(place.trail),
        folds=folds_in(settings.home.folds),
    )
    app = WorkstationApp(
        desk,
        door=door,
        idling=Idling(settings.lock.after_minutes * 60),
        place=place,
        locked=locked,
        chores=_chores(settings, log, safe if door.is_protected else None, backend, tell),
        log=log,
        note_error=partial(_note_error, settings),
        theme=settings.screen.theme,
    )
    started.append(app)
    app.run(mouse=settings.screen.mouse)
    has_left = app.is_unlocked and not app.return_code and app.ends_by is PracticeEvent.LEFT
    return Ended(app.return_code or 0, app.locked_at, has_left)


def _show_caution(app: "WorkstationApp", words: str) -> None:
    from kara_tui.widgets.top_bar import TopBar

    for bar in app.screen_stack[0].query(TopBar):
        bar.caution = words


def _show_damage(app: "WorkstationApp", damage: "Damage", settings: Settings) -> None:
    from kara_tui.screens.damage import show_damage

    show_damage(app.home, damage, settings.professional.zone)


def _forget_developers_switches() -> None:
    """Drop what steers Textual from outside: with one, it writes every key into a plain file."""
    for name in [one for one in os.environ if one.startswith("TEXTUAL")]:
        del os.environ[name]


def _chores(
    settings: Settings,
    log: "PracticeLog",
    safe: Safekeeping | None,
    local: "LocalBackend",
    tell: Callable[[str], object],
) -> "tuple[Chore, ...]":
    """Return what goes on beside the screen; a made-up practice needs no safekeeping."""
    usual: tuple[Chore, ...] = (
        _collect_garbage_again,
        partial(_note_opening, log),
        partial(_when_settled, _know_profiles),
        partial(_when_settled, partial(_tidy_files, local)),
        _keep_expiring,
        partial(_keep_delivering, settings),
        partial(_keep_calendar, settings, tell),
    )
    if safe is None:
        return usual
    unhurried = (safe.keep_room, safe.tell_damage)
    return (*usual, safe.keep_backing_up, *(partial(_when_settled, one) for one in unhurried))


def _note_error(settings: Settings, fault: BaseException) -> str:
    from kara_tui.fault_log import log_fault

    return str(log_fault(fault, settings.home) or "no file: the disk refused it")


async def _collect_garbage_again(_backend: "Backend") -> None:
    gc.freeze()
    gc.enable()


async def _know_profiles(_backend: "Backend") -> None:
    # The first profile that is opened would wait a third of a second for its modules.
    await asyncio.to_thread(import_module, "kara_tui.screens.profile")


async def _tidy_files(local: "LocalBackend", _backend: "Backend") -> None:
    from kara_tui.backend.shown_copies import wipe_left_over

    await asyncio.to_thread(wipe_left_over)
    # What it cannot tidy up now, it finds again at the next start.
    with suppress(KaraError):
        await local.on_store(lambda opened: opened.store.tidy_files())


async def _note_opening(log: "PracticeLog", _backend: "Backend") -> None:
    await asyncio.sleep(_SETTLED_SECONDS)
    await log.note()


async def _when_settled(chore: "Chore", backend: "Backend") -> None:
    await asyncio.sleep(_SETTLED_SECONDS)
    await chore(backend)


async def _keep_expiring(backend: "Backend") -> None:
    from kara_tui.workflows.expire_invites import keep_expiring

    await keep_expiring(backend)


async def _keep_delivering(settings: Settings, backend: "Backend") -> None:
    if way_out := mailer(settings):
        from kara_tui.workflows.deliver_mail import keep_delivering

        await keep_delivering(backend, way_out)


async def _keep_calendar(
    settings: Settings, tell: Callable[[str], object], backend: "Backend"
) -> None:
    if (path := settings.calendar_file) is None:
        return
    await asyncio.sleep(_UNHURRIED_SECONDS)
    from kara_tui.subscribed import keep_subscribed

    private = settings.calendar.with_private
    await keep_subscribed(path, backend, system_clock, tell, with_private=private)
