"""What one command line works with: its settings, its output, its backend."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from kara_tui.cli.output import Output

if TYPE_CHECKING:
    from argparse import Namespace

    from kara_tui.backend.protocol import Backend
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

    def with_backend(self, settings: "Settings", work: "Callable[[Backend], Awaitable[T]]") -> T:
        """Open the store, do the work over it, close it, and return what came of it.

        Raises:
            KaraError: When the store or the work cannot go on.
        """
        import asyncio

        from kara_tui.bootstrap import local_backend

        async def do() -> T:
            backend = local_backend(settings)
            try:
                return await work(backend)
            finally:
                await backend.close()

        return asyncio.run(do())
