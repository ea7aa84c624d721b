"""A list of a million people that nobody holds, and an app that shows it."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import on
from textual.app import App, ComposeResult
from textual.message import Message

from kara_tui.widgets.cells import Cell, Role
from kara_tui.widgets.columns import Column
from kara_tui.widgets.row_view import RowView
from kara_tui.widgets.window_table import WindowTable

MILLION = 1_000_000


@dataclass(frozen=True)
class Person:
    key: int
    name: str
    state: str = "Active"
    remark: str = ""


def person(index: int) -> Person:
    return Person(index, f"Person {index:07}", "On hold" if index % 3 else "Active")


def columns() -> list[Column[Person]]:
    return [
        Column(
            id="name",
            title="Name",
            cell=lambda row: Cell(row.name),
            width=14,
            weight=2,
            importance=9,
            sort="by name",
            searched=True,
        ),
        Column(
            id="age",
            title="Age",
            cell=lambda row: Cell(str(row.key % 90)),
            width=4,
            align="right",
            importance=3,
            sort="by age",
        ),
        Column(
            id="state",
            title="State",
            cell=lambda row: Cell(
                row.state, Role.WARNING if row.state == "On hold" else Role.SUCCESS
            ),
            width=8,
            importance=5,
        ),
        Column(
            id="remark",
            title="Remark",
            cell=lambda row: Cell(row.remark, Role.MUTED),
            width=8,
            weight=1,
            importance=1,
            hide_when_empty=True,
        ),
    ]


class MillionApp(App[None]):
    """Answers what its table asks, at once or when the test says so."""

    def __init__(
        self, total: int = MILLION, row: Callable[[int], Person] = person, *, answers: bool = True
    ) -> None:
        super().__init__()
        self.row_total = total
        self.row_at = row
        self.answers = answers
        self.asked: list[tuple[int, int]] = []
        self.heard: list[Message] = []

    def compose(self) -> ComposeResult:
        yield WindowTable(columns(), lambda row: row.key, table_id="people")

    @property
    def table(self) -> WindowTable[Person]:
        return self.query_one(WindowTable[Person])

    @on(WindowTable.RowsWanted)
    def answer(self, wanted: RowView.RowsWanted) -> None:
        self.asked.append((wanted.offset, wanted.limit))
        if self.answers:
            self.give(wanted)

    def give(self, wanted: RowView.RowsWanted) -> None:
        end = min(wanted.offset + wanted.limit, self.row_total)
        rows = [self.row_at(index) for index in range(wanted.offset, end)]
        self.table.supply(wanted.offset, rows, self.row_total, wanted.query)

    @on(WindowTable.RowHighlighted)
    @on(WindowTable.RowOpened)
    @on(WindowTable.SortWanted)
    @on(WindowTable.WindowChanged)
    def hear(self, message: Message) -> None:
        self.heard.append(message)

    def lines(self) -> list[str]:
        """What the table shows, line by line, as text."""
        table = self.table
        return [strip.text for strip in table.render_lines(table.size.region)]
