"""Operations on the people who are important to a client."""

from dataclasses import dataclass, field
from uuid import UUID

from kara_tui.domain.contact import Contact, ContactDetails
from kara_tui.domain.ids import ClientId, uuid7
from kara_tui.domain.private import Private
from kara_tui.operations.base import PROFESSIONAL, ChangeOperation, Operation, Route


@dataclass(frozen=True, kw_only=True)
class ListContacts(Operation[tuple[Contact, ...]]):
    """Read a client's contacts, as the professional ordered them."""

    route = Route("GET", "/clients/{client_id}/contacts", allowed=PROFESSIONAL)
    opens = ("contacts",)

    client_id: ClientId


@dataclass(frozen=True, kw_only=True)
class AddContact(ChangeOperation[Contact]):
    """Add somebody who is important to a client."""

    route = Route("POST", "/clients/{client_id}/contacts", allowed=PROFESSIONAL)
    past = "Contact added"
    undoable = True

    client_id: ClientId
    contact_id: UUID = field(default_factory=uuid7)
    details: Private[ContactDetails]


@dataclass(frozen=True, kw_only=True)
class OrderContacts(ChangeOperation[tuple[Contact, ...]]):
    """Put a client's contacts into another order."""

    route = Route("PUT", "/clients/{client_id}/contacts/order", allowed=PROFESSIONAL)
    past = "Contacts ordered"
    undoable = True

    client_id: ClientId
    contact_ids: tuple[UUID, ...]
    """All of them, the first one first."""


@dataclass(frozen=True, kw_only=True)
class ChangeContact(ChangeOperation[Contact]):
    """Save what is known about a contact."""

    route = Route("PUT", "/clients/{client_id}/contacts/{contact_id}", allowed=PROFESSIONAL)
    past = "Contact saved"
    undoable = True

    client_id: ClientId
    contact_id: UUID
    version: int
    details: Private[ContactDetails]


@dataclass(frozen=True, kw_only=True)
class RemoveContact(ChangeOperation[Contact]):
    """Mark a contact as entered in error: gone from the list, kept in history."""

    route = Route("DELETE", "/clients/{client_id}/contacts/{contact_id}", allowed=PROFESSIONAL)
    past = "Contact removed"
    undoable = True

    client_id: ClientId
    contact_id: UUID
    version: int
