"""The form for a client's details, made from the table of fields."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from kara_tui.domain.client_fields import client_fields, typed_details
from kara_tui.domain.client_reading import DetailsReading
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.drafts import unsaved
from kara_tui.domain.field_kinds import Context
from kara_tui.domain.text import safe_text
from kara_tui.widgets.form_field import FieldNote, FormField
from kara_tui.widgets.form_reading import read_form
from kara_tui.widgets.text_field import TextField


class ClientForm(Vertical):
    """Every field of a client, with what there is to say beside each as it is typed."""

    DEFAULT_CSS = """
    ClientForm {
        height: auto;
        .own-words { height: auto; margin: 0 0 1 2; color: $text-muted; }
    }
    """

    @dataclass
    class Edited(Message):
        """What is typed changed."""

    def __init__(
        self, details: ClientDetails, context: Context, draft: Mapping[str, str] | None = None
    ) -> None:
        """Begin on a record.

        Args:
            details: The record as it is saved.
            context: What reading a field depends on.
            draft: What was typed earlier and not saved, by field name.
        """
        super().__init__()
        self.base = details
        self.saved = typed_details(details)
        """What is saved, as it would be typed."""
        self._read_in = context
        self._draft = dict(draft or {})
        self._all_shown = False
        self._fields = {one.name: FormField(one, self.saved[one.name]) for one in client_fields()}
        self._own_words = Static("", classes="own-words", markup=False)

    def compose(self) -> ComposeResult:
        """Lay out one field after the other, the client's own words above the answer to them."""
        for name, one in self._fields.items():
            if name == "reason_by_professional":
                yield self._own_words
            yield one

    def on_mount(self) -> None:
        """Put the earlier draft back over what is saved."""
        self._show_own_words()
        for name, text in self._draft.items():
            if name in self.saved and text != self.saved[name]:
                self.field(name).put(text)
                self.field(name).show_stored(_in_words(self.field(name), self.saved[name]))
        self.show_reading()

    def take_saved(self, names: Iterable[str]) -> None:
        """Put the saved value into fields again; undo brings back what stood there."""
        for name in names:
            self.field(name).put(self.saved[name])

    def field(self, name: str) -> FormField:
        """Return the field of that name."""
        return self._fields[name]

    def focus_field(self, name: str) -> None:
        """Give a field the keyboard, behind its last letter, and bring it in sight."""
        control = self.field(name).control
        if isinstance(control, TextField):
            control.move_cursor(control.document.end)
        control.focus()

    def typed(self) -> dict[str, str]:
        """Return what stands in every field."""
        return {name: one.typed for name, one in self._fields.items()}

    def touched(self) -> dict[str, str]:
        """Return what is typed and not saved."""
        return unsaved(self.typed(), self.saved)

    def reading(self) -> DetailsReading:
        """Return what the form comes to."""
        return read_form(self.typed(), self.base, self._read_in)

    def show_reading(self) -> DetailsReading:
        """Say beside each field what there is to say, and return it."""
        typed = self.typed()
        reading = read_form(typed, self.base, self._read_in)
        own = unsaved(typed, self.saved)
        for name, one in self._fields.items():
            is_told = self._all_shown or name in own or (name == "postal_code" and typed[name])
            one.show_note(
                FieldNote(
                    problem=reading.problems.get(name, "") if is_told else "",
                    warning=reading.warnings.get(name, ""),
                    echo=reading.echoes.get(name, ""),
                )
            )
        return reading

    def first_problem(self) -> str:
        """Show every problem; focus the first and say how many there are; empty when none."""
        self._all_shown = True
        problems = self.show_reading().problems
        if not problems:
            return ""
        first = next(one.name for one in client_fields() if one.name in problems)
        self.focus_field(first)
        if len(problems) == 1:
            return "Not saved yet: one field needs another look."
        return f"Not saved yet: {len(problems)} fields need another look."

    def rebase(self, details: ClientDetails, sent: Mapping[str, str]) -> None:
        """Stand on a newly saved record; what was typed since it was sent stays."""
        self.base = details
        self.saved = typed_details(details)
        for name, one in self._fields.items():
            if one.typed == sent.get(name):
                one.put(self.saved[name])
        self._show_own_words()
        self.show_reading()

    @on(FormField.Edited)
    def follow_typing(self, edited: FormField.Edited) -> None:
        """Read the form anew with every key."""
        edited.stop()
        self.show_reading()
        self.post_message(self.Edited())

    def _show_own_words(self) -> None:
        words = safe_text(self.base.reason_for_booking, lines=True)
        self._own_words.update(Content(f"In the client's own words: {words}"))
        self._own_words.display = bool(words)


def _in_words(one: FormField, saved: str) -> str:
    return dict(one.spec.choices).get(saved, saved)
