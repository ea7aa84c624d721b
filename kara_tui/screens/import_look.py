"""A file looked at before anything of it is taken."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from kara_tui.domain.importing import Duplicates, Problem
from kara_tui.domain.text import safe_text
from kara_tui.interchange.records import WHOLE_FILE
from kara_tui.screens.import_fields import FieldScreen
from kara_tui.screens.import_words import column_line, facts, heading, record_lines
from kara_tui.widgets.choice_field import ChoiceField
from kara_tui.workflows.import_source import ImportPreview

_POLICIES = (
    (Duplicates.SKIP.value, "skip"),
    (Duplicates.MERGE.value, "fill gaps"),
    (Duplicates.ADD.value, "add again"),
)


class LookPane(Vertical):
    """Shows what a file holds, and lets its columns be corrected."""

    @dataclass
    class ColumnsChanged(Message):
        """Somebody said what a column holds."""

        columns: tuple[str, ...]

    def __init__(self, pane_id: str) -> None:
        super().__init__(id=pane_id)
        self._preview: ImportPreview | None = None

    def compose(self) -> ComposeResult:
        """Lay out the file, what becomes of known people, the columns and the records."""
        yield Static("", classes="facts", markup=False)
        yield Static("", classes="problem", markup=False)
        with Horizontal(classes="policy"):
            yield Static(Content("Who is here already: "), classes="label")
            yield ChoiceField(Duplicates.SKIP.value, _POLICIES)
        with Container(classes="parts"):
            with Vertical(classes="columns"):
                yield Static(Content("Columns · enter changes what one holds"), classes="label")
                yield OptionList(markup=False)
            with VerticalScroll(classes="records"):
                yield Static(Content("The first records, as they would come in"), classes="label")
                yield Static("", classes="first", markup=False)

    @property
    def duplicates(self) -> Duplicates:
        """What becomes of people who are here already."""
        return Duplicates(self.query_one(ChoiceField).value)

    @property
    def is_ready(self) -> bool:
        """Whether the file can be imported as it is read now."""
        return self._preview is not None and not whole_problem(self._preview)

    def show(self, name: str, preview: ImportPreview) -> None:
        """Show a file; the cursor stays on its column."""
        self._preview = preview
        self.query_one(".facts", Static).update(Content(facts(name, preview)))
        self._show_problem(whole_problem(preview))
        self._show_columns(preview)
        records = [record_lines(one) for one in preview.first if one.place != WHOLE_FILE]
        self.query_one(".first", Static).update(Content("\n").join(records))

    def take_keyboard(self) -> None:
        """Begin where there is most to do."""
        has_columns = self._preview is not None and self._preview.columns
        self.query_one(OptionList if has_columns else ChoiceField).focus()

    @on(OptionList.OptionSelected)
    def ask_field(self, selected: OptionList.OptionSelected) -> None:
        """Ask what a column holds."""
        selected.stop()
        preview, place = self._preview, selected.option_index
        if preview is None:
            return

        def answered(name: str | None) -> None:
            if name is not None and name != preview.columns[place]:
                columns = [*preview.columns]
                columns[place] = name
                self.post_message(self.ColumnsChanged(tuple(columns)))

        screen = FieldScreen(heading(preview, place), preview.columns[place])
        self.app.push_screen(screen, answered)

    def _show_problem(self, problem: str) -> None:
        line = self.query_one(".problem", Static)
        line.update(Content(f"✗ {safe_text(problem)}" if problem else ""))
        line.display = bool(problem)

    def _show_columns(self, preview: ImportPreview) -> None:
        columns = self.query_one(OptionList)
        cursor = columns.highlighted
        lines = [column_line(preview, place) for place in range(len(preview.columns))]
        columns.set_options([Option(line) for line in lines])
        if lines:
            columns.highlighted = min(cursor or 0, len(lines) - 1)
        self.query_one(".columns").display = bool(lines)


def whole_problem(preview: ImportPreview) -> str:
    """Return why nothing can be taken from a file; empty when something can."""
    for one in preview.first:
        if isinstance(one, Problem) and one.place == WHOLE_FILE:
            return one.reason
    return "" if preview.first else "There is nobody in this file."
