"""The fields of a small form: what is typed in them, what is saved, and what there is to say."""

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message

from kara_tui.domain.drafts import unsaved
from kara_tui.domain.field_kinds import Field, typed_values
from kara_tui.domain.form_reading import FormReading
from kara_tui.widgets.form_field import FieldNote, FormField
from kara_tui.widgets.text_field import TextField

D = TypeVar("D")

Read = Callable[[Mapping[str, str]], FormReading[D]]
"""Returns what a filled-in form comes to."""


class RecordFields(VerticalScroll, Generic[D], can_focus=False):
    """Shows fields one under the other, each with its problem, warning or echo."""

    DEFAULT_CSS = "RecordFields { height: auto; }"

    class Edited(Message):
        """Something was typed."""

    def __init__(
        self, fields: tuple[Field[D], ...], base: D, read: Read[D], also: Mapping[str, str]
    ) -> None:
        """Begin with the values of a record.

        Args:
            fields: In their order.
            base: The saved values.
            read: Reads the whole form.
            also: Typed values to begin with that are not saved yet.
        """
        super().__init__(classes="fields")
        self._specs = fields
        self._read = read
        self.saved = typed_values(fields, base)
        """What is saved, as it would be typed."""
        self._fields = {
            one.name: FormField(one, also.get(one.name, self.saved[one.name])) for one in fields
        }
        self._all_shown = False

    def compose(self) -> ComposeResult:
        """Put the fields in."""
        yield from self._fields.values()

    def on_mount(self) -> None:
        """Begin at the first field."""
        self.focus_field(next(iter(self._fields)))
        self.show_reading()

    def typed(self) -> dict[str, str]:
        """Return what stands in every field."""
        return {name: one.typed for name, one in self._fields.items()}

    def touched(self) -> dict[str, str]:
        """Return what is typed and not saved."""
        return unsaved(self.typed(), self.saved)

    def field(self, name: str) -> FormField:
        """Return the field of that name."""
        return self._fields[name]

    def focus_field(self, name: str) -> None:
        """Give a field the keyboard, behind its last letter."""
        control = self._fields[name].control
        if isinstance(control, TextField):
            control.move_cursor(control.document.end)
        control.focus()

    def fill(self, typed: Mapping[str, str]) -> None:
        """Put a text from earlier into the fields, and the saved values beside them."""
        for name, text in typed.items():
            if name in self._fields:
                self._fields[name].put(text)
                self._show_saved(name)
        self.show_reading()

    def stand_on(self, details: Any) -> None:
        """Stand on a newer record: what it says is shown beside each field."""
        self.saved = typed_values(self._specs, details)
        for name in self._fields:
            self._show_saved(name)
        self.show_reading()

    def show_reading(self) -> FormReading[D]:
        """Say beside each field what there is to say, and return what the form comes to."""
        typed = self.typed()
        reading = self._read(typed)
        own = unsaved(typed, self.saved)
        for name, one in self._fields.items():
            is_told = self._all_shown or name in own
            one.show_note(
                FieldNote(
                    problem=reading.problems.get(name, "") if is_told else "",
                    warning=reading.warnings.get(name, ""),
                    echo=reading.echoes.get(name, ""),
                )
            )
        return reading

    def first_problem(self) -> str:
        """Show every problem and go to the first; return its label, empty when there is none."""
        self._all_shown = True
        problems = self.show_reading().problems
        first = next((name for name in self._fields if name in problems), None)
        if first is None:
            return ""
        self.focus_field(first)
        return self._fields[first].spec.label

    @on(FormField.Edited)
    def follow_typing(self, edited: FormField.Edited) -> None:
        """Read the form anew with every key."""
        edited.stop()
        self.show_reading()
        self.post_message(self.Edited())

    def _show_saved(self, name: str) -> None:
        saved = self.saved[name]
        words = dict(self._fields[name].spec.choices).get(saved, saved)
        self._fields[name].show_stored(words)
