"""An import under way, and what it came to."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import ProgressBar, Static

from kara_tui.domain.text import safe_text
from kara_tui.screens.import_words import ReportLine, counts
from kara_tui.widgets.cells import Cell
from kara_tui.widgets.columns import Column
from kara_tui.widgets.veil import Told
from kara_tui.widgets.window_table import WindowTable
from kara_tui.workflows.import_report import ImportProgress


class RunPane(Vertical):
    """Shows how far an import has come."""

    def compose(self) -> ComposeResult:
        """Lay out the bar and the counts."""
        yield Static("", classes="doing", markup=False)
        yield ProgressBar(total=1.0, show_eta=False)
        yield Static("", classes="counts", markup=False)
        yield Static("", classes="hint", markup=False)

    def begin(self, name: str, *, dry_run: bool) -> None:
        """Show that a file is being imported."""
        verb = "Trying out" if dry_run else "Importing"
        self.query_one(".doing", Static).update(Content(f"{verb} {safe_text(name)}"))
        self.query_one(".counts", Static).update("")
        self.query_one(".hint", Static).update("esc stops; what was written by then is kept")
        self.query_one(ProgressBar).update(progress=0.0)

    def advance(self, progress: ImportProgress, *, dry_run: bool) -> None:
        """Show how far it has come."""
        self.query_one(ProgressBar).update(progress=progress.share)
        self.query_one(".counts", Static).update(Content(counts(progress, dry_run=dry_run)))

    def stopping(self) -> None:
        """Say that the last step is being finished."""
        self.query_one(".hint", Static).update("Stopping as soon as this step is written …")


class ReportPane(Vertical):
    """Shows what an import came to."""

    def __init__(self, pane_id: str) -> None:
        super().__init__(id=pane_id)
        self._lines: Sequence[ReportLine] = ()

    def compose(self) -> ComposeResult:
        """Lay out the outcome, the counts, and what there is to know about records."""
        yield Static("", classes="outcome", markup=False)
        yield Static("", classes="counts", markup=False)
        yield WindowTable[ReportLine](_columns(), row_key=lambda row: row.number, opens=False)
        yield Static("", classes="whole", markup=False)

    def show(self, sentence: str, numbers: str, lines: Sequence[ReportLine]) -> None:
        """Show an outcome."""
        self._lines = lines
        self.query_one(".outcome", Static).update(Content(safe_text(sentence)))
        self.query_one(".counts", Static).update(Content(numbers))
        self.query_one(".whole", Static).update("")
        table = self.query_one(WindowTable)
        table.display = bool(lines)
        table.reset(len(lines))
        table.focus()

    @on(WindowTable.RowsWanted)
    def give_rows(self, wanted: WindowTable.RowsWanted) -> None:
        """Hand out the lines in sight."""
        wanted.stop()
        lines = self._lines[wanted.offset : wanted.offset + wanted.limit]
        self.query_one(WindowTable).supply(wanted.offset, lines, len(self._lines), wanted.query)

    @on(WindowTable.RowHighlighted)
    def show_whole(self, highlighted: WindowTable.RowHighlighted[ReportLine]) -> None:
        """Show a line in full, however narrow the list is."""
        highlighted.stop()
        row = highlighted.row
        words = f"{row.place}: {row.text}" if row and row.place else row.text if row else ""
        self.query_one(".whole", Static).update(Content(safe_text(words)))


def _columns() -> tuple[Column[ReportLine], ...]:
    return (
        Column(
            told=Told.PUBLIC,
            id="sign",
            title="What",
            width=10,
            importance=80,
            cell=lambda row: row.sign,
        ),
        Column(
            told=Told.PUBLIC,
            id="place",
            title="Where",
            width=12,
            importance=90,
            cell=lambda row: Cell(row.place),
        ),
        Column(
            id="text",
            title="Why",
            width=24,
            weight=1,
            importance=100,
            cell=lambda row: Cell(row.text),
        ),
    )
