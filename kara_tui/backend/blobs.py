"""Where sealed files go: a place that keeps bytes under an id, and knows nothing of them."""

from contextlib import AbstractContextManager
from typing import BinaryIO, Protocol
from uuid import UUID


class BlobDraft(Protocol):
    """Sealed bytes on their way into their place; not kept, they vanish."""

    def write(self, data: bytes) -> None:
        """Take bytes."""
        ...

    def keep(self) -> None:
        """Return once they are safe and whole; now their record may be saved."""
        ...

    def settle(self) -> None:
        """Put them in their place for good: their record is saved."""
        ...

    def drop(self) -> None:
        """Delete them after all: their record could not be saved."""
        ...


class Blobs(Protocol):
    """Sealed files, on this machine or behind a remote API. Everything here may block."""

    def new(self, blob_id: UUID, size: int) -> AbstractContextManager[BlobDraft]:
        """Give a draft; kept, and neither settled nor dropped, it waits for a record to be found.

        Args:
            blob_id: Of a file that has never been there.
            size: How many bytes it will have.

        Raises:
            DiskFull: When they do not fit.
            KaraError: When it cannot be written.
        """
        ...

    def remove(self, blob_id: UUID) -> None:
        """Delete sealed bytes; nothing when there are none."""
        ...

    def read(self, blob_id: UUID) -> AbstractContextManager[BinaryIO]:
        """Give the sealed bytes to read from.

        Raises:
            NotFound: When there are none under this id.
            KaraError: When they cannot be read.
        """
        ...
