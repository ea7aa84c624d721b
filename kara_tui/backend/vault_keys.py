"""The keys of a practice on this machine: every way to them, and every change to the ways."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from secrets import token_bytes
from typing import TYPE_CHECKING

from kara_tui.backend.usable import require_writable
from kara_tui.beside import guesses_of, keys_of, old_key_of
from kara_tui.db.occupancy import alone_with
from kara_tui.db.rekey import bring_under, require_room_anew
from kara_tui.domain.clock import Clock
from kara_tui.domain.errors import StoreUnavailable, WrongKey
from kara_tui.vault import changes, opening, rotation
from kara_tui.vault.argon import Work, choose_work
from kara_tui.vault.bare_key import read_bare_key
from kara_tui.vault.derivation import Use
from kara_tui.vault.guesses import Guesses
from kara_tui.vault.header import PUT_BACK
from kara_tui.vault.header_file import read
from kara_tui.vault.os_keyring import NONE_FOUND, NOTHING_KEPT
from kara_tui.vault.passphrase import Passphrase
from kara_tui.vault.recovery_code import RecoveryCode
from kara_tui.vault.secret import Key
from kara_tui.vault.slots import SlotKind
from kara_tui.vault.strength import chosen_passphrase

if TYPE_CHECKING:
    from kara_tui.vault.opening import OpenVault
    from kara_tui.vault.os_keyring import OsKeyring


@dataclass(frozen=True, kw_only=True)
class VaultStatus:
    """What can be told about a vault without opening it."""

    file: str
    created: str
    """In UTC."""
    ways: tuple[str, ...]
    """What opens it: passphrase, recovery, keyring."""
    memory_mib: int
    """What one guess at the passphrase takes."""
    passes: int
    changing: bool
    """Whether a change of its key was cut short; the next unlocking finishes it."""


class VaultKeys:
    """Opens a vault and changes how it opens. Everything here takes its time: use a thread."""

    def __init__(
        self,
        store: Path,
        clock: Clock,
        *,
        keyring: "OsKeyring | None" = None,
        choosing: Callable[[], Work] = choose_work,
    ) -> None:
        """Look after the keys of a store.

        Args:
            store: The store's file; its key file lies beside it.
            clock: Answers what time it is.
            keyring: The keyring of this machine; None to do without.
            choosing: Returns what a guess at a new passphrase is to cost.
        """
        self._store = store
        self._clock = clock
        self._keyring = keyring
        self._choosing = choosing
        self._path = keys_of(store)
        self.guesses = Guesses(guesses_of(store), clock)
        self.has_rotated = False
        """Whether the store was brought under a new key."""

    def status(self) -> VaultStatus:
        """Tell what the key file says of itself; nothing of it is proven yet.

        Raises:
            StoreUnavailable: When there is none, or it cannot be read.
            VaultDamaged: When it is not as it was written.
        """
        header, _ = read(self._path)
        slot = header.slot(SlotKind.PASSPHRASE)
        work = slot.work if slot and slot.work else Work(memory=0, passes=0)
        return VaultStatus(
            file=str(self._path),
            created=header.created,
            ways=tuple(one.kind.value for one in header.slots),
            memory_mib=work.memory // 2**20,
            passes=work.passes,
            changing=header.retired is not None,
        )

    def by_passphrase(self, typed: str) -> "OpenVault":
        """Open the vault with what was typed; a wrong guess makes the next one wait."""
        passphrase = Passphrase.typed(typed)
        vault = self.guesses.guess(lambda: opening.open_with_passphrase(self._path, passphrase))
        return self.finish(vault)

    def by_code(self, typed: str, new_passphrase: str) -> "OpenVault":
        """Open the vault with the code on paper, and choose a new passphrase."""
        code, chosen = RecoveryCode.typed(typed), chosen_passphrase(new_passphrase)
        # 160 random bits: a wait would hold up nobody but the owner.
        vault = self.guesses.guess(
            lambda: opening.open_with_recovery_code(self._path, code), waits=False
        )
        try:
            changed = changes.change_passphrase(vault, chosen, self._choosing())
        except StoreUnavailable as problem:
            raise StoreUnavailable(
                f"The code is right, but the new passphrase cannot be written. {problem.sentence}",
                f"Nothing was changed. {problem.advice} The code opens the practice as soon as"
                f" something can be written in {self._path.parent}.",
            ) from None
        return self.finish(changed)

    def by_keyring(self) -> "OpenVault | None":
        """Open the vault with what the keyring holds; None when it holds nothing that opens it."""
        header, _ = read(self._path)
        if self._keyring is None or header.slot(SlotKind.KEYRING) is None:
            return None
        answer = self._keyring.get(header.vault_id)
        if answer.secret is None:
            return None
        try:
            vault = opening.open_with_keyring_secret(self._path, answer.secret)
        except WrongKey:
            return None
        return self.finish(vault)

    def require_none_yet(self) -> None:
        """Refuse to make a vault where that would fail; asked before a code is written down.

        Raises:
            StoreUnavailable: When there is a key file already; when there is a store whose key
                file was lost: new keys would open nothing in it, and stand in the way of the
                right ones; when nothing can be written there.
            DiskFull: When a store from before there were vaults does not fit a second time.
        """
        if self._path.exists() or self._path.is_symlink():
            raise StoreUnavailable(
                f"There is a key file already: {self._path}.",
                "Nothing was changed. “kara vault” changes its passphrase, its code and its key.",
            )
        if self._store.exists() and not old_key_of(self._store).exists():
            raise StoreUnavailable(
                f"The key file {self._path} is missing, and new keys cannot open {self._store}.",
                f"Nothing was changed. {PUT_BACK}",
            )
        require_writable(self._store.parent)
        require_room_anew(self._store)

    def create(self, typed: str, code: RecoveryCode) -> "OpenVault":
        """Make the vault; a store from before there were vaults is encrypted anew.

        Raises:
            StoreUnavailable: See `require_none_yet`.
        """
        self.require_none_yet()
        chosen, work = chosen_passphrase(typed), self._choosing()
        vault = opening.create_vault(self._path, chosen, self._clock(), work, code=code)
        return self.finish(vault)

    def change_passphrase(self, vault: "OpenVault", typed: str) -> "OpenVault":
        """Let another passphrase open the vault from now on."""
        return changes.change_passphrase(vault, chosen_passphrase(typed), self._choosing())

    def put_code(self, vault: "OpenVault", code: RecoveryCode) -> "OpenVault":
        """Let another code on paper open the vault from now on."""
        return changes.put_recovery_code(vault, code)

    def require_alone(self) -> None:
        """Refuse to begin a change of the key that could not be finished.

        Raises:
            StoreUnavailable: When another program has the practice open.
            DiskFull: When there is no room for a second store.
        """
        with alone_with(self._store):
            require_room_anew(self._store)

    def rotate(self, vault: "OpenVault", typed: str, code: RecoveryCode) -> "OpenVault":
        """Encrypt everything with a new key; cut short, the next unlocking finishes it.

        Raises:
            StoreUnavailable: When another program has the practice open; nothing has changed.
            DiskFull: When there is no room for a second store; nothing has changed.
        """
        # Asked first: with the key file changed already, the old code would be void for nothing.
        self.require_alone()
        begun = rotation.begin_rotation(vault, Passphrase.typed(typed), code, self._choosing())
        return self.finish(begun)

    def has_keyring(self, vault: "OpenVault") -> bool:
        """Tell whether this machine has a keyring to trust."""
        if self._keyring is None:
            return False
        answer = self._keyring.get(vault.vault_id)
        return answer.is_fine or answer.reason == NOTHING_KEPT

    def keep_in_keyring(self, vault: "OpenVault") -> tuple["OpenVault", str]:
        """Let the keyring open the vault from now on; also return why not, in a sentence."""
        if self._keyring is None:
            return vault, NONE_FOUND
        answer = self._keyring.put(vault.vault_id, secret := Key(token_bytes(Key.SIZE)))
        kept = changes.put_keyring_secret(vault, secret) if answer.is_fine else vault
        return kept, answer.reason

    def forget_keyring(self, vault: "OpenVault") -> tuple["OpenVault", str]:
        """Let no keyring open the vault any more; also return why a rest of it stays there."""
        without = changes.remove_keyring_slot(vault)
        return without, self._keyring.forget(vault.vault_id).reason if self._keyring else ""

    def finish(self, vault: "OpenVault") -> "OpenVault":
        """Return the vault once its store is under its key: a change may have been cut short."""
        old_file = old_key_of(self._store)
        if vault.retired is not None:
            before = vault.retired.derive(Use.STORE)
        elif old_file.exists():
            before = read_bare_key(old_file)
        else:
            return vault
        bring_under(self._store, vault.key.derive(Use.STORE), before)
        old_file.unlink(missing_ok=True)
        if vault.retired is None:
            return vault
        self.has_rotated = True
        return rotation.finish_rotation(vault)
