"""One field that two people changed: what it was, both new values, and the choice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from rich.console import Group
from rich.table import Table
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.widget import Widget

from kara_tui.domain.reconciling import Difference, Side
from kara_tui.domain.text import safe_text

_LONGEST_SHOWN = 2000
"""Characters of a value that are drawn; nobody compares more by eye."""


@dataclass(frozen=True)
class Versions:
    """The versions of one field, in words."""

    label: str
    """The field's own name."""
    why: str
    """How the versions came to differ."""
    was: str
    """What it was before."""
    values: dict[Side, str]
    """What it would become, by side."""


SIDES = {Side.THEIRS: "theirs", Side.MINE: "yours"}
"""What the sides are called where two people changed one record."""


class DifferenceRow(Widget, can_focus=True):
    """Shows the versions of one field; left, right and space choose."""

    DEFAULT_CSS = """
    DifferenceRow {
        height: auto;
        border-left: blank;
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
        Binding("up", "app.focus_previous", "Field before", show=False, id="difference.before"),
        Binding("down,enter", "app.focus_next", "Next field", show=False, id="difference.next"),
    ]

    chosen: reactive[Side | None] = reactive(None, layout=True)
    """Whose value is taken; None until somebody has chosen."""

    def __init__(
        self, difference: Difference, versions: Versions, names: Mapping[Side, str] = SIDES
    ) -> None:
        """Show a field.

        Args:
            difference: Which field, and which side is the obvious one.
            versions: What there is to compare.
            names: What the two sides are called, in one word each.
        """
        super().__init__()
        self.field = difference.field
        self._compared = versions
        self._names = names
        self.set_reactive(DifferenceRow.chosen, difference.suggested)
        self.set_class(difference.suggested is None, "-open")

    def render(self) -> Group:
        """Draw the field: what it was, then both sides."""
        need = "" if self.chosen else ": choose one with ← or →"
        label, why = safe_text(self._compared.label), self._compared.why
        title = Text.assemble((label, "bold"), f" · {why}{need}")
        return Group(title, self._versions())

    def _versions(self) -> Table:
        table = Table.grid(padding=(0, 1), expand=True)
        table.add_column(width=max(map(len, self._names.values())) + 2)
        table.add_column(ratio=1, overflow="fold")
        table.add_row(Text("was"), _shown(self._compared.was))
        for side, value in self._compared.values.items():
            is_chosen = side is self.chosen
            sign = "●" if is_chosen else "○"
            style = "bold" if is_chosen else ""
            table.add_row(Text(f"{sign} {self._names[side]}", style), _shown(value, style))
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
    cut = value[:_LONGEST_SHOWN] + ("…" if len(value) > _LONGEST_SHOWN else "")
    return Text(safe_text(cut, lines=True) or "–", style)
