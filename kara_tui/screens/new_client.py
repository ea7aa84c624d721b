"""A client added by hand."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Static

from kara_tui.commands import drafts as draft_commands
from kara_tui.commands import form as form_commands
from kara_tui.commands import profile as profile_commands
from kara_tui.commands.command import Answered, Command, HoldsKeys, bindings
from kara_tui.domain.client import Client
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.drafts import NEW_CLIENT_FORM, Draft
from kara_tui.domain.errors import KaraError
from kara_tui.domain.ids import ClientId, new_client_id
from kara_tui.domain.importing import LookAlike
from kara_tui.domain.matching import identities
from kara_tui.domain.private import opened
from kara_tui.domain.text import safe_text
from kara_tui.operations.clients import AddClient, FindLookAlikes
from kara_tui.screens.desk import Desk
from kara_tui.screens.draft_words import earlier_words
from kara_tui.screens.form_screen import FormScreen
from kara_tui.screens.look_alikes import AddAnyway, Choice, OpenExisting, look_alike_question
from kara_tui.widgets.client_form import ClientForm
from kara_tui.widgets.key_line import KeyLine

NEW = ClientDetails()


class NewClientScreen(FormScreen[ClientId | None]):
    """Returns the id of the added client, of an existing one, or None when nobody was added."""

    CSS_PATH = "new_client.tcss"
    OFFERS = (
        draft_commands.TakeUp,
        form_commands.Save,
        form_commands.Cancel,
        profile_commands.Back,
    )
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
        super().__init__(desk, NEW_CLIENT_FORM, wanted_draft)
        self._client_id = new_client_id()
        self._added: ClientId | None = None
        self.is_ready = False
        """Whether the form is open, and keys have somewhere to go."""
        self._was_empty = True

    def compose(self) -> ComposeResult:
        """Lay out the title over the place for the form."""
        with Horizontal(id="top"):
            yield Static("New client", id="title", classes="public")
            yield Static("", id="state", classes="public", markup=False)
        yield Static("", id="message", classes="public", markup=False)
        yield Static("", id="bar", classes="public", markup=False)
        with VerticalScroll(id="page", can_focus=False):
            yield Vertical(id="form-slot")
        yield KeyLine()

    async def on_mount(self) -> None:
        """Open the form: whoever begins to type is not to wait for the store."""
        self.warm_up(self.desk.context())
        if not self._wanted:
            await self._open(None)
        elif isinstance(self.app, HoldsKeys):
            # The form comes with the text: what is typed until then belongs into it.
            self.app.hold_keys()
            self.post_message(Answered())
        self._begin()

    @property
    def version(self) -> int:
        """Nothing is saved yet."""
        return 0

    @property
    def is_empty(self) -> bool:
        """Whether the form is open and nothing has been typed into it."""
        return self.form is not None and not self.form.touched()

    def is_possible(self, command: type[Command]) -> bool | None:
        """Tell which commands make sense now."""
        if command is profile_commands.Back:
            return self.form is None
        takes_up = self.is_empty and bool(self.offered)
        if command is draft_commands.TakeUp:
            return takes_up
        if command is form_commands.Save and takes_up:
            return False
        return super().is_possible(command)

    async def give(self, command: Command) -> None:
        """Take an earlier text up before the next key is looked at: it may belong there."""
        if isinstance(command, draft_commands.TakeUp):
            await self.go_on()
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
        """Offer what was typed earlier, over a form that is open already."""
        own = self.keeper.key if self.keeper else ""
        if wanted := self.offer_over(NEW, [one for one in begun.drafts if one.key != own]):
            await self.resume(wanted)
        elif self.form is None:
            await self._open(None)
        if begun.problem is not None:
            self.say(str(begun.problem))

    async def resume(self, draft: Draft) -> None:
        """Put an earlier text in the place of the empty form."""
        if self.form is not None and not self.is_empty:
            return
        if self.keeper is not None:
            # What was typed and taken back by hand may have been kept in between.
            with suppress(KaraError):
                await self.keeper.done()
        await self.close_form()
        await self._open(draft)

    async def _open(self, draft: Draft | None) -> None:
        await self.open_form(NEW, draft)
        self.is_ready = True

    def offer(self, saved: Mapping[str, str]) -> str:
        """Return which keys lead to the texts: F-keys only, since letters belong into the form."""
        del saved
        return earlier_words(self.drafts, self.elsewhere, self.desk, is_empty=self.is_empty)

    @on(ClientForm.Edited)
    def follow_offer(self) -> None:
        """Let F2 take the earlier text up for as long as the form is empty."""
        if self.is_empty is not self._was_empty:
            self._was_empty = self.is_empty
            self.show_bar(self.offer({}))
            self.refresh_bindings()

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
        about = self.desk.privacy.about(safe_text(opened(client.details).name))
        self.notify(f"{AddClient.past}{about} · u undoes", markup=False)

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
