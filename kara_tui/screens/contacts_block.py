"""The people who are important to a client, on the profile."""

from collections.abc import Sequence
from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from kara_tui.commands import contacts as commands
from kara_tui.commands.command import Command, bindings
from kara_tui.domain.contact import Contact, ContactDetails, in_order
from kara_tui.domain.contact_form import contact_form
from kara_tui.domain.history import Entity
from kara_tui.domain.private import opened
from kara_tui.domain.text import safe_text
from kara_tui.operations.contacts import (
    AddContact,
    ChangeContact,
    ListContacts,
    OrderContacts,
    RemoveContact,
)
from kara_tui.screens.client_columns import SEALED
from kara_tui.screens.messages import CopyWanted, MoveWanted
from kara_tui.screens.profile_block import ProfileBlock
from kara_tui.screens.record_dialog import RecordDialog
from kara_tui.screens.record_form import RecordForm
from kara_tui.widgets.entry_list import Entry, EntryList

_EMPTY = "Nobody yet. a adds somebody."
_OF_ONE = {
    commands.ChangeContact,
    commands.MoveUp,
    commands.MoveDown,
    commands.RemoveContact,
}


class ContactsBlock(ProfileBlock):
    """Lists contacts, those for emergencies first, and lets them be changed."""

    PART = "contacts"
    SHOWS = (Entity.CONTACT,)
    OFFERS = (
        commands.AddContact,
        commands.ChangeContact,
        commands.CopyPhone,
        commands.CopyEmail,
        commands.RemoveContact,
        commands.MoveUp,
        commands.MoveDown,
    )
    BINDINGS = bindings(*OFFERS)

    contacts: tuple[Contact, ...] = ()
    """What was read, in the order in which it is shown."""

    def compose_content(self) -> ComposeResult:
        """Lay out the list."""
        yield EntryList(empty=_EMPTY)

    async def ask(self) -> tuple[Contact, ...]:
        """Read the contacts."""
        return await self.desk.backend(ListContacts(client_id=self.client_id))

    def show(self, answer: object) -> None:
        """Show the contacts."""
        self.contacts = in_order(cast("tuple[Contact, ...]", answer))
        self.query_one(EntryList).put([_entry(one) for one in self.contacts])

    @property
    def contact(self) -> Contact | None:
        """The contact under the cursor."""
        place = self.query_one(EntryList).cursor
        return self.contacts[place] if place < len(self.contacts) else None

    def is_possible(self, command: type[Command]) -> bool | None:
        """Tell which commands make sense for the contact under the cursor."""
        contact = self.contact if self.is_mounted else None
        if command is commands.AddContact:
            return True
        if contact is None or isinstance(contact.details, bytes):
            return False
        if command is commands.CopyPhone:
            return bool(contact.details.phone)
        if command is commands.CopyEmail:
            return bool(contact.details.email)
        return command in _OF_ONE

    @on(EntryList.Moved)
    def follow_cursor(self, moved: EntryList.Moved) -> None:
        """Show the keys that make sense for the contact under the cursor."""
        moved.stop()
        self.refresh_bindings()

    @on(EntryList.HeadClicked)
    def open_clicked(self, clicked: EntryList.HeadClicked) -> None:
        """Change the contact that was clicked."""
        clicked.stop()
        self._change()

    async def give(self, command: Command) -> None:
        """Open a form before the next key is looked at: it may belong there already."""
        if isinstance(command, commands.AddContact):
            self.ask_for(RecordDialog(self.desk, self._new_form()))
        elif isinstance(command, commands.ChangeContact):
            self._change()
        else:
            await super().give(command)

    def _change(self) -> None:
        if self.contact is not None:
            self.ask_for(RecordDialog(self.desk, self._form_of(self.contact)))

    @on(commands.CopyPhone)
    def copy_phone(self) -> None:
        """Copy the phone number."""
        if self.contact:
            details = opened(self.contact.details)
            self.post_message(CopyWanted(details.phone, f"{details.name}'s phone number"))

    @on(commands.CopyEmail)
    def copy_email(self) -> None:
        """Copy the e-mail address."""
        if self.contact:
            details = opened(self.contact.details)
            self.post_message(CopyWanted(details.email, f"{details.name}'s e-mail address"))

    @on(commands.RemoveContact)
    def take_off(self) -> None:
        """Take the contact off the list."""
        if self.contact:
            one = self.contact
            wish = RemoveContact(client_id=one.client_id, contact_id=one.id, version=one.version)
            self.post_message(MoveWanted(wish, opened(one.details).name))

    @on(commands.MoveUp)
    def move_up(self) -> None:
        """Put the contact one place further up."""
        self._move(-1)

    @on(commands.MoveDown)
    def move_down(self) -> None:
        """Put the contact one place further down."""
        self._move(1)

    def _move(self, by: int) -> None:
        place = self.query_one(EntryList).cursor
        if self.contact is None or not 0 <= place + by < len(self.contacts):
            return
        ids = [one.id for one in self.contacts]
        ids[place], ids[place + by] = ids[place + by], ids[place]
        wish = OrderContacts(client_id=self.client_id, contact_ids=tuple(ids))
        self.post_message(MoveWanted(wish, opened(self.contact.details).name))

    def _new_form(self) -> RecordForm[ContactDetails]:
        def wish(details: ContactDetails, _version: int) -> AddContact:
            return AddContact(client_id=self.client_id, details=details)

        return RecordForm(
            name=f"contact:{self.client_id}",
            title="A new contact",
            fields=contact_form(),
            base=ContactDetails(),
            wish=wish,
            about=_name,
        )

    def _form_of(self, contact: Contact) -> RecordForm[ContactDetails]:
        details = opened(contact.details)

        def wish(changed: ContactDetails, version: int) -> ChangeContact:
            return ChangeContact(
                client_id=self.client_id, contact_id=contact.id, version=version, details=changed
            )

        return RecordForm(
            name=f"contact-{contact.id}:{self.client_id}",
            title=details.name,
            fields=contact_form(),
            base=details,
            version=contact.version,
            wish=wish,
            about=_name,
        )


def _name(details: ContactDetails) -> str:
    return details.name


def _entry(contact: Contact) -> Entry:
    details = contact.details
    if isinstance(details, bytes):
        return Entry(contact.id, Content(SEALED))
    mark = Content.styled("! ", "bold $text-error") if details.is_emergency else Content("")
    relation = f" · {details.relationship}" if details.relationship else ""
    head = mark + Content(safe_text(f"{details.name}{relation}"))
    reached = (details.phone_typed or details.phone, details.email)
    told = ["In emergencies"] if details.is_emergency else []
    return Entry(contact.id, head, _lines([*told, " · ".join(filter(None, reached)), details.note]))


def _lines(told: Sequence[str]) -> tuple[Content, ...]:
    return tuple(Content(safe_text(words, lines=True)) for words in told if words)
