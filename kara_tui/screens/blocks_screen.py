"""The times in which no session may lie, the next one first, with the way to change them."""

from datetime import timedelta
from typing import cast

from textual import on
from textual.content import Content

from kara_tui.commands import practice as commands
from kara_tui.commands.command import Command, bindings
from kara_tui.domain import recurrence_words
from kara_tui.domain.block_times import BlockTime
from kara_tui.domain.block_typed import block_briefly, block_in_words
from kara_tui.domain.errors import Invalid
from kara_tui.domain.history import Entity
from kara_tui.domain.text import safe_text
from kara_tui.domain.wall_clock import on_wall
from kara_tui.domain.working_time import BlockDetails, TimeBlock
from kara_tui.operations.working_time import ListBlocks, RemoveBlock
from kara_tui.screens.block_dialog import block_dialog, change_block_dialog
from kara_tui.screens.desk import Desk
from kara_tui.screens.messages import MoveWanted
from kara_tui.screens.practice_list import PracticeList
from kara_tui.widgets.entry_list import Entry
from kara_tui.widgets.veil import public

_SEALED = "(sealed)"
_WINDOW = timedelta(days=366)
_WINDOWS = 2
"""So many years ahead are looked at."""


class BlocksScreen(PracticeList):
    """Lists each block once, by the next time at which it stands in the way."""

    TITLE = "Blocked times"
    EMPTY = (
        "No time is blocked in the next two years. "
        "a blocks some: a holiday, lunch every day, a course."
    )
    SHOWS = (Entity.TIME_BLOCK,)
    OFFERS = (commands.AddBlock, commands.ChangeBlock, commands.RemoveBlock, commands.Back)
    BINDINGS = bindings(*OFFERS)

    blocks: tuple[BlockTime, ...] = ()
    """What was read, in the order in which it is shown."""

    async def ask(self) -> tuple[BlockTime, ...]:
        """Read when blocks stand in the way from now on."""
        return await coming_blocks(self.desk)

    def show(self, answer: object) -> None:
        """Show the blocks."""
        self.blocks = cast("tuple[BlockTime, ...]", answer)
        entries = [_entry(one, self.desk) for one in self.blocks]
        self.entries.put(entries, empty=self.EMPTY)

    @property
    def block(self) -> TimeBlock | None:
        """The block under the cursor."""
        place = self.entries.cursor
        return self.blocks[place].block if place < len(self.blocks) else None

    def is_possible(self, command: type[Command]) -> bool | None:
        """Tell which commands make sense for the block under the cursor."""
        if command is commands.AddBlock:
            return True
        block = self.block if self.is_mounted else None
        if command in self.OFFERS and command is not commands.Back:
            return block is not None and not isinstance(block.details, bytes)
        return super().is_possible(command)

    async def give(self, command: Command) -> None:
        """Open a form before the next key is looked at: it may belong there already."""
        if isinstance(command, commands.AddBlock):
            self.ask_for(block_dialog(self.desk))
        elif isinstance(command, commands.ChangeBlock):
            self.change()
        else:
            await super().give(command)

    def change(self) -> None:
        """Open the form over the block under the cursor."""
        if self.block is not None and not isinstance(self.block.details, bytes):
            self.ask_for(change_block_dialog(self.desk, self.block))

    @on(commands.RemoveBlock)
    def free_time(self) -> None:
        """Free the time that the block under the cursor takes."""
        if (block := self.block) is not None:
            wish = RemoveBlock(block_id=block.id, version=block.version)
            self.post_message(MoveWanted(wish, block_words(block)))


async def coming_blocks(desk: Desk) -> tuple[BlockTime, ...]:
    """Return each block that is not over, once, at the next time at which it comes.

    Raises:
        KaraError: When they cannot be read.
    """
    since = desk.clock()
    found: dict[object, BlockTime] = {}
    for _ in range(_WINDOWS):
        asked = ListBlocks(since=since, until=since + _WINDOW)
        for one in await desk.backend(asked):
            found.setdefault(one.block.id, one)
        since += _WINDOW
    return tuple(found.values())


def block_words(block: TimeBlock) -> str:
    """Return what a block is called: by its title, else by its time."""
    title = block.details.title if isinstance(block.details, BlockDetails) else ""
    zone = block.time_zone
    return title or block_in_words(
        block.starts_at, block.ends_at, zone, is_all_day=block.is_all_day
    )


def _entry(one: BlockTime, desk: Desk) -> Entry:
    block = one.block
    when = block_briefly(
        one.starts_at,
        one.ends_at,
        block.time_zone,
        is_all_day=block.is_all_day,
        year=desk.today().year,
    )
    details = BlockDetails() if isinstance(block.details, bytes) else block.details
    title = _SEALED if isinstance(block.details, bytes) else details.title
    head = public(Content(safe_text(f"{when} · " if title else when)))
    under = [public(Content(safe_text(words))) for words in (_repeats(block),) if words]
    if details.remark:
        under.append(Content(safe_text(details.remark, lines=True)))
    return Entry(block.id, head + Content(safe_text(title)), tuple(under))


def _repeats(block: TimeBlock) -> str:
    if not block.rule:
        return ""
    shown = on_wall(block.starts_at, block.time_zone)
    try:
        return recurrence_words.in_words(block.rule, shown, block.time_zone)
    except Invalid:
        return "comes back"
