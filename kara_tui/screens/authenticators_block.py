"""Who may sign in for an Icelandic client by electronic ID, on the profile."""

from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from kara_tui.commands import authenticators as commands
from kara_tui.commands.command import Command, bindings
from kara_tui.domain import dates
from kara_tui.domain.authenticator import Authenticator, AuthenticatorState
from kara_tui.domain.authenticator_form import (
    AuthenticatorValues,
    authenticator_form,
    checked,
    values_of,
)
from kara_tui.domain.client import Client
from kara_tui.domain.history import Entity
from kara_tui.domain.private import opened
from kara_tui.domain.text import safe_text
from kara_tui.operations.authenticators import (
    ActivateAuthenticator,
    AddAuthenticator,
    ChangeAuthenticator,
    ListAuthenticators,
    RemoveAuthenticator,
    RevokeAuthenticator,
)
from kara_tui.operations.base import ChangeOperation
from kara_tui.screens.client_columns import SEALED
from kara_tui.screens.desk import Desk
from kara_tui.screens.messages import MoveWanted
from kara_tui.screens.profile_block import ProfileBlock
from kara_tui.screens.record_dialog import RecordDialog
from kara_tui.screens.record_form import RecordForm
from kara_tui.widgets.entry_list import Entry, EntryList

_EMPTY = "Nobody signs in for this client by electronic ID. a adds somebody."


class AuthenticatorsBlock(ProfileBlock):
    """Lists electronic IDs. Needed for clients in Iceland, and wherever there is one already."""

    PART = "authenticators"
    SHOWS = (Entity.AUTHENTICATOR,)
    OFFERS = (
        commands.AddAuthenticator,
        commands.ChangeAuthenticator,
        commands.ActivateAuthenticator,
        commands.RevokeAuthenticator,
        commands.RemoveAuthenticator,
    )
    BINDINGS = bindings(*OFFERS)

    known: tuple[Authenticator, ...] = ()
    """What was read."""
    _is_in_iceland = False

    def compose_content(self) -> ComposeResult:
        """Lay out the list."""
        yield EntryList(empty=_EMPTY)

    async def ask(self) -> tuple[Authenticator, ...]:
        """Read who may sign in."""
        return await self.desk.backend(ListAuthenticators(client_id=self.client_id))

    def take_client(self, client: Client) -> None:
        """Look whether the client lives in Iceland; if not, whether there is one all the same."""
        details = client.details
        self._is_in_iceland = not isinstance(details, bytes) and details.country_code == "IS"
        self.need(self._is_in_iceland or self.known)
        self.begin()

    def show(self, answer: object) -> None:
        """Show who may sign in."""
        self.known = cast("tuple[Authenticator, ...]", answer)
        self.query_one(EntryList).put([_entry(one, self.desk) for one in self.known])
        self.need(self._is_in_iceland or self.known)

    @property
    def chosen(self) -> Authenticator | None:
        """The one under the cursor."""
        place = self.query_one(EntryList).cursor
        return self.known[place] if place < len(self.known) else None

    def is_possible(self, command: type[Command]) -> bool | None:
        """Tell which commands make sense for the one under the cursor."""
        chosen = self.chosen if self.is_mounted else None
        if command is commands.AddAuthenticator:
            return True
        if chosen is None or isinstance(chosen.details, bytes):
            return False
        if command is commands.ActivateAuthenticator:
            return chosen.state is AuthenticatorState.PENDING
        if command in {commands.RevokeAuthenticator, commands.ChangeAuthenticator}:
            return chosen.state is not AuthenticatorState.REVOKED
        return True

    @on(EntryList.Moved)
    def follow_cursor(self, moved: EntryList.Moved) -> None:
        """Show the keys that make sense for the one under the cursor."""
        moved.stop()
        self.refresh_bindings()

    async def give(self, command: Command) -> None:
        """Open a form before the next key is looked at: it may belong there already."""
        if isinstance(command, commands.AddAuthenticator):
            self.ask_for(RecordDialog(self.desk, self._new_form()))
        elif isinstance(command, commands.ChangeAuthenticator):
            if self.chosen is not None:
                self.ask_for(RecordDialog(self.desk, self._form_of(self.chosen)))
        else:
            await super().give(command)

    @on(commands.ActivateAuthenticator)
    def activate(self) -> None:
        """Let it be used."""
        if one := self.chosen:
            self._wish(one, ActivateAuthenticator(authenticator_id=one.id, version=one.version))

    @on(commands.RevokeAuthenticator)
    def revoke(self) -> None:
        """Let it be used no more."""
        if one := self.chosen:
            self._wish(one, RevokeAuthenticator(authenticator_id=one.id, version=one.version))

    @on(commands.RemoveAuthenticator)
    def take_off(self) -> None:
        """Take it off the list."""
        if one := self.chosen:
            self._wish(one, RemoveAuthenticator(authenticator_id=one.id, version=one.version))

    def _wish(self, one: Authenticator, operation: ChangeOperation[Authenticator]) -> None:
        self.post_message(MoveWanted(operation, opened(one.details).holder))

    def _new_form(self) -> RecordForm[AuthenticatorValues]:
        def wish(values: AuthenticatorValues, _version: int) -> AddAuthenticator:
            return AddAuthenticator(client_id=self.client_id, entered=values.entered())

        return RecordForm(
            name=f"authenticator:{self.client_id}",
            title="Somebody who may sign in for this client",
            fields=authenticator_form(),
            base=AuthenticatorValues(),
            wish=wish,
            about=lambda values: values.holder,
            check=checked,
        )

    def _form_of(self, one: Authenticator) -> RecordForm[AuthenticatorValues]:
        def wish(values: AuthenticatorValues, version: int) -> ChangeAuthenticator:
            return ChangeAuthenticator(
                authenticator_id=one.id, version=version, entered=values.entered()
            )

        return RecordForm(
            name=f"authenticator-{one.id}:{self.client_id}",
            title=opened(one.details).holder,
            fields=authenticator_form(),
            base=values_of(one),
            version=one.version,
            wish=wish,
            values_of=values_of,
            about=lambda values: values.holder,
            check=checked,
        )


def _entry(one: Authenticator, desk: Desk) -> Entry:
    details = one.details
    if isinstance(details, bytes):
        return Entry(one.id, Content(SEALED))
    relation = f" · {details.relationship}" if details.relationship else ""
    head = Content(safe_text(f"{details.holder}{relation} · {one.state.value}"))
    told = [f"{one.kind.label} electronic ID · {one.means.label}"]
    reached = " · ".join(filter(None, (details.kennitala, details.phone)))
    used = one.last_used_at
    last = dates.in_words(desk.local(used).date()) if used else "never"
    lines = (*told, reached, _validity(one), f"Last used: {last}")
    return Entry(one.id, head, tuple(Content(safe_text(words)) for words in lines if words))


def _validity(one: Authenticator) -> str:
    since = f"from {dates.in_words(one.valid_from)}" if one.valid_from else ""
    until = f"to {dates.in_words(one.valid_to)}" if one.valid_to else ""
    words = " ".join(filter(None, (since, until)))
    return f"Valid {words}" if words else ""
