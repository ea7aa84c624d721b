"""Somebody who is important to a client."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kara_tui.domain.history import Entity
from kara_tui.domain.private import Private
from kara_tui.domain.record import ClientRecord


@dataclass(frozen=True, kw_only=True)
class ContactDetails:
    """Who it is, and how to reach them. Private."""

    name: str = ""
    relationship: str = ""
    phone: str = ""
    """E.164 where it can be read as a number."""
    phone_typed: str = ""
    email: str = ""
    is_emergency: bool = False
    """Whether they are called when something happens."""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Contact(ClientRecord):
    """A person close to the client (FHIR R4: RelatedPerson)."""

    entity = Entity.CONTACT

    position: int = 0
    """Place in the list as the professional ordered it."""
    details: Private[ContactDetails]

    def changed(self, details: Private[ContactDetails]) -> "Contact":
        """Return the contact with other details."""
        return replace(self, details=details)

    def moved(self, position: int) -> "Contact":
        """Return the contact in another place of the list."""
        return replace(self, position=position)


def in_order(contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """Return contacts as they are shown: for emergencies first, else as they were ordered."""
    return tuple(sorted(contacts, key=_place))


def _place(contact: Contact) -> tuple[bool, int, str]:
    details = contact.details
    is_emergency = not isinstance(details, bytes) and details.is_emergency
    return not is_emergency, contact.position, str(contact.id)
