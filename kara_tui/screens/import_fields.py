"""Saying what a column holds."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from kara_tui.domain.text import fold
from kara_tui.interchange.csv_headers import column_fields
from kara_tui.screens.import_words import field_label


class FieldScreen(ModalScreen[str | None]):
    """Asks for the field of a column; returns its name, empty to leave the column out."""

    CSS_PATH = "import_fields.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back", id="dialog.back"),
    ]

    def __init__(self, heading: str, chosen: str) -> None:
        super().__init__()
        self._heading = heading
        self._names = ("", *column_fields())
        self._chosen = self._names.index(chosen) if chosen in self._names else 0

    def compose(self) -> ComposeResult:
        """Lay out the question and the fields."""
        with Vertical(classes="dialog"):
            yield Static(Content(f"What does “{self._heading}” hold?"), classes="question")
            yield OptionList(
                *(Option(Content(field_label(name))) for name in self._names), markup=False
            )

    def on_mount(self) -> None:
        """Begin at what it holds now."""
        self.query_one(OptionList).highlighted = self._chosen

    def on_key(self, event: events.Key) -> None:
        """Go to the next field that begins with the typed letter."""
        if not event.character or not event.character.isalpha():
            return
        options = self.query_one(OptionList)
        start = (options.highlighted or 0) + 1
        places = [*range(start, len(self._names)), *range(start)]
        letter = fold(event.character)
        found = [one for one in places if fold(field_label(self._names[one])).startswith(letter)]
        if found:
            event.stop()
            options.highlighted = found[0]

    @on(OptionList.OptionSelected)
    def answer(self, selected: OptionList.OptionSelected) -> None:
        """Answer with the chosen field."""
        selected.stop()
        self.dismiss(self._names[selected.option_index])
