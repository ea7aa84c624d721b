"""Backups that commands make by themselves: after a change of keys, and when somebody leaves."""

from typing import TYPE_CHECKING

from kara_tui.cli.backup_words import shown_progress
from kara_tui.cli.noting import note_events
from kara_tui.domain.errors import KaraError
from kara_tui.domain.practice_events import Happened, PracticeEvent

if TYPE_CHECKING:
    from pathlib import Path

    from kara_tui.cli.output import Output
    from kara_tui.settings import Settings


def back_up_after_change(settings: "Settings", key: bytes, out: "Output") -> None:
    """Make a backup that opens as the practice does now; say where it is, or why there is none."""
    if not settings.store.exists():
        return
    try:
        made = _back_up_when_due(settings, key, out, leaving=False)
    except KaraError as problem:
        out.note(f"No backup opens as the practice does now: {problem} Then run: kara backup")
        return
    if made is not None:
        out.note(f"Backed up to {made}.")


def back_up_on_leaving(settings: "Settings", key: bytes, out: "Output") -> None:
    """Back the day's work up when its backup is missing or old; ctrl+c leaves without one."""
    try:
        _back_up_when_due(settings, key, out, leaving=True)
    except KaraError as problem:
        out.note(f"No backup was made. {problem}")
    except KeyboardInterrupt:
        out.note("No backup was made: it was stopped. The next one is made when kara is open.")


def _back_up_when_due(
    settings: "Settings", key: bytes, out: "Output", *, leaving: bool
) -> "Path | None":
    from kara_tui.safekeeping import Safekeeping

    safe = Safekeeping(settings, lambda: key, out.note)
    made = safe.back_up_when_due(leaving=leaving, progress=shown_progress(out))
    out.end_progress()
    if made is None:
        return None
    note_events(settings, key, Happened(PracticeEvent.BACKUP_MADE))
    return made.path
