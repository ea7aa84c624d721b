"""Whether a store is whole, and what to tell when it is not."""

from dataclasses import dataclass
from datetime import datetime

from kara_tui.domain.backups import Backup


@dataclass(frozen=True, kw_only=True)
class Soundness:
    """What a check of a store found."""

    pages: int = 0
    """How many pages the store has; 0 when it could not even be opened."""
    damaged: tuple[int, ...] = ()
    """The pages that are not as they were written."""
    complaints: tuple[str, ...] = ()
    """What SQLite says about how pages hang together; for a log, not for people."""
    refusal: str = ""
    """Why the store could not be checked at all."""

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.damaged or self.complaints or self.refusal)


def soundness_told(found: Soundness, newest: Backup | None, day: datetime | None = None) -> str:
    """Return what is wrong, what can be saved, and from when the newest backup is.

    Args:
        found: What the check found.
        newest: The newest good backup, if there is one.
        day: When that was, in the professional's zone; in UTC when absent.
    """
    if found.is_sound:
        return "The practice is whole: every page is as it was written."
    return f"{damage_told(found)} {_saving(found)} {_backup(newest, day)}"


def damage_told(found: Soundness) -> str:
    """Return in a sentence how bad it is."""
    if found.damaged and found.pages:
        share = f"{len(found.damaged):,} of {found.pages:,} pages"
        return f"The practice's file is damaged: {share} can no longer be read."
    if found.refusal:
        return "The practice's file is damaged where it begins, and cannot be opened."
    return "The practice's file is damaged: its pages do not fit together."


def _saving(found: Soundness) -> str:
    if found.damaged and found.pages:
        return "What lies on the others can be saved: kara rescue STORE NEWSTORE."
    return "Some of it may be saved: kara rescue STORE NEWSTORE."


def _backup(newest: Backup | None, day: datetime | None) -> str:
    if newest is None:
        return "There is no backup in the backup folder."
    at = day or newest.made_at
    return f"The newest backup is from {at.day} {at:%b %Y %H:%M} ({newest.path.name})."
