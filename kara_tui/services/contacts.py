"""Handlers of the operations on contacts."""

from uuid import UUID

from kara_tui.db.record_tables import CONTACTS
from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.contact import Contact
from kara_tui.domain.errors import NotAllowedNow, NotFound
from kara_tui.domain.ids import ClientId
from kara_tui.operations.contacts import (
    AddContact,
    ChangeContact,
    ListContacts,
    OrderContacts,
    RemoveContact,
)
from kara_tui.services.handling import handles


@handles(ListContacts)
def list_contacts(op: ListContacts, unit: UnitOfWork) -> tuple[Contact, ...]:
    unit.clients.get(op.client_id)
    return _listed(op.client_id, unit)


@handles(AddContact)
def add_contact(op: AddContact, unit: UnitOfWork) -> Contact:
    unit.clients.get(op.client_id).require_editable()
    last = max((one.position for one in _listed(op.client_id, unit)), default=-1)
    contact = Contact(
        id=op.contact_id,
        created_at=unit.now,
        client_id=op.client_id,
        position=last + 1,
        details=op.details,
    )
    return unit.of(CONTACTS).add(contact)


@handles(ChangeContact)
def change_contact(op: ChangeContact, unit: UnitOfWork) -> Contact:
    contact = _contact(op.client_id, op.contact_id, unit, op.version)
    return unit.of(CONTACTS).save(contact.changed(op.details))


@handles(OrderContacts)
def order_contacts(op: OrderContacts, unit: UnitOfWork) -> tuple[Contact, ...]:
    known = {one.id: one for one in _listed(op.client_id, unit)}
    if set(op.contact_ids) != set(known) or len(op.contact_ids) != len(known):
        raise NotAllowedNow(
            "The contacts were changed meanwhile.", "Nothing was moved. Try it once more."
        )
    for place, contact_id in enumerate(op.contact_ids):
        if known[contact_id].position != place:
            unit.of(CONTACTS).save(known[contact_id].moved(place), ("position",))
    return _listed(op.client_id, unit)


@handles(RemoveContact)
def remove_contact(op: RemoveContact, unit: UnitOfWork) -> Contact:
    contact = _contact(op.client_id, op.contact_id, unit, op.version)
    return unit.of(CONTACTS).save(contact.marked_in_error(), ("in_error",))


def _listed(client_id: ClientId, unit: UnitOfWork) -> tuple[Contact, ...]:
    left = (one for one in unit.of(CONTACTS).of_client(client_id) if not one.in_error)
    return tuple(sorted(left, key=lambda one: one.position))


def _contact(client_id: ClientId, contact_id: UUID, unit: UnitOfWork, version: int) -> Contact:
    contact = unit.of(CONTACTS).get(contact_id, version)
    if contact.client_id != client_id:
        raise NotFound("There is no such contact.")
    return contact
