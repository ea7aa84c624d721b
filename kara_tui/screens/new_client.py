"""A client added by hand."""

from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Static

from kara_tui.commands import profile as profile_commands
from kara_tui.commands.command import Command, bindings
from kara_tui.domain.client import Client
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.drafts import Draft
from kara_tui.domain.errors import KaraError
from kara_tui.domain.ids import ClientId, new_client_id
from kara_tui.domain.importing import LookAlike
from kara_tui.domain.matching import identities
from kara_tui.domain.private import opened
from kara_tui.domain.text import safe_text
from kara_tui.operations.clients import AddClient, FindLookAlikes
from kara_tui.screens.desk import Desk
from kara_tui.screens.draft_words import typed_facts
from kara_tui.screens.form_screen import FORM_OFFERS, FormScreen
from kara_tui.screens.look_alikes import AddAnyway, Choice, OpenExisting, look_alike_question
from kara_tui.widgets.fact_list import FactList
from kara_tui.widgets.key_line import KeyLine

NEW = ClientDetails()

NEW_CLIENT = "client:new"
"""The name of the form."""


class NewClientScreen(FormScreen[ClientId | None]):
    """Returns the id of the added client, of an existing one, or None when nobody was added."""

    CSS_PATH = "new_client.tcss"
    OFFERS = (*FORM_OFFERS, profile_commands.StartAfresh, profile_commands.Back)
    BINDINGS = bindings(*OFFERS)

    @dataclass
    class Begun(Message):
        """It is known whether there is text from earlier."""

        drafts: tuple[Draft, ...]
        problem: KaraError | None = None

    @dataclass
    class LookedUp(Message):
        """It is known who resembles the new client."""

        details: ClientDetails
        found: tuple[LookAlike, ...]

    def __init__(self, desk: Desk, wanted_draft: str = "") -> None:
        super().__init__(desk, NEW_CLIENT, wanted_draft)
        self._client_id = new_client_id()
        self._added: ClientId | None = None
        self.is_ready = False
        """Whether it is known what was typed earlier, and keys have somewhere to go."""

    def compose(self) -> ComposeResult:
        """Lay out the title over the place for the form."""
        with Horizontal(id="top"):
            yield Static("New client", id="title")
            yield Static("", id="state", markup=False)
        yield Static("", id="message", markup=False)
        yield Static("", id="bar", markup=False)
        with VerticalScroll(id="page", can_focus=False):
            yield FactList(widget_id="earlier")
            yield Vertical(id="form-slot")
        yield KeyLine()

    def on_mount(self) -> None:
        """Look for text from earlier."""
        self.warm_up(self.desk.context())
        self._begin()

    @property
    def version(self) -> int:
        """Nothing is saved yet."""
        return 0

    def is_possible(self, command: type[Command]) -> bool | None:
        """Tell which commands make sense now."""
        if command in {profile_commands.Back, profile_commands.StartAfresh}:
            return self.form is None
        return super().is_possible(command)

    async def give(self, command: Command) -> None:
        """Open the form before the next key is looked at: it may belong there already."""
        if isinstance(command, profile_commands.ResumeDraft):
            await self.go_on()
        elif isinstance(command, profile_commands.StartAfresh):
            await self._open(None)
        else:
            await super().give(command)

    @work(group="begin", exit_on_error=False)
    async def _begin(self) -> None:
        try:
            drafts = await self.find_drafts()
        except KaraError as problem:
            self.post_message(self.Begun((), problem))
        else:
            self.post_message(self.Begun(drafts))

    @on(Begun)
    async def begin(self, begun: Begun) -> None:
        """Show the empty form, or what was typed earlier."""
        if wanted := self.offer_over(NEW, begun.drafts):
            await self.resume(wanted)
        elif self.drafts:
            facts = typed_facts(opened(self.drafts[0].content), None)
            self.query_one(FactList).facts = facts
        else:
            await self._open(None)
            if begun.problem is not None:
                self.say(str(begun.problem))
        self.is_ready = True

    async def resume(self, draft: Draft) -> None:
        """Go on with an earlier text."""
        await self._open(draft)

    async def _open(self, draft: Draft | None) -> None:
        self.query_one(FactList).display = False
        await self.open_form(NEW, draft)

    def read_again(self) -> None:
        """Look anew at what was typed."""
        self._begin()

    def begin_store(self, details: ClientDetails) -> None:
        """Look for people who resemble the new client before adding them."""
        self.saving = True
        self.show_state()
        self.refresh_bindings()
        self._look_up(details)

    @work(group="look-up", exit_on_error=False)
    async def _look_up(self, details: ClientDetails) -> None:
        try:
            found = await self.desk.backend(FindLookAlikes(keys=identities(details)))
        except KaraError as problem:
            self.post_message(self.StoreFailed(problem, details))
        else:
            self.post_message(self.LookedUp(details, found))

    @on(LookedUp)
    def decide(self, looked_up: LookedUp) -> None:
        """Add the client, or ask first when somebody resembles them."""
        details = looked_up.details

        def chosen(choice: Choice | None) -> None:
            if isinstance(choice, AddAnyway):
                super(NewClientScreen, self).begin_store(details)
            elif isinstance(choice, OpenExisting):
                self._open_existing(choice.client_id)

        if looked_up.found:
            self.saving = False
            self.show_state()
            self.refresh_bindings()
            self.app.push_screen(look_alike_question(details, looked_up.found), chosen)
        else:
            super().begin_store(details)

    async def store(self, details: ClientDetails) -> Client:
        """Add the client."""
        return await self.desk.backend(AddClient(client_id=self._client_id, details=details))

    def after_saved(self, client: Client) -> None:
        """Remember who was added."""
        self._added = client.id
        name = safe_text(opened(client.details).name)
        self.notify(f"{AddClient.past}: {name} · u undoes", markup=False)

    def after_left(self) -> None:
        """Go where the new client, or nobody, is shown."""
        self.dismiss(self._added)

    def _open_existing(self, client_id: ClientId) -> None:
        # What was typed stays as a draft: it may hold more than the existing record does.
        self._added = client_id
        self.keep_and_leave()

    @on(profile_commands.Back)
    def go_back(self) -> None:
        """Leave the text from earlier as it is."""
        self.dismiss(None)
