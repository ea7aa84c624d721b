"""Backups, checks and reserves of one practice, put together from its settings.

Everything here blocks; what runs beside a screen goes through `workflows/upkeep.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from kara_tui.backend.protocol import Backend
from kara_tui.beside import keys_of
from kara_tui.domain.clock import Clock, system_clock
from kara_tui.settings import Settings

if TYPE_CHECKING:
    from kara_tui.db.ballast import Ballast
    from kara_tui.domain.backups import Backup
    from kara_tui.domain.drills import DrillState
    from kara_tui.domain.soundness import Soundness


@dataclass(frozen=True)
class Safekeeping:
    """What keeps a practice from being lost."""

    settings: Settings
    key: Callable[[], bytes]
    """Returns the key of the store; may wait until it is unlocked."""
    tell: Callable[[str], object]
    """Shows a sentence to the professional."""
    clock: Clock = system_clock

    async def keep_backing_up(self, _backend: Backend) -> None:
        """Make the backup of each day (a chore of the workstation)."""
        from kara_tui.workflows.upkeep import keep_backing_up

        await keep_backing_up(self.back_up_when_due, self.tell)

    async def keep_room(self, _backend: Backend) -> None:
        """Keep room for the last note (a chore of the workstation)."""
        from kara_tui.workflows.upkeep import keep_room

        await keep_room(lambda: self.ballast().make())

    async def tell_damage(self, _backend: Backend) -> None:
        """Check the store once after it was opened (a chore of the workstation)."""
        from kara_tui.workflows.upkeep import tell_damage

        await tell_damage(self.check, self.newest_backup, self.tell)

    def with_last_room(self, backend: Backend) -> Backend:
        """Return the backend as one that saves the last note on a full disk."""
        from kara_tui.backend.last_room import LastRoom

        return LastRoom(backend, lambda: self.ballast().drop(), self.tell)

    def ballast(self) -> "Ballast":
        """Return the room that is kept for the last note."""
        from kara_tui.db.ballast import Ballast

        return Ballast(self.settings.store)

    def back_up_when_due(self) -> "Backup | None":
        """Make the backup of the day, if it is due.

        Raises:
            KaraError: When it cannot be made.
        """
        from kara_tui.db.backup import Source
        from kara_tui.db.keeping_backups import back_up_when_due

        return back_up_when_due(
            Source(self.settings.store, self.key()),
            self.settings.backup_folder,
            self.clock(),
            self.settings.professional.zone,
        )

    def check(self) -> "Soundness":
        """Return whether every page of the store is as it was written."""
        from kara_tui.db.integrity import check_integrity

        return check_integrity(self.settings.store, self.key())

    def newest_backup(self) -> "Backup | None":
        """Return the newest backup in the folder of backups."""
        from kara_tui.db.backup import backups_in

        return next(iter(backups_in(self.settings.backup_folder)), None)

    def caution(self) -> str:
        """Return what the status line warns of; empty when all is well."""
        state = self.drill_state()
        return state.words if state.is_due else ""

    def drill_state(self) -> "DrillState":
        """Return when a backup was last tried, and whether it is time to try one."""
        from kara_tui.beside import drill_of
        from kara_tui.db.drilling import last_drill
        from kara_tui.domain.drills import drill_state

        store = self.settings.store
        return drill_state(last_drill(drill_of(store)), self.clock(), self._began())

    def _began(self) -> datetime | None:
        """Return since when the practice has a vault; None when it has none."""
        from kara_tui.domain.errors import KaraError
        from kara_tui.vault.header_file import read

        try:
            header, _ = read(keys_of(self.settings.store))
        except KaraError:
            return None
        return datetime.fromisoformat(header.created)
