"""One field of a form: label, what is typed, and beside it what there is to say about it."""

from dataclasses import dataclass
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import TextArea

from kara_tui.domain.field_kinds import Field
from kara_tui.domain.text import safe_text
from kara_tui.widgets.choice_field import ChoiceField
from kara_tui.widgets.text_field import TextField
from kara_tui.widgets.veil import public

LABEL_WIDTH = 20
"""Columns that labels take beside their controls."""

_STYLES = (("-problem", "$text-error"), ("-warning", "$text-warning"))
"""How notes look, by the field's state."""

_PASTE_FACTOR = 4
"""So many times the allowed length may be pasted, to be shortened by hand."""


@dataclass(frozen=True)
class FieldNote:
    """What there is to say about a field."""

    problem: str = ""
    warning: str = ""
    echo: str = ""
    """The value said back in words."""


class FormField(Widget):
    """A field from the table of fields, whatever kind it is of.

    It draws label and note itself, around its control: three widgets for each of them would
    make a form slow to open.
    """

    DEFAULT_CSS = """
    FormField {
        layout: vertical;
        height: auto;
        border-left: blank;
        padding-left: 1;
        .control { margin-left: 20; }
        &:focus-within { border-left: outer $primary; }
        &.-problem { border-left: outer $error; }
        &.-lines .control { margin: 1 0 0 0; }
    }
    """

    @dataclass
    class Edited(Message):
        """Something was typed, chosen or undone."""

        field: str

    def __init__(self, one: Field[Any], text: str) -> None:
        super().__init__(classes="-lines" if one.lines else "")
        self.spec = one
        self.control = _new_control(one, text)
        """What has the keyboard while the field is filled in."""
        self._shown = one.hint
        self._refused = ""
        self._stored = ""

    def compose(self) -> ComposeResult:
        """Put the control in."""
        yield self.control

    def render(self) -> Content:
        """Draw the label beside or above the control, and the note under it."""
        note_style = next(
            (style for name, style in _STYLES if self.has_class(name)), "$foreground-muted"
        )
        mark = " *" if self.spec.required else ""
        is_active = self.has_pseudo_class("focus-within")
        label = public(Content.styled(f"{self.spec.label}{mark}", "bold" if is_active else ""))
        above = self.control.outer_size.height + (1 if self.spec.lines else 0)
        note = Content("\n").join(self._note_lines(self.content_size.width)).stylize(note_style)
        return label + Content("\n" * max(above, 1)) + note

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Tell Textual how many lines control and note take."""
        height = super().get_content_height(container, viewport, width)
        return height + len(self._note_lines(width))

    @property
    def typed(self) -> str:
        """What stands in the field."""
        if isinstance(self.control, ChoiceField):
            return self.control.value
        return self.control.text

    @property
    def note(self) -> str:
        """What is said about the field at the moment."""
        return self._shown

    def put(self, text: str) -> None:
        """Replace what stands in the field, as if it were typed: it can be undone."""
        if text != self.typed:
            self.control.put(text)

    def show_note(self, note: FieldNote) -> None:
        """Say what there is to say: a problem, else a warning, else the value in words."""
        problem = self._refused or note.problem
        warning = "" if problem else note.warning
        words = _in_words(problem, warning, note.echo) or self.spec.hint
        if self._stored:
            words = f"{words}\n{self._stored}".strip()
        if words == self._shown:
            # Telling a label what it says already would lay the whole form out with every key.
            return
        before = len(self._note_lines(self.content_size.width))
        self._shown = words
        self.set_class(bool(problem), "-problem")
        self.set_class(bool(warning), "-warning")
        is_higher = len(self._note_lines(self.content_size.width)) != before
        self.refresh(layout=is_higher)

    def _note_lines(self, width: int) -> list[Content]:
        indent = 1 if self.spec.lines else LABEL_WIDTH + 1
        note = Content(safe_text(self._shown, lines=True))
        lines = note.wrap(max(width - indent - 1, 1)) if self._shown else [note]
        return [Content(" " * indent) + line for line in lines]

    def show_stored(self, words: str) -> None:
        """Keep beside the field what is saved, from the next note on."""
        self._stored = f"Saved now: {' '.join(words.split()) or '–'}"

    @on(TextField.PasteRefused)
    def say_refused(self, refused: TextField.PasteRefused) -> None:
        """Say why a paste was not taken."""
        refused.stop()
        self._refused = (
            f"Nothing was pasted: that text has {refused.length:,} characters, "
            f"and {self.spec.label} takes at most {self.spec.longest:,}."
        )
        self.post_message(self.Edited(self.spec.name))

    @on(TextArea.Changed)
    @on(ChoiceField.Changed)
    def say_edited(self, changed: TextArea.Changed | ChoiceField.Changed) -> None:
        """Tell the form."""
        changed.stop()
        self._refused = ""
        self.post_message(self.Edited(self.spec.name))


def _in_words(problem: str, warning: str, echo: str) -> str:
    if problem:
        return f"✗ {problem}"
    if warning:
        return f"! {warning}" + (f" → {echo}" if echo else "")
    return f"→ {echo}" if echo else ""


def _new_control(one: Field[Any], text: str) -> TextField | ChoiceField:
    if one.choices:
        return ChoiceField(text, one.choices, classes="control")
    most = one.longest * _PASTE_FACTOR
    return TextField(text, lines=one.lines, most=most, classes="control")
