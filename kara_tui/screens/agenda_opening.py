"""The way into the agenda, and from it to a client's profile, a note, a fee."""

from dataclasses import dataclass
from typing import Any

from textual.app import App
from textual.screen import Screen

from kara_tui.domain.ids import ClientId, NoteId, SessionId
from kara_tui.screens.activities_block import ActivitiesBlock
from kara_tui.screens.activities_reading import Sought
from kara_tui.screens.desk import Desk
from kara_tui.screens.profile import ProfileScreen
from kara_tui.screens.profile_body import ProfileBody
from kara_tui.screens.profile_parts import part_named


@dataclass(frozen=True, kw_only=True)
class Target:
    """Where something leads: a client's profile, a part of it, a session there, or a note."""

    client_id: ClientId
    name: str
    """What the client is called."""
    part: str = "details"
    """The part of the profile that gets the keyboard."""
    session_id: SessionId | None = None
    """The session that the cursor is put on."""
    note_id: NoteId | None = None
    """The note that is opened instead of the profile."""


async def open_target(app: App[Any], desk: Desk, target: Target) -> None:
    """Open what something leads to; wait until it takes keys."""
    if target.note_id is not None:
        from kara_tui.screens.note_screen import NoteScreen

        note = NoteScreen(desk, target.client_id, target.name, None, target.note_id)
        await app.push_screen(note)
        return
    profile = ProfileScreen(desk, target.client_id, target.name)
    await app.push_screen(profile)
    profile.query_one(ProfileBody).go_to(part_named(target.part))
    if target.session_id is not None:
        profile.query_one(ActivitiesBlock).seek(Sought(target.session_id))


def leads_back(screens: list[Screen[Any]]) -> bool:
    """Tell whether screens may be left behind without a word: nobody types on any of them."""
    return all(isinstance(one, ProfileScreen) and one.form is None for one in screens)
