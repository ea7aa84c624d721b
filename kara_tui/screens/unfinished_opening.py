"""The way from an unfinished text to the place where it was typed."""

from textual.app import App

from kara_tui.domain.drafts import Draft
from kara_tui.screens.desk import Desk
from kara_tui.screens.unfinished import UnfinishedScreen
from kara_tui.screens.unfinished_reading import client_of


def ask_unfinished(app: App[None], desk: Desk) -> None:
    """Show everything that was typed and not saved, and open the place of the chosen text."""

    def chosen(draft: Draft | None) -> None:
        if draft is not None:
            open_place(app, desk, draft)

    app.push_screen(UnfinishedScreen(desk), chosen)


def open_place(app: App[None], desk: Desk, draft: Draft) -> None:
    """Open the form that a text belongs to, with the text in it."""
    client_id = client_of(draft)
    if client_id is not None:
        from kara_tui.screens.profile import ProfileScreen

        app.push_screen(ProfileScreen(desk, client_id, "", draft.key))
    elif draft.form == "invite:new":
        from kara_tui.screens.invite import InviteScreen

        app.push_screen(InviteScreen(desk, draft.key))
    elif draft.form == "client:new":
        from kara_tui.screens.new_client import NewClientScreen

        app.push_screen(NewClientScreen(desk, draft.key))
