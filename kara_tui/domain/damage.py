"""A practice whose file is damaged, and what its professional can do."""

from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from shlex import quote

from kara_tui.domain.backups import Backup
from kara_tui.domain.soundness import Soundness, damage_told


@dataclass(frozen=True)
class Damage:
    """What a check found, where, and what else there is."""

    found: Soundness
    store: Path
    newest: Backup | None
    """The newest backup."""


@dataclass(frozen=True)
class Step:
    """One thing to do."""

    words: str
    command: str = ""
    """What to type in a shell; empty when it is done otherwise."""


def steps_after(damage: Damage, zone: tzinfo) -> tuple[Step, ...]:
    """Return what happened and what to do, in order, with the commands as they are typed.

    Args:
        damage: What a check found.
        zone: Where the professional's days begin and end.
    """
    store = damage.store
    return (
        Step(damage_told(damage.found)),
        Step(f"Leave kara (F10) and copy the folder {store.parent} to another disk, as it is."),
        Step(
            "What can still be read is saved into a new file by",
            f"kara rescue {quote(str(store))} {quote(str(_beside(store, 'rescued')))}",
        ),
        _from_backup(damage, zone),
    )


def _from_backup(damage: Damage, zone: tzinfo) -> Step:
    if damage.newest is None:
        return Step("There is no backup in the backup folder.")
    at = damage.newest.made_at.astimezone(zone)
    restored = quote(str(_beside(damage.store, "restored")))
    return Step(
        f"The newest backup is from {at.day} {at:%b %Y %H:%M}. It is put into another file by",
        f"kara restore {quote(str(damage.newest.path))} --store {restored}",
    )


def _beside(store: Path, what: str) -> Path:
    return store.with_name(f"{store.stem}-{what}{store.suffix}")
