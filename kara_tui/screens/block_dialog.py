"""The dialog in which some time is blocked, or a block is changed."""

from datetime import date, datetime, time, timedelta
from typing import Any

from textual import on
from textual.screen import Screen

from kara_tui.domain.block_form import BlockForm, BlockValues, block_values
from kara_tui.domain.ids import uuid7
from kara_tui.domain.practice_forms import PracticeForm, PracticeFormKind
from kara_tui.domain.wall_clock import moment_of, on_wall
from kara_tui.domain.working_time import TimeBlock
from kara_tui.operations.working_time import AddBlock, ChangeBlock
from kara_tui.screens.block_sessions import tell_sessions
from kara_tui.screens.desk import Desk
from kara_tui.screens.draft_journal import Typing
from kara_tui.screens.practice_dialog import PracticeDialog
from kara_tui.screens.record_form import RecordForm
from kara_tui.screens.zones import zone_name
from kara_tui.widgets.record_fields import RecordFields

Clock = datetime | time | None
"""A moment, or what the wall clock shows then; None when nobody has chosen."""


def block_dialog(
    desk: Desk,
    day: date | None = None,
    start: Clock = None,
    end: Clock = None,
    *,
    wanted_draft: str = "",
) -> Screen[TimeBlock | None]:
    """Return the dialog that blocks some time; it returns the new block, or None.

    Args:
        desk: What every screen works with.
        day: Which day is meant when only times are typed; None for the next one.
        start: From when, on that day when it is a time alone; None for the whole day, or for
            nothing chosen where there is no day.
        end: Until when; the end of the day when only the start is said.
        wanted_draft: The key of the text to go on with, if there is one.
    """
    zone = zone_name(desk)
    chosen = _chosen(day, start, end, zone)
    form = BlockForm(now=desk.clock(), time_zone=zone, day=day, base=chosen)
    block_id = uuid7()

    def wish(values: BlockValues, _version: int) -> AddBlock:
        return AddBlock(block_id=block_id, time_zone=zone, **_said(values))

    record_form = RecordForm(
        name=str(PracticeForm(PracticeFormKind.BLOCK)),
        title="Block some time",
        hint="Free times leave it out, and who books a session into it is warned.",
        fields=form.fields(),
        base=chosen,
        wish=wish,
        about=lambda values: _about(values, form),
        check=form.check,
    )
    is_chosen = chosen.starts_at is not None and not wanted_draft
    return BlockDialog(desk, form, record_form, wanted_draft=wanted_draft, is_chosen=is_chosen)


def change_block_dialog(
    desk: Desk, block: TimeBlock, *, wanted_draft: str = ""
) -> Screen[TimeBlock | None]:
    """Return the dialog that changes a block; it returns the changed one, or None.

    Args:
        desk: What every screen works with.
        block: As it is saved; its private part must be open.
        wanted_draft: The key of the text to go on with, if there is one.
    """
    values = block_values(block)
    form = BlockForm(now=desk.clock(), time_zone=block.time_zone, base=values)

    def wish(changed: BlockValues, version: int) -> ChangeBlock:
        said = _said(changed)
        return ChangeBlock(block_id=block.id, version=version, time_zone=block.time_zone, **said)

    record_form = RecordForm(
        name=str(PracticeForm(PracticeFormKind.BLOCK, block.id)),
        title=values.title or "A block",
        hint=_change_hint(block, desk),
        fields=form.fields(),
        base=values,
        version=block.version,
        wish=wish,
        about=lambda changed: _about(changed, form),
        values_of=block_values,
        check=form.check,
    )
    return BlockDialog(desk, form, record_form, wanted_draft=wanted_draft)


class BlockDialog(PracticeDialog[BlockValues]):
    """Asks when no session may lie; what follows from the rhythm is asked once there is one."""

    def __init__(
        self,
        desk: Desk,
        form: BlockForm,
        record_form: RecordForm[BlockValues],
        *,
        wanted_draft: str = "",
        is_chosen: bool = False,
    ) -> None:
        super().__init__(desk, record_form, wanted_draft=wanted_draft, is_chosen=is_chosen)
        self._form = form

    def on_mount(self) -> None:
        """Ask for what follows from what stands there."""
        self.ask_what_follows()

    @on(RecordFields.Edited)
    def ask_what_follows(self) -> None:
        """Show the fields that say something as the others stand, and hide the rest."""
        typed = self.fields.typed()
        hidden = self._form.hidden(typed)
        for name in typed:
            self.fields.field(name).set_class(name in hidden, "-unasked")

    @on(PracticeDialog.Stored)
    def look_what_lies_there(self, stored: PracticeDialog.Stored) -> None:
        """Say how many sessions lie in the blocked time: a block moves none of them."""
        if isinstance(stored.record, TimeBlock):
            looking = tell_sessions(self.app, self.desk, stored.record)
            self.app.run_worker(looking, group="blocks", exit_on_error=False)

    def _typing(self) -> Typing:
        typing = super()._typing()
        if not (typing.typed and self.is_chosen):
            return typing
        # A text that is found again later would not say which time had been chosen for it.
        chosen = {"starts_at": self.fields.typed()["starts_at"]}
        return Typing({**chosen, **typing.typed}, typing.begun, typing.version)


def _chosen(day: date | None, start: Clock, end: Clock, zone: str) -> BlockValues:
    if isinstance(start, datetime):
        first = on_wall(start, zone)
    elif day is None:
        return BlockValues()
    else:
        first = datetime.combine(day, start or time())
    last = on_wall(end, zone) if isinstance(end, datetime) else first
    if isinstance(end, time):
        last = datetime.combine(first.date(), end)
    if last <= first:
        last = datetime.combine(first.date(), time()) + timedelta(days=1)
    return BlockValues(
        starts_at=moment_of(first, zone),
        ends_at=moment_of(last, zone),
        is_all_day=start is None and end is None,
    )


def _said(values: BlockValues) -> dict[str, Any]:
    """Return what a form without problems says about a block, by the names of the operations."""
    names = ("starts_at", "ends_at", "rule", "is_all_day", "details")
    return {name: getattr(values, name) for name in names}


def _about(values: BlockValues, form: BlockForm) -> str:
    return values.title or form.words(values)


def _change_hint(block: TimeBlock, desk: Desk) -> str:
    told = []
    if block.rule:
        told.append("It comes back: all of its times change, from the first one on.")
    if block.time_zone != zone_name(desk):
        told.append(f"Times are those of {block.time_zone}.")
    return " ".join(told)
