"""One field that two people changed: what it was, both new values, and the choice."""

from typing import ClassVar

from rich.console import Group
from rich.table import Table
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.widget import Widget

from kara_tui.domain.client_fields import shown_value
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.field_kinds import ClientField
from kara_tui.domain.reconciling import Difference, Side
from kara_tui.domain.text import safe_text

_WORDS = {Side.THEIRS: "theirs", Side.MINE: "yours"}
_WHY = {
    Side.THEIRS: "changed elsewhere only",
    Side.MINE: "changed by you only",
    None: "changed on both sides",
}


class DifferenceRow(Widget, can_focus=True):
    """Shows the versions of one field; left, right and space choose."""

    DEFAULT_CSS = """
    DifferenceRow {
        height: auto;
        border-left: outer $background;
        padding: 0 1;
        margin-bottom: 1;
        &:focus { border-left: outer $primary; background: $boost; }
        &.-open { border-left: outer $error; }
        &.-open:focus { border-left: outer $primary; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "choose('theirs')", "Theirs", show=False, id="difference.theirs"),
        Binding("right", "choose('mine')", "Yours", show=False, id="difference.yours"),
        Binding("space", "other", "The other one", show=False, id="difference.other"),
        Binding("up", "screen.focus_previous", "Field before", show=False, id="difference.before"),
        Binding("down,enter", "screen.focus_next", "Next field", show=False, id="difference.next"),
    ]

    chosen: reactive[Side | None] = reactive(None, layout=True)
    """Whose value is taken; None until somebody has chosen."""

    def __init__(
        self,
        difference: Difference,
        spec: ClientField,
        was: ClientDetails,
        versions: dict[Side, ClientDetails],
    ) -> None:
        super().__init__()
        self.field = difference.field
        self._spec = spec
        self._why = _WHY[difference.suggested]
        self._was = shown_value(spec, was)
        self._values = {side: shown_value(spec, one) for side, one in versions.items()}
        self.set_reactive(DifferenceRow.chosen, difference.suggested)
        self.set_class(difference.suggested is None, "-open")

    def render(self) -> Group:
        """Draw the field: what it was, then both sides."""
        need = "" if self.chosen else ": choose one with ← or →"
        title = Text.assemble((self._spec.label, "bold"), f" · {self._why}{need}")
        return Group(title, self._versions())

    def _versions(self) -> Table:
        table = Table.grid(padding=(0, 1), expand=True)
        table.add_column(width=8)
        table.add_column(ratio=1, overflow="fold")
        table.add_row(Text("was"), _shown(self._was))
        for side, value in self._values.items():
            is_chosen = side is self.chosen
            sign = "●" if is_chosen else "○"
            style = "bold" if is_chosen else ""
            table.add_row(Text(f"{sign} {_WORDS[side]}", style), _shown(value, style))
        return table

    def watch_chosen(self, chosen: Side | None) -> None:
        """Mark the row as long as nothing is chosen."""
        self.set_class(chosen is None, "-open")

    def action_choose(self, side: str) -> None:
        """Take one side's value."""
        self.chosen = Side(side)

    def action_other(self) -> None:
        """Take the side that is not taken now."""
        self.chosen = Side.MINE if self.chosen is Side.THEIRS else Side.THEIRS

    def on_click(self, event: events.Click) -> None:
        """Take the other side."""
        event.stop()
        self.focus()
        self.action_other()


def _shown(value: str, style: str = "") -> Text:
    return Text(safe_text(value, lines=True) or "–", style)
