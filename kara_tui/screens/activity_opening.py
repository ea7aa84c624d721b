"""What the sessions on a profile lead to: notes, the schedule dialog, the sheet that closes one."""

from abc import abstractmethod
from typing import Any

from textual.screen import Screen

from kara_tui.commands import sessions as commands
from kara_tui.commands.command import Command
from kara_tui.domain.client import Client
from kara_tui.domain.errors import KaraError
from kara_tui.domain.ids import NoteId
from kara_tui.domain.note_listing import NoteEntry
from kara_tui.domain.session import Session
from kara_tui.domain.text import safe_text
from kara_tui.screens.activities_reading import Activities, Activity, notes_of
from kara_tui.screens.close_sheet import open_close_sheet
from kara_tui.screens.messages import AskFailed
from kara_tui.screens.profile_block import ProfileBlock
from kara_tui.screens.profile_facts import shown_details
from kara_tui.screens.question import QuestionScreen
from kara_tui.screens.schedule_dialog import ScheduleDialog
from kara_tui.screens.session_change import change_dialog
from kara_tui.screens.session_moves import BEHIND_ONE_KEY, OfSession, begin, cancel_dialog

_OPENING = {
    commands.Change,
    commands.WriteAnother,
    commands.SaveSession,
    commands.SaveSessions,
}
"""What opens something else than a question."""


class ActivityOpening(ProfileBlock):
    """Opens what a command asks for before the next key is looked at: it may belong there."""

    client: Client | None = None
    """Whose profile it is, once that is known."""
    activities = Activities()
    """What was read."""

    @property
    @abstractmethod
    def chosen(self) -> Activity | None:
        """The line under the cursor."""

    @property
    def session(self) -> Session | None:
        """The session under the cursor."""
        return self.chosen.session if self.chosen else None

    @property
    def client_name(self) -> str:
        """What the client is called, fit to be shown."""
        return safe_text(shown_details(self.client).name) if self.client else ""

    def about(self, session: Session) -> OfSession:
        """Return what a move of a session concerns."""
        return OfSession(self, self.desk, session, self.client_name)

    async def give(self, command: Command) -> None:
        """Open what is asked for, here or on the profile as a whole; pass on the rest."""
        session = self.session
        if isinstance(command, commands.Schedule):
            await self.open(ScheduleDialog(self.desk, self.client_id, self.client_name))
        elif isinstance(command, commands.WriteNote):
            await self.write_note()
        elif isinstance(command, commands.WriteLoose):
            await self.open_note(None, None)
        elif session is None or not await self._give_of(command, session):
            await super().give(command)

    async def _give_of(self, command: Command, session: Session) -> bool:
        """Open what is asked for about a session; tell whether anything was."""
        name = self.client_name
        if isinstance(command, commands.Move):
            dialog = ScheduleDialog(self.desk, self.client_id, name, moved=session)
            await self.open(dialog)
        elif isinstance(command, commands.CallOff):
            await self.open(cancel_dialog(self.desk, session, name, self.client))
        elif isinstance(command, commands.Change):
            services = self.activities.services.values()
            await self.open(change_dialog(self.desk, session, name, services))
        elif isinstance(command, commands.WriteAnother):
            await self.open_note(session, None)
        elif isinstance(command, commands.OtherMoves):
            await self.offer_others(session)
        elif isinstance(command, commands.SaveSession | commands.SaveSessions):
            self.save(command, session)
        elif isinstance(command, commands.CloseInOneGo):
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

    async def write_note(self) -> None:
        """Open the note of the line under the cursor: its draft, else the last one, else anew."""
        chosen = self.chosen
        if chosen is None or chosen.session is None:
            loose = chosen.notes if chosen else None
            await self.open_note(None, loose[0].note.id if loose else None)
            return
        session = chosen.session
        try:
            notes = await notes_of(self.desk, self.client_id, session.id) if chosen.counted else ()
        except KaraError as problem:
            self.post_message(AskFailed(problem))
            return
        await self.open_note(session, note_to_open(notes))

    async def open_note(self, session: Session | None, note_id: NoteId | None) -> None:
        """Open a note; a new one where there is no id."""
        from kara_tui.screens.note_screen import NoteScreen

        await self.open(NoteScreen(self.desk, self.client_id, self.client_name, session, note_id))

    def save(self, command: Command, session: Session) -> None:
        """Ask for a calendar file, and write the session or all of the client's to it."""
        from kara_tui.screens.calendar_export import save_session, save_sessions

        write = save_session if isinstance(command, commands.SaveSession) else save_sessions
        write(self.app, self.desk, session)

    async def offer_others(self, session: Session) -> None:
        """Ask what else is to be done with a session."""
        possible = [one for one in BEHIND_ONE_KEY if self.is_possible(one)]
        answers = [(one, one.help()) for one in possible]

        async def chosen(command: type[Command] | None) -> None:
            if command in _OPENING:
                await self._give_of(command(), session)
            elif command is not None:
                begin(command, self.about(session))

        question: QuestionScreen[type[Command]] = QuestionScreen("What with this session?", answers)
        await self.app.push_screen(question, chosen)


def note_to_open(notes: tuple[NoteEntry, ...]) -> NoteId | None:
    """Return the note that somebody means who writes on a session: the draft, else the last one."""
    drafts = [one.note.id for one in notes if not one.note.is_signed]
    known = drafts or [one.note.id for one in notes]
    return known[-1] if known else None
