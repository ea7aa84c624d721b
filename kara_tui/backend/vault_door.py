"""The door of a practice on this machine (see `Door`)."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from kara_tui.backend.door import DoorState, Judgement, RecoveryPaper
from kara_tui.beside import backups_of, bare_key_of, keys_of, old_key_of
from kara_tui.domain.clock import Clock, system_clock
from kara_tui.domain.errors import Invalid, StoreUnavailable
from kara_tui.domain.practice_events import Happened, PracticeEvent
from kara_tui.vault.bare_key import bare_key_for

if TYPE_CHECKING:
    from kara_tui.backend.vault_keys import VaultKeys
    from kara_tui.vault.argon import Work
    from kara_tui.vault.opening import OpenVault
    from kara_tui.vault.os_keyring import OsKeyring
    from kara_tui.vault.recovery_code import RecoveryCode


class VaultDoor:
    """Unlocks a practice; whoever opens its store waits here for the key."""

    def __init__(
        self,
        store: Path,
        clock: Clock = system_clock,
        *,
        keyring: "Callable[[], OsKeyring] | None" = None,
        work: "Work | None" = None,
        backups: Path | None = None,
    ) -> None:
        """Stand before a store.

        Args:
            store: The store's file; it need not exist.
            clock: Answers what time it is.
            keyring: Returns the keyring of this machine; None to do without.
            work: What a guess at a new passphrase costs; as much as this machine carries well
                when absent.
            backups: Where backups of the practice lie; beside it when absent.
        """
        self._store = store
        self._backups = backups or backups_of(store)
        self._clock = clock
        self._keyring = keyring
        self._work = work
        self._store_key: Future[bytes] = Future()
        self._vault: OpenVault | None = None
        self._code: RecoveryCode | None = None
        self._happened: list[Happened] = []
        self._known_keys: VaultKeys | None = None

    @property
    def state(self) -> DoorState:
        """How the practice is protected at the moment."""
        if self._vault is not None or not self.is_protected:
            return DoorState.OPEN
        if keys_of(self._store).exists():
            return DoorState.LOCKED
        if old_key_of(self._store).exists():
            return DoorState.UNPROTECTED
        return DoorState.LOCKED if self._store.exists() else DoorState.NEW

    @property
    def is_protected(self) -> bool:
        """Whether there is a passphrase to lock with; made-up practices have none."""
        return not bare_key_of(self._store).exists()

    def require_usable(self) -> None:
        """Look, before anything is asked, whether there is something to open or room to begin.

        Raises:
            StoreUnavailable: When the practice is gone, or nothing can be written in its folder.
        """
        from kara_tui.backend.usable import require_store, require_writable

        if self.state is DoorState.LOCKED:
            require_store(self._store, self._backups, self._clock())
        elif self.state is not DoorState.OPEN:
            require_writable(self._store.parent)

    @property
    def trouble(self) -> str:
        """Why wrong guesses cannot be counted, in a sentence; empty when they can."""
        return self._keys().guesses.trouble

    def store_key(self) -> bytes:
        """Return what opens the store; waits until the door is open."""
        return self._store_key.result() if self.is_protected else bare_key_for(self._store)

    def abandon(self) -> None:
        """Stay locked: whoever waits for the key is told so."""
        if not self._store_key.done():
            self._store_key.set_exception(
                StoreUnavailable("The practice stayed locked.", "Nothing was opened.")
            )

    def judge(self, passphrase: str) -> Judgement:
        """Judge a new passphrase while it is typed."""
        from kara_tui.vault.strength import strength

        judged = strength(passphrase)
        return Judgement(judged.score, judged.words, judged.warning, judged.is_enough)

    def seconds_to_wait(self) -> int:
        """Return how long no further guess is looked at."""
        wait = self._keys().guesses.wait()
        return 0 if wait <= 0 else max(1, round(wait))

    async def open_with_keyring(self) -> bool:
        """Unlock with what lies in the system's keyring, if that can be done without asking."""
        event = PracticeEvent.OPENED_BY_KEYRING
        return await self._enter(lambda keys: keys.by_keyring(), event)

    async def open_with_passphrase(self, passphrase: str) -> None:
        """Unlock with the passphrase."""
        event = PracticeEvent.OPENED_BY_PASSPHRASE
        await self._enter(lambda keys: keys.by_passphrase(passphrase), event)

    async def open_with_code(self, code: str, passphrase: str) -> None:
        """Unlock with the recovery code, and choose a new passphrase."""
        event = PracticeEvent.OPENED_BY_CODE
        await self._enter(lambda keys: keys.by_code(code, passphrase), event)
        self._happened.append(Happened(PracticeEvent.PASSPHRASE_CHANGED))

    def draw_paper(self) -> RecoveryPaper:
        """Return a new recovery code; it opens nothing until the set-up is finished."""
        from kara_tui.vault.recovery_code import RecoveryCode
        from kara_tui.vault.recovery_qr import qr_lines

        self._code = RecoveryCode.new()
        return RecoveryPaper(self._code.spelled(), qr_lines(self._code))

    def check_code(self, typed: str) -> None:
        """Compare what was typed back with the paper."""
        self._checked(typed)

    async def set_up(self, passphrase: str, code: str) -> None:
        """Protect the practice with a passphrase and the code of the paper, and unlock it."""
        on_paper = self._checked(code)
        await self._enter(lambda keys: keys.create(passphrase, on_paper), PracticeEvent.SET_UP)

    async def has_keyring(self) -> bool:
        """Tell whether this machine has a keyring to trust."""
        vault = self._opened()
        return await asyncio.to_thread(lambda: self._keys().has_keyring(vault))

    async def keep_in_keyring(self) -> str:
        """Let the system's keyring unlock from now on; return why not."""
        vault = self._opened()
        self._vault, why_not = await asyncio.to_thread(lambda: self._keys().keep_in_keyring(vault))
        if not why_not:
            self._happened.append(Happened(PracticeEvent.KEYRING_ON))
        return why_not

    def take_events(self) -> tuple[Happened, ...]:
        """Return what has happened at the door since this was last asked, in order."""
        taken, self._happened = tuple(self._happened), []
        return taken

    def _checked(self, typed: str) -> "RecoveryCode":
        from kara_tui.vault.recovery_code import RecoveryCode

        code = RecoveryCode.typed(typed)
        if code != self._code:
            raise Invalid(
                "recovery_code",
                "This is a recovery code, but not the one that was shown.",
                "Compare it with your paper, group by group.",
            )
        return code

    async def _enter(
        self, opening: "Callable[[VaultKeys], OpenVault | None]", event: PracticeEvent
    ) -> bool:
        """Open the vault on a thread, and let in who waits for the key; say whether it opened."""
        from kara_tui.vault.derivation import Use

        vault, happened = await asyncio.to_thread(lambda: self._tried(opening, event))
        if vault is None:
            return False
        self._vault = vault
        self._happened += happened
        if not self._store_key.done():
            self._store_key.set_result(vault.key.derive(Use.STORE))
        return True

    def _tried(
        self, opening: "Callable[[VaultKeys], OpenVault | None]", event: PracticeEvent
    ) -> "tuple[OpenVault | None, list[Happened]]":
        self.require_usable()
        keys = self._keys()
        # Counted before: the right one wipes them out.
        happened = [Happened(event, keys.guesses.wrong)]
        vault = opening(keys)
        if keys.has_rotated:
            happened.append(Happened(PracticeEvent.KEYS_ROTATED))
        return vault, happened

    def _opened(self) -> "OpenVault":
        if self._vault is None:
            raise StoreUnavailable("The practice is locked.", "Unlock it first.")
        return self._vault

    def _keys(self) -> "VaultKeys":
        from kara_tui.backend.vault_keys import VaultKeys
        from kara_tui.vault.argon import choose_work

        if self._known_keys is None:
            work = self._work
            choosing = choose_work if work is None else lambda: work
            keyring = self._keyring() if self._keyring else None
            self._known_keys = VaultKeys(
                self._store, self._clock, keyring=keyring, choosing=choosing
            )
        return self._known_keys
