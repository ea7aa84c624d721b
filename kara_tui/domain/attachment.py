"""A file on a client's profile."""

from dataclasses import dataclass

from kara_tui.domain.history import Entity
from kara_tui.domain.private import Private, Sealed
from kara_tui.domain.record import ClientRecord


@dataclass(frozen=True, kw_only=True)
class AttachmentDetails:
    """What the file is. Private."""

    name: str = ""
    """A plain file name, without folders."""
    media_type: str = ""
    """As found by looking into the file, such as `application/pdf`."""
    size: int = 0
    """Bytes, in the clear."""
    sha256: str = ""
    """Of the bytes in the clear, in hexadecimal."""


@dataclass(frozen=True, kw_only=True)
class Attachment(ClientRecord):
    """A file, sealed in a place of its own; its id names that place."""

    entity = Entity.ATTACHMENT

    sealed_size: int
    """Bytes on the disk."""
    key: Sealed
    """The file's own key, wrapped by the practice's."""
    details: Private[AttachmentDetails]
