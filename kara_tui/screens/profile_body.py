"""The body of a profile: its parts, in columns where there is room and one at a time elsewhere."""

from collections.abc import Iterable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from kara_tui.commands.command import Command, Offering, bindings, is_typing
from kara_tui.commands.profile import Fold
from kara_tui.domain.client import Client
from kara_tui.domain.history import Change
from kara_tui.folds import Folds
from kara_tui.screens.desk import Desk
from kara_tui.screens.part_heading import FOLDED, PartHeading
from kara_tui.screens.profile_block import IN_COLUMNS, ProfileBlock
from kara_tui.screens.profile_facts import (
    booking_facts,
    identity_facts,
    shown_details,
    treatment_facts,
    waiting_facts,
)
from kara_tui.screens.profile_parts import PARTS, Part, part_named, part_of
from kara_tui.screens.profile_tabs import ProfileTabs
from kara_tui.widgets.fact_list import FactList

BREAKPOINTS = ((0, "-tiny"), (60, "-narrow"), (80, "-normal"), (100, "-roomy"), (132, "-wide"))
"""Two columns need more room than other screens do, and three more still."""
_DETAILS = part_named("details")


class ProfileBody(Offering, Vertical):
    """Shows a client's record; its `#form-slot` takes the form while the record is edited."""

    OFFERS = (*(one.command for one in PARTS), Fold)
    BINDINGS = bindings(*OFFERS)

    def __init__(self, name_hint: str, blocks: Sequence[ProfileBlock], folds: Folds) -> None:
        super().__init__(id="page")
        self._name_hint = name_hint
        self._folds = folds
        for one in blocks:
            one.set_class(one.PART in folds, FOLDED)
        self.blocks = blocks
        """The parts beside the details."""

    def compose(self) -> ComposeResult:
        """Lay out the record as far as it is known before it has been read."""
        yield ProfileTabs()
        with Horizontal(id="columns"):
            with VerticalScroll(id="left", classes="column"):
                yield from self._details()
            with Vertical(id="middle", classes="column"):
                yield from self._of_column("middle")
            with VerticalScroll(id="right", classes="column", can_focus=False):
                yield from self._of_column("right")

    def _details(self) -> ComposeResult:
        with Vertical(id=_DETAILS.name, classes="part"):
            yield PartHeading(_DETAILS)
            yield FactList(waiting_facts(self._name_hint), widget_id="identity")
            yield Vertical(id="form-slot")
            yield Static(Content("Treatment"), classes="heading public")
            yield FactList(widget_id="treatment")
            yield Static(Content("Booking"), classes="heading booking public")
            yield FactList(widget_id="booking", classes="booking")

    def on_mount(self) -> None:
        """Begin with the details."""
        if not self.query(PartHeading):
            # It is left again while it is being opened.
            return
        self._tabs.shown = self._parts
        for part in self._parts:
            self._show_folded(part)
        self.go_to_details()

    def show(self, client: Client, desk: Desk) -> None:
        """Show a record; the place that is scrolled to stays."""
        details = shown_details(client)
        self._facts("#identity").facts = identity_facts(details, client.account, desk)
        self._facts("#treatment").facts = treatment_facts(client, desk)
        self._facts("#booking").facts = booking_facts(details)
        for block in self.blocks:
            block.take_client(client)

    def keep_up(self, changes: Iterable[Change]) -> None:
        """Let every part read again what changed."""
        told = tuple(changes)
        for block in self.blocks:
            block.keep_up(told)

    def go_to_details(self) -> None:
        """Bring the details in sight, as far as they are not folded."""
        self._bring(_DETAILS)

    def go_to(self, part: Part) -> None:
        """Bring a part in sight, unfolded, and give it the keyboard."""
        if part.name in self._folds:
            self.fold(part, is_folded=False)
        self._bring(part)

    def fold(self, part: Part, *, is_folded: bool) -> None:
        """Show only the heading of a part, on every client's profile, or all of it again."""
        self._folds.fold(part.name, is_folded=is_folded)
        self._show_folded(part)
        if is_folded:
            self._leave_folded(part)
        elif block := self._block(part):
            block.begin()

    def _show_folded(self, part: Part) -> None:
        widget = self.query_one(f"#{part.name}")
        widget.set_class(part.name in self._folds, FOLDED)
        widget.query_one(PartHeading).show_folded(part.name in self._folds)

    def _leave_folded(self, part: Part) -> None:
        """Give the keyboard to the next part that is not folded."""
        place = self._parts.index(part)
        others = (*self._parts[place + 1 :], *self._parts[:place])
        if self._in_hand == part:
            self._bring(next((one for one in others if one.name not in self._folds), _DETAILS))

    def _bring(self, part: Part) -> None:
        self._tabs.chosen = part
        for widget in self.query(".part"):
            widget.set_class(widget.id == part.name, "-chosen")
        for column in self.query(".column"):
            column.set_class(column.id == part.column, "-chosen")
        self.screen.set_focus(self._keyboard(part))

    def is_possible(self, command: type[Command]) -> bool | None:
        """Let digits be typed where text is typed; go only where there is something."""
        if command is Fold:
            in_columns = self.is_mounted and any(map(self.screen.has_class, IN_COLUMNS))
            return in_columns and not is_typing(self)
        return part_of(command) in self._parts and not is_typing(self)

    async def give(self, command: Command) -> None:
        """Go to a part at once, so that the next key reaches it already."""
        if part := part_of(type(command)):
            self.go_to(part)
        elif part := self._in_hand:
            self.fold(part, is_folded=part.name not in self._folds)

    @on(PartHeading.Clicked)
    def fold_clicked(self, clicked: PartHeading.Clicked) -> None:
        """Fold the part whose heading was clicked, or unfold it."""
        clicked.stop()
        self.fold(clicked.part, is_folded=clicked.part.name not in self._folds)

    @on(ProfileTabs.PartChosen)
    def show_clicked(self, chosen: ProfileTabs.PartChosen) -> None:
        """Show the part that was clicked."""
        self.go_to(chosen.part)

    def _keyboard(self, part: Part) -> Widget:
        block = self._block(part)
        return block.keyboard if block else self.query_one("#left")

    def _block(self, part: Part) -> ProfileBlock | None:
        return next((one for one in self.blocks if part.name == one.PART), None)

    @property
    def _in_hand(self) -> Part | None:
        """The part that has the keyboard."""
        focused = self.screen.focused
        if focused is None:
            return None
        if focused.id == "left":
            return _DETAILS
        names = {one.id for one in focused.ancestors_with_self}
        return next((one for one in self._parts if one.name in names), None)

    @on(ProfileBlock.NeedChanged)
    def follow_need(self, changed: ProfileBlock.NeedChanged) -> None:
        """Name the parts that this client has."""
        changed.stop()
        self._tabs.shown = self._parts

    @property
    def _parts(self) -> tuple[Part, ...]:
        names = {_DETAILS.name, *(one.PART for one in self.blocks if one.is_needed)}
        return tuple(one for one in PARTS if one.name in names)

    @property
    def _tabs(self) -> ProfileTabs:
        return self.query_one(ProfileTabs)

    def _of_column(self, column: str) -> Iterable[ProfileBlock]:
        return (one for one in self.blocks if part_named(one.PART).column == column)

    def _facts(self, selector: str) -> FactList:
        return self.query_one(selector, FactList)
