"""A record was changed here and elsewhere: both versions, field by field, and a choice."""

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from kara_tui.commands import conflict as commands
from kara_tui.commands.command import Offering, bindings
from kara_tui.domain.client_fields import client_field
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.reconciling import Side, differences, reconciled
from kara_tui.domain.text import safe_text
from kara_tui.widgets.difference_row import DifferenceRow
from kara_tui.widgets.key_line import KeyLine


class ConflictScreen(Offering, Screen[ClientDetails | None]):
    """Returns the details that were chosen, or None when the user goes back to the form."""

    CSS_PATH = "conflict.tcss"
    OFFERS = (commands.SaveChosen, commands.BackToForm)
    BINDINGS = bindings(*OFFERS)

    def __init__(self, base: ClientDetails, theirs: ClientDetails, mine: ClientDetails) -> None:
        """Compare.

        Args:
            base: The details that both began from.
            theirs: What is saved now.
            mine: What was typed here.
        """
        super().__init__()
        self._base = base
        self._theirs = theirs
        self._mine = mine
        self._differences = differences(base, theirs, mine)

    def compose(self) -> ComposeResult:
        """Lay out the fields that differ, those that need a choice first."""
        name = safe_text(self._theirs.name or self._mine.name)
        yield Static(Content(f"{name}: changed here and elsewhere"), id="title")
        yield Static(Content(self._advice()), id="advice")
        yield Static("", id="message", markup=False)
        versions = {Side.THEIRS: self._theirs, Side.MINE: self._mine}
        with VerticalScroll(can_focus=False):
            for one in sorted(self._differences, key=lambda one: one.suggested is not None):
                yield DifferenceRow(one, client_field(one.field), self._base, versions)
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the first field."""
        for row in self.query(DifferenceRow):
            row.focus()
            break

    @on(commands.SaveChosen)
    def save_chosen(self) -> None:
        """Return what was chosen, unless a field is left."""
        rows = list(self.query(DifferenceRow))
        left = [row for row in rows if row.chosen is None]
        if left:
            fields = "One field still needs" if len(left) == 1 else f"{len(left)} fields still need"
            message = self.query_one("#message", Static)
            message.update(Content(f"{fields} a choice: ← takes theirs, → takes yours."))
            message.display = True
            left[0].focus()
            return
        chosen = {row.field: row.chosen for row in rows if row.chosen is not None}
        self.dismiss(reconciled(self._theirs, self._mine, chosen))

    @on(commands.BackToForm)
    def go_back(self) -> None:
        """Go back to the form as it was."""
        self.dismiss(None)

    def _advice(self) -> str:
        if not self._differences:
            return "Both versions say the same. F2 goes on."
        return (
            "Nothing has been overwritten. ← takes theirs, → takes yours, ↑ and ↓ go to "
            "another field; F2 saves what is chosen."
        )
