"""What somebody typed and has not saved, read from the store with what it belongs to."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from kara_tui.domain.client_fields import typed_details
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.drafts import Draft, DraftContent
from kara_tui.domain.errors import KaraError
from kara_tui.domain.ids import ClientId
from kara_tui.domain.text import safe_text
from kara_tui.operations.clients import GetClient
from kara_tui.operations.drafts import FindDrafts, ListDrafts
from kara_tui.screens.client_columns import SEALED
from kara_tui.screens.desk import Desk
from kara_tui.screens.draft_words import ago, first_words, when_typed

MOST_LISTED = 100
MOST_NAMED = 3

_NEW = {"client:new": "A new client", "invite:new": "An invite"}


@dataclass(frozen=True)
class Unfinished:
    """One text, whose it is, and what is saved there now."""

    draft: Draft
    place: str
    """Where it was typed, such as a client's name."""
    saved: Mapping[str, str] | None = None
    """What is saved now, by field; None where nothing is saved yet."""
    is_live: bool = False
    """Whether somebody is typing it at this moment, in this program or another one."""

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
    drafts = await desk.backend(asked)
    details: dict[ClientId | None, ClientDetails | None] = {None: None}
    for client_id in map(client_of, drafts[:most]):
        if client_id is not None and client_id not in details:
            details[client_id] = await _details(desk, client_id)
    found = (_unfinished(one, details[client_of(one)], desk) for one in drafts[:most])
    return tuple(found), max(0, len(drafts) - most)


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


def client_of(draft: Draft) -> ClientId | None:
    """Return the client whom a text concerns, if it concerns one that is saved."""
    with suppress(ValueError):
        return ClientId(UUID(draft.form.rpartition(":")[2]))
    return None


def _unfinished(draft: Draft, details: ClientDetails | None, desk: Desk) -> Unfinished:
    is_live = desk.presence.is_being_typed(draft)
    place = _NEW.get(draft.form, "A form")
    saved = None
    if details is not None:
        is_record = draft.form.startswith("client:")
        saved = typed_details(details) if is_record else None
        place = details.name if is_record else f"A remark on {details.name}"
    return Unfinished(draft, place, saved, is_live)


async def _details(desk: Desk, client_id: ClientId) -> ClientDetails | None:
    with suppress(KaraError):
        client = await desk.backend(GetClient(client_id=client_id))
        known = client.details
        return ClientDetails(name=SEALED) if isinstance(known, bytes) else known
    return None
