"""The way from a note to closing its session: what is written is saved first."""

from textual import on, work

from kara_tui.commands import sessions
from kara_tui.screens.close_sheet import Closed, open_close_sheet
from kara_tui.screens.note_opening import NoteOpening
from kara_tui.screens.note_writing import NoteWriting


class NoteClosing(NoteOpening):
    """Closes the session that a note is about, and leaves the note once that is done."""

    _is_closing = False

    @on(sessions.CloseInOneGo)
    def close_session(self) -> None:
        """Save what is not saved, then show what closes the session."""
        if self.editor.is_unsaved and not self.is_reading:
            self._is_closing = True
            self.begin_store()
        else:
            self._show_sheet()

    @on(NoteWriting.Stored)
    def go_on_closing(self, stored: NoteWriting.Stored) -> None:
        """Show the sheet once the text is saved."""
        if self._is_closing and stored.is_last:
            self._is_closing = False
            self.call_later(self._show_sheet)

    @on(NoteWriting.StoreFailed)
    def stop_closing(self) -> None:
        """Stay with a text that could not be saved."""
        self._is_closing = False

    def _leave_closed(self, _closed: Closed) -> None:
        self.dismiss(self.entry)

    @work(group="closing", exclusive=True, exit_on_error=False)
    async def _show_sheet(self) -> None:
        if self.session is not None:
            name = self.client_name
            await open_close_sheet(self, self.desk, self.session, name, self._leave_closed)
