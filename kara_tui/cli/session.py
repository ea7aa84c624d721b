"""What one command line works with: its settings, its output, its backend."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from kara_tui.cli.output import Output

if TYPE_CHECKING:
    from argparse import Namespace

    from kara_tui.backend.file_safe import FileSafe
    from kara_tui.backend.protocol import Backend
    from kara_tui.backend.vault_door import VaultDoor
    from kara_tui.settings import Settings

T = TypeVar("T")


@dataclass(frozen=True)
class Session:
    """One run of a command."""

    out: Output
    environment: Mapping[str, str]
    home: str | None = None
    """What stood behind `--home` before the command's name."""
    store: str | None = None
    """What stood behind `--store` before the command's name."""
    demo: bool = False
    passphrase_fd: int | None = None
    """Where a script hands the passphrase over."""

    def settings(self, options: "Namespace | None" = None) -> "Settings":
        """Return the settings that hold; what stands behind the command's name wins.

        Raises:
            Invalid: When something is set wrongly.
        """
        from kara_tui.bootstrap import demo_settings, settings_for

        home = getattr(options, "home", None) or self.home
        store = getattr(options, "store", None) or self.store
        settings = settings_for(home, store, self.environment)
        return demo_settings(settings) if self.demo else settings

    def prepare(self, settings: "Settings") -> None:
        """Make the demonstration practice when it is asked for; say when a store is made anew.

        Raises:
            KaraError: When it cannot be made.
        """
        if settings.store.exists():
            return
        if self.demo:
            from kara_tui.bootstrap import build_demo

            self.out.note("Making the demonstration practice; this takes a moment.")
            build_demo(settings.store)
        elif self.store is not None:
            self.out.note(f"There is no store at {settings.store} yet: a new one is made.")

    def with_backend(self, settings: "Settings", work: "Callable[[Backend], Awaitable[T]]") -> T:
        """Open the store, do the work over it, close it, and return what came of it.

        Raises:
            KaraError: When the store or the work cannot go on.
        """
        return self._opened(settings, lambda backend, _: work(backend))

    def with_files(
        self, settings: "Settings", work: "Callable[[Backend, FileSafe], Awaitable[T]]"
    ) -> "T":
        """Do work over the store that needs attached files as well (see `with_backend`).

        Raises:
            KaraError: When the store or the work cannot go on.
        """
        from kara_tui.bootstrap import local_files

        def do(backend: "Backend", door: "VaultDoor") -> "Awaitable[T]":
            return work(backend, local_files(settings, backend, door))

        return self._opened(settings, do)

    def _opened(
        self, settings: "Settings", work: "Callable[[Backend, VaultDoor], Awaitable[T]]"
    ) -> "T":
        import asyncio

        from kara_tui.bootstrap import door_of, local_backend
        from kara_tui.cli.unlocking import unlock
        from kara_tui.workflows.practice_log import PracticeLog

        self.prepare(settings)
        door = door_of(settings, self.environment)

        async def do() -> T:
            await unlock(door, self.passphrase_fd, self.out.note)
            backend = local_backend(settings, door)
            try:
                if door.is_protected:
                    await PracticeLog(backend, door.take_events).note_command()
                return await work(backend, door)
            finally:
                await backend.close()

        return asyncio.run(do())
