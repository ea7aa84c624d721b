"""What a new note begins with: a template, or the last note over again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kara_tui.domain.note_listing import NoteEntry
from kara_tui.domain.note_templates import NoteTemplate
from kara_tui.domain.private import opened


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """What stands in a note before anybody has typed in it."""

    template: str
    """Name of its template; empty for a free note."""
    text: str


def begun_with(template: NoteTemplate) -> Beginning:
    """Return what a note with a template begins with."""
    return Beginning(template=template.name, text=template.text)


def begun_from(last: NoteEntry) -> Beginning:
    """Return a note begun with what an earlier one says, its amendments at the end.

    Raises:
        StillSealed: When that cannot be read here.
    """
    parts = [opened(last.note.details), *(opened(one.details) for one in last.amendments)]
    text = "\n\n".join(part.text for part in parts if part.text)
    return Beginning(template=last.note.template, text=text)


def last_note(entries: Iterable[NoteEntry], before: datetime | None = None) -> NoteEntry | None:
    """Return the newest of some notes that says anything; None when none does.

    Args:
        entries: Of one client, in any order.
        before: Only notes about a time before this one.
    """
    told = [
        one
        for one in entries
        if not one.note.in_error
        and (before is None or one.note.about < before)
        and begun_from(one).text.strip()
    ]
    return max(told, key=lambda one: (one.note.about, one.note.created_at), default=None)
