"""What is known, line by line: a label, the value, and a note under it."""

from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from rich.table import Table
from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from kara_tui.domain.text import safe_text
from kara_tui.widgets.veil import Told, marked

_LABEL_WIDTH = 20


@dataclass(frozen=True)
class Fact:
    """One thing that is known, or not."""

    label: str
    value: str = ""
    """Empty when nothing is known."""
    note: str = ""
    told: Told = Told.PRIVATE
    """Who may read the value while names are hidden from the room."""


class FactList(Widget):
    """Shows facts in two columns; long values go on in the next line, nothing is cut."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "fact-list--label",
        "fact-list--value",
        "fact-list--note",
    }
    DEFAULT_CSS = """
    FactList {
        height: auto;
        .fact-list--label { color: $text-muted; }
        .fact-list--value { color: $foreground; }
        .fact-list--note { color: $text-muted; text-style: italic; }
    }
    """

    facts: reactive[tuple[Fact, ...]] = reactive((), layout=True)
    """What is shown."""

    def __init__(
        self, facts: tuple[Fact, ...] = (), *, widget_id: str | None = None, classes: str = ""
    ) -> None:
        super().__init__(id=widget_id, classes=classes)
        self.set_reactive(FactList.facts, facts)

    def render(self) -> Table:
        """Draw the facts."""
        table = Table.grid(padding=(0, 1), expand=True)
        table.add_column(width=_LABEL_WIDTH, style=self._style("label"), overflow="fold")
        table.add_column(ratio=1, style=self._style("value"), overflow="fold")
        for fact in self.facts:
            label = Text(safe_text(fact.label), marked(Told.PUBLIC))
            table.add_row(label, self._value(fact))
        return table

    def _value(self, fact: Fact) -> Text:
        value = Text(safe_text(fact.value, lines=True) or "–")
        if fact.note:
            value.append(f"\n{safe_text(fact.note)}", self._style("note"))
        value.stylize(marked(fact.told))
        return value

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"fact-list--{part}")
