"""The way back into a question in which a remark was typed, with the remark in it."""

from collections.abc import Callable

from textual.app import App
from textual.widget import Widget

from kara_tui.commands import lists
from kara_tui.commands import profile as commands
from kara_tui.commands.command import Command
from kara_tui.domain.client import Client, Stage
from kara_tui.domain.drafts import RemarkKind
from kara_tui.domain.errors import KaraError
from kara_tui.domain.ids import ClientId
from kara_tui.domain.listing import ClientRow
from kara_tui.domain.text import safe_text
from kara_tui.operations.clients import FindRows, GetClient
from kara_tui.screens.client_columns import details_of
from kara_tui.screens.closing import ask_closing
from kara_tui.screens.desk import Desk
from kara_tui.screens.messages import AskFailed
from kara_tui.screens.profile import ProfileScreen
from kara_tui.screens.profile_facts import shown_details
from kara_tui.screens.profile_moves import is_possible_in
from kara_tui.screens.record_moves import ask_grounds, ask_who_wants_erasure
from kara_tui.screens.request_moves import decline

_COMMANDS: dict[RemarkKind, type[Command]] = {
    RemarkKind.CLOSE: commands.CloseTreatment,
    RemarkKind.DECLINE: lists.Decline,
    RemarkKind.RECORD_CLASS: commands.SetClass,
    RemarkKind.ERASURE: commands.Erase,
}
_OVER_LISTS: dict[RemarkKind, Callable[[Widget, Desk, ClientRow, str, str], None]] = {
    RemarkKind.CLOSE: ask_closing,
    RemarkKind.DECLINE: decline,
}
_OVER_PROFILES: dict[RemarkKind, Callable[[Widget, Desk, Client, str, str], None]] = {
    RemarkKind.CLOSE: ask_closing,
    RemarkKind.DECLINE: decline,
    RemarkKind.RECORD_CLASS: ask_grounds,
    RemarkKind.ERASURE: ask_who_wants_erasure,
}
_USUAL = {Stage.ACTIVE: RemarkKind.CLOSE, Stage.REQUESTED: RemarkKind.DECLINE}
"""What a remark was for that tells nothing of it: there was one name for all of them once."""


async def open_over_profile(
    app: App[None], desk: Desk, client_id: ClientId, kind: RemarkKind | None, draft_key: str
) -> None:
    """Open a client's profile and over it the question, with the remark in it.

    Args:
        app: Where.
        desk: Has the store.
        client_id: Whom the remark concerns.
        kind: What it is typed for; None where it tells nothing of it.
        draft_key: The remark.
    """
    try:
        client = await desk.backend(GetClient(client_id=client_id))
    except KaraError as problem:
        app.post_message(AskFailed(problem))
        return
    name = safe_text(shown_details(client).name)
    profile = ProfileScreen(desk, client_id, name)
    await app.push_screen(profile)
    ask_over_profile(profile, desk, client, kind or _USUAL.get(client.stage), draft_key)


def ask_over_profile(
    profile: ProfileScreen, desk: Desk, client: Client, kind: RemarkKind | None, draft_key: str
) -> None:
    """Ask again on a profile, unless there is nothing left to ask."""
    name = safe_text(shown_details(client).name)
    if kind is None or not is_possible_in(client.stage, _COMMANDS[kind]):
        _tell_over(profile, name)
    else:
        _OVER_PROFILES[kind](profile, desk, client, name, draft_key)


async def open_over_list(
    pane: Widget, desk: Desk, client_id: ClientId, kind: RemarkKind, draft_key: str
) -> None:
    """Open the question over a list, with the remark in it."""
    try:
        rows = await desk.backend(FindRows(client_ids=(client_id,)))
    except KaraError as problem:
        pane.post_message(AskFailed(problem))
        return
    for row in rows:
        name = safe_text(details_of(row).name)
        ask = _OVER_LISTS.get(kind)
        if ask is None or not is_possible_in(row.stage, _COMMANDS[kind]):
            _tell_over(pane, desk.privacy.as_told(name))
        else:
            ask(pane, desk, row, name, draft_key)


def _tell_over(node: Widget, name: str) -> None:
    node.app.notify(
        "What you typed stays, and F9 shows it.",
        title=f"{name} stands elsewhere by now: there is nothing to ask any more.",
        severity="warning",
        markup=False,
    )
