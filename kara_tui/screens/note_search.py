"""Searching notes as one types: all of them, or one client's."""

from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Static

from kara_tui.commands import notes as commands
from kara_tui.commands.command import Command, Offering, bindings
from kara_tui.domain.errors import KaraError
from kara_tui.domain.history import Entity
from kara_tui.domain.ids import ClientId
from kara_tui.domain.note_excerpt import Excerpt
from kara_tui.domain.note_listing import NoteFound, NotesFound
from kara_tui.domain.text import safe_text
from kara_tui.operations.notes import SearchNotes
from kara_tui.screens.client_columns import SEALED
from kara_tui.screens.desk import Desk
from kara_tui.screens.messages import RecordsChanged
from kara_tui.screens.note_words import about_words
from kara_tui.screens.saying import say
from kara_tui.widgets.entry_list import Entry, EntryList
from kara_tui.widgets.key_line import KeyLine
from kara_tui.widgets.veil import naming, public

LONGEST_SEARCH = 100

WINDOW = 30
"""So many notes are read at once; more come as the cursor nears the last one."""

_ASK = "Type words that occur in the note; every one of them has to."
_NONE = "No note holds all of these words."


class NoteSearchScreen(Offering, Screen[None]):
    """Finds notes with every key; the one under the cursor can be opened."""

    CSS_PATH = "note_search.tcss"
    OFFERS = (
        commands.OpenFound,
        commands.Back,
        commands.FoundBefore,
        commands.FoundNext,
        commands.FoundPageUp,
        commands.FoundPageDown,
    )
    BINDINGS = bindings(*OFFERS)

    @dataclass
    class Found(Message):
        """What a search found."""

        search: str
        found: NotesFound

    @dataclass
    class Failed(Message):
        """A search could not be made."""

        problem: KaraError

    def __init__(
        self, desk: Desk, client_id: ClientId | None = None, client_name: str = ""
    ) -> None:
        """Search notes.

        Args:
            desk: Has the store.
            client_id: Only this client's notes; everybody's when None.
            client_name: What they are called.
        """
        super().__init__()
        self.desk = desk
        self.client_id = client_id
        self._client_name = client_name
        self.found: tuple[NoteFound, ...] = ()
        """What the search has found so far, the newest first."""
        self._has_more = False

    def compose(self) -> ComposeResult:
        """Lay out the search line over what it finds."""
        whose = f"the notes of {self._client_name}" if self.client_id else "all notes"
        yield Static(naming(f"Search {whose}", self._client_name), id="title", classes="public")
        yield Input(placeholder="Search", max_length=LONGEST_SEARCH, compact=True)
        yield Static("", id="message", classes="public", markup=False)
        yield EntryList(widget_id="found", empty=_ASK)
        yield KeyLine()

    def on_mount(self) -> None:
        """Search with every key."""
        line = self.query_one(Input)
        line.focus()
        # A watcher is told at once; a message would come after the letter has been painted.
        self.watch(line, "value", self.search, init=False)

    def is_possible(self, command: type[Command]) -> bool | None:
        """Open only what was found."""
        return True if self.found or command is not commands.OpenFound else None

    @property
    def list(self) -> EntryList:
        """What was found, as it is shown."""
        return self.query_one(EntryList)

    def search(self, typed: str) -> None:
        """Search for what is typed."""
        if typed.strip():
            self._search(typed, 0)
        else:
            self.workers.cancel_group(self, "search")
            self._show((), has_more=False)

    @work(group="search", exclusive=True, exit_on_error=False)
    async def _search(self, typed: str, offset: int) -> None:
        asked = SearchNotes(search=typed, client_id=self.client_id, offset=offset, limit=WINDOW)
        try:
            found = await self.desk.backend(asked)
        except KaraError as problem:
            self.post_message(self.Failed(problem))
        else:
            self.post_message(self.Found(typed, found))

    @on(Found)
    def show_found(self, arrived: Found) -> None:
        """Show what was found, unless something else is searched by now."""
        if arrived.search == self.query_one(Input).value:
            found = arrived.found
            before = self.found[: found.offset] if found.offset else ()
            self._show((*before, *found.rows), has_more=found.has_more)

    @on(Failed)
    def say_failure(self, failed: Failed) -> None:
        """Say why nothing could be found."""
        say(self, "#message", str(failed.problem))

    @on(EntryList.EndNeared)
    def read_more(self) -> None:
        """Read the next window."""
        if self._has_more:
            self._has_more = False
            self._search(self.query_one(Input).value, len(self.found))

    @on(RecordsChanged)
    def keep_up(self, changed: RecordsChanged) -> None:
        """Search again when notes have changed."""
        kinds = (Entity.NOTE, Entity.AMENDMENT)
        if self.found and any(one.entity in kinds for one in changed.changes):
            self._search(self.query_one(Input).value, 0)

    @on(commands.FoundBefore)
    def go_up(self) -> None:
        """Go to the note before."""
        self.list.action_move(-1)

    @on(commands.FoundNext)
    def go_down(self) -> None:
        """Go to the next note."""
        self.list.action_move(1)

    @on(commands.FoundPageUp)
    def page_up(self) -> None:
        """Go a page up."""
        self.list.action_page(-1)

    @on(commands.FoundPageDown)
    def page_down(self) -> None:
        """Go a page down."""
        self.list.action_page(1)

    @on(commands.OpenFound)
    @on(EntryList.HeadClicked)
    def open_found(self) -> None:
        """Open the note under the cursor."""
        if not self.found:
            return
        from kara_tui.screens.note_screen import NoteScreen

        one = self.found[self.list.cursor]
        under = self.app.screen_stack[-2]
        if isinstance(under, NoteScreen) and under.entry and under.entry.note.id == one.note_id:
            # Two editors of one note would each keep a text of their own.
            self.dismiss(None)
            return
        screen = NoteScreen(self.desk, one.client_id, _name(one), None, one.note_id)
        self.app.push_screen(screen)

    @on(commands.Back)
    def go_back(self) -> None:
        """Leave."""
        self.dismiss(None)

    def _show(self, found: tuple[NoteFound, ...], *, has_more: bool) -> None:
        self.found, self._has_more = found, has_more
        say(self, "#message", "")
        empty = _NONE if self.query_one(Input).value.strip() else _ASK
        self.list.put([self._entry(one) for one in found], empty=empty)
        self.refresh_bindings()

    def _entry(self, one: NoteFound) -> Entry:
        parts = [about_words(one.about, self.desk)]
        if self.client_id is None:
            parts.append(_name(one))
        if not one.is_signed:
            parts.append("draft")
        names = () if self.client_id else (_name(one),)
        head = public(naming(" · ".join(parts), *names).stylize("bold"))
        return Entry(one.note_id, head, (_marked(one.excerpt),))


def _name(one: NoteFound) -> str:
    return SEALED if isinstance(one.details, bytes) else one.details.name


def _marked(excerpt: Excerpt) -> Content:
    shown, place = Content(""), 0
    for start, end in excerpt.matches:
        shown += Content(safe_text(excerpt.text[place:start]))
        shown += Content.styled(safe_text(excerpt.text[start:end]), "bold underline $text-accent")
        place = end
    return shown + Content(safe_text(excerpt.text[place:]))
