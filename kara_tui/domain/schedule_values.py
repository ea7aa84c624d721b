"""What stands in the form in which a session is scheduled, and how its plain fields are read."""

from dataclasses import dataclass
from datetime import date, datetime

from kara_tui.domain import dates
from kara_tui.domain.details import Interaction
from kara_tui.domain.errors import Invalid
from kara_tui.domain.field_kinds import Context, Reading
from kara_tui.domain.session import SessionDetails
from kara_tui.domain.session_moves import LONGEST_SESSION, Scope

NO_SERVICE = "none"
NEVER = "never"


@dataclass(frozen=True, kw_only=True)
class ScheduleValues:
    """What stands in the form."""

    service: str = NO_SERVICE
    """Id of the service, in text."""
    starts_at: datetime | None = None
    minutes: int | None = None
    """None for as long as the service takes."""
    interaction: Interaction = Interaction.UNDECIDED
    place: str = ""
    join_url: str = ""
    repeats: str = NEVER
    times: int | None = None
    until: date | None = None
    scope: Scope = Scope.THIS
    remark: str = ""
    is_told: bool = False
    rule: str = ""
    """What `repeats`, `times` and `until` come to; empty for one session."""

    @property
    def details(self) -> SessionDetails:
        """The private part of the session."""
        return SessionDetails(place=self.place, join_url=self.join_url, remark=self.remark)


def read_minutes(text: str, _context: Context) -> Reading:
    """Return a length in minutes.

    Raises:
        Invalid: When it is none.
    """
    bare = text.casefold().removesuffix("minutes").removesuffix("min").strip()
    if not (bare.isascii() and bare.isdigit() and len(bare) <= 4):
        raise Invalid("minutes", "This is no number of minutes.", "Type 50, say.")
    if not 1 <= int(bare) <= LONGEST_SESSION:
        raise Invalid("minutes", f"A session lasts 1 to {LONGEST_SESSION:,} minutes.")
    return Reading({"minutes": int(bare)})


def read_ending(text: str, context: Context) -> Reading:
    """Return how often something repeats, or until which day.

    Raises:
        Invalid: When it is neither.
    """
    bare = text.casefold().removesuffix("times").removesuffix("x").strip()
    if bare.isascii() and bare.isdigit() and len(bare) <= 4:
        return Reading({"times": int(bare), "until": None})
    day = dates.read_day(text.casefold().removeprefix("until "), "times", today=context.today)
    return Reading({"times": None, "until": day}, f"until {dates.in_words(day)}")


def read_url(text: str, _context: Context) -> Reading:
    """Return an address to join; warn of one that no browser would open safely."""
    warning = "" if text.startswith("https://") else "This is no address that begins with https://."
    return Reading({"join_url": text}, warning=warning)
