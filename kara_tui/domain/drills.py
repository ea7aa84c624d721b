"""When backups were last tried, and when it is time to try one again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

DUE_AFTER = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Drill:
    """A backup was opened with the recovery code and found whole."""

    at: datetime
    backup: str
    """The file's name."""


@dataclass(frozen=True)
class DrillState:
    """What the status line says about it."""

    is_due: bool
    words: str


def drill_state(last: Drill | None, now: datetime, began: datetime | None = None) -> DrillState:
    """Say whether a backup should be tried, and when one last was.

    Args:
        last: The newest drill that went well.
        now: The time.
        began: Since when the practice exists; who began lately has nothing to try yet.
    """
    if last is None:
        is_young = began is not None and now - began <= DUE_AFTER
        return DrillState(not is_young, "no backup was ever tried: kara drill")
    days = max((now - last.at).days, 0)
    if now - last.at > DUE_AFTER:
        return DrillState(True, f"no backup was tried for {days} days: kara drill")
    ago = "today" if not days else "yesterday" if days == 1 else f"{days} days ago"
    return DrillState(False, f"backup tried {ago}")
