"""How often blocks come back: the rhythms that a form offers, as rules and back."""

from datetime import date, datetime, timedelta

from kara_tui.domain.block_times import MOST_REPETITIONS
from kara_tui.domain.errors import Invalid
from kara_tui.domain.recurrence import Every, read_rule, rhythm_of

NEVER = "never"
AS_IT_IS = "as it is"
"""A rule from elsewhere that the form cannot say otherwise."""

_DAILY = "daily"
_WORKDAYS = "workdays"
_YEARLY = "yearly"
RHYTHMS = (
    (NEVER, "Never"),
    (_DAILY, "Every day"),
    (_WORKDAYS, "Monday to Friday"),
    (Every.WEEK.value, "Weekly"),
    (Every.FORTNIGHT.value, "Fortnightly"),
    (Every.MONTH_DAY.value, "Monthly, same date"),
    (Every.MONTH_WEEKDAY.value, "Monthly, same weekday"),
    (_YEARLY, "Yearly"),
)
"""(value, words) pairs."""

USUAL_LENGTH = timedelta(days=730)
"""For so long a block repeats when nobody says until when."""

_OTHERS = {
    _DAILY: "FREQ=DAILY",
    _WORKDAYS: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    _YEARLY: "FREQ=YEARLY",
}


def rule_for(rhythm: str, first: datetime, times: int | None, until: date | None) -> str:
    """Return the rule of a block that the wall clock first shows at some time.

    Args:
        rhythm: One of `RHYTHMS`; not `NEVER`.
        first: When it comes first.
        times: How often in all; None when a last day is said.
        until: The last day on which one may begin; two years on when neither is said.

    Raises:
        Invalid: When it ends before it began, comes too often, or begins outside its rhythm.
    """
    if rhythm == _WORKDAYS and first.weekday() > 4:
        raise Invalid("repeats", "The first one does not lie between Monday and Friday.")
    if times is not None:
        if not 1 <= times <= MOST_REPETITIONS:
            raise Invalid("times", f"A block comes 1 to {MOST_REPETITIONS:,} times.")
        return f"{_rhythm(rhythm, first)};COUNT={times}"
    last = until or (first + USUAL_LENGTH).date()
    if last < first.date():
        raise Invalid("times", "The last day lies before the first one.")
    return f"{_rhythm(rhythm, first)};UNTIL={last:%Y%m%d}"


def rhythm_in(rule: str, first: datetime) -> str:
    """Return the rhythm of a rule; `AS_IT_IS` when the form offers none that says the same."""
    if not rule:
        return NEVER
    try:
        parts = read_rule(rule).parts
    except Invalid:
        return AS_IT_IS
    for rhythm, _ in RHYTHMS[1:]:
        if parts == _parts_of(rhythm, first):
            return rhythm
    return AS_IT_IS


def ending_of(rule: str, zone: str) -> tuple[int | None, date | None]:
    """Return how often a rule lets something come, or until which day; neither where it is none."""
    if not rule:
        return None, None
    try:
        read = read_rule(rule)
        last = read.last_shown(zone)
    except Invalid:
        return None, None
    return read.count, last.date() if last else None


def _rhythm(rhythm: str, first: datetime) -> str:
    return _OTHERS[rhythm] if rhythm in _OTHERS else rhythm_of(Every(rhythm), first)


def _parts_of(rhythm: str, first: datetime) -> dict[str, str]:
    return read_rule(f"{_rhythm(rhythm, first)};COUNT=1").parts
