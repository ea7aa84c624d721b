"""The Icelandic national id: what its ten digits say, and when to look twice.

Rules: Registers Iceland (skra.is). Numbers issued since 2026-02-18 need not have a valid check
digit, so a digit that does not fit is a hint and never a refusal.
"""

from dataclasses import dataclass
from datetime import date

from kara_tui.domain.errors import Invalid
from kara_tui.domain.text import digits

_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)
_CENTURIES = {"8": 1800, "9": 1900, "0": 2000}


@dataclass(frozen=True)
class Kennitala:
    """A number that can exist, with what follows from it."""

    number: str
    """Ten digits."""
    birth_date: date | None
    """The date inside; none in system numbers and for organisations."""
    hint: str
    """Why to look twice, in words; empty when nothing is unusual."""

    @property
    def shown(self) -> str:
        """The number as people write it: DDMMYY-NNCX."""
        return f"{self.number[:6]}-{self.number[6:]}"


def looks_like_kennitala(typed: str) -> bool:
    """Tell whether the text has the shape of a kennitala: ten digits, perhaps a dash."""
    bare = typed.strip().replace(" ", "").replace("-", "")
    return len(bare) == 10 and len(digits(bare)) == 10


def read_kennitala(typed: str) -> Kennitala:
    """Return the kennitala that was typed, with or without blanks and dash.

    Raises:
        Invalid: When no such number can exist.
    """
    number = digits(typed)
    if not looks_like_kennitala(typed):
        raise Invalid("national_id", "A kennitala has ten digits, for example 010130-2129.")
    if number[0] in "89":
        return Kennitala(number, None, "A system number: it holds no birth date.")
    day, month = int(number[:2]), int(number[2:4])
    if 41 <= day <= 71:
        return Kennitala(number, None, "This kennitala belongs to an organisation.")
    return Kennitala(number, _date_inside(number, day, month), _check_digit_hint(number))


def _date_inside(number: str, day: int, month: int) -> date:
    century = _CENTURIES.get(number[9])
    if century is None:
        raise Invalid("national_id", "The last digit of a kennitala is 8, 9 or 0.")
    try:
        return date(century + int(number[4:6]), month, day)
    except ValueError:
        raise Invalid(
            "national_id", f"A kennitala begins with a date, and {number[:6]} is none."
        ) from None


def _check_digit_hint(number: str) -> str:
    total = sum(w * int(d) for w, d in zip(_WEIGHTS, number, strict=False))
    expected = (11 - total % 11) % 11
    if expected == int(number[8]):
        return ""
    return "The check digit does not fit, as in numbers issued since 2026: please check it again."
