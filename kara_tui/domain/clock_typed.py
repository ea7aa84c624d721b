"""From when to when on one day, as people type it: 9 and 12, 13:30 and 17, 1 and 5pm."""

import re

from kara_tui.domain.when_parts import read_time
from kara_tui.domain.when_words import AT

WHOLE_DAY = 24 * 60
"""Minutes."""

_NOON = 12 * 60
_MIDNIGHT = {"24", "24:00", "24.00", "2400", "midnight", "midnaetti"}
_HALF = re.compile(r"(am|pm|a\.m\.|p\.m\.)$")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))


def one_dash(text: str) -> str:
    """Return a text in which every kind of dash is the plain one."""
    return text.translate(_DASHES)


def read_minutes(text: str) -> int | None:
    """Return a time of the day in minutes since midnight; None for what is no time.

    Args:
        text: Folded as `when_words` does it.
    """
    found = read_time(text)
    return None if found is None else found.hour * 60 + found.minute


def read_end(text: str) -> int | None:
    """Return the time at which something ends, 24:00 at the latest; None for what is no time."""
    bare = " ".join(word for word in text.split() if word not in AT)
    minutes = WHOLE_DAY if bare in _MIDNIGHT else read_minutes(text)
    # Nothing ends as the day begins: midnight is meant at its other end.
    return WHOLE_DAY if minutes == 0 else minutes


def read_pair(first: str, second: str) -> tuple[int, int] | None:
    """Return from when to when; None when one of both is no time.

    Where one says before or after noon, it says so for the other as well, as far as that makes
    sense: 1 to 5pm begins at 13:00, and 9am to 5 ends at 17:00.
    """
    begins, ends = read_minutes(first), read_end(second)
    if begins is None or ends is None:
        return None
    begins_half, ends_half = _half(first), _half(second)
    if ends_half == "p" and not begins_half and begins < _NOON and begins + _NOON < ends:
        begins += _NOON
    if begins_half and not ends_half and ends <= begins and ends < _NOON:
        ends += _NOON
    return begins, ends


def clock(minutes: int) -> str:
    """Return minutes since midnight as a clock shows them: 9:00, 24:00."""
    return f"{minutes // 60}:{minutes % 60:02}"


def _half(text: str) -> str:
    found = _HALF.search(text)
    return found[1][0] if found else ""
