"""Kennitalas that are right and that nobody has.

The seventh and eighth digit of a real one count the people born that day; 14 and 15 are kept
for people who exist only in tests.
"""

from collections import defaultdict
from datetime import date

_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)
_SERIALS = ("14", "15")
_CENTURIES = {18: "8", 19: "9", 20: "0"}


class Kennitalas:
    """Gives each kennitala once."""

    def __init__(self) -> None:
        self._given: defaultdict[date, int] = defaultdict(int)

    def next(self, born: date) -> str:
        """Return a kennitala for somebody born that day; empty when that day has no more."""
        for place in range(self._given[born], len(_SERIALS)):
            self._given[born] = place + 1
            if number := _number(born, _SERIALS[place]):
                return number
        return ""


def _number(born: date, serial: str) -> str:
    year = born.year
    head = f"{born.day:02}{born.month:02}{year % 100:02}{serial}"
    total = sum(weight * int(mark) for weight, mark in zip(_WEIGHTS, head, strict=True))
    check = (11 - total % 11) % 11
    return "" if check == 10 else f"{head}{check}{_CENTURIES[year // 100]}"
