"""What screens know of attached files: they go in, and come out again whole or not at all."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from kara_tui.domain.attachment import Attachment
from kara_tui.domain.errors import NotAllowedNow
from kara_tui.domain.ids import ClientId

Progress = Callable[[int, int], object]
"""Takes the bytes done, and the bytes in all; called now and then, where the asker runs."""


def no_progress(_done: int, _total: int) -> None:
    """Tell nobody how far something has come."""


class Files(Protocol):
    """Seals files for a client, and opens them again. Cancel what it does to stop it."""

    async def add(
        self, client_id: ClientId, source: Path, progress: Progress = no_progress
    ) -> Attachment:
        """Seal a file of any size and put it on a client's profile; the source stays.

        Raises:
            Invalid: When the source cannot be read, or changes meanwhile.
            DiskFull: When it does not fit. Nothing is listed then, and nothing half left.
            KaraError: When it cannot be saved; the same holds.
        """
        ...

    async def save(
        self, attachment: Attachment, target: Path, progress: Progress = no_progress
    ) -> None:
        """Write a new file with what was attached, for its owner's eyes only.

        Raises:
            Invalid: When it cannot be written there, or there is such a file already.
            VaultDamaged: When it is not as it was sealed; nothing is written then.
            NotFound: When its content is missing.
        """
        ...

    def why_not_shown(self) -> str:
        """Return why no other program can show a file here; empty when one can."""
        ...

    async def show(self, attachment: Attachment, progress: Progress = no_progress) -> None:
        """Let the program that the desktop has for it show a copy, until `close`.

        Raises:
            NotAllowedNow: When that is not possible here.
            KaraError: As `save`.
        """
        ...

    def close(self) -> None:
        """Delete the copies that were shown."""
        ...


class NoFiles:
    """Where there is no place for files."""

    async def add(self, *_asked: object) -> Attachment:
        """Refuse."""
        raise _refusal()

    async def save(self, *_asked: object) -> None:
        """Refuse."""
        raise _refusal()

    def why_not_shown(self) -> str:
        """Say that there are no files here."""
        return _refusal().sentence

    async def show(self, *_asked: object) -> None:
        """Refuse."""
        raise _refusal()

    def close(self) -> None:
        """Do nothing: there is nothing to delete."""


class FilesAtHand:
    """Gives what carries files in and out, made when it is first asked for.

    Args:
        make: Makes it.
    """

    def __init__(self, make: Callable[[], Files] = NoFiles) -> None:
        self._make = make
        self._made: Files | None = None

    def __call__(self) -> Files:
        """Return it."""
        if self._made is None:
            self._made = self._make()
        return self._made

    def close(self) -> None:
        """Delete the copies that were shown, if there were any."""
        if self._made is not None:
            self._made.close()


def _refusal() -> NotAllowedNow:
    return NotAllowedNow("This practice has no place for files.")
