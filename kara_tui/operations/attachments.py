"""Operations on the files on a client's profile; the sealed bytes themselves go another way."""

from dataclasses import dataclass, field
from uuid import UUID

from kara_tui.domain.attachment import Attachment, AttachmentDetails
from kara_tui.domain.ids import ClientId, uuid7
from kara_tui.domain.private import Private, Sealed
from kara_tui.operations.base import PROFESSIONAL, ChangeOperation, Operation, Route


@dataclass(frozen=True, kw_only=True)
class ListAttachments(Operation[tuple[Attachment, ...]]):
    """Read which files are on a client's profile, the newest first."""

    route = Route("GET", "/clients/{client_id}/attachments", allowed=PROFESSIONAL)
    opens = ("attachments",)

    client_id: ClientId


@dataclass(frozen=True, kw_only=True)
class OpenAttachment(Operation[Attachment]):
    """Read what opens a file; the access log tells that it was opened."""

    route = Route("GET", "/clients/{client_id}/attachments/{attachment_id}", allowed=PROFESSIONAL)
    opens = ("file",)

    client_id: ClientId
    attachment_id: UUID


@dataclass(frozen=True, kw_only=True)
class AddAttachment(ChangeOperation[Attachment]):
    """Put a file on a client's profile; its sealed bytes have to be in their place before."""

    route = Route("POST", "/clients/{client_id}/attachments", allowed=PROFESSIONAL)
    past = "File added"
    undoable = True

    client_id: ClientId
    attachment_id: UUID = field(default_factory=uuid7)
    sealed_size: int
    key: Sealed
    details: Private[AttachmentDetails]


@dataclass(frozen=True, kw_only=True)
class RenameAttachment(ChangeOperation[Attachment]):
    """Save another name for a file."""

    route = Route("PUT", "/clients/{client_id}/attachments/{attachment_id}", allowed=PROFESSIONAL)
    past = "File renamed"
    undoable = True

    client_id: ClientId
    attachment_id: UUID
    version: int
    details: Private[AttachmentDetails]


@dataclass(frozen=True, kw_only=True)
class RemoveAttachment(ChangeOperation[Attachment]):
    """Mark a file as entered in error: gone from the list, kept sealed in history."""

    route = Route(
        "DELETE", "/clients/{client_id}/attachments/{attachment_id}", allowed=PROFESSIONAL
    )
    past = "File removed"
    undoable = True

    client_id: ClientId
    attachment_id: UUID
    version: int
