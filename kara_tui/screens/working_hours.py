"""The form in which the professional says when they work: every weekday, several times a day."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from kara_tui.commands import form as form_commands
from kara_tui.commands import practice as commands
from kara_tui.commands.command import Command, bindings
from kara_tui.domain.drafts import Draft
from kara_tui.domain.errors import Conflict, KaraError
from kara_tui.domain.form_reading import FormReading, read_fields
from kara_tui.domain.ids import uuid7
from kara_tui.domain.practice_forms import PracticeForm, PracticeFormKind
from kara_tui.domain.private import opened
from kara_tui.domain.week_form import WeekValues, week_form, week_values
from kara_tui.domain.working_time import WorkingHours
from kara_tui.operations.working_time import GetWorkingHours, SetWorkingHours
from kara_tui.screens.desk import Desk
from kara_tui.screens.draft_journal import Typing
from kara_tui.screens.draft_keeper import DraftKeeper
from kara_tui.screens.draft_words import when_typed
from kara_tui.screens.kept_dialog import KeptDialog
from kara_tui.screens.saying import say
from kara_tui.screens.zones import zone_name
from kara_tui.widgets.key_line import KeyLine
from kara_tui.widgets.record_fields import RecordFields

_DAYS = tuple(one.name for one in week_form()[:7])


class WorkingHoursScreen(KeptDialog[WorkingHours]):
    """Asks for the whole week and saves it; returns what was saved, or None."""

    CSS_PATH = "working_hours.tcss"
    OFFERS = (form_commands.Save, commands.SameAsAbove, form_commands.Cancel)
    BINDINGS = bindings(*OFFERS)

    @dataclass
    class Found(Message):
        """Texts that were typed in this form earlier, newest first."""

        drafts: tuple[Draft, ...]

    @dataclass
    class Stored(Message):
        """The week is saved."""

        hours: WorkingHours

    @dataclass
    class StoreFailed(Message):
        """It could not be saved; all of it is still in the form."""

        problem: KaraError

    def __init__(self, desk: Desk, wanted_draft: str = "") -> None:
        """Prepare the form.

        Args:
            desk: What every screen works with.
            wanted_draft: The key of the text to go on with; the newest one when empty.
        """
        super().__init__()
        self.desk = desk
        self.fields: RecordFields[WeekValues] | None = None
        """What is typed; None until the saved week has been read."""
        name = str(PracticeForm(PracticeFormKind.HOURS))
        self.keeper = DraftKeeper(desk, name, self._typing)
        self._wanted = wanted_draft
        self._base = WeekValues(time_zone=zone_name(desk))
        self._version = 0
        self._hours_id = uuid7()
        self._is_saving = False

    def compose(self) -> ComposeResult:
        """Lay out the title, the place for the days, and what there is to say."""
        with Vertical(classes="dialog"):
            yield Static("Working hours", classes="question public", markup=False)
            yield Static("", classes="week public", markup=False)
            yield Static("", classes="told public", markup=False)
            yield KeyLine()
        yield self.keeper

    async def on_mount(self) -> None:
        """Put the days in once it is known what is saved, and look for text from earlier."""
        try:
            found = await self.desk.backend(GetWorkingHours())
        except KaraError as problem:
            self.tell(f"The working hours could not be read. {problem}")
            return
        if found:
            self._base, self._version = week_values(found[0]), found[0].version
        self.fields = RecordFields(week_form(), self._base, self._read, {})
        await self.query_one(".dialog").mount(self.fields, after=self.query_one(".week"))
        self.follow_typing()
        self.refresh_bindings()
        self._find()

    @property
    def is_touched(self) -> bool:
        """Whether something is typed and not saved."""
        return self.fields is not None and bool(self.fields.touched())

    def is_possible(self, command: type[Command]) -> bool | None:
        """Tell what makes sense while the week is read, typed or saved."""
        if command is form_commands.Cancel:
            return not self._is_saving
        if self._is_saving or self.fields is None:
            return False
        return command is not commands.SameAsAbove or self._day_above is not None

    async def give(self, command: Command) -> None:
        """Copy a day before the next key is looked at."""
        if isinstance(command, commands.SameAsAbove):
            self._copy_day()
        else:
            await super().give(command)

    @on(RecordFields.Edited)
    def follow_typing(self) -> None:
        """Say how much all days come to."""
        if self.fields is not None:
            say(self, ".week", self._read(self.fields.typed()).details.words)

    def on_descendant_focus(self) -> None:
        """Offer to copy a day only where there is one above."""
        self.refresh_bindings()

    @on(Found)
    def show_earlier(self, found: Found) -> None:
        """Put what was typed last into the form, with the saved values beside it."""
        left = [one for one in found.drafts if not self.desk.presence.is_being_typed(one)]
        if self.fields is None or not left or self.is_touched:
            return
        self.fields.fill(opened(left[0].content).typed)
        self.keeper.take_up(left[0])
        self.follow_typing()
        self.tell(f"Typed {when_typed(left[0], self.desk)}, and not saved yet.")

    @on(form_commands.Save)
    def save(self) -> None:
        """Save the week, unless a field has a problem; then show where."""
        if self.fields is None:
            return
        if label := self.fields.first_problem():
            self.tell(f"Not saved yet: {label} needs another look.")
            return
        self.tell("")
        self._is_saving = True
        self.refresh_bindings()
        self._store(self.fields.show_reading().details)

    @on(Stored)
    def finish(self, stored: Stored) -> None:
        """Leave with what was saved."""
        words = week_values(stored.hours).words
        self.app.notify(f"{SetWorkingHours.past}: {words} · u undoes", markup=False)
        self.leave_with(stored.hours)

    @on(StoreFailed)
    def show_failed(self, failed: StoreFailed) -> None:
        """Say why nothing was saved; where it was changed elsewhere, show what is saved now."""
        self._is_saving = False
        self.refresh_bindings()
        problem = failed.problem
        theirs = getattr(problem, "theirs", None)
        if isinstance(problem, Conflict) and isinstance(theirs, WorkingHours) and self.fields:
            self._version = theirs.version
            self.fields.stand_on(week_values(theirs))
            words = "The hours were changed elsewhere. What is saved now stands beside; "
            self.tell(f"{words}F2 saves yours.")
            return
        self.tell(f"Not saved. {problem} Everything you typed is still here.")

    @on(form_commands.Cancel)
    def cancel(self) -> None:
        """Leave the form; ask first when something would be lost."""
        self.leave()

    @property
    def _day_above(self) -> tuple[str, str] | None:
        """The day in which somebody types, and the one above it; None elsewhere."""
        if self.fields is None:
            return None
        for above, day in pairwise(_DAYS):
            if self.fields.field(day).has_pseudo_class("focus-within"):
                return day, above
        return None

    def _copy_day(self) -> None:
        if self.fields is not None and (days := self._day_above):
            day, above = days
            self.fields.field(day).put(self.fields.field(above).typed)

    def _read(self, typed: Mapping[str, str]) -> FormReading[WeekValues]:
        return read_fields(week_form(), typed, self._base, self.desk.context())

    def _typing(self) -> Typing | None:
        if self.fields is None:
            return None
        touched = self.fields.touched()
        return Typing(touched, {one: self.fields.saved[one] for one in touched}, self._version)

    @work(group="draft", exit_on_error=False)
    async def _find(self) -> None:
        with suppress(KaraError):
            if drafts := await self.keeper.find():
                drafts = tuple(sorted(drafts, key=lambda one: one.key != self._wanted))
                self.post_message(self.Found(drafts))

    @work(group="store", exit_on_error=False)
    async def _store(self, values: WeekValues) -> None:
        wish = SetWorkingHours(
            hours_id=self._hours_id,
            version=self._version,
            time_zone=values.time_zone,
            week=values.week,
        )
        try:
            hours = await self.desk.backend(wish)
        except KaraError as problem:
            self.post_message(self.StoreFailed(problem))
        else:
            self.post_message(self.Stored(hours))
