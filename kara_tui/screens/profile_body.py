"""The body of a profile: its parts, in columns where there is room and one at a time elsewhere."""

from collections.abc import Iterable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from kara_tui.commands.command import Command, Offering, bindings, is_typing
from kara_tui.domain.client import Client
from kara_tui.domain.history import Change
from kara_tui.screens.desk import Desk
from kara_tui.screens.profile_block import ProfileBlock
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

_DETAILS = part_named("details")


class ProfileBody(Offering, Vertical):
    """Shows a client's record; its `#form-slot` takes the form while the record is edited."""

    OFFERS = tuple(one.command for one in PARTS)
    BINDINGS = bindings(*OFFERS)

    def __init__(self, name_hint: str, blocks: Sequence[ProfileBlock]) -> None:
        super().__init__(id="page")
        self._name_hint = name_hint
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
            yield Static(Content(f"{_DETAILS.key} {_DETAILS.title}"), classes="heading own")
            yield FactList(waiting_facts(self._name_hint), widget_id="identity")
            yield Vertical(id="form-slot")
            yield Static(Content("Treatment"), classes="heading")
            yield FactList(widget_id="treatment")
            yield Static(Content("Booking"), classes="heading booking")
            yield FactList(widget_id="booking", classes="booking")

    def on_mount(self) -> None:
        """Begin with the details."""
        self._tabs.shown = self._parts
        self.go_to(_DETAILS)

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
        """Bring the details in sight."""
        self.go_to(_DETAILS)

    def go_to(self, part: Part) -> None:
        """Bring a part in sight, and give it the keyboard."""
        self._tabs.chosen = part
        for widget in self.query(".part"):
            widget.set_class(widget.id == part.name, "-chosen")
        for column in self.query(".column"):
            column.set_class(column.id == part.column, "-chosen")
        self.screen.set_focus(self._keyboard(part))

    def is_possible(self, command: type[Command]) -> bool | None:
        """Let digits be typed where text is typed; go only where there is something."""
        return part_of(command) in self._parts and not is_typing(self)

    async def give(self, command: Command) -> None:
        """Go to a part at once, so that the next key reaches it already."""
        if part := part_of(type(command)):
            self.go_to(part)

    @on(ProfileTabs.PartChosen)
    def show_clicked(self, chosen: ProfileTabs.PartChosen) -> None:
        """Show the part that was clicked."""
        self.go_to(chosen.part)

    def _keyboard(self, part: Part) -> Widget:
        block = next((one for one in self.blocks if part.name == one.PART), None)
        return block.keyboard if block else self.query_one("#left")

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
