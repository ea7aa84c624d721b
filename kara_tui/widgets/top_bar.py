"""The top line: the lists with their counts, where the store is, and the bell."""

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from kara_tui.domain.client import Stage
from kara_tui.domain.listing import Overview
from kara_tui.domain.text import safe_text
from kara_tui.widgets.veil import HIDDEN_WORDS, is_veiled

_LABELS = (
    (Stage.ACTIVE, "Clients"),
    (Stage.REQUESTED, "Requests"),
    (Stage.INVITED, "Invites"),
    (Stage.DEACTIVATED, "Deactivated"),
)
_TODAY = " 5 Today "
"""Stands behind the lists where there is room, and is none of them."""


@dataclass(frozen=True)
class _Look:
    """How much the lists take up of the line."""

    name: str = ""
    gap: str = ""
    keys: bool = False
    counts: bool = True
    """Of all lists; the chosen one's is always there."""
    others: bool = True
    """Whether the other lists have their names, or their keys alone."""


_LOOKS = (
    _Look(name="Kara   ", gap=" ", keys=True),
    _Look(gap=" ", keys=True),
    _Look(),
    _Look(counts=False),
    _Look(counts=False, others=False),
)
"""From the roomiest to the one that always fits."""


class TopBar(Widget):
    """Shows where the user is and what waits elsewhere."""

    IS_PUBLIC: ClassVar[bool] = True

    DEFAULT_CSS = """
    TopBar {
        height: 1;
        dock: top;
        background: $panel;
        color: $foreground;
        padding: 0 1;
    }
    """

    @dataclass
    class TabChosen(Message):
        """One of the lists was clicked."""

        stage: Stage

    class TodayChosen(Message):
        """The way to what waits today was clicked."""

    @dataclass
    class BellChosen(Message):
        """The bell was clicked."""

    overview: reactive[Overview | None] = reactive(None)
    """The counts; None while they are awaited."""
    caution: reactive[str] = reactive("")
    """What needs somebody to look, in place of where the store is."""
    chosen: reactive[Stage] = reactive(Stage.ACTIVE)
    """The list that is shown."""

    def __init__(self, place: str) -> None:
        super().__init__()
        self._place = place
        self._spots: list[tuple[int, int, Message]] = []

    def render(self) -> Content:
        """Draw as much as the width holds: lists first, then the bell, then the rest."""
        width = self.content_size.width
        bells = self._bells()
        tabs, spots = self._tabs(width - cell_len(bells[-1]))
        room = width - cell_len(tabs.plain)
        who, bell = self._right(room, bells)
        spots.append((width - cell_len(bell), width, self.BellChosen()))
        self._spots = spots
        gap = max(room - cell_len(who) - cell_len(bell), 0)
        right = Content.styled(
            who, "$text-warning" if self._told else "$text-muted"
        ) + Content.styled(bell, "bold reverse")
        return tabs + Content(" " * gap) + right

    def on_click(self, event: events.Click) -> None:
        """Go where the click points."""
        place = event.get_content_offset(self)
        for start, end, message in self._spots:
            if place is not None and start <= place.x < end:
                self.post_message(message)

    def _tabs(self, width: int) -> tuple[Content, list[tuple[int, int, Message]]]:
        *_, todo, last = map(cell_len, ("", *self._cautions()))
        # Sooner than what to do is cut to one word, the lists are told shortly.
        for look, warned in [(one, todo) for one in _LOOKS[:3]] + [
            (one, last) for one in _LOOKS[2:]
        ]:
            line, spots = self._laid_out(look)
            if cell_len(line.plain) <= width - warned:
                break
        start, end = cell_len(line.plain), cell_len(line.plain + _TODAY)
        if look.others and end <= width - warned:
            line = line + Content(_TODAY)
            spots.append((start, end, self.TodayChosen()))
        return line, spots

    def _laid_out(self, look: "_Look") -> tuple[Content, list[tuple[int, int, Message]]]:
        line = Content.styled(look.name, "bold") if look.name else Content("")
        spots: list[tuple[int, int, Message]] = []
        for number, (stage, label) in enumerate(_LABELS, start=1):
            is_chosen = stage is self.chosen
            words = f" {number} {label}" if look.keys else f" {label}"
            if look.others or is_chosen:
                words += self._count(stage) if look.counts or is_chosen else ""
            else:
                words = f" {number}"
            tab = Content.styled(f"{words} ", "bold reverse" if is_chosen else "")
            start = cell_len(line.plain)
            line = line + tab
            spots.append((start, cell_len(line.plain), self.TabChosen(stage)))
            line = line + Content(look.gap)
        return line, spots

    def _count(self, stage: Stage) -> str:
        if self.overview is None:
            return ""
        return f" {getattr(self.overview, stage.value):,}"

    def _bells(self) -> tuple[str, ...]:
        if self.overview is None or not self.overview.undelivered:
            return ("",)
        failed = f"{self.overview.undelivered:,}"
        return (f" ! {failed} undelivered ", f" ! {failed} ")

    @property
    def _told(self) -> str:
        """What stands in place of where the store is."""
        return self.caution or (HIDDEN_WORDS if is_veiled(self.app) else "")

    def _cautions(self) -> tuple[str, ...]:
        """Return the caution in full, what to do (behind the colon), and the last word of that."""
        if not self._told:
            return ("",)
        todo = self._told.rpartition(": ")[2]
        last = todo.rpartition(" ")[2]
        # What is merely under way is no warning.
        short = last if last.endswith("%") else f"! {last}"
        return tuple(f"  {one} " for one in (self._told, todo, short))

    def _right(self, room: int, bells: tuple[str, ...]) -> tuple[str, str]:
        who = safe_text(self.overview.professional) if self.overview else ""
        names = (f"  {self._place} · {who} ", f"  {who} ") if who else ()
        choices = [(name, bells[0]) for name in (*names, "")]
        if self._told:
            choices = [(name, bell) for name in self._cautions() for bell in bells]
        for name, bell in choices:
            if cell_len(name) + cell_len(bell) <= room:
                return name, bell
        return "", bells[-1]
