"""Answering a request, from the list or from the profile: accept, merge, decline."""

from textual.widget import Widget

from kara_tui.domain.client import Client
from kara_tui.domain.details import ClientDetails, Remark, changed_fields
from kara_tui.domain.drafts import RemarkKind
from kara_tui.domain.errors import KaraError
from kara_tui.domain.importing import LookAlike
from kara_tui.domain.listing import ClientRow
from kara_tui.domain.matching import identities, merged_details
from kara_tui.domain.private import opened
from kara_tui.operations.clients import FindLookAlikes
from kara_tui.operations.requests import AcceptRequest, DeclineRequest, MergeRequest
from kara_tui.screens.client_columns import SEALED
from kara_tui.screens.desk import Desk
from kara_tui.screens.matching import MatchingScreen
from kara_tui.screens.messages import AskFailed, MoveWanted
from kara_tui.screens.reason import Asked, ReasonScreen

Asking = Client | ClientRow
"""Who asks, as the screen knows them."""


def accept(node: Widget, desk: Desk, asking: Asking, name: str) -> None:
    """Look for people who are here already, then wish to accept, or to merge."""
    node.run_worker(
        _look_for_others(node, desk, asking, name),
        group="matching",
        exclusive=True,
        exit_on_error=False,
    )


def decline(node: Widget, desk: Desk, asking: Asking, name: str, wanted_draft: str = "") -> None:
    """Ask for the reason, with one from earlier if its key is given, then wish to decline."""
    asked = Asked(
        RemarkKind.DECLINE,
        f"Decline the request of {name}?",
        "Why (only you read this; may stay empty)",
        "Decline",
        name,
    )
    screen = ReasonScreen(desk, asking.id, asked, wanted_draft)

    def end(reason: str | None) -> None:
        if reason is not None:
            remark = Remark(text=reason) if reason else None
            wanted = DeclineRequest(client_id=asking.id, version=asking.version, reason=remark)
            node.post_message(MoveWanted(wanted, name, screen.keeper.key))

    node.app.push_screen(screen, end)


async def _look_for_others(node: Widget, desk: Desk, asking: Asking, name: str) -> None:
    try:
        found = await desk.backend(FindLookAlikes(keys=identities(_details(asking))))
    except KaraError as problem:
        node.post_message(AskFailed(problem))
        return
    others = tuple(one for one in found if one.id != asking.id)
    if not others:
        _accept(node, asking, name)
        return

    def answer(choice: LookAlike | bool | None) -> None:
        if choice is True:
            _accept(node, asking, name)
        elif isinstance(choice, LookAlike):
            _merge(node, asking, choice, name)

    node.app.push_screen(MatchingScreen(_details(asking), others), answer)


def _accept(node: Widget, asking: Asking, name: str) -> None:
    wanted = AcceptRequest(client_id=asking.id, version=asking.version)
    node.post_message(MoveWanted(wanted, name))


def _merge(node: Widget, asking: Asking, into: LookAlike, name: str) -> None:
    existing = opened(into.details)
    merged = merged_details(existing, _details(asking))
    wanted = MergeRequest(
        client_id=asking.id,
        version=asking.version,
        into_id=into.id,
        into_version=into.version,
        details=merged,
        changed=changed_fields(existing, merged),
    )
    node.post_message(MoveWanted(wanted, name))


def _details(asking: Asking) -> ClientDetails:
    sealed = isinstance(asking.details, bytes)
    return ClientDetails(name=SEALED) if sealed else opened(asking.details)
