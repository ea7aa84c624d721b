"""The people who are important to a client, on the profile."""

import pytest
from textual.pilot import Pilot

from kara_tui.backend.protocol import Backend
from kara_tui.domain.client import Client
from kara_tui.domain.contact import ContactDetails
from kara_tui.operations.contacts import AddContact, ChangeContact, ListContacts
from kara_tui.screens.contacts_block import ContactsBlock
from kara_tui.screens.record_dialog import RecordDialog
from kara_tui.widgets.entry_list import EntryList
from tests.screens.profile.helpers import press, profile, until
from tests.support.hostile import HOSTILE, steers_a_terminal
from tests.support.one_screen import NARROW, NORMAL, WIDE, OneScreenApp, painted
from tests.support.people import added


async def _contact(backend: Backend, client: Client, details: ContactDetails) -> None:
    await backend(AddContact(client_id=client.id, details=details))


def _dialog(pilot: Pilot[None]) -> RecordDialog[ContactDetails]:
    screen = pilot.app.screen
    assert isinstance(screen, RecordDialog)
    return screen


async def _listed(backend: Backend, client: Client) -> list[str]:
    contacts = await backend(ListContacts(client_id=client.id))
    return [one.details.name for one in contacts if not isinstance(one.details, bytes)]


@pytest.mark.parametrize("size", [NARROW, NORMAL, WIDE])
async def test_who_is_called_in_emergencies_stands_first(
    backend: Backend, size: tuple[int, int]
) -> None:
    client = await added(backend)
    await _contact(
        backend,
        client,
        ContactDetails(name="Guðrún", relationship="Mother", phone_typed="581 2345"),
    )
    await _contact(
        backend, client, ContactDetails(name="Björn", is_emergency=True, email="bjorn@example.is")
    )
    async with profile(client, backend, size) as pilot:
        await press(pilot, "5")
        seen = painted(pilot)
    assert seen.index("Björn") < seen.index("In emergencies") < seen.index("Guðrún · Mother")
    assert "581 2345" in seen
    assert "bjorn@example.is" in seen


async def test_somebody_is_added_without_the_mouse(backend: Backend) -> None:
    client = await added(backend)
    async with profile(client, backend) as pilot:
        await press(pilot, "5")
        assert "Nobody yet" in painted(pilot)
        await press(pilot, "a", *"Eva", "tab", *"Sister", "tab", *"581 2345", "f2")
        assert "Eva · Sister" in painted(pilot)
    contacts = await backend(ListContacts(client_id=client.id))
    details = contacts[0].details
    assert not isinstance(details, bytes)
    assert (details.name, details.phone) == ("Eva", "+3545812345")


async def test_what_cannot_be_taken_is_told_beside_the_field(backend: Backend) -> None:
    client = await added(backend)
    async with profile(client, backend) as pilot:
        await press(pilot, "5", "a", "tab", "tab", *"12", "f2")
        dialog = _dialog(pilot)
        assert "Name is needed" in dialog.fields.field("name").note
        assert "✗" in dialog.fields.field("phone").note
        assert await _listed(backend, client) == []
        assert dialog.fields.typed()["phone"] == "12"


async def test_a_text_that_was_left_is_there_the_next_time(backend: Backend) -> None:
    client = await added(backend)
    async with profile(client, backend) as pilot:
        await press(pilot, "5", "a", *"Half a na", "escape", "down", "enter")
        assert not isinstance(pilot.app.screen, RecordDialog)
        await press(pilot, "a")
        await until(pilot, lambda: _dialog(pilot).fields.typed()["name"] == "Half a na")
        assert "not saved yet" in painted(pilot)


async def test_a_change_made_elsewhere_is_shown_and_not_overwritten_unseen(
    backend: Backend,
) -> None:
    client = await added(backend)
    await _contact(backend, client, ContactDetails(name="Eva"))
    (contact,) = await backend(ListContacts(client_id=client.id))
    async with profile(client, backend) as pilot:
        await press(pilot, "5", "enter", *" mine")
        theirs = ChangeContact(
            client_id=client.id,
            contact_id=contact.id,
            version=1,
            details=ContactDetails(name="Eva theirs"),
        )
        await backend(theirs)
        await press(pilot, "f2")
        assert "Saved now: Eva theirs" in painted(pilot)
        assert await _listed(backend, client) == ["Eva theirs"]
        await press(pilot, "f2")
    assert await _listed(backend, client) == ["Eva mine"]


async def test_the_order_is_changed_with_the_keyboard(backend: Backend) -> None:
    client = await added(backend)
    for name in ("Ása", "Bea", "Cleo"):
        await _contact(backend, client, ContactDetails(name=name))
    async with profile(client, backend) as pilot:
        await press(pilot, "5", "down", "J")
        block = pilot.app.screen.query_one(ContactsBlock)
        assert [one.position for one in block.contacts] == [0, 1, 2]
        assert block.query_one(EntryList).cursor == 2
    assert await _listed(backend, client) == ["Ása", "Cleo", "Bea"]


async def test_somebody_is_taken_off_the_list(backend: Backend) -> None:
    client = await added(backend)
    await _contact(backend, client, ContactDetails(name="Ása"))
    async with profile(client, backend) as pilot:
        await press(pilot, "5", "x")
        assert "Nobody yet" in painted(pilot)
        assert isinstance(pilot.app, OneScreenApp)
        assert pilot.app.moves[-1].operation.undoable


async def test_the_number_is_copied_when_asked_for(backend: Backend) -> None:
    client = await added(backend)
    await _contact(backend, client, ContactDetails(name="Ása", phone="+3545812345"))
    async with profile(client, backend) as pilot:
        await press(pilot, "5", "p")
        assert isinstance(pilot.app, OneScreenApp)
        assert pilot.app.copied == ["+3545812345"]


async def test_no_name_of_a_contact_steers_the_terminal(backend: Backend) -> None:
    client = await added(backend)
    for text in HOSTILE.values():
        await _contact(backend, client, ContactDetails(name=f"x{text[:100]}", note=text[:500]))
    async with profile(client, backend) as pilot:
        await press(pilot, "5", "end", "home", "pagedown")
        assert not steers_a_terminal(painted(pilot).replace("\n", ""))
