"""The form of a block: its fields, and what they come to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from kara_tui.domain import recurrence_words
from kara_tui.domain.block_rhythm import (
    AS_IT_IS,
    NEVER,
    RHYTHMS,
    ending_of,
    rhythm_in,
    rule_for,
)
from kara_tui.domain.block_times import MOST_REPETITIONS
from kara_tui.domain.block_typed import LONGEST_TYPED, block_in_words, read_block, typed_block
from kara_tui.domain.errors import Invalid
from kara_tui.domain.field_kinds import Context, Field, Reading
from kara_tui.domain.form_reading import FormReading
from kara_tui.domain.private import opened
from kara_tui.domain.recurrence import expand
from kara_tui.domain.schedule_values import read_ending
from kara_tui.domain.wall_clock import on_wall
from kara_tui.domain.working_time import BlockDetails, TimeBlock


@dataclass(frozen=True, kw_only=True)
class BlockValues:
    """What stands in the form."""

    starts_at: datetime | None = None
    ends_at: datetime | None = None
    is_all_day: bool = False
    repeats: str = NEVER
    times: int | None = None
    until: date | None = None
    title: str = ""
    remark: str = ""
    rule: str = ""
    """What `repeats`, `times` and `until` come to; empty when it comes once."""

    @property
    def details(self) -> BlockDetails:
        """The private part of the block."""
        return BlockDetails(title=self.title, remark=self.remark)


def block_values(block: TimeBlock) -> BlockValues:
    """Return what the form begins with over a block."""
    details = opened(block.details)
    times, until = ending_of(block.rule, block.time_zone)
    return BlockValues(
        starts_at=block.starts_at,
        ends_at=block.ends_at,
        is_all_day=block.is_all_day,
        repeats=rhythm_in(block.rule, on_wall(block.starts_at, block.time_zone)),
        times=times,
        until=until,
        title=details.title,
        remark=details.remark,
        rule=block.rule,
    )


@dataclass(frozen=True, kw_only=True)
class BlockForm:
    """A form for a new block, or over one that is changed."""

    now: datetime
    time_zone: str
    """IANA name: by whose wall clock times are typed and shown."""
    day: date | None = None
    """Which day is meant when only times are typed."""
    base: BlockValues = field(default_factory=BlockValues)
    """What it begins with."""

    def fields(self) -> tuple[Field[BlockValues], ...]:
        """Return the fields in their order."""
        kept = ((AS_IT_IS, "As it is"),) if self.base.repeats == AS_IT_IS else ()
        return (
            Field(
                "starts_at",
                "When",
                "fri 12-13, 24 dec - 2 jan, tomorrow",
                required=True,
                longest=LONGEST_TYPED,
                read=self._read_when,
                show=self.shown,
                companions=("ends_at", "is_all_day"),
            ),
            Field("title", "Title", "Lunch, holiday, course …", longest=200),
            Field("repeats", "Repeats", choices=(*RHYTHMS, *kept)),
            Field(
                "times",
                "How often",
                "10 for ten in all, or the last day: 30.6.2027; two years when empty",
                longest=40,
                read=read_ending,
                show=_typed_ending,
                companions=("until",),
            ),
            Field("remark", "Remark", "Only you read this", longest=2000, lines=True),
        )

    def check(
        self, reading: FormReading[BlockValues], _context: Context
    ) -> FormReading[BlockValues]:
        """Return the reading with its rule, and with what that has against it."""
        values = reading.details
        if values.repeats in {NEVER, AS_IT_IS}:
            # What is not asked for is no problem.
            reading.problems.pop("times", None)
            rule = self.base.rule if values.repeats == AS_IT_IS else ""
            return replace(reading, details=replace(values, rule=rule))
        if values.starts_at is None or reading.problems.keys() & {"starts_at", "times"}:
            return reading
        shown = on_wall(values.starts_at, self.time_zone)
        if self._says_the_same(values, shown):
            return replace(reading, details=replace(values, rule=self.base.rule))
        try:
            rule = rule_for(values.repeats, shown, values.times, values.until)
            expand(rule, values.starts_at, self.time_zone, MOST_REPETITIONS)
        except Invalid as problem:
            named = problem.field if problem.field == "repeats" else "times"
            reading.problems[named] = str(problem)
            return reading
        reading.echoes["times"] = recurrence_words.in_words(rule, shown, self.time_zone)
        return replace(reading, details=replace(values, rule=rule))

    def hidden(self, typed: Mapping[str, str]) -> tuple[str, ...]:
        """Return the names of the fields that say nothing as the others stand."""
        return ("times",) if typed.get("repeats") in {NEVER, AS_IT_IS} else ()

    def shown(self, values: BlockValues) -> str:
        """Return the time of a block as it would be typed."""
        if values.starts_at is None or values.ends_at is None:
            return ""
        return typed_block(
            values.starts_at, values.ends_at, self.time_zone, is_all_day=values.is_all_day
        )

    def words(self, values: BlockValues) -> str:
        """Return the time of a block in words."""
        if values.starts_at is None or values.ends_at is None:
            return ""
        return block_in_words(
            values.starts_at, values.ends_at, self.time_zone, is_all_day=values.is_all_day
        )

    def _says_the_same(self, values: BlockValues, shown: datetime) -> bool:
        """Tell whether the saved rule stays, which may say its end more exactly than the form."""
        base = self.base
        said = (base.repeats, base.times, base.until)
        return (
            bool(base.rule)
            and said == (values.repeats, values.times, values.until)
            and rhythm_in(base.rule, shown) == base.repeats
        )

    def _read_when(self, text: str, _context: Context) -> Reading:
        if text == self.shown(self.base):
            # Seconds, or the second of two equal hours, cannot be typed, and are not lost for it.
            kept = {name: getattr(self.base, name) for name in ("starts_at", "ends_at")}
            return Reading({**kept, "is_all_day": self.base.is_all_day}, self.words(self.base))
        found = read_block(text, now=self.now, zone=self.time_zone, day=self.day)
        values = {
            "starts_at": found.starts_at,
            "ends_at": found.ends_at,
            "is_all_day": found.is_all_day,
        }
        return Reading(values, found.words, found.warning)


def _typed_ending(values: BlockValues) -> str:
    if values.times is not None:
        return str(values.times)
    return values.until.isoformat() if values.until else ""
