"""What is done with the session under the agenda's cursor, and where it leads."""

from abc import abstractmethod
from datetime import datetime
from typing import Any

from textual import on
from textual.containers import Vertical
from textual.screen import Screen

from kara_tui.commands import agenda as commands
from kara_tui.commands import sessions
from kara_tui.commands.command import Command, Offering
from kara_tui.domain.agenda_day import DayLine
from kara_tui.domain.client import Client
from kara_tui.domain.errors import KaraError
from kara_tui.domain.ids import ClientId, NoteId
from kara_tui.domain.listing import ClientRow
from kara_tui.domain.session import Session
from kara_tui.domain.text import safe_text
from kara_tui.operations.clients import GetClient
from kara_tui.operations.offered_services import ListServices
from kara_tui.screens.activities_reading import notes_of
from kara_tui.screens.activity_opening import note_to_open
from kara_tui.screens.agenda_words import client_name
from kara_tui.screens.close_sheet import open_close_sheet
from kara_tui.screens.desk import Desk
from kara_tui.screens.messages import AskFailed
from kara_tui.screens.question import QuestionScreen
from kara_tui.screens.schedule_dialog import ScheduleDialog
from kara_tui.screens.session_change import change_dialog
from kara_tui.screens.session_moves import (
    BEHIND_ONE_KEY,
    OfSession,
    begin,
    cancel_dialog,
    makes_sense,
)

SESSION_OFFERS: tuple[type[Command], ...] = (
    commands.WriteNote,
    commands.CloseSession,
    commands.Start,
    sessions.Complete,
    sessions.Move,
    sessions.CallOff,
    sessions.OtherMoves,
    *BEHIND_ONE_KEY,
)
_SAME: dict[type[Command], type[Command]] = {
    commands.Start: sessions.Start,
    commands.CloseSession: sessions.CloseInOneGo,
}
"""What those are that have another key here."""


class AgendaMoves(Offering, Vertical):
    """Does with a session what its profile does with it."""

    desk: Desk

    @property
    @abstractmethod
    def line(self) -> DayLine | None:
        """The line under the cursor."""

    @abstractmethod
    def read(self) -> object:
        """Read again what is shown."""

    @property
    def session(self) -> Session | None:
        """The session under the cursor."""
        return self.line.entry.session if self.line and self.line.entry else None

    @property
    def called(self) -> str:
        """What its client is called, fit to be shown."""
        entry = self.line.entry if self.line else None
        return safe_text(client_name(entry.client)) if entry else ""

    def about(self, session: Session) -> OfSession:
        """Return what a move of a session concerns."""
        return OfSession(self, self.desk, session, self.called)

    def can_move(self, command: type[Command]) -> bool:
        """Tell whether a command makes sense for the session under the cursor."""
        session, line = self.session, self.line
        if command is commands.WriteNote:
            # Elsewhere its key adds a client, which nobody means here.
            return True
        if session is None or line is None:
            return False
        if command is sessions.WriteAnother:
            return bool(line.notes)
        if command is sessions.OtherMoves:
            return any(self.can_move(one) for one in BEHIND_ONE_KEY)
        if command in {sessions.Change, sessions.Move} and isinstance(session.details, bytes):
            return False
        return makes_sense(_SAME.get(command, command), session)

    async def give_of(self, command: Command, session: Session) -> bool:
        """Open what is asked for about a session; tell whether anything was."""
        name = self.called
        if isinstance(command, commands.WriteNote):
            await self._write(session)
        elif isinstance(command, sessions.WriteAnother):
            await self.open_note(session, None)
        elif isinstance(command, sessions.Move):
            await self.open(ScheduleDialog(self.desk, session.client_id, name, moved=session))
        elif isinstance(command, sessions.CallOff):
            client = await self._client(session.client_id)
            await self.open(cancel_dialog(self.desk, session, name, client))
        elif isinstance(command, sessions.Change):
            await self._change(session)
        elif isinstance(command, sessions.OtherMoves):
            await self._offer_others(session)
        elif isinstance(command, commands.CloseSession):
            await open_close_sheet(self, self.desk, session, name, lambda _: self.read())
        else:
            return False
        return True

    async def open(self, screen: Screen[Any]) -> None:
        """Show a screen; wait until it takes keys. What it saves is shown at once."""

        def closed(answer: object) -> None:
            if answer is not None and self.is_attached:
                self.read()

        await self.app.push_screen(screen, closed)

    async def open_note(self, session: Session, note_id: NoteId | None) -> None:
        """Open a note of a session; a new one where there is no id."""
        from kara_tui.screens.note_screen import NoteScreen

        client_id = session.client_id
        await self.open(NoteScreen(self.desk, client_id, self.called, session, note_id))

    async def schedule(self, client: ClientId, name: str, start: datetime | None) -> None:
        """Open the schedule dialog, with a time where one is known."""
        await self.open(ScheduleDialog(self.desk, client, name, start=start))

    async def schedule_with(self, client: ClientRow | None, start: datetime | None) -> None:
        """Schedule with a client who was chosen; nothing for nobody."""
        if client is not None:
            await self.schedule(client.id, client_name(client.details), start)

    @on(commands.Start)
    @on(sessions.Complete)
    @on(sessions.Arrive)
    @on(sessions.Miss)
    @on(sessions.Void)
    @on(sessions.MarkInError)
    def begin_move(self, wanted: Command) -> None:
        """Begin a move of the session under the cursor."""
        kind = type(wanted)
        if self.session is not None:
            begin(_SAME.get(kind, kind), self.about(self.session))

    async def _write(self, session: Session) -> None:
        """Open the session's note: its draft, else the last one, else a new one."""
        notes = self.line.notes if self.line else 0
        try:
            found = await notes_of(self.desk, session.client_id, session.id) if notes else ()
        except KaraError as problem:
            self.post_message(AskFailed(problem))
        else:
            await self.open_note(session, note_to_open(found))

    async def _change(self, session: Session) -> None:
        try:
            services = await self.desk.backend(ListServices(retired=True))
        except KaraError as problem:
            self.post_message(AskFailed(problem))
        else:
            await self.open(change_dialog(self.desk, session, self.called, services))

    async def _client(self, client_id: ClientId) -> Client | None:
        try:
            return await self.desk.backend(GetClient(client_id=client_id))
        except KaraError:
            # Then nobody can be told; the session is cancelled all the same.
            return None

    async def _offer_others(self, session: Session) -> None:
        possible = [one for one in BEHIND_ONE_KEY if self.can_move(one)]
        question: QuestionScreen[type[Command]] = QuestionScreen(
            "What with this session?", [(one, one.help()) for one in possible]
        )

        async def chosen(command: type[Command] | None) -> None:
            if command is not None and not await self.give_of(command(), session):
                begin(command, self.about(session))

        await self.app.push_screen(question, chosen)
