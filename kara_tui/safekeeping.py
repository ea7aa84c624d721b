"""Backups, checks and reserves of one practice, put together from its settings.

Everything here blocks; what runs beside a screen goes through `workflows/upkeep.py`.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from kara_tui.backend.protocol import Backend
from kara_tui.beside import keys_of
from kara_tui.domain.clock import Clock, system_clock
from kara_tui.domain.practice_events import PracticeEvent
from kara_tui.settings import Settings

if TYPE_CHECKING:
    from kara_tui.db.ballast import Ballast
    from kara_tui.domain.backups import Backup
    from kara_tui.domain.damage import Damage
    from kara_tui.domain.drills import DrillState
    from kara_tui.domain.soundness import Soundness


async def _to_nobody(_event: PracticeEvent) -> None:
    pass


@dataclass
class Doing:
    """What is being done for a practice at the moment, beside the screen."""

    words: str = ""
    """In a few words; empty for nothing."""
    is_over: bool = False
    """Whether the program ends: what is being done stops, and keeps nobody from locking."""


@dataclass(frozen=True)
class Safekeeping:
    """What keeps a practice from being lost."""

    settings: Settings
    key: Callable[[], bytes]
    """Returns the key of the store; may wait until it is unlocked."""
    tell: Callable[[str], object]
    """Shows a sentence to the professional."""
    clock: Clock = system_clock
    note: Callable[[PracticeEvent], Awaitable[None]] = _to_nobody
    """Writes what happened into the history of the practice."""
    look_again: Callable[[], object] = bool
    """Called from any thread whenever `caution` gives another answer."""
    doing: Doing = field(default_factory=Doing)
    show_damage: "Callable[[Damage], object]" = bool
    """Shows what is damaged, and what to do."""
    damages: "list[Damage]" = field(default_factory=list)
    """What was found damaged since the program was started."""

    async def keep_backing_up(self, _backend: Backend) -> None:
        """Make the backup of each day (a chore of the workstation)."""
        from kara_tui.workflows.upkeep import keep_backing_up

        try:
            await keep_backing_up(
                self.back_up_when_due, self.tell, lambda: self.note(PracticeEvent.BACKUP_MADE)
            )
        finally:
            self.doing.is_over = True

    async def keep_room(self, _backend: Backend) -> None:
        """Keep room for the last note (a chore of the workstation)."""
        from kara_tui.workflows.upkeep import keep_room

        await keep_room(lambda: self.ballast().make(), self.low_disk, self.tell)

    async def tell_damage(self, _backend: Backend) -> None:
        """Check the store after it was opened, and in full once a week (a chore)."""
        from kara_tui.workflows.upkeep import tell_damage

        await tell_damage(self.check, self.check_when_due, self.newest_backup, self._tell_damage)

    def _tell_damage(self, found: "Soundness", newest: "Backup | None") -> None:
        from kara_tui.domain.damage import Damage

        self.damages.append(Damage(found, self.settings.store, newest))
        self.show_damage(self.damages[-1])

    def with_last_room(self, backend: Backend) -> Backend:
        """Return the backend as one that saves the last note on a full disk."""
        from kara_tui.backend.last_room import LastRoom

        return LastRoom(backend, lambda: self.ballast().drop(), self.tell)

    def ballast(self) -> "Ballast":
        """Return the room that is kept for the last note."""
        from kara_tui.db.ballast import Ballast

        return Ballast(self.settings.store)

    def back_up_when_due(
        self,
        *,
        leaving: bool = False,
        progress: "Callable[[str, float], None] | None" = None,
    ) -> "Backup | None":
        """Make the backup of the day, if it is due.

        Args:
            leaving: Whether the day's work is done.
            progress: Told how far it has come; the top line tells it when absent.

        Raises:
            KaraError: When it cannot be made.
        """
        from kara_tui.db.backup import Source
        from kara_tui.db.keeping_backups import back_up_when_due

        try:
            return back_up_when_due(
                Source(self.settings.store, self.key()),
                self.settings.backup_folder,
                self.clock(),
                self.settings.professional.zone,
                leaving=leaving,
                progress=progress or self._tell_progress,
            )
        finally:
            self._do("")

    def _tell_progress(self, what: str, share: float) -> None:
        if self.doing.is_over:
            from kara_tui.domain.errors import NotAllowedNow

            raise NotAllowedNow("The backup was stopped.", "The next start makes it.")
        self._do(f"backup: {what} {share:.0%}")

    def _do(self, words: str) -> None:
        if words != self.doing.words:
            self.doing.words = words
            self.look_again()

    def check(self) -> "Soundness":
        """Return whether every page of the store is as it was written."""
        from kara_tui.db.integrity import check_integrity

        return check_integrity(self.settings.store, self.key())

    def check_when_due(self) -> "Soundness | None":
        """Return whether the indexes agree with the records too; None when that is not due."""
        from kara_tui.db.checking import check_when_due

        return check_when_due(self.settings.store, self.key(), self.clock())

    def newest_backup(self) -> "Backup | None":
        """Return the newest backup in the folder of backups."""
        from kara_tui.db.backup import backups_in

        return next(iter(backups_in(self.settings.backup_folder)), None)

    def caution(self) -> str:
        """Return what the top line warns of, the worst first; empty when all is well."""
        if self.damages:
            return "the practice's file is damaged: kara doctor"
        if words := self.low_disk() or self.doing.words:
            return words
        state = self.drill_state()
        return state.words if state.is_due else ""

    def low_disk(self) -> str:
        """Return in a few words that the disk is nearly full; empty when it is not."""
        from kara_tui.db.ballast import low_disk_words

        return low_disk_words(self.settings.store)

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
