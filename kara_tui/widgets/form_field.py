"""One field of a form: label, what is typed, and beside it what there is to say about it."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static, TextArea

from kara_tui.domain.client_fields import ClientField
from kara_tui.domain.text import safe_text
from kara_tui.widgets.choice_field import ChoiceField
from kara_tui.widgets.text_field import TextField

_PASTE_FACTOR = 4
"""So many times the allowed length may be pasted, to be shortened by hand."""


@dataclass(frozen=True)
class FieldNote:
    """What there is to say about a field; the first that is not empty is shown."""

    problem: str = ""
    warning: str = ""
    echo: str = ""


class FormField(Vertical):
    """A field from the table of fields, whatever kind it is of."""

    DEFAULT_CSS = """
    FormField {
        height: auto;
        border-left: outer $surface;
        padding-left: 1;
        &:focus-within { border-left: outer $primary; }
        &:focus-within .label { text-style: bold; }
        &.-problem { border-left: outer $error; }
        .line { height: auto; }
        .label { width: 20; padding-right: 1; }
        .control { width: 1fr; }
        .note { margin-left: 20; padding: 0 1; min-height: 1; color: $text-muted; }
        .stored { margin-left: 20; padding: 0 1; color: $text-muted; display: none; }
        &.-problem .note { color: $text-error; }
        &.-warning .note { color: $text-warning; }
        &.-lines .line { layout: vertical; }
        &.-lines .label { width: 1fr; }
        &.-lines .note { margin-left: 0; }
        &.-lines .stored { margin-left: 0; }
    }
    """

    @dataclass
    class Edited(Message):
        """Something was typed, chosen or undone."""

        field: str

    def __init__(self, one: ClientField, text: str) -> None:
        super().__init__()
        self.spec = one
        self.control = _new_control(one, text)
        """What has the keyboard while the field is filled in."""
        self._refused = ""

    def compose(self) -> ComposeResult:
        """Lay out label, control and note."""
        self.set_class(self.spec.lines, "-lines")
        mark = " *" if self.spec.required else ""
        with Horizontal(classes="line"):
            yield Static(Content(f"{self.spec.label}{mark}"), classes="label")
            yield self.control
        yield Static("", classes="note", markup=False)
        yield Static("", classes="stored", markup=False)

    def on_mount(self) -> None:
        """Show the hint."""
        self.show_note(FieldNote())

    @property
    def typed(self) -> str:
        """What stands in the field."""
        if isinstance(self.control, ChoiceField):
            return self.control.value
        return self.control.text

    def put(self, text: str) -> None:
        """Replace what stands in the field, as if it were typed: it can be undone."""
        if text != self.typed:
            self.control.put(text)

    def show_note(self, note: FieldNote) -> None:
        """Say what there is to say: a problem, else a warning, else the value in words."""
        problem = self._refused or note.problem
        warning = "" if problem else note.warning
        words = self.spec.hint
        if problem:
            words = f"✗ {problem}"
        elif warning:
            words = f"! {warning}" + (f" → {note.echo}" if note.echo else "")
        elif note.echo:
            words = f"→ {note.echo}"
        self.set_class(bool(problem), "-problem")
        self.set_class(bool(warning), "-warning")
        self.query_one(".note", Static).update(Content(safe_text(words)))

    def show_stored(self, words: str) -> None:
        """Show beside the field what is saved; an empty text says that nothing is."""
        stored = self.query_one(".stored", Static)
        stored.update(Content(f"Saved: {safe_text(words, lines=True) or '–'}"))
        stored.display = True

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


def _new_control(one: ClientField, text: str) -> TextField | ChoiceField:
    control: TextField | ChoiceField
    if one.choices:
        control = ChoiceField(text, one.choices)
    else:
        control = TextField(text, lines=one.lines, most=one.longest * _PASTE_FACTOR)
    control.add_class("control")
    return control
