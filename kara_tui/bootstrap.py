"""The composition root: settings in, running parts out. Nothing else builds objects.

Every part is imported where it is built: a command pays only for what it uses.
"""

import gc
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kara_tui.backend.local import LocalBackend
from kara_tui.domain.clock import Clock, system_clock
from kara_tui.domain.errors import NotAllowedNow
from kara_tui.domain.outbox import Sender
from kara_tui.domain.text import clean_line
from kara_tui.home import find_home
from kara_tui.settings import MailSection, Settings
from kara_tui.settings_reading import load_settings

if TYPE_CHECKING:
    from kara_tui.backend.opening import OpenStore
    from kara_tui.backend.protocol import Backend
    from kara_tui.mail.port import Mailer

Progress = Callable[[int, int], None]
"""Takes how much is done, and of how much."""


def settings_for(
    home: str | None = None,
    store: str | None = None,
    environment: Mapping[str, str] | None = None,
) -> Settings:
    """Return the settings that hold.

    Args:
        home: What `--home` says.
        store: What `--store` says.
        environment: The process's own when absent.

    Raises:
        Invalid: When something is set wrongly.
    """
    known = os.environ if environment is None else environment
    flags = {} if store is None else {"store.path": store}
    return load_settings(find_home(home, known), known, flags)


def demo_settings(settings: Settings) -> Settings:
    """Return the settings under which the demonstration practice runs, without any mail."""
    return replace(
        settings,
        store=settings.home.demo_store,
        mail=MailSection(),
        professional=replace(settings.professional, name=""),
    )


def local_backend(settings: Settings, clock: Clock = system_clock) -> LocalBackend:
    """Return the backend over the store on this machine, which opens on its own thread."""
    store, name = settings.store, settings.professional.name

    def opening() -> "OpenStore":
        from kara_tui.backend.opening import open_local
        from kara_tui.vault.key_file import key_for

        return open_local(store, key_for(store), name, clock, newcomer=login_name())

    return LocalBackend(opening)


def mailer(settings: Settings) -> "Mailer | None":
    """Return the way out for mail; None while no mail server is set.

    Raises:
        Invalid: When the settings cannot work, or the password cannot be read.
    """
    section = settings.mail
    if not section.ready:
        return None
    from kara_tui.mail.settings import MailSettings, Security
    from kara_tui.mail.smtp import SmtpMailer

    return SmtpMailer(
        MailSettings(
            host=section.host,
            port=section.usual_port,
            security=Security(section.security),
            user=section.user,
            password=section.password(),
            from_address=section.from_address,
            from_name=section.from_name or settings.professional.name,
        )
    )


def run_workstation(settings: Settings, clock: Clock = system_clock) -> int:
    """Run the workstation until its user leaves; return the process's exit code."""
    # Nearly all that a start makes lives on: to look for garbage meanwhile costs a tenth of it.
    gc.disable()
    from kara_tui.app import WorkstationApp
    from kara_tui.screens.desk import Desk
    from kara_tui.widgets.terminal_guard import install_terminal_guard

    install_terminal_guard(raising=False)

    def note_error(fault: BaseException) -> str:
        from kara_tui.fault_log import log_fault

        return str(log_fault(fault, settings.home) or "no file: the disk refused it")

    professional, mail = settings.professional, settings.mail
    desk = Desk(
        backend=local_backend(settings, clock),
        clock=clock,
        region=professional.region,
        zone=professional.zone,
        sender=Sender(name=mail.from_name or professional.name, address=mail.from_address),
        why_not_sent=lambda: why_not_sent(settings),
    )
    app = WorkstationApp(
        desk,
        chores=(_collect_garbage_again, _keep_expiring, partial(_keep_delivering, settings)),
        note_error=note_error,
        theme=settings.screen.theme,
    )
    app.run(mouse=settings.screen.mouse)
    return app.return_code or 0


async def _collect_garbage_again(_backend: "Backend") -> None:
    gc.freeze()
    gc.enable()


async def _keep_expiring(backend: "Backend") -> None:
    from kara_tui.workflows.expire_invites import keep_expiring

    await keep_expiring(backend)


async def _keep_delivering(settings: Settings, backend: "Backend") -> None:
    if way_out := mailer(settings):
        from kara_tui.workflows.deliver_mail import keep_delivering

        await keep_delivering(backend, way_out)


def why_not_sent(settings: Settings) -> str:
    """Return why mail stays in the outbox; empty when there is a server for it."""
    if settings.mail.ready:
        return ""
    from kara_tui.workflows.deliver_mail import why_not_sent as told

    return told(None)


def build_demo(path: Path, clients: int | None = None, progress: Progress | None = None) -> None:
    """Write a demonstration practice into a new store; it appears when it is complete.

    Args:
        path: The store's file; its key is put beside it.
        clients: How many; a small practice with all four lists when absent.
        progress: Told every now and then how many steps are done, and of how many.

    Raises:
        NotAllowedNow: When there is a file already.
        StoreUnavailable: When it cannot be written.
    """
    if path.exists():
        raise NotAllowedNow(f"{path} exists already.", "Nothing is written over it.")
    from kara_tui.demo.build import build_demo as build
    from kara_tui.vault.key_file import key_for

    build(path, key_for(path), clients=clients, progress=progress)


def login_name() -> str:
    """Return the name of who is logged in, for a professional who has not said theirs."""
    import pwd

    try:
        account = pwd.getpwuid(os.getuid())
    except KeyError:
        return "Professional"
    full = clean_line(account.pw_gecos.partition(",")[0])
    return full or clean_line(account.pw_name)
