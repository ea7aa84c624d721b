"""Everything that was done to one record."""

from typing import ClassVar
from uuid import UUID

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from kara_tui.domain.client_fields import client_fields
from kara_tui.domain.errors import KaraError
from kara_tui.domain.history import Change, Role
from kara_tui.domain.text import safe_text
from kara_tui.operations.base import command_name
from kara_tui.operations.history import ListChanges
from kara_tui.operations.table import operations_by_name
from kara_tui.screens.desk import Desk
from kara_tui.screens.profile_facts import clock_time
from kara_tui.widgets.fact_list import Fact, FactList

MOST_READ = 5000
MOST_SHOWN = 300
"""Changes that are drawn; nobody scrolls through more."""

_WHO = {Role.PROFESSIONAL: "you", Role.CLIENT: "the client", Role.SYSTEM: "the program"}


class RecordHistoryScreen(ModalScreen[None]):
    """Shows when, by whom and what, the newest first."""

    CSS_PATH = "record_history.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h", "dismiss", "Back", id="history.back"),
    ]

    def __init__(self, desk: Desk, record: UUID, name: str) -> None:
        super().__init__()
        self._desk = desk
        self._record = record
        self._client_name = name

    def compose(self) -> ComposeResult:
        """Lay out the title over what will be read."""
        with Vertical(classes="history-box"):
            yield Static(Content(f"History of {safe_text(self._client_name)}"), classes="title")
            with VerticalScroll():
                yield FactList((Fact("…", "…"),))
            yield Static(Content("esc goes back"), classes="hint")

    def on_mount(self) -> None:
        """Ask for the changes."""
        self.query_one(VerticalScroll).focus()
        self._read()

    @work(group="history", exit_on_error=False)
    async def _read(self) -> None:
        asked = ListChanges(entity_id=self._record, limit=MOST_READ)
        try:
            changes = await self._desk.backend(asked)
        except KaraError as problem:
            self._show((Fact("Not read", str(problem)),))
            return
        newest = tuple(reversed(changes))
        facts = [change_fact(one, self._desk) for one in newest[:MOST_SHOWN]]
        if len(newest) > MOST_SHOWN:
            facts.append(Fact("Earlier", f"{len(newest) - MOST_SHOWN:,} more changes"))
        self._show(tuple(facts))

    def _show(self, facts: tuple[Fact, ...]) -> None:
        self.query_one(FactList).facts = facts


def change_fact(change: Change, desk: Desk) -> Fact:
    """Return a change as one entry of a history: when, who, what, and which fields."""
    kind = operations_by_name().get(change.operation)
    words = (kind.past or command_name(kind).replace("-", " ")) if kind else change.operation
    labels = {one.name: one.label for one in client_fields()}
    names = [labels.get(name, name.replace("_", " ").capitalize()) for name in change.fields]
    return Fact(clock_time(change.at, desk), f"{words}, by {_WHO[change.role]}", ", ".join(names))
