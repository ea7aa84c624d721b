"""Entries of history on a sheet: who has seen one record, or what happened to the practice."""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from kara_tui.domain.errors import KaraError
from kara_tui.domain.history import Change
from kara_tui.domain.ids import ClientId
from kara_tui.domain.text import safe_text
from kara_tui.operations.audit import ListAccesses, ListPracticeEvents
from kara_tui.operations.base import Operation
from kara_tui.screens.desk import Desk
from kara_tui.screens.history_words import access_fact
from kara_tui.widgets.fact_list import Fact, FactList
from kara_tui.widgets.veil import naming

MOST_SHOWN = 300
"""Entries that are drawn; nobody scrolls through more."""


class EntriesScreen(ModalScreen[None]):
    """Shows when, by whom and what, the newest first."""

    CSS_PATH = "accesses.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,w", "dismiss", "Back", id="accesses.back"),
    ]

    def __init__(
        self,
        desk: Desk,
        title: str,
        printing: str,
        asked: Operation[tuple[Change, ...]],
        name: str = "",
    ) -> None:
        """Show entries.

        Args:
            desk: What every screen works with.
            title: What the entries tell of.
            printing: The command that prints all of them.
            asked: Asks for `MOST_SHOWN` of them and one more.
            name: What the client is called whom the title names.
        """
        super().__init__()
        self._desk = desk
        self._words = title
        self._client_name = name
        self._printing = printing
        self._asked = asked

    def compose(self) -> ComposeResult:
        """Lay out the title over what will be read."""
        with Vertical(classes="accesses-box"):
            yield Static(naming(self._words, self._client_name), classes="title public")
            with VerticalScroll():
                yield FactList((Fact("…", "…"),))
            hint = f"esc goes back\nTo print it: {self._printing}"
            yield Static(Content(hint), classes="hint public")

    def on_mount(self) -> None:
        """Ask for the entries."""
        self.query_one(VerticalScroll).focus()
        self._read()

    @work(group="accesses", exit_on_error=False)
    async def _read(self) -> None:
        try:
            entries = await self._desk.backend(self._asked)
        except KaraError as problem:
            self._show((Fact("Not read", str(problem)),))
            return
        facts = [access_fact(one, self._desk) for one in entries[:MOST_SHOWN]]
        if len(entries) > MOST_SHOWN:
            facts.append(Fact("Earlier", "The printed list shows all of them."))
        self._show(tuple(facts) or (Fact("–", "Nothing is noted yet."),))

    def _show(self, facts: tuple[Fact, ...]) -> None:
        self.query_one(FactList).facts = facts


class AccessesScreen(EntriesScreen):
    """Who has seen, changed or copied one record."""

    def __init__(self, desk: Desk, client_id: ClientId, name: str) -> None:
        super().__init__(
            desk,
            f"Who has seen the record of {safe_text(name)}",
            f"kara audit client {client_id}",
            ListAccesses(client_id=client_id, limit=MOST_SHOWN + 1),
            name,
        )


class PracticeLogScreen(EntriesScreen):
    """When the practice was opened, locked and copied, and its keys changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "What happened to the practice",
            "kara audit practice",
            ListPracticeEvents(limit=MOST_SHOWN + 1),
        )
