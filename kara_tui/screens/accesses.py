"""Who has seen, changed or copied one record."""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from kara_tui.domain.errors import KaraError
from kara_tui.domain.ids import ClientId
from kara_tui.domain.text import safe_text
from kara_tui.operations.audit import ListAccesses
from kara_tui.screens.desk import Desk
from kara_tui.screens.history_words import access_fact
from kara_tui.widgets.fact_list import Fact, FactList

MOST_SHOWN = 300
"""Entries that are drawn; nobody scrolls through more."""


class AccessesScreen(ModalScreen[None]):
    """Shows when, by whom and what, the newest first."""

    CSS_PATH = "accesses.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,w", "dismiss", "Back", id="accesses.back"),
    ]

    def __init__(self, desk: Desk, client_id: ClientId, name: str) -> None:
        super().__init__()
        self._desk = desk
        self._client_id = client_id
        self._client_name = name

    def compose(self) -> ComposeResult:
        """Lay out the title over what will be read."""
        with Vertical(classes="accesses-box"):
            words = f"Who has seen the record of {safe_text(self._client_name)}"
            yield Static(Content(words), classes="title")
            with VerticalScroll():
                yield FactList((Fact("…", "…"),))
            hint = f"esc goes back\nTo print it: kara audit client {self._client_id}"
            yield Static(Content(hint), classes="hint")

    def on_mount(self) -> None:
        """Ask for the entries."""
        self.query_one(VerticalScroll).focus()
        self._read()

    @work(group="accesses", exit_on_error=False)
    async def _read(self) -> None:
        asked = ListAccesses(client_id=self._client_id, limit=MOST_SHOWN + 1)
        try:
            accesses = await self._desk.backend(asked)
        except KaraError as problem:
            self._show((Fact("Not read", str(problem)),))
            return
        facts = [access_fact(one, self._desk) for one in accesses[:MOST_SHOWN]]
        if len(accesses) > MOST_SHOWN:
            facts.append(Fact("Earlier", "The printed list shows all of them."))
        self._show(tuple(facts))

    def _show(self, facts: tuple[Fact, ...]) -> None:
        self.query_one(FactList).facts = facts
