"""Handlers of the operations on the files on a client's profile."""

from kara_tui.db.record_tables import ATTACHMENTS
from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.attachment import Attachment, tidy
from kara_tui.operations.attachments import (
    AddAttachment,
    ListAttachments,
    OpenAttachment,
    RemoveAttachment,
    RenameAttachment,
)
from kara_tui.services.handling import handles
from kara_tui.services.of_client import living_client, owned


@handles(ListAttachments)
def list_attachments(op: ListAttachments, unit: UnitOfWork) -> tuple[Attachment, ...]:
    unit.clients.get(op.client_id)
    listed = unit.of(ATTACHMENTS).of_client(op.client_id)
    return tuple(one for one in reversed(listed) if not one.in_error)


@handles(OpenAttachment)
def open_attachment(op: OpenAttachment, unit: UnitOfWork) -> Attachment:
    return owned(unit.of(ATTACHMENTS), op.attachment_id, op.client_id)


@handles(AddAttachment)
def add_attachment(op: AddAttachment, unit: UnitOfWork) -> Attachment:
    living_client(op.client_id, unit)
    attachment = Attachment(
        id=op.attachment_id,
        created_at=unit.now,
        client_id=op.client_id,
        sealed_size=op.sealed_size,
        key=op.key,
        details=tidy(op.details),
    )
    return unit.of(ATTACHMENTS).add(attachment)


@handles(RenameAttachment)
def rename_attachment(op: RenameAttachment, unit: UnitOfWork) -> Attachment:
    attachment = owned(unit.of(ATTACHMENTS), op.attachment_id, op.client_id, op.version)
    return unit.of(ATTACHMENTS).save(attachment.described(op.details))


@handles(RemoveAttachment)
def remove_attachment(op: RemoveAttachment, unit: UnitOfWork) -> Attachment:
    attachment = owned(unit.of(ATTACHMENTS), op.attachment_id, op.client_id, op.version)
    return unit.of(ATTACHMENTS).save(attachment.marked_in_error(), ("in_error",))
