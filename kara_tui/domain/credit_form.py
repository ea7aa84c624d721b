"""The fields of a sponsor's credit, each declared once."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kara_tui.domain import dates
from kara_tui.domain.credit import MOST_SESSIONS, require_credit_size
from kara_tui.domain.errors import Invalid
from kara_tui.domain.field_kinds import Context, Field, Reading

_MOST_DIGITS = len(str(MOST_SESSIONS))


@dataclass(frozen=True, kw_only=True)
class CreditValues:
    """What stands in the form."""

    sponsor: str = ""
    sessions: int = 0
    valid_until: date | None = None


@lru_cache(maxsize=1)
def credit_form() -> tuple[Field[CreditValues], ...]:
    """Return the fields in the order in which a form shows them."""
    return (
        Field("sponsor", "Sponsor", "Who pays: an employer, a union …", required=True),
        Field(
            "sessions",
            "Sessions",
            "How many the sponsor pays for",
            required=True,
            longest=20,
            read=_read_sessions,
            show=lambda values: str(values.sessions or ""),
        ),
        Field(
            "valid_until",
            "Valid until",
            "The last day of a session; may stay empty",
            longest=40,
            read=_read_day,
            show=lambda values: values.valid_until.isoformat() if values.valid_until else "",
        ),
    )


def _read_sessions(text: str, _context: Context) -> Reading:
    if not (text.isascii() and text.isdigit()):
        raise Invalid("sessions", "This is no number.", "Write it in figures: 5.")
    figures = text.lstrip("0") or "0"
    # A number of a thousand figures is not worth reading.
    sessions = int(figures) if len(figures) <= _MOST_DIGITS else MOST_SESSIONS + 1
    require_credit_size(sessions)
    return Reading({"sessions": sessions})


def _read_day(text: str, context: Context) -> Reading:
    day = dates.read_day(text, "valid_until", today=context.today)
    passed = "This day has passed: only earlier sessions could use it."
    return Reading({"valid_until": day}, dates.in_words(day), passed if day < context.today else "")
