"""Make a vault, and open it in each of the three ways."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kara_tui.domain.errors import VaultDamaged, WrongKey
from kara_tui.vault import header_file
from kara_tui.vault.aead import decrypt, encrypt, new_nonce
from kara_tui.vault.argon import FLOOR, USUAL, Work
from kara_tui.vault.canonical import FORMAT, canonical
from kara_tui.vault.derivation import DataKey, Use
from kara_tui.vault.header import PUT_BACK, VAULT_ID_BYTES, Header, Wrapped, is_proven, written
from kara_tui.vault.key_pair import KeyPair
from kara_tui.vault.passphrase import Passphrase
from kara_tui.vault.recovery_code import RecoveryCode
from kara_tui.vault.secret import Key, Secret
from kara_tui.vault.slots import SlotKind, unwrap, wrap

_DAMAGED = f"Nothing was changed. {PUT_BACK}"
_WRONG = {
    SlotKind.PASSPHRASE: (
        "This passphrase does not open the vault.",
        "Check Caps Lock and the keyboard layout, or use the recovery code.",
    ),
    SlotKind.RECOVERY: (
        "This recovery code does not open the vault.",
        "It may be of an earlier paper, which opens only backups that were made in its day.",
    ),
    SlotKind.KEYRING: (
        "What this machine's keyring holds does not open the vault.",
        "Open it with your passphrase.",
    ),
}


@dataclass(frozen=True, kw_only=True)
class OpenVault:
    """A vault whose keys are in this process; repr and tracebacks show none of them."""

    path: Path
    header: Header
    key: DataKey
    key_pair: KeyPair
    retired: DataKey | None
    """While the key is being changed: the key before; some of the data may still be under it."""
    floor: Work = FLOOR

    @property
    def vault_id(self) -> bytes:
        """What everything sealed in this vault is bound to."""
        return self.header.vault_id

    @property
    def public_key(self) -> bytes:
        """What clients' answers are sealed to."""
        return self.header.public_key

    def opens_by(self, kind: SlotKind) -> bool:
        """Say whether there is a slot of this kind."""
        return self.header.slot(kind) is not None


def create_vault(
    path: Path,
    passphrase: Passphrase,
    now: datetime,
    work: Work = USUAL,
    floor: Work = FLOOR,
    *,
    code: RecoveryCode | None = None,
) -> OpenVault:
    """Make the key file of a new vault, which a passphrase opens, and a code on paper.

    Raises:
        StoreUnavailable: When there is a key file already, or it cannot be written.
    """
    key, pair, vault_id = DataKey.new(), KeyPair.new(), secrets.token_bytes(VAULT_ID_BYTES)
    slots = [wrap(key, passphrase, SlotKind.PASSPHRASE, vault_id, work)]
    if code is not None:
        slots.append(wrap(key, code, SlotKind.RECOVERY, vault_id))
    header = Header(
        format=FORMAT,
        vault_id=vault_id,
        created=written(now),
        public_key=pair.public,
        private_key=sealed_pair(pair, key, vault_id),
        retired=None,
        slots=tuple(slots),
    )
    header_file.write_new(path, header, key)
    return OpenVault(path=path, header=header, key=key, key_pair=pair, retired=None, floor=floor)


def open_with_passphrase(path: Path, passphrase: Passphrase, floor: Work = FLOOR) -> OpenVault:
    """Open a vault with what the professional typed; takes about half a second by intent.

    Raises:
        WrongKey: When the passphrase is another one.
        VaultDamaged: When the key file is not as it was written.
        StoreUnavailable: When the key file is missing or unreadable, or memory is short.
    """
    return _open(path, passphrase, SlotKind.PASSPHRASE, floor)


def open_with_recovery_code(path: Path, code: RecoveryCode, floor: Work = FLOOR) -> OpenVault:
    """Open a vault with the code on paper; raises as `open_with_passphrase` does."""
    return _open(path, code, SlotKind.RECOVERY, floor)


def open_with_keyring_secret(path: Path, secret: Key, floor: Work = FLOOR) -> OpenVault:
    """Open a vault with what the keyring holds; raises as `open_with_passphrase` does."""
    return _open(path, secret, SlotKind.KEYRING, floor)


def _open(path: Path, secret: Secret, kind: SlotKind, floor: Work) -> OpenVault:
    header, mac = header_file.read(path, floor)
    slot = header.slot(kind)
    key = unwrap(slot, secret, header.vault_id, floor) if slot else None
    if key is None:
        raise WrongKey(*_WRONG[kind])
    if not is_proven(header, mac, key):
        raise VaultDamaged("The key file was changed by somebody without its key.", _DAMAGED)
    return opened(path, header, key, floor)


def opened(path: Path, header: Header, key: DataKey, floor: Work = FLOOR) -> OpenVault:
    """Return the vault of a proven header.

    Raises:
        VaultDamaged: When what the header holds under its key does not open.
    """
    pair = _opened_key(header.private_key, key, Use.KEY_PAIR, header.vault_id)
    retired = None
    if header.retired is not None:
        retired = DataKey(_opened_key(header.retired, key, Use.RETIRED, header.vault_id))
    key_pair = KeyPair(pair)
    if key_pair.public != header.public_key:
        raise VaultDamaged("The halves of the vault's key pair do not belong together.", _DAMAGED)
    return OpenVault(
        path=path, header=header, key=key, key_pair=key_pair, retired=retired, floor=floor
    )


def sealed_pair(pair: KeyPair, key: DataKey, vault_id: bytes) -> Wrapped:
    """Return the secret half of the key pair as the header keeps it."""
    return _sealed_key(pair, key, Use.KEY_PAIR, vault_id)


def sealed_retired(retired: DataKey, key: DataKey, vault_id: bytes) -> Wrapped:
    """Return the key before as the header keeps it."""
    return _sealed_key(retired, key, Use.RETIRED, vault_id)


def _sealed_key(inner: Key, key: DataKey, use: Use, vault_id: bytes) -> Wrapped:
    nonce = new_nonce()
    facts = canonical("header key", use.value, vault_id)
    return Wrapped(nonce=nonce, sealed=encrypt(key.derive(use), nonce, inner.reveal(), facts))


def _opened_key(wrapped: Wrapped, key: DataKey, use: Use, vault_id: bytes) -> bytes:
    facts = canonical("header key", use.value, vault_id)
    inner = decrypt(key.derive(use), wrapped.nonce, wrapped.sealed, facts)
    if inner is None:
        raise VaultDamaged("A key inside the key file does not open.", _DAMAGED)
    return inner
