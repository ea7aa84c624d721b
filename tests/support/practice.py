"""What the contract suite needs of a practice, and one on a store on this machine."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from kara_tui.backend.local import LocalBackend
from kara_tui.backend.opening import OpenStore, open_local
from kara_tui.backend.protocol import Backend
from kara_tui.domain.history import Actor, Role
from kara_tui.domain.ids import ProfessionalId, uuid7
from tests.support.clock import FixedClock
from tests.support.people import PROFESSIONAL_NAME


class Practice(Protocol):
    """One practice that several people reach."""

    @property
    def backend(self) -> Backend:
        """The professional's own workstation."""
        ...

    @property
    def clock(self) -> FixedClock:
        """What time the practice goes by."""
        ...

    def workstation(self, role: Role = Role.PROFESSIONAL) -> Backend:
        """Return another way into the same practice, in some part."""
        ...

    def colleague(self) -> Backend:
        """Return the workstation of another professional who shares the store."""
        ...

    async def close(self) -> None:
        """Close every backend that was given out."""
        ...


class LocalPractice:
    """A practice in an encrypted file."""

    def __init__(self, path: Path, key: bytes, clock: FixedClock) -> None:
        self._path = path
        self._key = key
        self._backends: list[LocalBackend] = []
        self.clock = clock
        self.backend: Backend = self.workstation()

    def workstation(self, role: Role = Role.PROFESSIONAL) -> Backend:
        """Return a backend with connections of its own."""
        return self._opened_as(lambda actor: replace(actor, role=role))

    def colleague(self) -> Backend:
        """Return the backend of a professional who owns nothing yet."""
        stranger = Actor(professional_id=ProfessionalId(uuid7()))
        return self._opened_as(lambda _: stranger)

    async def close(self) -> None:
        """Close every backend that was given out."""
        for backend in self._backends:
            await backend.close()

    def _opened_as(self, who: Callable[[Actor], Actor]) -> LocalBackend:
        def opening() -> OpenStore:
            opened = open_local(self._path, self._key, PROFESSIONAL_NAME, self.clock)
            return replace(opened, actor=who(opened.actor))

        backend = LocalBackend(opening)
        self._backends.append(backend)
        return backend
