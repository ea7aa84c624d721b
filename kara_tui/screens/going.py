"""The dialog that goes to any client: whoever was open last, or whoever is called so."""

from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from kara_tui.commands import going as commands
from kara_tui.commands.command import Command, Offering, bindings
from kara_tui.domain.client import TABS, stage_label
from kara_tui.domain.errors import KaraError
from kara_tui.domain.ids import ClientId
from kara_tui.domain.listing import ClientRow
from kara_tui.domain.text import safe_text, search_words
from kara_tui.operations.clients import FindRows, ListClients
from kara_tui.screens.client_columns import details_of
from kara_tui.screens.desk import Desk
from kara_tui.screens.saying import say
from kara_tui.widgets.cells import fit_text
from kara_tui.widgets.entry_list import Entry, EntryList
from kara_tui.widgets.key_line import KeyLine
from kara_tui.widgets.veil import public, shown_name

WINDOW = 40
"""So many clients are read at once; more come as the cursor nears the last one."""
_LONGEST = 100
_NAME_WIDTH = 26
_NOBODY = "Nobody is called that."


class GoingScreen(Offering, ModalScreen[ClientId | None]):
    """Finds a client with every key; returns the one that is taken, or None."""

    CSS_PATH = "going.tcss"
    OFFERS = (
        commands.Open,
        commands.MoveUp,
        commands.MoveDown,
        commands.PageUp,
        commands.PageDown,
        commands.StayHere,
    )
    BINDINGS = bindings(*OFFERS)

    @dataclass
    class Found(Message):
        """Who is called so."""

        search: str
        rows: tuple[ClientRow, ...]
        more_from: int | None
        """Where the next window begins; None when these are all."""

    @dataclass
    class Failed(Message):
        """The search could not be made."""

        problem: KaraError

    def __init__(self, desk: Desk, shown: ClientId | None) -> None:
        """Look for somebody.

        Args:
            desk: Has the store, and knows who was open.
            shown: Whose profile is open now: they are offered behind the others.
        """
        super().__init__()
        self.desk = desk
        self._current = shown
        self.found: tuple[ClientRow, ...] = ()
        """Who is offered."""
        self._searched: str | None = None
        self._more_from: int | None = None
        self._is_taken = False
        """Whether the first one is opened as soon as it is known who is meant."""

    def compose(self) -> ComposeResult:
        """Lay out the search over whom it finds."""
        with Vertical(classes="dialog"):
            yield Static(Content("Go to a client"), classes="question public")
            yield Input(placeholder="Name, e-mail or phone", max_length=_LONGEST, compact=True)
            yield Static("", classes="told public", markup=False)
            yield EntryList(empty="")
            yield KeyLine()

    def on_mount(self) -> None:
        """Offer who was open last."""
        line = self.query_one(Input)
        self.list.can_focus = False
        line.focus()
        # A watcher is told at once; a message would come after the letter has been painted.
        self.watch(line, "value", self.search)

    @property
    def list(self) -> EntryList:
        """Who was found, as it is shown."""
        return self.query_one(EntryList)

    def search(self, typed: str) -> None:
        """Look for what is typed."""
        self._is_taken = False
        self._search(typed, 0)

    @work(group="search", exclusive=True, exit_on_error=False)
    async def _search(self, typed: str, offset: int) -> None:
        asked = ListClients(stages=TABS, search=typed, offset=offset, limit=WINDOW)
        try:
            first = () if typed.strip() or offset else await self._recent()
            page = await self.desk.backend(asked)
        except KaraError as problem:
            self.post_message(self.Failed(problem))
            return
        known = {one.id for one in first}
        rows = (*first, *(one for one in page.rows if one.id not in known))
        is_full = len(page.rows) == WINDOW
        self.post_message(self.Found(typed, rows, offset + WINDOW if is_full else None))

    async def _recent(self) -> tuple[ClientRow, ...]:
        wanted = [one for one in self.desk.trail.recent if one != self._current]
        rows = await self.desk.backend(FindRows(client_ids=tuple(wanted))) if wanted else ()
        return tuple(sorted(rows, key=lambda one: wanted.index(one.id)))

    @on(Found)
    def show_found(self, found: Found) -> None:
        """Show who was found, unless somebody else is looked for by now."""
        if found.search != self.query_one(Input).value:
            return
        before = self.found if found.search == self._searched and self._more_from else ()
        known = {one.id for one in before}
        self.found = (*before, *(one for one in found.rows if one.id not in known))
        is_new = found.search != self._searched
        self._searched, self._more_from = found.search, found.more_from
        say(self, ".told", "")
        words = search_words(found.search)
        self.list.put([_entry(one, words) for one in self.found], empty=_NOBODY)
        if is_new:
            self.list.action_go(0)
        self.refresh_bindings()
        if self._is_taken:
            self.take()

    @on(Failed)
    def say_failure(self, failed: Failed) -> None:
        """Say why nobody could be found."""
        say(self, ".told", str(failed.problem))

    @on(EntryList.EndNeared)
    def read_more(self) -> None:
        """Read the next window."""
        if self._more_from is not None and self._searched is not None:
            self._search(self._searched, self._more_from)

    async def give(self, command: Command) -> None:
        """Move in the list, or open somebody, before the next key is looked at."""
        if isinstance(command, commands.MoveUp | commands.MoveDown):
            self.list.action_move(-1 if isinstance(command, commands.MoveUp) else 1)
        elif isinstance(command, commands.PageUp | commands.PageDown):
            self.list.action_page(-1 if isinstance(command, commands.PageUp) else 1)
        elif isinstance(command, commands.Open):
            self.take()
        else:
            await super().give(command)

    @on(EntryList.HeadClicked)
    def take(self) -> None:
        """Open the client under the cursor; wait until it is known whom the typed words mean."""
        self._is_taken = self._searched != self.query_one(Input).value
        if self.found and not self._is_taken:
            self.dismiss(self.found[self.list.cursor].id)

    @on(commands.StayHere)
    def leave(self) -> None:
        """Stay."""
        self.dismiss(None)


def _entry(row: ClientRow, words: tuple[str, ...]) -> Entry:
    details = details_of(row)
    told = [row.treatment_state.label, stage_label(row.stage)]
    name = shown_name(fit_text(details.name, _NAME_WIDTH))
    head = name + public(Content.styled(f"  {' · '.join(told)}", "$text-muted"))
    by = next((one for one in (details.contact_email, details.phone_typed) if _has(one, words)), "")
    return Entry(row.id, head + Content.styled(safe_text(f"  {by}" if by else ""), "$text-muted"))


def _has(text: str, words: tuple[str, ...]) -> bool:
    """Tell whether a text is what somebody was found by."""
    return any(one in text.casefold() or one in text.replace(" ", "") for one in words)
