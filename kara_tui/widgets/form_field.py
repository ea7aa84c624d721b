"""One field of a form: label, what is typed, and beside it what there is to say about it."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.widgets import Static, TextArea

from kara_tui.domain.field_kinds import ClientField
from kara_tui.domain.text import safe_text
from kara_tui.widgets.choice_field import ChoiceField
from kara_tui.widgets.text_field import TextField

_PASTE_FACTOR = 4
"""So many times the allowed length may be pasted, to be shortened by hand."""


@dataclass(frozen=True)
class FieldNote:
    """What there is to say about a field."""

    problem: str = ""
    warning: str = ""
    echo: str = ""
    """The value said back in words."""


class FormField(Container):
    """A field from the table of fields, whatever kind it is of."""

    DEFAULT_CSS = """
    FormField {
        layout: grid;
        grid-size: 2;
        grid-columns: 20 1fr;
        grid-rows: auto;
        height: auto;
        border-left: outer $background;
        padding-left: 1;
        &:focus-within { border-left: outer $primary; }
        &:focus-within .label { text-style: bold; }
        &.-problem { border-left: outer $error; }
        .label { height: auto; padding-right: 1; }
        .note {
            column-span: 2;
            margin-left: 20;
            padding: 0 1;
            height: auto;
            min-height: 1;
            color: $text-muted;
        }
        &.-problem .note { color: $text-error; }
        &.-warning .note { color: $text-warning; }
        &.-lines { layout: vertical; }
        &.-lines .note { margin-left: 0; }
    }
    """

    @dataclass
    class Edited(Message):
        """Something was typed, chosen or undone."""

        field: str

    def __init__(self, one: ClientField, text: str) -> None:
        super().__init__(classes="-lines" if one.lines else "")
        self.spec = one
        self.control = _new_control(one, text)
        """What has the keyboard while the field is filled in."""
        self._note = Static(Content(safe_text(one.hint)), classes="note")
        self._shown = one.hint
        self._refused = ""
        self._stored = ""

    def compose(self) -> ComposeResult:
        """Lay out label, control and note."""
        mark = " *" if self.spec.required else ""
        yield Static(Content(f"{self.spec.label}{mark}"), classes="label")
        yield self.control
        yield self._note

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
        self._shown = words
        self.set_class(bool(problem), "-problem")
        self.set_class(bool(warning), "-warning")
        self._note.update(Content(safe_text(words, lines=True)))

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


def _new_control(one: ClientField, text: str) -> TextField | ChoiceField:
    control: TextField | ChoiceField
    if one.choices:
        control = ChoiceField(text, one.choices)
    else:
        control = TextField(text, lines=one.lines, most=one.longest * _PASTE_FACTOR)
    control.add_class("control")
    return control
