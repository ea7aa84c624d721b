"""What stands in the way of a session, all of it, and the keys that solve it."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kara_tui.domain.conflict_words import clash_in_words, fix_in_words, sessions_concerned
from kara_tui.domain.conflicts import Clash, Fix, FixKind
from kara_tui.domain.errors import StillSealed
from kara_tui.domain.text import safe_text
from kara_tui.widgets.veil import naming

KEYS = {
    FixKind.EARLIER: "F5",
    FixKind.LATER: "F6",
    FixKind.SHORTEN: "F7",
    FixKind.LEAVE_OUT: "F8",
    FixKind.MOVE_EXISTING: "F8",
}
"""Which key applies which way out."""


class ClashPanel(VerticalScroll, can_focus=False):
    """Lists clashes; those of one session are marked, and its ways out stand beneath."""

    DEFAULT_CSS = """
    ClashPanel {
        height: auto;
        max-height: 9;
        padding: 0 1;
        scrollbar-size-vertical: 1;
        & > Static { height: auto; }
    }
    """

    def __init__(self, zone: str) -> None:
        """Show nothing at first.

        Args:
            zone: IANA name: by whose wall clock times are shown.
        """
        super().__init__()
        self._zone = zone
        self._clashes: tuple[Clash, ...] = ()
        self._marked = 0

    def compose(self) -> ComposeResult:
        """Put the lines in."""
        yield Static("", classes="public", markup=False)

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """What stands in the way."""
        return self._clashes

    @property
    def fixes(self) -> dict[FixKind, Fix]:
        """The ways out for the marked session, by their kinds."""
        found = next((one for one in self._clashes if one.occurrence == self._marked), None)
        return {one.kind: one for one in found.fixes} if found else {}

    @property
    def marked(self) -> Clash | None:
        """The first clash of the session that the keys are for."""
        return next((one for one in self._clashes if one.occurrence == self._marked), None)

    @property
    def concerned(self) -> int:
        """How many sessions something stands in the way of."""
        return sessions_concerned(self._clashes)

    def put(self, clashes: Iterable[Clash]) -> None:
        """Show other clashes; the mark stays where it can."""
        self._clashes = tuple(clashes)
        if self.marked is None and self._clashes:
            self._marked = self._clashes[0].occurrence
        self._draw()

    def mark_next(self) -> None:
        """Mark the next session that something stands in the way of."""
        places = sorted({one.occurrence for one in self._clashes})
        later = [one for one in places if one > self._marked]
        if places:
            self._marked = later[0] if later else places[0]
            self._draw()

    def solution(self, kind: FixKind) -> str:
        """Return a way out in words; empty when there is none of that kind."""
        fix = self.fixes.get(kind)
        return fix_in_words(fix, self._zone) if fix else ""

    def _draw(self) -> None:
        self.display = bool(self._clashes)
        lines: list[Content] = []
        at = 0
        if self._clashes:
            lines.append(Content.styled(_heading(len(self._clashes)), "bold $text-warning"))
        for place, one in enumerate(self._clashes):
            is_marked = one.occurrence == self._marked
            sign = "▸ " if is_marked and self.concerned > 1 else "  "
            lines.append(naming(sign + _words(one, self._zone), *names_in(one)))
            is_last = self._is_last_of_its_session(place)
            if is_marked and is_last:
                at = len(lines)
                ways = [f"{KEYS[kind]} {self.solution(kind)}" for kind in self.fixes]
                lines.append(Content.styled(safe_text("    " + " · ".join(ways)), "$text-accent"))
        self.query_one(Static).update(Content("\n").join(lines))
        self.scroll_to(y=max(0, at - 4), animate=False)

    def _is_last_of_its_session(self, place: int) -> bool:
        after = self._clashes[place + 1 :]
        return not after or after[0].occurrence != self._clashes[place].occurrence


def _heading(count: int) -> str:
    return "! Something stands in the way:" if count == 1 else f"! {count} things stand in the way:"


def _words(clash: Clash, zone: str) -> str:
    try:
        return clash_in_words(clash, zone)
    except StillSealed:
        return "(sealed)"


def names_in(clash: Clash) -> tuple[str, ...]:
    """Return what of a clash's words nobody else may read: a client's name, a block's title."""
    client = () if clash.client is None or isinstance(clash.client, bytes) else (clash.client.name,)
    block = () if clash.block is None or isinstance(clash.block, bytes) else (clash.block.title,)
    return (*client, *block)
