"""Contacts: added, changed, ordered, removed; never somebody else's."""

import pytest

from kara_tui.domain.client import Client
from kara_tui.domain.contact import Contact, ContactDetails
from kara_tui.domain.errors import Conflict, NotAllowedNow, NotFound
from kara_tui.domain.history import Entity
from kara_tui.domain.ids import uuid7
from kara_tui.operations.audit import ListAccesses
from kara_tui.operations.contacts import (
    AddContact,
    ChangeContact,
    ListContacts,
    OrderContacts,
    RemoveContact,
)
from kara_tui.operations.history import UndoMove
from tests.support.people import added
from tests.support.practice import Practice


async def _with(practice: Practice, *names: str) -> tuple[Client, list[Contact]]:
    client = await added(practice.backend, "Anna")
    contacts = [
        await practice.backend(AddContact(client_id=client.id, details=ContactDetails(name=name)))
        for name in names
    ]
    return client, contacts


async def _names(practice: Practice, client: Client) -> list[str]:
    listed = await practice.backend(ListContacts(client_id=client.id))
    return [one.details.name for one in listed if not isinstance(one.details, bytes)]


class ContactsContract:
    """What every backend does with contacts."""

    async def test_contacts_stand_in_the_order_they_were_added(self, practice: Practice) -> None:
        client, _ = await _with(practice, "Björn", "Ása")
        await practice.backend(AddContact(client_id=client.id, details=ContactDetails(name="Eva")))
        assert await _names(practice, client) == ["Björn", "Ása", "Eva"]

    async def test_they_are_put_into_another_order_and_back(self, practice: Practice) -> None:
        client, (first, second, third) = await _with(practice, "Björn", "Ása", "Eva")
        wanted = OrderContacts(client_id=client.id, contact_ids=(third.id, first.id, second.id))
        await practice.backend(wanted)
        assert await _names(practice, client) == ["Eva", "Björn", "Ása"]
        await practice.backend(UndoMove(move=wanted.intent))
        assert await _names(practice, client) == ["Björn", "Ása", "Eva"]

    async def test_an_order_that_misses_somebody_is_refused(self, practice: Practice) -> None:
        client, (first, _) = await _with(practice, "Björn", "Ása")
        for ids in ((first.id,), (first.id, first.id), (first.id, uuid7())):
            with pytest.raises(NotAllowedNow):
                await practice.backend(OrderContacts(client_id=client.id, contact_ids=ids))

    async def test_a_change_is_saved_over_what_was_seen_only(self, practice: Practice) -> None:
        client, (contact,) = await _with(practice, "Björn")
        wanted = ChangeContact(
            client_id=client.id,
            contact_id=contact.id,
            version=1,
            details=ContactDetails(name="Björn Ægir", is_emergency=True),
        )
        saved = await practice.backend(wanted)
        assert saved.version == 2
        with pytest.raises(Conflict):
            await practice.backend(
                ChangeContact(
                    client_id=client.id,
                    contact_id=contact.id,
                    version=1,
                    details=ContactDetails(name="Somebody else"),
                )
            )
        await practice.backend(UndoMove(move=wanted.intent))
        assert await _names(practice, client) == ["Björn"]

    async def test_one_that_was_removed_comes_back_when_that_is_undone(
        self, practice: Practice
    ) -> None:
        client, (contact, _) = await _with(practice, "Björn", "Ása")
        wanted = RemoveContact(client_id=client.id, contact_id=contact.id, version=1)
        assert (await practice.backend(wanted)).in_error
        assert await _names(practice, client) == ["Ása"]
        await practice.backend(UndoMove(move=wanted.intent))
        assert await _names(practice, client) == ["Björn", "Ása"]

    async def test_a_contact_belongs_to_one_client(self, practice: Practice) -> None:
        _, (contact,) = await _with(practice, "Björn")
        other = await added(practice.backend, "Bea")
        with pytest.raises(NotFound):
            await practice.backend(
                RemoveContact(client_id=other.id, contact_id=contact.id, version=1)
            )
        with pytest.raises(NotFound):
            await practice.colleague()(ListContacts(client_id=other.id))

    async def test_history_tells_who_looked_and_what_was_added(self, practice: Practice) -> None:
        client, _ = await _with(practice, "Björn")
        await practice.backend(ListContacts(client_id=client.id))
        # A look is written down behind its answer, before the next change at the latest.
        await practice.backend(AddContact(client_id=client.id, details=ContactDetails(name="Eva")))
        told = await practice.backend(ListAccesses(client_id=client.id))
        assert any(one.entity is Entity.CONTACT and one.about == client.id for one in told)
        assert any(one.fields == ("contacts",) for one in told)
