"""The dialog in which a session is scheduled, or put to another time, past what is in the way."""

from dataclasses import dataclass

from textual import on, work
from textual.message import Message
from textual.timer import Timer

from kara_tui.commands import scheduling as commands
from kara_tui.commands.command import Command, bindings
from kara_tui.domain.conflicts import Clash, Fix, FixKind
from kara_tui.domain.errors import KaraError, TimeTaken
from kara_tui.domain.ids import SessionId
from kara_tui.domain.schedule_values import ScheduleValues
from kara_tui.domain.series import Otherwise
from kara_tui.domain.session import Session
from kara_tui.domain.session_moves import Scope
from kara_tui.domain.spans import Span
from kara_tui.domain.wall_clock import on_wall, short_words
from kara_tui.operations.sessions import GetSession
from kara_tui.screens.messages import AskFailed
from kara_tui.screens.question import QuestionScreen
from kara_tui.screens.saying import say
from kara_tui.screens.schedule_clashes import ClashPanel
from kara_tui.screens.schedule_page import SchedulePage
from kara_tui.widgets.record_fields import RecordFields

PAUSE = 0.25
"""Seconds without a key before conflicts are looked for."""

_SHOWN_SLOTS, _OFFERED_SLOTS = 3, 12
_FIXES: dict[type[Command], FixKind] = {
    commands.TakeEarlier: FixKind.EARLIER,
    commands.TakeLater: FixKind.LATER,
    commands.Shorten: FixKind.SHORTEN,
    commands.LeaveOut: FixKind.LEAVE_OUT,
    commands.MoveExisting: FixKind.MOVE_EXISTING,
}


class ScheduleDialog(SchedulePage):
    """Books a session, a series, or another time; returns what it booked, or None."""

    CSS_PATH = "schedule_dialog.tcss"
    OFFERS = (commands.Book, commands.ShowSlots, commands.NextClash, *_FIXES, commands.GoBack)
    BINDINGS = bindings(*OFFERS)

    @dataclass
    class Looked(Message):
        """What stands in the way is known, and when there would be time."""

        clashes: tuple[Clash, ...]
        slots: tuple[Span, ...]

    @dataclass
    class ExistingRead(Message):
        """The session is known that is to be moved instead of booking one more."""

        session: Session

    _pause: Timer | None = None
    _agreed: ScheduleValues | None = None
    """What is booked by one more F2, whatever stands in the way."""

    def is_possible(self, command: type[Command]) -> bool | None:
        """Tell which ways out there are; nothing while it is being saved."""
        if self.is_saving or self.fields is None:
            return command is commands.GoBack and not self.is_saving
        if command in _FIXES:
            return _FIXES[command] in self._panel.fixes
        if command is commands.NextClash:
            return self._panel.concerned > 1
        return True

    @on(RecordFields.Edited)
    def follow_typing(self) -> None:
        """Ask for what follows from what was typed; look for conflicts after a short pause."""
        self.ask_what_follows()
        if self._agreed is not None or self.wish.otherwise:
            # What was said about another wish no longer holds.
            self.tell("")
        self._agreed = None
        self.wish.otherwise.clear()
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self.look)

    @work(group="conflicts", exclusive=True, exit_on_error=False)
    async def look(self) -> None:
        """Find what stands in the way, and the next free times."""
        values = self.values
        asked = self.wish.conflicts(values)
        try:
            clashes = await self.desk.backend(asked) if asked else ()
            slots = await self.desk.backend(self.wish.slots(values, _SHOWN_SLOTS))
        except KaraError:
            # What cannot be asked for is told when it is booked.
            return
        self.post_message(self.Looked(clashes, slots))

    @on(Looked)
    def show_looked(self, looked: Looked) -> None:
        """Show what stands in the way, less what was solved already, and when there is time."""
        self._show_clashes(looked.clashes)
        told = " · ".join(self._shown(one) for one in looked.slots)
        say(self, ".slots", f"Free: {told} (F3: more)" if told else "")

    async def give(self, command: Command) -> None:
        """Show free times before the next key is looked at."""
        if isinstance(command, commands.ShowSlots):
            await self._offer_slots()
        else:
            await super().give(command)

    async def _offer_slots(self) -> None:
        try:
            slots = await self.desk.backend(self.wish.slots(self.values, _OFFERED_SLOTS))
        except KaraError as problem:
            self.post_message(AskFailed(problem))
            return
        if not slots:
            self.tell("There is no free time within working hours in four weeks.")
            return
        answers = [(one, self._shown(one)) for one in slots]
        await self.app.push_screen(QuestionScreen("When there is time", answers), self._take_slot)

    def _take_slot(self, slot: Span | None) -> None:
        if slot is not None:
            self.put("starts_at", self.wish.form.shown(slot.starts_at))

    @on(commands.Book)
    def agree(self) -> None:
        """Book; what something stands in the way of only when that was said before."""
        values = self.values
        if self._panel.clashes and self._agreed != values:
            self._agreed = values
            self.tell(self._in_the_way())
            return
        self.book(despite_conflicts=self._agreed == values)

    def follow_failure(self, problem: KaraError) -> str:
        """Show what turned out to stand in the way; say what else went wrong."""
        if isinstance(problem, TimeTaken):
            self._panel.put(one for one in problem.clashes if isinstance(one, Clash))
            self._agreed = self.values
            self.refresh_bindings()
            return self._in_the_way()
        return f"Not booked. {problem} Everything you typed is still here."

    @on(commands.NextClash)
    def mark_next(self) -> None:
        """Let the keys be for the next session that something stands in the way of."""
        self._panel.mark_next()
        self.refresh_bindings()

    @on(commands.TakeEarlier)
    @on(commands.TakeLater)
    @on(commands.Shorten)
    @on(commands.LeaveOut)
    @on(commands.MoveExisting)
    def solve(self, wanted: Command) -> None:
        """Take a way out: for the one session, or for the marked one of a series."""
        kind = _FIXES[type(wanted)]
        fix, clash = self._panel.fixes.get(kind), self._panel.marked
        if fix is None or clash is None:
            return
        if kind is FixKind.MOVE_EXISTING and clash.session_id is not None:
            self._read_existing(clash.session_id)
        elif self._is_several:
            self._make_exception(clash, fix)
        elif kind is FixKind.SHORTEN:
            self.put("minutes", str(fix.minutes))
        else:
            self.put("starts_at", self.wish.form.shown(fix.starts_at))

    @on(ExistingRead)
    def move_existing(self, read: ExistingRead) -> None:
        """Move the session that the client has; that is then what was booked."""

        def closed(moved: tuple[Session, ...] | None) -> None:
            if moved is not None:
                self.leave_with(moved)

        start = self.values.starts_at
        dialog = ScheduleDialog(
            self.desk, self.client_id, self.client_name, moved=read.session, start=start
        )
        self.app.push_screen(dialog, closed)

    @work(group="existing", exclusive=True, exit_on_error=False)
    async def _read_existing(self, session_id: SessionId) -> None:
        asked = GetSession(client_id=self.client_id, session_id=session_id)
        try:
            self.post_message(self.ExistingRead(await self.desk.backend(asked)))
        except KaraError as problem:
            self.post_message(AskFailed(problem))

    def _make_exception(self, clash: Clash, fix: Fix) -> None:
        place = clash.occurrence
        left_out = fix.starts_at is None
        self.wish.otherwise[place] = Otherwise(
            occurrence=place,
            starts_at=fix.starts_at,
            minutes=None if left_out else fix.minutes,
        )
        self._agreed = None
        self._show_clashes(self._panel.clashes)
        was = short_words(on_wall(clash.starts_at, self.wish.form.time_zone))
        then = "left out" if fix.starts_at is None else self._shown_at(fix)
        self.tell(f"Of the series, {was} is {then}.")

    def _show_clashes(self, clashes: tuple[Clash, ...]) -> None:
        self._panel.put(one for one in clashes if one.occurrence not in self.wish.otherwise)
        self.refresh_bindings()

    def _in_the_way(self) -> str:
        number = self._panel.concerned
        which = "it" if number == 1 else f"{number} sessions"
        return f"Something stands in the way of {which}. F2 once more books all the same."

    @property
    def _is_several(self) -> bool:
        values = self.values
        return bool(values.rule) or (self.wish.moved is not None and values.scope is not Scope.THIS)

    @property
    def _panel(self) -> ClashPanel:
        return self.query_one(ClashPanel)

    def _shown(self, slot: Span) -> str:
        return short_words(on_wall(slot.starts_at, self.wish.form.time_zone))

    def _shown_at(self, fix: Fix) -> str:
        assert fix.starts_at is not None
        shown = short_words(on_wall(fix.starts_at, self.wish.form.time_zone))
        return f"on {shown}, {fix.minutes} minutes"
