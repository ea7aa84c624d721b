"""A client's sessions and notes on the profile: those ahead, then past ones back."""

from dataclasses import dataclass
from typing import cast
from uuid import UUID

from textual import on, work
from textual.app import ComposeResult
from textual.message import Message

from kara_tui.commands import sessions as commands
from kara_tui.commands.command import Command, bindings
from kara_tui.domain.client import Client
from kara_tui.domain.errors import KaraError
from kara_tui.domain.history import Entity
from kara_tui.domain.ids import ClientId, NoteId
from kara_tui.domain.note_listing import UnsignedNote
from kara_tui.screens.activities_reading import (
    WINDOW,
    Activities,
    Activity,
    Shown,
    Sought,
    next_unsigned,
    read_activities,
)
from kara_tui.screens.activity_lines import entries_of
from kara_tui.screens.activity_opening import ActivityOpening
from kara_tui.screens.desk import Desk
from kara_tui.screens.messages import AskFailed
from kara_tui.screens.session_moves import BEHIND_ONE_KEY, begin, makes_sense
from kara_tui.widgets.entry_list import EntryList

_EMPTY = "No session yet. s schedules one; w writes a note."
_ALWAYS = {
    commands.WriteNote,
    commands.WriteLoose,
    commands.FilterSessions,
    commands.NextUnsigned,
}


class ActivitiesBlock(ActivityOpening):
    """Lists sessions with their notes, which open in place, and does what can be done with them."""

    PART = "activities"
    SHOWS = (Entity.SESSION, Entity.NOTE, Entity.AMENDMENT, Entity.CHARGE)
    DEFAULT_CSS = "ActivitiesBlock EntryList { height: 1fr; }"
    OFFERS = (
        commands.ToggleNotes,
        commands.WriteNote,
        commands.CloseInOneGo,
        commands.Start,
        commands.Complete,
        commands.Move,
        commands.CallOff,
        commands.NextUnsigned,
        commands.FilterSessions,
        commands.OtherMoves,
        commands.WriteLoose,
        *BEHIND_ONE_KEY,
    )
    BINDINGS = bindings(*OFFERS)

    @dataclass
    class UnsignedFound(Message):
        """The next note that is not signed is known."""

        note: UnsignedNote | None

    def __init__(self, desk: Desk, client_id: ClientId) -> None:
        super().__init__(desk, client_id)
        self.shown = Shown.ALL
        """Which sessions are shown."""
        self._wanted = WINDOW
        self._opened: set[UUID] = set()
        self._to_reveal: UUID | None = None
        self._sought: Sought | None = None
        self._looked_at: NoteId | None = None

    def compose_content(self) -> ComposeResult:
        """Lay out the list; its own signs tell what is open, so the cursor has another one."""
        yield EntryList(empty=_EMPTY, signs=("›", "·"))

    async def ask(self) -> Activities:
        """Read a window of sessions, and what is open in it."""
        return await read_activities(
            self.desk, self.client_id, self.shown, self._wanted, frozenset(self._opened)
        )

    def show(self, answer: object) -> None:
        """Show the sessions, and go to the note that was looked for."""
        self.activities = cast("Activities", answer)
        self._draw()
        if self._to_reveal is not None and self._to_reveal == self.query_one(EntryList).key:
            self.query_one(EntryList).reveal()
        self._to_reveal = None
        if self._sought is not None:
            self._go_on_seeking(self._sought)

    def take_client(self, client: Client) -> None:
        """Take note of who it is."""
        self.client = client
        self.refresh_bindings()

    @property
    def chosen(self) -> Activity | None:
        """The line under the cursor."""
        place = self.query_one(EntryList).cursor
        rows = self.activities.rows
        return rows[place] if place < len(rows) else None

    def is_possible(self, command: type[Command]) -> bool | None:
        """Tell which commands make sense for the line under the cursor."""
        if not self.is_mounted:
            return False
        if command in _ALWAYS:
            return True
        if command is commands.ToggleNotes:
            return self.chosen is not None
        session = self.session
        if session is None:
            return False
        if command is commands.OtherMoves:
            return any(self.is_possible(one) for one in BEHIND_ONE_KEY)
        if command is commands.WriteAnother:
            return bool(self.chosen and self.chosen.counted)
        if command in {commands.Change, commands.Move} and isinstance(session.details, bytes):
            return False
        return makes_sense(command, session)

    @on(EntryList.Moved)
    def follow_cursor(self, moved: EntryList.Moved) -> None:
        """Show the keys that make sense there."""
        moved.stop()
        self.refresh_bindings()

    @on(EntryList.EndNeared)
    def read_more(self, neared: EntryList.EndNeared) -> None:
        """Read the next window, when there is one."""
        neared.stop()
        if self._may_have_more and self._wanted <= self.activities.read:
            self._wanted += WINDOW
            self.read()

    @on(EntryList.HeadClicked)
    def toggle_clicked(self, clicked: EntryList.HeadClicked) -> None:
        """Open or close the line that was clicked."""
        clicked.stop()
        self.toggle()

    @on(commands.ToggleNotes)
    def toggle(self) -> None:
        """Open or close the notes of the line under the cursor."""
        if (chosen := self.chosen) is None:
            return
        if chosen.key in self._opened:
            self._opened.remove(chosen.key)
            self._draw()
        else:
            self._opened.add(chosen.key)
            # What is not read yet says so until it is.
            self._draw()
            self.query_one(EntryList).reveal()
            if chosen.notes is None:
                self._to_reveal = chosen.key
                self.read()

    @on(commands.FilterSessions)
    def show_others(self) -> None:
        """Show all sessions, or only some, by turns."""
        self.shown = self.shown.following
        self._wanted = WINDOW
        self.read()

    @on(commands.Arrive)
    @on(commands.Start)
    @on(commands.Complete)
    @on(commands.Miss)
    @on(commands.Void)
    @on(commands.MarkInError)
    def begin_move(self, wanted: Command) -> None:
        """Begin a move of the session under the cursor."""
        if self.session is not None:
            begin(type(wanted), self.about(self.session))

    @on(commands.NextUnsigned)
    def seek_unsigned(self) -> None:
        """Look for the next note that is not signed."""
        self._find_unsigned(self._looked_at)

    @work(group="unsigned", exclusive=True, exit_on_error=False)
    async def _find_unsigned(self, after: NoteId | None) -> None:
        try:
            found = await next_unsigned(self.desk, self.client_id, after)
        except KaraError as problem:
            self.post_message(AskFailed(problem))
        else:
            self.post_message(self.UnsignedFound(found))

    @on(UnsignedFound)
    def go_to_unsigned(self, found: UnsignedFound) -> None:
        """Open the note that was found, wherever it is; say so when there is none."""
        found.stop()
        if found.note is None:
            self.notify("Every note of this client is signed.", markup=False)
            return
        self._looked_at = found.note.note_id
        self._opened.add(found.note.session_id or found.note.note_id)
        self.seek(Sought(found.note.session_id, found.note.note_id))

    def seek(self, sought: Sought) -> None:
        """Put the cursor on a line as soon as it has been read."""
        self._has_begun, self._sought = True, sought
        self._go_on_seeking(sought, is_first=True)

    def _go_on_seeking(self, sought: Sought, *, is_first: bool = False) -> None:
        key = self.activities.place_of(sought)
        if key is not None and not is_first:
            self._sought = None
            self.query_one(EntryList).move_to(key)
        elif key is None and self.shown is not Shown.ALL:
            self.shown = Shown.ALL
            self.read()
        elif key is None and self._may_have_more:
            self._wanted += 5 * WINDOW
            self.read()
        elif is_first:
            self.read()
        else:
            self._sought = None

    @property
    def _may_have_more(self) -> bool:
        return self.activities.read < self.activities.total

    def _draw(self) -> None:
        read = self.activities
        self.query_one(EntryList).put(
            entries_of(read, self._opened, self.desk),
            empty=_EMPTY
            if self.shown is Shown.ALL
            else f"None here: {self.shown.value}. f: others",
        )
        told = [f"{read.total}"] if read.total else []
        told += [f"{read.unsigned} unsigned"] if read.unsigned else []
        told += [self.shown.value] if self.shown is not Shown.ALL else []
        self.say_count(" · ".join(told))
