"""The way back into a form over a session in which something was typed."""

from typing import Any

from textual.app import App
from textual.screen import Screen

from kara_tui.domain.client import Client
from kara_tui.domain.errors import KaraError
from kara_tui.domain.session_forms import SessionForm, SessionFormKind
from kara_tui.domain.text import safe_text
from kara_tui.operations.clients import GetClient
from kara_tui.operations.offered_services import ListServices
from kara_tui.operations.sessions import GetSession
from kara_tui.screens.desk import Desk
from kara_tui.screens.messages import AskFailed
from kara_tui.screens.profile import ProfileScreen
from kara_tui.screens.profile_facts import shown_details
from kara_tui.screens.schedule_dialog import ScheduleDialog
from kara_tui.screens.session_change import change_dialog
from kara_tui.screens.session_moves import cancel_dialog


async def open_session_form(app: App[None], desk: Desk, form: SessionForm) -> None:
    """Open the client's profile and over it the form, with what was typed last in it."""
    try:
        client = await desk.backend(GetClient(client_id=form.client_id))
        dialog = await _dialog(desk, form, client)
    except KaraError as problem:
        app.post_message(AskFailed(problem))
        return
    await app.push_screen(ProfileScreen(desk, client.id, _name(client)))
    await app.push_screen(dialog)


async def _dialog(desk: Desk, form: SessionForm, client: Client) -> Screen[Any]:
    name = _name(client)
    if form.session_id is None:
        return ScheduleDialog(desk, client.id, name)
    asked = GetSession(client_id=client.id, session_id=form.session_id)
    session = await desk.backend(asked)
    if form.kind is SessionFormKind.CANCEL:
        return cancel_dialog(desk, session, name, client)
    if form.kind is SessionFormKind.CHANGE:
        services = await desk.backend(ListServices(retired=True))
        return change_dialog(desk, session, name, services)
    return ScheduleDialog(desk, client.id, name, moved=session)


def _name(client: Client) -> str:
    return safe_text(shown_details(client).name)
