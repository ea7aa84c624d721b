"""The composition root: settings in, running parts out. Nothing else builds objects.

Every part is imported where it is built: a command pays only for what it uses.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kara_tui.backend.local import LocalBackend
from kara_tui.backend.vault_door import VaultDoor
from kara_tui.domain.clock import Clock, system_clock
from kara_tui.domain.errors import NotAllowedNow
from kara_tui.domain.text import clean_line
from kara_tui.home import find_home
from kara_tui.settings import MailSection, Settings
from kara_tui.settings_reading import load_settings

if TYPE_CHECKING:
    from kara_tui.backend.door import Door
    from kara_tui.backend.file_safe import FileSafe
    from kara_tui.backend.opening import OpenStore
    from kara_tui.backend.protocol import Backend
    from kara_tui.backend.vault_keys import VaultKeys
    from kara_tui.mail.port import Mailer
    from kara_tui.vault.os_keyring import OsKeyring

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


def door_of(settings: Settings, environment: Mapping[str, str] | None = None) -> VaultDoor:
    """Return what stands before the store on this machine.

    Over SSH the keyring is left alone: who dials in is not who sits at the desktop.
    """
    known = os.environ if environment is None else environment
    return VaultDoor(
        settings.store,
        keyring=None if "SSH_CONNECTION" in known else _keyring,
        backups=settings.backup_folder,
    )


def vault_keys(settings: Settings, environment: Mapping[str, str] | None = None) -> "VaultKeys":
    """Return the keys of the practice on this machine, to be looked after."""
    from kara_tui.backend.vault_keys import VaultKeys

    known = os.environ if environment is None else environment
    keyring = None if "SSH_CONNECTION" in known else _keyring()
    return VaultKeys(settings.store, system_clock, keyring=keyring)


def _keyring() -> "OsKeyring":
    from kara_tui.vault.os_keyring import OsKeyring

    return OsKeyring()


def local_backend(
    settings: Settings, door: "Door | None" = None, clock: Clock = system_clock
) -> LocalBackend:
    """Return the backend over the store on this machine, which opens on its own thread.

    It waits there until the door is open; who closes it before abandons the door first.
    """
    store, name = settings.store, settings.professional.name
    behind = door or door_of(settings)

    def opening() -> "OpenStore":
        from kara_tui.backend.opening import open_local
        from kara_tui.backend.this_place import this_place

        return open_local(
            store,
            behind.store_key(),
            name,
            clock,
            newcomer=login_name(),
            place=this_place(),
            record_class=settings.professional.record_class,
        )

    return LocalBackend(opening)


def local_files(settings: Settings, backend: "Backend", door: "Door | None" = None) -> "FileSafe":
    """Return what seals files into the folder beside the store, and opens them again.

    Args:
        settings: Say where the store is.
        backend: Saves what is told of each file.
        door: Has the key once it is open.
    """
    from kara_tui.backend.file_safe import FileSafe
    from kara_tui.backend.local_blobs import LocalBlobs
    from kara_tui.beside import attachments_of

    behind = door or door_of(settings)
    return FileSafe(backend, LocalBlobs(attachments_of(settings.store)), behind.store_key)


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
    from kara_tui.vault.bare_key import bare_key_for

    build(path, bare_key_for(path), clients=clients, progress=progress)


def login_name() -> str:
    """Return the name of who is logged in, for a professional who has not said theirs."""
    import pwd

    try:
        account = pwd.getpwuid(os.getuid())
    except KeyError:
        return "Professional"
    full = clean_line(account.pw_gecos.partition(",")[0])
    return full or clean_line(account.pw_name)
