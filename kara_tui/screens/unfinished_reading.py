"""What somebody typed and has not saved, read from the store with what it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass

from kara_tui.domain.client_fields import typed_details
from kara_tui.domain.drafts import (
    INVITE_FORM,
    LISTS_FORM,
    NEW_CLIENT_FORM,
    Draft,
    DraftContent,
    RemarkKind,
    client_form,
    client_of,
    is_remark,
    remark_kind,
)
from kara_tui.domain.ids import ClientId
from kara_tui.domain.money_drafts import money_form
from kara_tui.domain.note_forms import note_form
from kara_tui.domain.practice_forms import practice_form
from kara_tui.domain.session_forms import session_form
from kara_tui.domain.text import safe_text
from kara_tui.operations.clients import FindRows, GetClient
from kara_tui.operations.drafts import FindDrafts, ListDrafts
from kara_tui.screens.client_columns import details_of
from kara_tui.screens.desk import Desk
from kara_tui.screens.draft_words import ago, first_words, when_typed
from kara_tui.screens.kept_report import REPORT

_NO_FORMS = {LISTS_FORM, REPORT}
"""Kept where unfinished texts are, and not typed by anybody."""

MOST_LISTED = 100
MOST_NAMED = 3

_NEW = {NEW_CLIENT_FORM: "A new client", INVITE_FORM: "An invite"}
_REMARKS = {
    RemarkKind.CLOSE: "How the treatment ends of",
    RemarkKind.DECLINE: "Why to decline",
    RemarkKind.RECORD_CLASS: "Grounds for the class of",
    RemarkKind.ERASURE: "Who wants to erase",
}


@dataclass(frozen=True)
class Unfinished:
    """One text, and whose it is."""

    draft: Draft
    place: str
    """Where it was typed, such as a client's name."""
    is_live: bool = False
    """Whether somebody is typing it at this moment, in this program or another one."""

    @property
    def edited(self) -> ClientId | None:
        """Whose details are typed there; None for any other form."""
        client_id = client_of(self.draft.form)
        return client_id if client_id and self.draft.form == client_form(client_id) else None

    @property
    def content(self) -> DraftContent:
        """The text; empty where this terminal cannot open it."""
        content = self.draft.content
        return DraftContent() if isinstance(content, bytes) else content

    def line(self, desk: Desk) -> str:
        """Return one line: where, when, and where the text begins."""
        parts = (self.place, self.when(desk), first_words(self.content))
        return safe_text(" · ".join(filter(None, parts)))

    def when(self, desk: Desk) -> str:
        """Return when it was typed; how long ago, where somebody is typing it."""
        if self.is_live:
            return f"being typed elsewhere, {ago(desk.clock() - self.draft.at)}"
        return when_typed(self.draft, desk)


async def read_unfinished(
    desk: Desk, form_name: str = "", most: int = MOST_LISTED
) -> tuple[tuple[Unfinished, ...], int]:
    """Return unfinished texts, newest first, and how many more there are.

    Args:
        desk: Has the store.
        form_name: Only those of this form; all when empty.
        most: How many are returned.

    Raises:
        KaraError: When the store cannot be read.
    """
    asked = FindDrafts(form=form_name) if form_name else ListDrafts()
    drafts = [one for one in await desk.backend(asked) if one.form not in _NO_FORMS]
    wanted = {one for draft in drafts[:most] if (one := client_of(draft.form))}
    rows = await desk.backend(FindRows(client_ids=tuple(wanted))) if wanted else ()
    names = {row.id: details_of(row).name for row in rows}
    found = (
        Unfinished(one, _place(one.form, names), desk.presence.is_being_typed(one))
        for one in drafts[:most]
    )
    return tuple(found), max(0, len(drafts) - most)


async def count_unfinished(desk: Desk) -> int:
    """Return how many unfinished texts wait for somebody.

    Raises:
        KaraError: When the store cannot be read.
    """
    found, more = await read_unfinished(desk)
    return more + sum(not one.is_live for one in found)


async def unfinished_words(desk: Desk) -> str:
    """Return where unfinished texts wait for somebody, in words; empty when there are none.

    What they say is left out: this is told to whoever looks at the screen.

    Raises:
        KaraError: When the store cannot be read.
    """
    found, more = await read_unfinished(desk)
    waiting = [one for one in found if not one.is_live]
    lines = [safe_text(f"{one.place} · {one.when(desk)}") for one in waiting[:MOST_NAMED]]
    more += len(waiting) - len(lines)
    return "\n".join([*lines, *([f"and {more} more"] if more else [])])


async def read_saved(desk: Desk, client_id: ClientId) -> dict[str, str]:
    """Return what a client's record says now, as it would be typed; it counts as a look at it.

    Raises:
        KaraError: When it cannot be read.
    """
    details = (await desk.backend(GetClient(client_id=client_id))).details
    return {} if isinstance(details, bytes) else typed_details(details)


def _place(form: str, names: Mapping[ClientId, str]) -> str:
    if practice := practice_form(form):
        return practice.kind.label
    client_id = client_of(form)
    if client_id is None or client_id not in names:
        return _NEW.get(form, "A form")
    name = names[client_id]
    if form == client_form(client_id):
        return name
    if is_remark(form):
        kind = remark_kind(form)
        return f"{_REMARKS[kind] if kind else 'A remark on'} {name}"
    if where := note_form(form):
        return f"{'An amendment' if where.is_amendment else 'A note'} on {name}"
    if money := money_form(form):
        return f"{money.kind.label} of {name}"
    if over := session_form(form):
        return f"{over.kind.label}: {name}"
    about = "Answers of" if form.startswith("answers:") else "A form on"
    return f"{about} {name}"
