"""Which backups are kept: the newest of each of the last days, weeks and months."""

from collections.abc import Callable, Hashable, Iterable
from datetime import UTC, datetime, tzinfo

DAYS, WEEKS, MONTHS = 7, 5, 12
MOST = DAYS + WEEKS + MONTHS


def kept(made: Iterable[datetime], now: datetime, zone: tzinfo = UTC) -> frozenset[datetime]:
    """Return which of the backups are kept; the newest one always is.

    A period counts only if there is a backup from it, so time alone deletes nothing. Backups
    from later than now (the clock was wrong) never take the place of others.

    Args:
        made: When each was made.
        now: The time.
        zone: Where the professional's days begin and end.
    """
    newest_first = sorted(set(made), reverse=True)
    future = [one for one in newest_first if one > now]
    ordered = [*future[:1], *(one for one in newest_first if one <= now), *future[1:]]
    local = [(one, one.astimezone(zone)) for one in ordered]
    return frozenset(
        _newest_of_each(local, lambda at: at.date(), DAYS)
        | _newest_of_each(local, lambda at: at.isocalendar()[:2], WEEKS)
        | _newest_of_each(local, lambda at: (at.year, at.month), MONTHS)
    )


def _newest_of_each(
    ordered: list[tuple[datetime, datetime]], period: Callable[[datetime], Hashable], most: int
) -> set[datetime]:
    newest: dict[Hashable, datetime] = {}
    for one, local in ordered:
        key = period(local)
        if key in newest:
            newest[key] = max(newest[key], one)
        elif len(newest) < most:
            newest[key] = one
    return set(newest.values())
