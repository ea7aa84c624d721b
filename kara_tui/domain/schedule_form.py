"""The form in which a session is scheduled or moved: its fields, and what they come to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from kara_tui.domain import recurrence_words
from kara_tui.domain.cancellation_form import SCOPES
from kara_tui.domain.contact_form import YES_OR_NO
from kara_tui.domain.details import Interaction
from kara_tui.domain.errors import Invalid
from kara_tui.domain.field_kinds import Context, Field, Reading
from kara_tui.domain.form_reading import FormReading, read_fields
from kara_tui.domain.ids import ServiceId
from kara_tui.domain.recurrence import Every, Repeats, rule_of
from kara_tui.domain.schedule_values import (
    NEVER,
    NO_SERVICE,
    ScheduleValues,
    read_ending,
    read_minutes,
    read_url,
)
from kara_tui.domain.service import Service
from kara_tui.domain.session import Session
from kara_tui.domain.spans import Span
from kara_tui.domain.wall_clock import on_wall
from kara_tui.domain.when_typed import read_when

_METHODS = (
    (Interaction.ON_SITE.value, "On site"),
    (Interaction.REMOTE.value, "Remote"),
    (Interaction.UNDECIDED.value, "As the service"),
)
_RHYTHMS = (
    (NEVER, "Never"),
    (Every.WEEK.value, "Weekly"),
    (Every.FORTNIGHT.value, "Fortnightly"),
    (Every.MONTH_DAY.value, "Monthly, same date"),
    (Every.MONTH_WEEKDAY.value, "Monthly, same weekday"),
)
_SEALED = "(sealed)"


@dataclass(frozen=True, kw_only=True)
class ScheduleForm:
    """A form for a new session, or over one that is moved."""

    now: datetime
    time_zone: str
    """IANA name: by whose wall clock times are typed and shown."""
    services: tuple[Service, ...] = ()
    moved: Session | None = None
    can_be_told: bool = False
    """Whether the client has an address for automatic mail."""
    by_id: Mapping[str, Service] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {str(one.id): one for one in self.services})

    def begun(self) -> ScheduleValues:
        """Return the values that the form begins with."""
        if self.moved is None:
            first = str(self.services[0].id) if self.services else NO_SERVICE
            return ScheduleValues(service=first)
        span = Span(starts_at=self.moved.starts_at, ends_at=self.moved.ends_at)
        return ScheduleValues(starts_at=span.starts_at, minutes=span.minutes)

    def fields(self) -> tuple[Field[ScheduleValues], ...]:
        """Return the fields in their order."""
        when: Field[ScheduleValues] = Field(
            "starts_at",
            "When",
            "tomorrow 10, mon 14:30, 1.12. 9:00, in 2 weeks 10",
            required=True,
            longest=80,
            read=self._read_when,
            show=lambda values: self.shown(values.starts_at),
        )
        minutes: Field[ScheduleValues] = Field(
            "minutes",
            "Minutes",
            longest=10,
            read=read_minutes,
            show=lambda values: str(values.minutes or ""),
        )
        mine = self._of_moved(when, minutes) if self.moved else self._of_new(when, minutes)
        return (*mine, _tell()) if self.can_be_told else mine

    def read(
        self, typed: Mapping[str, str], base: ScheduleValues, context: Context
    ) -> FormReading[ScheduleValues]:
        """Return what a filled-in form comes to; fields that are not asked are passed over."""
        hidden = self.hidden(typed)
        known = {name: text for name, text in typed.items() if name not in hidden}
        reading = read_fields(self.fields(), known, base, context)
        if chosen := self.by_id.get(reading.details.service):
            price = f", {chosen.price.shown}" if chosen.price else ""
            reading.echoes["service"] = f"{chosen.minutes} minutes{price}"
        if reading.details.minutes is None and "minutes" not in reading.problems:
            self._say_length(reading)
        return self._with_rule(reading)

    def hidden(self, typed: Mapping[str, str]) -> tuple[str, ...]:
        """Return the names of the fields that say nothing as the others stand."""
        names = []
        how = self.interaction(typed.get("service", ""), typed.get("interaction", ""))
        if how is not Interaction.ON_SITE:
            names.append("place")
        if how is not Interaction.REMOTE:
            names.append("join_url")
        if typed.get("repeats", NEVER) == NEVER:
            names.append("times")
        return tuple(name for name in names if name in typed)

    def interaction(self, service: str, typed: str) -> Interaction:
        """Return how a session is held: as it says itself, else as its service does."""
        own = Interaction(typed) if typed in set(Interaction) else Interaction.UNDECIDED
        known = self.by_id.get(service)
        return known.interaction if own is Interaction.UNDECIDED and known else own

    def length(self, values: ScheduleValues) -> int | None:
        """Return how many minutes a session takes; None when nobody has said."""
        known = self.by_id.get(values.service)
        return values.minutes or (known.minutes if known else None)

    def service_id(self, values: ScheduleValues) -> ServiceId | None:
        """Return the service that was chosen."""
        known = self.by_id.get(values.service)
        return known.id if known else None

    def shown(self, moment: datetime | None) -> str:
        """Return a moment as it would be typed."""
        return f"{on_wall(moment, self.time_zone):%Y-%m-%d %H:%M}" if moment else ""

    def _of_new(
        self, when: Field[ScheduleValues], minutes: Field[ScheduleValues]
    ) -> tuple[Field[ScheduleValues], ...]:
        service: Field[ScheduleValues] = Field("service", "Service", choices=self._offered())
        return (
            *((service,) if self.services else ()),
            when,
            minutes,
            Field("interaction", "Method", choices=_METHODS, show=lambda v: v.interaction.value),
            Field("place", "Place", "Room, address", longest=300),
            Field("join_url", "Link to join", "https://…", longest=500, read=read_url),
            Field("repeats", "Repeats", choices=_RHYTHMS),
            Field(
                "times",
                "How often",
                "10 for ten in all, or the last day: 30.6.2026",
                longest=40,
                read=read_ending,
                show=lambda values: str(values.times or ""),
                companions=("until",),
            ),
            Field("remark", "Remark", "Only you read this", longest=1000),
        )

    def _of_moved(
        self, when: Field[ScheduleValues], minutes: Field[ScheduleValues]
    ) -> tuple[Field[ScheduleValues], ...]:
        if self.moved is None or self.moved.series_id is None:
            return (when, minutes)
        scope: Field[ScheduleValues] = Field(
            "scope", "Which ones", choices=SCOPES, show=lambda values: values.scope.value
        )
        return (when, minutes, scope)

    def _offered(self) -> tuple[tuple[str, str], ...]:
        told = tuple((str(one.id), _service_words(one)) for one in self.services)
        return (*told, (NO_SERVICE, "No service"))

    def _read_when(self, text: str, _context: Context) -> Reading:
        found = read_when(text, now=self.now, zone=self.time_zone)
        return Reading({"starts_at": found.starts_at}, found.words, found.warning)

    def _say_length(self, reading: FormReading[ScheduleValues]) -> None:
        length = self.length(reading.details)
        if length is None:
            reading.problems["minutes"] = "Say how long it lasts, or choose a service."
        else:
            reading.echoes["minutes"] = f"{length}, as the service takes"

    def _with_rule(self, reading: FormReading[ScheduleValues]) -> FormReading[ScheduleValues]:
        values = reading.details
        if values.repeats == NEVER or values.starts_at is None:
            return replace(reading, details=replace(values, rule=""))
        shown = on_wall(values.starts_at, self.time_zone)
        try:
            repeats = Repeats(every=Every(values.repeats), times=values.times, until=values.until)
            rule = rule_of(repeats, shown)
            words = recurrence_words.in_words(rule, shown, self.time_zone)
        except Invalid as problem:
            reading.problems.setdefault("times", str(problem))
            return replace(reading, details=replace(values, rule=""))
        reading.echoes["times"] = words
        return replace(reading, details=replace(values, rule=rule))


def _service_words(service: Service) -> str:
    return _SEALED if isinstance(service.details, bytes) else service.details.name


def _tell() -> Field[ScheduleValues]:
    return Field(
        "is_told",
        "Tell the client",
        "By mail, which waits three minutes",
        choices=YES_OR_NO,
        show=lambda values: "yes" if values.is_told else "no",
    )
