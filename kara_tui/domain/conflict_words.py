"""What stands in the way of a session, and what would solve it, in words."""

from collections.abc import Iterable
from datetime import datetime

from kara_tui.domain.conflicts import Clash, ClashKind, Fix, FixKind
from kara_tui.domain.errors import TimeTaken
from kara_tui.domain.private import opened
from kara_tui.domain.wall_clock import on_wall, short_words

_MOST_TOLD = 5


def clash_in_words(clash: Clash, zone: str) -> str:
    """Return what stands in the way, by name, for the professional's own eyes.

    The text holds names that came from outside: show it as text, never as markup.

    Raises:
        StillSealed: When this process cannot read the name.
    """
    when = _times(clash, zone)
    if clash.kind is ClashKind.SESSION and clash.client is not None:
        return f"{when}: session with {opened(clash.client).name or 'another client'}"
    if clash.kind is ClashKind.BLOCK and clash.block is not None:
        return f"{when}: {opened(clash.block).title or 'blocked'}"
    return f"{when}: {_PLAIN[clash.kind]}"


def fix_in_words(fix: Fix, zone: str) -> str:
    """Return what a way out means."""
    if fix.starts_at is None:
        return "Leave this one out"
    shown = short_words(on_wall(fix.starts_at, zone))
    if fix.kind is FixKind.SHORTEN:
        return f"Shorten it to {fix.minutes} minutes"
    if fix.kind is FixKind.MOVE_EXISTING:
        return "Move the session that the client has instead"
    return f"{'Earlier' if fix.kind is FixKind.EARLIER else 'Later'}: {shown}"


def time_taken(clashes: tuple[Clash, ...], zone: str) -> TimeTaken:
    """Return the refusal that lists all that stands in the way, without a name in it."""
    told = [f"{_times(one, zone)} {_PLAIN[one.kind]}" for one in clashes[:_MOST_TOLD]]
    more = len(clashes) - len(told)
    rest = f" and {more} more" if more else ""
    number = "Something stands" if len(clashes) == 1 else f"{len(clashes)} things stand"
    return TimeTaken(f"{number} in the way: {'; '.join(told)}{rest}.", clashes)


def sessions_concerned(clashes: Iterable[Clash]) -> int:
    """Return how many of the proposed sessions something stands in the way of."""
    return len({one.occurrence for one in clashes})


_PLAIN = {
    ClashKind.SESSION: "another session",
    ClashKind.OWN_SESSION: "another session with this client",
    ClashKind.BLOCK: "blocked time",
    ClashKind.OUTSIDE_HOURS: "outside working hours",
}


def _times(clash: Clash, zone: str) -> str:
    first = on_wall(clash.taken_from, zone)
    return f"{short_words(first)}–{_end(first, on_wall(clash.taken_until, zone))}"


def _end(first: datetime, last: datetime) -> str:
    return f"{last:%H:%M}" if first.date() == last.date() else short_words(last)
