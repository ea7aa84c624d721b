"""With whom a session is scheduled that is put into a free gap of the agenda."""

from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from kara_tui.commands import agenda as commands
from kara_tui.commands.command import Command, Offering, bindings
from kara_tui.domain.client import Stage
from kara_tui.domain.errors import KaraError
from kara_tui.domain.listing import ClientRow
from kara_tui.domain.text import safe_text
from kara_tui.operations.clients import ListClients
from kara_tui.screens.agenda_words import shown_client
from kara_tui.screens.desk import Desk
from kara_tui.screens.saying import say
from kara_tui.widgets.entry_list import Entry, EntryList
from kara_tui.widgets.key_line import KeyLine
from kara_tui.widgets.veil import PUBLIC

_MOST = 30
_LONGEST = 100
_BOOKABLE = (Stage.ACTIVE, Stage.INVITED)
_NOBODY = "Nobody in Clients or Invites is called that."


class ClientChooser(Offering, ModalScreen[ClientRow | None]):
    """Finds a client with every key; returns the one that is taken, or None."""

    CSS_PATH = "agenda_dialog.tcss"
    OFFERS = (
        commands.TakeClient,
        commands.LeaveClients,
        commands.LineBefore,
        commands.LineAfter,
    )
    BINDINGS = bindings(*OFFERS)

    @dataclass
    class Found(Message):
        """Who is called so."""

        search: str
        rows: tuple[ClientRow, ...]

    @dataclass
    class Failed(Message):
        """The search could not be made."""

        problem: KaraError

    def __init__(self, desk: Desk, when: str) -> None:
        """Ask.

        Args:
            desk: Has the store.
            when: The time that is to be filled, in words.
        """
        super().__init__()
        self.desk = desk
        self._when = when
        self.found: tuple[ClientRow, ...] = ()
        """Who is offered."""
        self._sought: str | None = None
        """What they were found by; None before the first answer."""
        self._is_taken = False
        """Whether the first one is taken as soon as it is known who is meant."""

    def compose(self) -> ComposeResult:
        """Lay out the search over what it finds."""
        with Vertical(classes="dialog"):
            question = f"A session {self._when}: with whom?"
            yield Static(Content(safe_text(question)), classes=f"question {PUBLIC}")
            yield Input(placeholder="Name, e-mail or phone", max_length=_LONGEST, compact=True)
            yield Static("", classes=f"told {PUBLIC}", markup=False)
            yield EntryList(empty="")
            yield KeyLine()

    def on_mount(self) -> None:
        """Offer everybody at first."""
        line = self.query_one(Input)
        line.focus()
        self.query_one(EntryList).can_focus = False
        self.watch(line, "value", self.search)

    def search(self, typed: str) -> None:
        """Search for what is typed."""
        self._is_taken = False
        self._search(typed)

    @work(group="search", exclusive=True, exit_on_error=False)
    async def _search(self, typed: str) -> None:
        asked = ListClients(stages=_BOOKABLE, search=typed, limit=_MOST)
        try:
            page = await self.desk.backend(asked)
        except KaraError as problem:
            self.post_message(self.Failed(problem))
        else:
            self.post_message(self.Found(typed, page.rows))

    @on(Found)
    def show_found(self, found: Found) -> None:
        """Show who was found, unless somebody else is sought by now."""
        if found.search != self.query_one(Input).value:
            return
        self.found, self._sought = found.rows, found.search
        say(self, ".told", "")
        entries = [Entry(one.id, shown_client(one.details)) for one in found.rows]
        self.query_one(EntryList).put(entries, empty=_NOBODY)
        if self._is_taken:
            self.take()

    @on(Failed)
    def say_failure(self, failed: Failed) -> None:
        """Say why nobody could be found."""
        say(self, ".told", str(failed.problem))

    async def give(self, command: Command) -> None:
        """Move among those who were found before the next key is looked at."""
        rows = self.query_one(EntryList)
        if isinstance(command, commands.LineBefore):
            rows.action_move(-1)
        elif isinstance(command, commands.LineAfter):
            rows.action_move(1)
        else:
            await super().give(command)

    # Not before the next key: the letters before it have to be in the line first.
    @on(commands.TakeClient)
    @on(Input.Submitted)
    @on(EntryList.HeadClicked)
    def take(self) -> None:
        """Take the client under the cursor; wait until it is known whom the typed words mean."""
        self._is_taken = self._sought != self.query_one(Input).value
        if self.found and not self._is_taken:
            self.dismiss(self.found[self.query_one(EntryList).cursor])

    @on(commands.LeaveClients)
    def leave(self) -> None:
        """Schedule nothing."""
        self.dismiss(None)
