"""The way from an unfinished text to the place where it was typed."""

from textual.app import App

from kara_tui.domain.drafts import (
    INVITE_FORM,
    NEW_CLIENT_FORM,
    Draft,
    client_of,
    is_remark,
    remark_kind,
)
from kara_tui.domain.money_drafts import money_form
from kara_tui.domain.note_forms import note_form
from kara_tui.domain.practice_forms import practice_form
from kara_tui.domain.session_forms import session_form
from kara_tui.screens.desk import Desk
from kara_tui.screens.unfinished import UnfinishedScreen


def ask_unfinished(app: App[None], desk: Desk) -> None:
    """Show everything that was typed and not saved, and open the place of the chosen text."""

    def chosen(draft: Draft | None) -> None:
        if draft is not None:
            open_place(app, desk, draft)

    app.push_screen(UnfinishedScreen(desk), chosen)


def open_place(app: App[None], desk: Desk, draft: Draft) -> None:
    """Open the form that a text belongs to, with the text in it."""
    client_id = client_of(draft.form)
    if where := note_form(draft.form):
        from kara_tui.screens.note_returning import open_note

        returning = open_note(app, desk, where, draft.key)
        app.run_worker(returning, group="unfinished", exit_on_error=False)
    elif money := money_form(draft.form):
        from kara_tui.screens.payment_opening import open_payments

        opening = open_payments(app, desk, money)
        app.run_worker(opening, group="unfinished", exit_on_error=False)
    elif practice := practice_form(draft.form):
        from kara_tui.screens.practice_opening import open_practice_form

        opening = open_practice_form(app, desk, practice, draft.key)
        app.run_worker(opening, group="unfinished", exit_on_error=False)
    elif over := session_form(draft.form):
        from kara_tui.screens.session_returning import open_session_form

        opening = open_session_form(app, desk, over)
        app.run_worker(opening, group="unfinished", exit_on_error=False)
    elif client_id is not None and is_remark(draft.form):
        from kara_tui.screens.remark_opening import open_over_profile

        kind = remark_kind(draft.form)
        opening = open_over_profile(app, desk, client_id, kind, draft.key)
        app.run_worker(opening, group="unfinished", exit_on_error=False)
    elif client_id is not None:
        from kara_tui.screens.profile import ProfileScreen

        app.push_screen(ProfileScreen(desk, client_id, "", draft.key))
    elif draft.form == INVITE_FORM:
        from kara_tui.screens.invite import InviteScreen

        app.push_screen(InviteScreen(desk, draft.key))
    elif draft.form == NEW_CLIENT_FORM:
        from kara_tui.screens.new_client import NewClientScreen

        app.push_screen(NewClientScreen(desk, draft.key))
