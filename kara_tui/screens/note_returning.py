"""The way back into a note in which something was typed, with the text in it."""

from textual.app import App

from kara_tui.domain.drafts import session_of
from kara_tui.domain.errors import KaraError
from kara_tui.domain.note_forms import NoteForm, note_form
from kara_tui.operations.clients import FindRows
from kara_tui.operations.drafts import ListDrafts
from kara_tui.operations.sessions import GetSession
from kara_tui.screens.client_columns import details_of
from kara_tui.screens.desk import Desk
from kara_tui.screens.messages import AskFailed
from kara_tui.screens.note_screen import NoteScreen


async def open_note(app: App[None], desk: Desk, where: NoteForm, draft_key: str) -> None:
    """Open the note that a text was typed in, or the amendment over it.

    Args:
        app: Where.
        desk: Has the store.
        where: The note.
        draft_key: The text.
    """
    client_id, session = where.client_id, None
    try:
        rows = await desk.backend(FindRows(client_ids=(client_id,)))
        if where.session_id is not None and where.note_id is None:
            asked = GetSession(client_id=client_id, session_id=where.session_id)
            session = await desk.backend(asked)
    except KaraError as problem:
        app.post_message(AskFailed(problem))
        return
    name = details_of(rows[0]).name if rows else ""
    screen = NoteScreen(desk, client_id, name, session, where.note_id, draft_key)
    screen.wants_amendment = where.is_amendment
    await app.push_screen(screen)


async def return_to_note(app: App[None], desk: Desk, session: str) -> None:
    """Open the note that was being written; nothing when all of it is saved.

    Args:
        app: Where.
        desk: Has the store.
        session: The one time that its form was open.
    """
    try:
        drafts = await desk.backend(ListDrafts())
    except KaraError as problem:
        app.post_message(AskFailed(problem))
        return
    for one in drafts:
        if session_of(one.key) == session and (where := note_form(one.form)):
            await open_note(app, desk, where, one.key)
            return
