"""A list whose entries have several lines: a head, and what opens under it."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from kara_tui.widgets.entry_wrapping import Wrapped, wrapped
from kara_tui.widgets.veil import public

_NEAR_END = 20
"""So many entries before the last one, more are asked for."""
_MOST_WIDTHS = 2
"""So many widths are remembered beside the last one: with a scrollbar, and without."""


@dataclass(frozen=True)
class Entry:
    """One entry of a list."""

    key: Hashable
    """Tells it apart from others, whatever place it has."""
    head: Content
    """One line; cut where there is no room for all of it. Hidden with names unless `public`."""
    under: tuple[Content, ...] = ()
    """Paragraphs that stand under the head; they are wrapped, and nothing is cut."""
    above: str = ""
    """A line above the head that names what begins here, such as a group; the cursor skips it."""


class EntryList(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows entries under each other; the cursor goes from head to head.

    One widget, however many entries there are: it draws the lines in sight only.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "entries--cursor",
        "entries--head",
        "entries--under",
        "entries--above",
    }
    DEFAULT_CSS = """
    EntryList {
        height: auto;
        overflow: hidden auto;
        scrollbar-size-vertical: 1;
        & > .entries--under { color: $text-muted; }
        & > .entries--above { color: $text-accent; text-style: bold; }
        & > .entries--cursor {
            color: $block-cursor-blurred-foreground;
            background: $block-cursor-blurred-background;
            text-style: $block-cursor-blurred-text-style;
        }
        &:focus > .entries--cursor {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: $block-cursor-text-style;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False, id="entries.up"),
        Binding("down", "move(1)", "Down", show=False, id="entries.down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="entries.page_up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="entries.page_down"),
        Binding("home", "go(0)", "First", show=False, id="entries.first"),
        Binding("end", "go(-1)", "Last", show=False, id="entries.last"),
    ]

    class Moved(Message):
        """The cursor stands on another entry."""

    class EndNeared(Message):
        """The cursor comes near the last entry that is there."""

    class HeadClicked(Message):
        """The entry under the cursor was clicked once more."""

    def __init__(
        self, *, widget_id: str | None = None, empty: str = "", signs: tuple[str, str] = ("▸", "▹")
    ) -> None:
        """Show nothing at first.

        Args:
            widget_id: The widget's id.
            empty: What stands there when there are no entries.
            signs: What stands before the cursor's entry, with the keyboard and without.
        """
        super().__init__(id=widget_id)
        self._empty = empty
        self._signs = signs
        self._entries: tuple[Entry, ...] = ()
        self._cursor = 0
        self._lines: list[tuple[int, Content]] = []
        self._blank: list[Content] = []
        self._heads: list[int] = []
        self._width = 0
        self._known: dict[int, Wrapped] = {}

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is shown."""
        return self._entries

    @property
    def cursor(self) -> int:
        """Where the cursor stands, counted from zero."""
        return self._cursor

    @property
    def key(self) -> Hashable | None:
        """The key of the entry under the cursor; None when there is none."""
        return self._entries[self._cursor].key if self._entries else None

    def put(self, entries: Sequence[Entry], *, empty: str | None = None) -> None:
        """Show other entries; the cursor stays on its entry when that is still there."""
        before = self.key
        self._entries = tuple(entries)
        if empty is not None:
            self._empty = empty
        self._known.clear()
        places = {one.key: place for place, one in enumerate(self._entries)}
        last = max(len(self._entries) - 1, 0)
        self._cursor = places.get(before, min(self._cursor, last)) if before is not None else 0
        self._lay_out(self._width)
        self.refresh(layout=True)
        self.post_message(self.Moved())

    def move_to(self, key: Hashable) -> None:
        """Put the cursor on an entry, if it is there."""
        for place, one in enumerate(self._entries):
            if one.key == key:
                self._go(place)
                self.reveal()

    def reveal(self) -> None:
        """Bring what stands under the cursor's head in sight, as far as there is room."""
        self.call_after_refresh(self._reveal)

    def _reveal(self) -> None:
        if self._cursor >= len(self._heads):
            return
        head = self._heads[self._cursor]
        own = sum(place == self._cursor for place, _ in self._lines[head:])
        region = Region(0, head, 1, max(1, min(own, self.size.height)))
        self.scroll_to_region(region, animate=False, force=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Tell Textual how many lines there are at a width."""
        del container, viewport
        # Only measured: beside a scrollbar it is drawn narrower, and would go to and fro for ever.
        lines, _, blank = self._wrapped(width)
        return max(len(lines), len(blank))

    def on_resize(self, event: events.Resize) -> None:
        """Wrap the lines anew."""
        self._lay_out(event.virtual_size.width)

    def render_line(self, y: int) -> Strip:
        """Draw one line in sight."""
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        if width != self._width:
            self._wrap(width)
        if not self._entries and line < len(self._blank):
            return self._strip(Content("  ") + public(self._blank[line].stylize("dim")), width)
        if line >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        place, content = self._lines[line]
        head = self._heads[place]
        is_cursor = place == self._cursor and head == line
        sign = self._signs[0 if self.has_focus else 1] if is_cursor else " "
        part = "under" if line > head else "above"
        part = "cursor" if is_cursor else "head" if line == head else part
        return self._strip(public(Content(f"{sign} ")) + content, width, f"entries--{part}")

    def action_move(self, by: int) -> None:
        """Move the cursor by entries."""
        self._go(self._cursor + by)

    def action_page(self, by: int) -> None:
        """Move by as much as is in sight: through a long text first, then on."""
        page = max(self.size.height - 1, 1)
        top = self.scroll_offset.y + by * page
        self.scroll_to(y=top, animate=False, immediate=True)
        shown = range(self.scroll_offset.y, self.scroll_offset.y + page + 1)
        in_sight = [place for place, head in enumerate(self._heads) if head in shown]
        if in_sight:
            self._go(in_sight[-1] if by > 0 else in_sight[0])

    def action_go(self, place: int) -> None:
        """Go to an entry; -1 is the last one."""
        self._go(len(self._entries) - 1 if place < 0 else place)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the click points; twice opens the entry."""
        line = event.y + self.scroll_offset.y
        if 0 <= line < len(self._lines):
            place = self._lines[line][0]
            was_there = place == self._cursor
            self._go(place)
            if was_there:
                self.post_message(self.HeadClicked())

    def _go(self, place: int) -> None:
        place = max(0, min(place, len(self._entries) - 1))
        if not self._entries:
            return
        if place != self._cursor:
            self._cursor = place
            self.refresh()
            self.post_message(self.Moved())
        if place + _NEAR_END >= len(self._entries):
            self.post_message(self.EndNeared())
        above = 1 if self._entries[place].above else 0
        region = Region(0, self._heads[place] - above, 1, 1 + above)
        self.scroll_to_region(region, animate=False, force=True)

    def _lay_out(self, width: int) -> None:
        self._wrap(width)
        self.virtual_size = Size(width, max(len(self._lines), 1))

    def _wrap(self, width: int) -> None:
        self._width = width
        self._lines, self._heads, self._blank = self._wrapped(width)

    def _wrapped(self, width: int) -> Wrapped:
        if width not in self._known:
            if len(self._known) > _MOST_WIDTHS:
                self._known.clear()
            self._known[width] = wrapped(self._entries, self._empty, width)
        return self._known[width]

    def _strip(self, content: Content, width: int, part: str = "entries--head") -> Strip:
        style = self.get_visual_style(part)
        fitted = content.truncate(width, ellipsis=True) if content.cell_length > width else content
        segments = list(fitted.render_segments(style))
        strip = Strip(segments, cell_len("".join(one.text for one in segments)))
        return strip.extend_cell_length(width, style.rich_style).crop(0, width)
