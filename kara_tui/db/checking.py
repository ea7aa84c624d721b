"""When every page and every index of a store were last checked, and whether it is time again."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from kara_tui.beside import checked_of
from kara_tui.db.integrity import check_integrity
from kara_tui.db.workshop import hand_over, private_file, workshop
from kara_tui.domain.errors import KaraError
from kara_tui.domain.soundness import Soundness

DUE_AFTER = timedelta(days=7)
_LONGEST = 1000


@dataclass(frozen=True, kw_only=True)
class _Checked:
    at: datetime


def check_when_due(store: Path, key: bytes, now: datetime) -> Soundness | None:
    """Check a store in full, indexes too, when that was last done a week ago; None when not due.

    It is remembered only when all is well: damage is told again at every start.
    """
    if not is_due(store, now):
        return None
    found = check_integrity(store, key, full=True)
    if found.is_sound:
        # Where nothing can be written, it is checked again: no harm is done.
        with suppress(OSError, KaraError):
            _note(store, now)
    return found


def is_due(store: Path, now: datetime) -> bool:
    """Tell whether the last full check was a week ago, or is not known."""
    last = last_checked(store)
    # A clock that was wrong must not put the next one off for ever.
    return last is None or not timedelta(0) <= now - last < DUE_AFTER


def last_checked(store: Path) -> datetime | None:
    """Return when a store was last checked in full and found whole; None when nobody knows."""
    with suppress(OSError, msgspec.DecodeError), checked_of(store).open("rb") as stream:
        return msgspec.json.decode(stream.read(_LONGEST), type=_Checked).at
    return None


def _note(store: Path, now: datetime) -> None:
    with workshop(store.parent) as bench:
        note = private_file(bench / "checked")
        note.write_bytes(msgspec.json.encode(_Checked(at=now)))
        hand_over(note, checked_of(store))
