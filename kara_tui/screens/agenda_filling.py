"""What the agenda does with a line that is no session: gaps are filled, blocks changed."""

from datetime import date, datetime, time, timedelta

from textual import on

from kara_tui.commands import agenda as commands
from kara_tui.commands import practice
from kara_tui.commands.command import Command
from kara_tui.domain.agenda_day import start_within
from kara_tui.domain.listing import ClientRow
from kara_tui.domain.private import opened
from kara_tui.domain.wall_clock import moment_of, on_wall, short_words
from kara_tui.domain.working_time import TimeBlock
from kara_tui.operations.working_time import RemoveBlock
from kara_tui.screens.agenda_moves import AgendaMoves
from kara_tui.screens.agenda_opening import Target, open_target
from kara_tui.screens.messages import MoveWanted

FILLING_OFFERS: tuple[type[Command], ...] = (
    commands.OpenLine,
    commands.Schedule,
    commands.AddBlock,
    practice.RemoveBlock,
)
_BEGIN, _LUNCH = time(10), time(12)
"""What is proposed on a day that has no gap to offer."""


class AgendaFilling(AgendaMoves):
    """Opens the line under the cursor, and puts sessions and blocks where there is time."""

    day: date
    """The day in which the cursor is."""
    zone: str
    """By whose wall clock days begin and end."""

    @property
    def block(self) -> TimeBlock | None:
        """The block under the cursor, where this terminal can read what it is for."""
        found = self.line.block.block if self.line and self.line.block else None
        return None if found is None or isinstance(found.details, bytes) else found

    def can_fill(self, command: type[Command]) -> bool:
        """Tell whether a command makes sense for the line under the cursor."""
        if command in {commands.Schedule, commands.AddBlock}:
            return True
        if command is practice.RemoveBlock:
            return self.block is not None
        is_free = self.line is not None and self.line.is_free
        something = self.session is not None or self.block is not None or is_free
        return command is commands.OpenLine and something

    async def give(self, command: Command) -> None:
        """Open what is asked for before the next key is looked at."""
        session = self.session
        if isinstance(command, commands.OpenLine):
            await self.open_line()
        elif isinstance(command, commands.Schedule):
            await self.begin_schedule()
        elif isinstance(command, commands.AddBlock):
            await self.begin_block()
        elif session is None and isinstance(command, commands.WriteNote):
            self.notify("A note belongs to a session: put the cursor on one.", markup=False)
        elif session is None or not await self.give_of(command, session):
            await super().give(command)

    async def open_line(self) -> None:
        """Open the client's profile at the session, or the block; in a gap, schedule."""
        session = self.session
        if session is not None:
            target = Target(
                client_id=session.client_id,
                name=self.called,
                part="activities",
                session_id=session.id,
            )
            await open_target(self.app, self.desk, target)
        elif (block := self.block) is not None:
            from kara_tui.screens.block_dialog import change_block_dialog

            await self.open(change_block_dialog(self.desk, block))
        elif self.line is not None and self.line.is_free:
            await self.begin_schedule()

    async def begin_schedule(self) -> None:
        """Schedule with the client of the session; elsewhere ask with whom, at the time there."""
        if (session := self.session) is not None:
            await self.schedule(session.client_id, self.called, None)
            return
        from kara_tui.screens.agenda_client import ClientChooser

        start = self._start(_BEGIN)
        when = f"on {short_words(on_wall(start, self.zone))}"

        async def chosen(client: ClientRow | None) -> None:
            await self.schedule_with(client, start)

        await self.app.push_screen(ClientChooser(self.desk, when), chosen)

    async def begin_block(self) -> None:
        """Ask what time is blocked: the rest of the gap, or an hour of the day."""
        from kara_tui.screens.block_dialog import block_dialog

        start, line = self._start(_LUNCH), self.line
        end = line.span.ends_at if line and line.is_free else start + timedelta(hours=1)
        await self.open(block_dialog(self.desk, self.day, start, end))

    @on(practice.RemoveBlock)
    def remove_block(self) -> None:
        """Free the time that the block took; that can be taken back."""
        if (block := self.block) is not None:
            wish = RemoveBlock(block_id=block.id, version=block.version)
            self.post_message(MoveWanted(wish, opened(block.details).title or "Block"))

    def _start(self, usual: time) -> datetime:
        """Return when something begins that is put here: in the gap, else at the usual time."""
        if self.line is not None and self.line.is_free:
            return start_within(self.line.span, self.zone, self.desk.clock())
        return moment_of(datetime.combine(self.day, usual), self.zone)
