"""What was written last about a client, beside the note that is being written."""

from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget

from kara_tui.domain.note_listing import NoteEntry
from kara_tui.domain.note_templates import NoteTemplate
from kara_tui.domain.text import safe_text
from kara_tui.screens.desk import Desk
from kara_tui.screens.note_words import (
    about_words,
    amendment_head,
    standing,
    styled_lines,
    template_title,
    text_of,
)
from kara_tui.widgets.entry_list import Entry, EntryList
from kara_tui.widgets.veil import public

_LONGEST = 20_000
"""Characters of one note that are shown here; the note itself shows all."""


class LastNotes(EntryList):
    """The client's last notes, the newest first, in full."""

    DEFAULT_CSS = """
    LastNotes {
        height: 1fr;
        & > .entries--under { color: $foreground; }
    }
    """

    notes: tuple[NoteEntry, ...] = ()

    def __init__(self) -> None:
        super().__init__(widget_id="last", empty="No earlier notes.")

    @property
    def chosen(self) -> NoteEntry | None:
        """The note under the cursor: at first the last one."""
        return self.notes[self.cursor] if self.notes else None

    def show_notes(
        self, notes: Iterable[NoteEntry], templates: Iterable[NoteTemplate], desk: Desk
    ) -> None:
        """Show notes; the cursor stays on its note."""
        self.notes = tuple(notes)
        known = tuple(templates)
        self.put([_entry(one, known, desk) for one in self.notes])


def _entry(entry: NoteEntry, templates: tuple[NoteTemplate, ...], desk: Desk) -> Entry:
    note = entry.note
    title = template_title(note.template, templates)
    kind = "" if note.is_signed else standing(note, desk)
    parts = filter(None, (about_words(note.about, desk), title, kind))
    lines = styled_lines(text_of(note.details)[:_LONGEST])
    for one in entry.amendments:
        lines += [amendment_head(one, desk), *styled_lines(text_of(one.details)[:_LONGEST])]
    head = public(Content.styled(safe_text(" · ".join(parts)), "bold"))
    return Entry(note.id, head, (*lines, Content("")))


def scroll_page(last: Widget, by: int) -> None:
    """Scroll the last notes by most of a page, whoever has the keyboard."""
    page = max(last.size.height - 2, 1)
    last.scroll_to(y=last.scroll_offset.y + by * page, animate=False, immediate=True)
