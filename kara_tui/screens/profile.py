"""One client's profile: who they are, where the treatment stands, and why they came."""

from collections.abc import Collection

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from kara_tui.commands import lists, sessions
from kara_tui.commands import profile as commands
from kara_tui.commands.command import Command, bindings
from kara_tui.domain.client import Client
from kara_tui.domain.details import ClientDetails, changed_fields
from kara_tui.domain.drafts import Draft, client_form
from kara_tui.domain.errors import Conflict, KaraError, NotFound
from kara_tui.domain.history import Entity
from kara_tui.domain.ids import ClientId
from kara_tui.domain.private import opened
from kara_tui.domain.text import safe_text
from kara_tui.operations.clients import GetClient, UpdateClient
from kara_tui.screens.activities_block import ActivitiesBlock
from kara_tui.screens.conflict import ConflictScreen
from kara_tui.screens.desk import Desk
from kara_tui.screens.form_screen import FORM_OFFERS, FormScreen
from kara_tui.screens.history import HistoryScreen
from kara_tui.screens.messages import RecordsChanged
from kara_tui.screens.on_trail import OnTrail
from kara_tui.screens.profile_answers import RecordRead, RecordReadFailed
from kara_tui.screens.profile_blocks import profile_blocks
from kara_tui.screens.profile_body import BREAKPOINTS, ProfileBody
from kara_tui.screens.profile_facts import shown_details, summary
from kara_tui.screens.profile_moves import begin_move, is_possible_for
from kara_tui.screens.resuming import resume_over
from kara_tui.widgets.key_line import KeyLine
from kara_tui.widgets.veil import VeilSign, naming, shown_name

_CHANGED_ELSEWHERE = "This record was changed elsewhere. F2 shows both versions."


class ProfileScreen(OnTrail, FormScreen[None]):
    """A client's record, to read and to edit in place."""

    CSS_PATH = "profile.tcss"
    OFFERS = (
        commands.Edit,
        *FORM_OFFERS,
        lists.Accept,
        lists.Decline,
        commands.CloseTreatment,
        commands.Reopen,
        commands.SetState,
        sessions.Schedule,
        commands.SetClass,
        commands.Erase,
        commands.ShowHistory,
        commands.Back,
    )
    BINDINGS = bindings(*OFFERS)

    def __init__(
        self, desk: Desk, client_id: ClientId, name_hint: str, wanted_draft: str = ""
    ) -> None:
        super().__init__(desk, client_form(client_id), wanted_draft)
        self.HORIZONTAL_BREAKPOINTS = list(BREAKPOINTS)
        self.client_id = client_id
        self._name_hint = name_hint
        self.client: Client | None = None
        """The record that is shown, or that the open form was begun on."""
        self._onto: Client | None = None
        """The record that is saved over: the shown one, or a newer one that was looked at."""

    def compose(self) -> ComposeResult:
        """Lay out the record as far as it is known before it has been read."""
        with Horizontal(id="top"):
            yield Static(shown_name(self._name_hint), id="title", classes="public")
            yield Static("", id="state", classes="public", markup=False)
            yield VeilSign()
        yield Static("", id="message", classes="public", markup=False)
        yield Static("", id="bar", classes="public", markup=False)
        blocks = profile_blocks(self.desk, self.client_id)
        yield ProfileBody(self._name_hint, blocks, self.desk.folds)
        yield KeyLine()

    def on_mount(self) -> None:
        """Read the record once the first frame is on its way."""
        self.read()
        self.warm_up(self.desk.context())

    @property
    def version(self) -> int:
        """The version of the record that is shown or edited."""
        return self.client.version if self.client else 0

    @property
    def client_name(self) -> str:
        """The client's name, fit to be shown."""
        return safe_text(shown_details(self.client).name if self.client else self._name_hint)

    def is_possible(self, command: type[Command]) -> bool | None:
        """Tell which commands make sense for this client now."""
        if command is commands.Back:
            return self.form is None
        if command in FORM_OFFERS:
            return super().is_possible(command)
        return self.form is None and is_possible_for(self.client, command)

    async def give(self, command: Command) -> None:
        """Open the form before the next key is looked at: it may belong there already."""
        if isinstance(command, commands.ResumeDraft):
            await self.go_on()
        elif isinstance(command, commands.Edit):
            await self.edit()
        elif isinstance(command, sessions.Schedule):
            await self.query_one(ActivitiesBlock).give(command)
        else:
            await super().give(command)

    async def edit(self) -> None:
        """Turn the record into a form, with what was typed last when that is not saved yet."""
        await (self.resume(self.drafts[0]) if self.drafts else self._open_over(None))

    async def resume(self, draft: Draft) -> None:
        """Go on with an earlier text; choose first where the record was changed since."""
        if self.client is not None:
            await resume_over(self, draft, self.client, self.desk, self._open_over)

    async def _open_over(self, draft: Draft | None, stored: Collection[str] = ()) -> None:
        if self.client is not None:
            self._onto = self.client
            await self.open_form(opened(self.client.details), draft, stored)

    @work(group="client", exclusive=True, exit_on_error=False)
    async def read(self) -> None:
        """Read the record and what was typed on it earlier."""
        try:
            client = await self.desk.backend(GetClient(client_id=self.client_id))
            drafts = await self.find_drafts()
        except KaraError as problem:
            self.post_message(RecordReadFailed(problem))
        else:
            self.post_message(RecordRead(client, drafts))

    @on(RecordRead)
    async def show_read(self, read: RecordRead) -> None:
        """Show the record; an open form stays as it is and only says that there is a newer one."""
        if self.form is not None:
            self._show_if_newer(read.client.version)
            return
        self.client = read.client
        self.say("")
        self._show_client(read.client)
        if wanted := self.offer_over(shown_details(read.client), read.drafts):
            await self.resume(wanted)

    @on(RecordReadFailed)
    def show_read_failed(self, failed: RecordReadFailed) -> None:
        """Say why there is nothing to read."""
        if self.form is None:
            self.say(f"This record could not be read. {failed.problem}")

    @on(RecordsChanged)
    def keep_up(self, changed: RecordsChanged) -> None:
        """Read the record again when it changed; a form that is open only hears of it."""
        self.query_one(ProfileBody).keep_up(changed.changes)
        version = changed.newest_version(Entity.CLIENT, self.client_id)
        if version and self.form is None:
            self.read()
        elif version and not self.saving:
            self._show_if_newer(version)

    async def store(self, details: ClientDetails) -> Client:
        """Save the details over the record that they were made from."""
        onto = self._onto
        if onto is None:
            raise NotFound("There is no record to save this in.")
        changed = changed_fields(opened(onto.details), details)
        if not changed:
            return onto
        return await self.desk.backend(
            UpdateClient(
                client_id=self.client_id, version=onto.version, details=details, changed=changed
            )
        )

    def after_saved(self, client: Client) -> None:
        """Show the saved record and say that it can be taken back."""
        is_new = client.version != self.version
        self.client = self._onto = client
        self._show_client(client)
        about = self.desk.privacy.about(self.client_name)
        words = f"{UpdateClient.past}{about} · u undoes"
        self.notify(words if is_new else "Nothing had been changed.", markup=False)

    def after_left(self) -> None:
        """Read the record anew: it may have changed under the form."""
        self.query_one(ProfileBody).go_to_details()
        self.read()

    def show_failure(self, failed: FormScreen.StoreFailed) -> None:
        """Show both versions when the record was changed elsewhere; else say what went wrong."""
        problem, onto = failed.problem, self._onto
        self._onto = self.client
        if isinstance(problem, Conflict) and isinstance(problem.theirs, Client) and onto:
            self._show_both(onto, problem.theirs, failed.details)
        else:
            super().show_failure(failed)

    def _show_both(self, base: Client, theirs: Client, mine: ClientDetails) -> None:
        def chosen(details: ClientDetails | None) -> None:
            # Only now has their version been seen, so only now may it be saved over.
            if details is not None:
                self._onto = theirs
                self.begin_store(details)

        self.show_bar(_CHANGED_ELSEWHERE)
        versions = (opened(base.details), opened(theirs.details), mine)
        self.app.push_screen(ConflictScreen(*versions), chosen)

    def _show_client(self, client: Client) -> None:
        self.query_one("#title", Static).update(
            naming(summary(client, self.desk), self.client_name)
        )
        self.query_one(ProfileBody).show(client, self.desk)

    def _show_if_newer(self, version: int) -> None:
        if version > self.version:
            self.show_bar(_CHANGED_ELSEWHERE)

    @on(lists.Accept)
    @on(lists.Decline)
    @on(commands.CloseTreatment)
    @on(commands.Reopen)
    @on(commands.SetState)
    @on(commands.SetClass)
    @on(commands.Erase)
    def begin_move(self, wanted: Command) -> None:
        """Begin what the client's stage allows: answer a request, end or change a treatment."""
        if self.client is not None:
            begin_move(self, self.desk, self.client, self.client_name, type(wanted))

    @on(commands.ShowHistory)
    def show_history(self) -> None:
        """Show every version of this record."""
        self.app.push_screen(HistoryScreen(self.desk, self.client_id, self.client_name))

    @on(commands.Back)
    def go_back(self) -> None:
        """Go back to where the profile was opened."""
        self.dismiss(None)
