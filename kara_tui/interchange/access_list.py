"""Who has seen a record, or what happened to the practice: a list for paper."""

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from textwrap import wrap

from kara_tui.domain.history import Change, Entity, Kind, Role
from kara_tui.domain.practice_events import event_words
from kara_tui.domain.text import safe_text
from kara_tui.operations.table import operations_by_name

PAGE_LINES = 60
"""Lines of a page, as printers count them."""

LINE_WIDTH = 78

_WHO = {Role.PROFESSIONAL: "professional", Role.CLIENT: "client", Role.SYSTEM: "program"}
_SEEN = {
    "GetClient": "Record opened",
    "ListVersions": "Earlier versions looked at",
    "ListAccesses": "This list looked at",
    "ExportClient": "Copy of everything taken",
    "EraseClient": "Erasure asked for and refused",
    "NoteExport": "Copy of many records taken",
    "NoteCalendarCopy": "Sessions copied into a calendar file",
    "RestorePractice": "Practice brought in from an archive",
}


def access_pages(
    heading: str, accesses: Sequence[Change], zone: tzinfo | None, printed_at: datetime
) -> Iterator[tuple[str, ...]]:
    """Yield the list page by page, each a tuple of lines.

    Args:
        heading: Whose record it is, and what the list tells of it.
        accesses: In the order in which they shall stand.
        zone: In which times are told; None for the machine's own.
        printed_at: When the list was made.
    """
    body = [line for one in accesses for line in _entry(one, zone)] or ["Nothing is noted yet."]
    room = PAGE_LINES - 7
    pages = [body[start : start + room] for start in range(0, len(body), room)]
    made = f"{printed_at.astimezone(zone):%Y-%m-%d %H:%M %Z}".rstrip()
    for number, lines in enumerate(pages, start=1):
        yield (
            _cut(safe_text(heading)),
            f"Made {made} · entries {len(accesses):,} · page {number} of {len(pages)}",
            "",
            f"{'When':<18}{'Who':<14}{'From':<20}What",
            "-" * LINE_WIDTH,
            *lines,
            "",
        )


def access_words(change: Change) -> str:
    """Return what somebody did to a record or to the practice, in words."""
    if change.kind is Kind.EVENT:
        return event_words(change)
    if change.kind is Kind.ACCESS:
        words = _SEEN.get(change.operation, "Record seen")
        whole = change.entity is Entity.PRACTICE and change.fields == ("practice",)
        return words.replace("many records", "the whole practice") if whole else words
    named = ", ".join(one.replace("_", " ") for one in change.fields)
    kind = operations_by_name().get(change.operation)
    words = kind.past if kind and kind.past else change.operation
    return words + (f" ({named})" if named else "")


def _entry(one: Change, zone: tzinfo | None) -> Iterator[str]:
    at = f"{one.at.astimezone(zone):%Y-%m-%d %H:%M}"
    place = safe_text(one.place) or "not known"
    first = f"{at:<18}{_WHO[one.role]:<14}{place[:19]:<20}"
    words = safe_text(access_words(one))
    room = LINE_WIDTH - len(first)
    pieces = _wrapped(words, room)
    yield f"{first}{pieces[0]}"
    for piece in pieces[1:]:
        yield f"{'':<{len(first)}}{piece}"


def _wrapped(words: str, width: int) -> list[str]:
    return wrap(words, width) or [""]


def _cut(text: str) -> str:
    return text if len(text) <= LINE_WIDTH else f"{text[: LINE_WIDTH - 1]}…"
