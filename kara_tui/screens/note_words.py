"""Notes in words: when, by whom, how many words, and the text as it is read."""

from collections.abc import Iterable
from datetime import datetime

from textual.content import Content

from kara_tui.domain import dates
from kara_tui.domain.errors import StillSealed
from kara_tui.domain.note import Amendment, Note, NoteText
from kara_tui.domain.note_chain import NoteFlaw, note_flaws
from kara_tui.domain.note_listing import NoteEntry
from kara_tui.domain.note_templates import HEADING, NoteTemplate, NotTaken
from kara_tui.domain.private import Private
from kara_tui.domain.text import safe_text
from kara_tui.domain.wall_clock import WEEKDAYS
from kara_tui.screens.client_columns import SEALED
from kara_tui.screens.desk import Desk
from kara_tui.screens.profile_facts import clock_time
from kara_tui.widgets.veil import public

_MOST_REFUSED = 4


def about_words(moment: datetime, desk: Desk) -> str:
    """Return when a session was, with its day of the week."""
    local = desk.local(moment)
    return f"{WEEKDAYS[local.weekday()][:3]} {dates.in_words(local.date())}, {local:%H:%M}"


def about_briefly(moment: datetime, desk: Desk) -> str:
    """Return when a session was, for a narrow line: the year only when it is another one."""
    local = desk.local(moment)
    return f"{dates.short(local.date(), today=desk.today())}, {local:%H:%M}"


def words_in(count: int) -> str:
    """Return how many words there are."""
    return "1 word" if count == 1 else f"{count:,} words"


def text_of(details: Private[NoteText]) -> str:
    """Return what a note or an amendment says; a stand-in where it cannot be opened."""
    return SEALED if isinstance(details, bytes) else details.text


def template_title(name: str, templates: Iterable[NoteTemplate]) -> str:
    """Return what a template is called; empty for a free note."""
    found = (one.title for one in templates if one.name == name)
    return next(found, name) if name else ""


def standing(note: Note, desk: Desk) -> str:
    """Return whether a note is signed, and by whom."""
    if note.in_error:
        return "entered in error"
    if note.signature is None:
        return "draft"
    return f"signed {clock_time(note.signature.at, desk)}, by {note.signature.by}"


def styled_lines(text: str) -> list[Content]:
    """Return a text line by line, its headings set apart."""
    return [_styled(line) for line in text.split("\n")]


def entry_text(entry: NoteEntry, desk: Desk) -> Content:
    """Return a note as it is read, its amendments under it."""
    lines = styled_lines(text_of(entry.note.details))
    for one in entry.amendments:
        lines += [Content(""), amendment_head(one, desk), *styled_lines(text_of(one.details))]
    return Content("\n").join(lines)


def amendment_head(one: Amendment, desk: Desk) -> Content:
    """Return the line over an amendment."""
    signed = f"{clock_time(one.signature.at, desk)}, by {one.signature.by}"
    error = " · entered in error" if one.in_error else ""
    words = safe_text(f"Amendment {one.number} · signed {signed}{error}")
    return public(Content.styled(words, "bold $text-accent"))


def flaw_words(entry: NoteEntry) -> str:
    """Return what is wrong with what was signed; empty when all is as it was signed."""
    try:
        flaws = note_flaws(entry.note, entry.amendments)
    except StillSealed:
        return ""
    if not flaws:
        return ""
    lines = [f"{_which(one, entry)}: {one.sentence}" for one in flaws]
    advice = "It was changed outside of kara. A backup from before may hold what was signed."
    return "\n".join(["⚠ Not as it was signed.", *lines, advice])


def refused_words(refused: Iterable[NotTaken]) -> str:
    """Return which of the professional's files cannot be used, and why; empty when all can."""
    told = list(refused)
    lines = [f"✗ {one.name}: {one.why}" for one in told[:_MOST_REFUSED]]
    more = len(told) - len(lines)
    return "\n".join([*lines, *([f"and {more} more"] if more else [])])


def _which(flaw: NoteFlaw, entry: NoteEntry) -> str:
    numbers = (one.number for one in entry.amendments if one.id == flaw.record_id)
    number = next(numbers, 0)
    return f"Amendment {number}" if number else "The note"


def _styled(line: str) -> Content:
    if line.startswith(HEADING):
        return Content.styled(safe_text(line.removeprefix(HEADING)), "bold $text-primary")
    return Content(safe_text(line))
