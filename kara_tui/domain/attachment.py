"""A file on a client's profile."""

from dataclasses import dataclass, replace

from kara_tui.domain.file_names import clean_file_name
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

    def described(self, details: Private[AttachmentDetails]) -> "Attachment":
        """Return the attachment with other details, its name made harmless."""
        return replace(self, details=tidy(details))


def tidy(details: Private[AttachmentDetails]) -> Private[AttachmentDetails]:
    """Return details whose name every system takes for a plain file's; sealed ones as they are."""
    if isinstance(details, bytes):
        return details
    return replace(details, name=clean_file_name(details.name))
