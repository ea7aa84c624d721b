"""Where the user is, read off the screens, and the way back there."""

from collections.abc import Callable, Sequence
from typing import Any

from textual.app import App
from textual.screen import Screen

from kara_tui.commands import practice, workstation
from kara_tui.commands.command import Command
from kara_tui.domain.client import Stage
from kara_tui.domain.drafts import session_of
from kara_tui.domain.ids import ClientId
from kara_tui.domain.place import Front, Place
from kara_tui.screens.accesses import PracticeLogScreen
from kara_tui.screens.agenda import AgendaScreen
from kara_tui.screens.blocks_screen import BlocksScreen
from kara_tui.screens.draft_keeper import DraftKeeper
from kara_tui.screens.home import HomeScreen
from kara_tui.screens.import_clients import ImportScreen
from kara_tui.screens.invite import InviteScreen
from kara_tui.screens.kept_report import find_report
from kara_tui.screens.new_client import NewClientScreen
from kara_tui.screens.note_returning import return_to_note
from kara_tui.screens.note_screen import NoteScreen
from kara_tui.screens.outbox import OutboxScreen
from kara_tui.screens.payments_screen import PaymentsScreen
from kara_tui.screens.profile import ProfileScreen
from kara_tui.screens.remark_dialog import RemarkDialog
from kara_tui.screens.remark_opening import open_over_list, open_over_profile
from kara_tui.screens.services_screen import ServicesScreen
from kara_tui.screens.unfinished import UnfinishedScreen
from kara_tui.screens.working_hours import WorkingHoursScreen

_FRONTS: tuple[tuple[type[Screen[Any]], Front], ...] = (
    (NewClientScreen, Front.NEW_CLIENT),
    (InviteScreen, Front.INVITE),
    (ImportScreen, Front.IMPORT),
    (AgendaScreen, Front.AGENDA),
    (OutboxScreen, Front.MAIL),
    (PaymentsScreen, Front.PAYMENTS),
    (PracticeLogScreen, Front.PRACTICE_LOG),
    (WorkingHoursScreen, Front.HOURS),
    (BlocksScreen, Front.BLOCKS),
    (ServicesScreen, Front.SERVICES),
    (UnfinishedScreen, Front.UNFINISHED),
)
_OPENED_BY: dict[Front, type[Command]] = {
    Front.IMPORT: workstation.ImportClients,
    Front.AGENDA: workstation.ShowAgenda,
    Front.MAIL: workstation.ShowOutbox,
    Front.PAYMENTS: workstation.ShowPayments,
    Front.PRACTICE_LOG: workstation.ShowPracticeLog,
    Front.HOURS: practice.ShowWorkingHours,
    Front.BLOCKS: practice.ShowBlocks,
    Front.SERVICES: practice.ShowServices,
    Front.UNFINISHED: workstation.ShowUnfinished,
}


def place_of(stage: Stage, screens: Sequence[Screen[Any]]) -> Place:
    """Return the place that these screens make, the one in front last.

    Args:
        stage: Whose list is shown under them.
        screens: Without the list's own.
    """
    client_id: ClientId | None = None
    session = text = ""
    front: Front | None = None
    whom: ClientId | None = None
    for screen in screens:
        if isinstance(screen, ProfileScreen):
            client_id, session = screen.client_id, _session(screen.keeper)
            front, whom, text = None, None, ""
        elif isinstance(screen, RemarkDialog):
            front, whom = Front.of_remark(screen.kind), screen.client_id
            text = _session(screen.keeper)
        elif isinstance(screen, NoteScreen):
            front, whom, text = Front.NOTE, screen.client_id, _session(screen.keeper)
        elif found := _front(screen):
            front, whom = found, None
            text = _session(getattr(screen, "keeper", None))
    return Place(stage, client_id, session, front, whom, text)


def _front(screen: Screen[Any]) -> Front | None:
    return next((front for kind, front in _FRONTS if isinstance(screen, kind)), None)


def _session(keeper: DraftKeeper | None) -> str:
    return session_of(keeper.key) if keeper else ""


async def return_to(
    home: HomeScreen, place: Place, open_profile: Callable[[ClientId | None], None]
) -> None:
    """Open the screens that a place is made of over the list, with what was typed in them.

    Args:
        home: The lists.
        place: Where to go.
        open_profile: Opens the profile of a client who was added there.
    """
    app: App[None] = home.app
    desk = home.desk
    front, draft = place.front, place.front_draft
    if front is not None and front.remark is not None and place.whom is not None:
        if place.client_id is None:
            await open_over_list(home.pane, desk, place.whom, front.remark, draft)
        else:
            await open_over_profile(app, desk, place.whom, front.remark, draft)
        return
    if place.client_id is not None:
        app.push_screen(ProfileScreen(desk, place.client_id, "", place.draft))
    if front is Front.NOTE:
        await return_to_note(app, desk, place.text)
    elif front is Front.NEW_CLIENT:
        app.push_screen(NewClientScreen(desk, draft), open_profile)
    elif front is Front.INVITE:
        app.push_screen(InviteScreen(desk, draft))
    elif front is Front.IMPORT and await find_report(desk):
        # What it came to is shown in any case, on the same screen.
        return
    elif front is not None and (opener := _OPENED_BY.get(front)):
        app.post_message(opener())
