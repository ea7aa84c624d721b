"""What the agenda shows, read from the store: which days, and what lies in them."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from textual import work
from textual.message import Message

from kara_tui.domain.agenda import AgendaView
from kara_tui.domain.agenda_day import DayLine, week_of
from kara_tui.domain.errors import KaraError
from kara_tui.domain.free_time import whole_day
from kara_tui.domain.wall_clock import on_wall
from kara_tui.operations.agenda import GetAgenda
from kara_tui.screens.agenda_filling import AgendaFilling
from kara_tui.screens.desk import Desk
from kara_tui.screens.zones import zone_name

_SOON = 0.3
"""Seconds for which keys wait for the days that they are meant for."""


class AgendaReading(AgendaFilling):
    """Knows which days are shown, and reads them."""

    class Changed(Message):
        """Other days are shown, or the same ones anew."""

    @dataclass
    class Arrived(Message):
        """What lies in some days."""

        days: tuple[date, ...]
        view: AgendaView

    @dataclass
    class ReadFailed(Message):
        """It could not be read."""

        problem: KaraError

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="days")
        self.desk = desk
        self.zone = zone_name(desk)
        self.day = self.today
        self.is_week = False
        """Whether the whole week is shown."""
        self.view: AgendaView | None = None
        """What was read; None while it is awaited."""
        self.lines: dict[date, tuple[DayLine, ...]] = {}
        """What is shown, by day."""
        self._to_next = True
        """Whether the cursor goes to what comes next as soon as that is read."""
        self._answered = asyncio.Event()

    @property
    def today(self) -> date:
        """The date where the professional sits."""
        return on_wall(self.desk.clock(), self.zone).date()

    @property
    def days(self) -> tuple[date, ...]:
        """The days that are shown."""
        return week_of(self.day) if self.is_week else (self.day,)

    async def read_soon(self) -> None:
        """Read what is shown; wait for the answer, but not for long."""
        self._answered.clear()
        self.read()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._answered.wait(), _SOON)

    @work(group="agenda", exclusive=True, exit_on_error=False)
    async def read(self) -> None:
        """Read what is shown."""
        days = self.days
        since = whole_day(days[0], self.zone).starts_at
        asked = GetAgenda(since=since, until=whole_day(days[-1], self.zone).ends_at)
        try:
            view = await self.desk.backend(asked)
        except KaraError as problem:
            self.post_message(self.ReadFailed(problem))
        else:
            self.post_message(self.Arrived(days, view))
        finally:
            self._answered.set()
