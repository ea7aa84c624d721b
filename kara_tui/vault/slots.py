"""Slots: the data key, wrapped once for each way to open the vault."""

import secrets
from dataclasses import dataclass
from enum import Enum

from kara_tui.domain.errors import VaultDamaged
from kara_tui.vault.aead import decrypt, encrypt, new_nonce
from kara_tui.vault.argon import ALGORITHM, FLOOR, SALT_BYTES, Work, is_within, stretch
from kara_tui.vault.canonical import canonical
from kara_tui.vault.derivation import DataKey, hkdf
from kara_tui.vault.passphrase import Passphrase
from kara_tui.vault.secret import Key, Secret

ID_BYTES = 8


class SlotKind(Enum):
    """What opens a slot."""

    PASSPHRASE = "passphrase"
    RECOVERY = "recovery"
    KEYRING = "keyring"


@dataclass(frozen=True, kw_only=True)
class Slot:
    """The data key as one way to open the vault keeps it; nothing in it is readable."""

    id: bytes
    kind: SlotKind
    salt: bytes
    work: Work | None
    """What stretching the passphrase costs; None where 160 bits or more need no stretching."""
    nonce: bytes
    wrapped: bytes


def wrap(
    key: DataKey, secret: Secret, kind: SlotKind, vault_id: bytes, work: Work | None = None
) -> Slot:
    """Return a slot in which a secret keeps the data key.

    Args:
        key: What the slot holds.
        secret: A passphrase, a recovery code, or what lies in the keyring, as `kind` says.
        kind: What the secret is.
        vault_id: The vault that the slot belongs to; in another one it does not open.
        work: For passphrases only, and always for them.
    """
    bare = Slot(
        id=secrets.token_bytes(ID_BYTES),
        kind=kind,
        salt=secrets.token_bytes(SALT_BYTES),
        work=work,
        nonce=new_nonce(),
        wrapped=b"",
    )
    outer = _outer_key(bare, secret)
    wrapped = encrypt(outer.reveal(), bare.nonce, key.reveal(), _facts(bare, vault_id))
    return Slot(id=bare.id, kind=kind, salt=bare.salt, work=work, nonce=bare.nonce, wrapped=wrapped)


def unwrap(slot: Slot, secret: Secret, vault_id: bytes, floor: Work = FLOOR) -> DataKey | None:
    """Return the data key from a slot; None when the secret is not the slot's.

    Raises:
        VaultDamaged: When the slot asks for less work than is safe, or more than is sane.
        StoreUnavailable: When the machine has too little free memory.
    """
    refuse_unsafe(slot, floor)
    outer = _outer_key(slot, secret)
    opened = decrypt(outer.reveal(), slot.nonce, slot.wrapped, _facts(slot, vault_id))
    return None if opened is None else DataKey(opened)


def refuse_unsafe(slot: Slot, floor: Work = FLOOR) -> None:
    """Refuse a slot that protects too little, whoever wrote it.

    Raises:
        VaultDamaged: When its parameters are below the floor, above the ceiling, or missing.
    """
    if slot.kind is SlotKind.PASSPHRASE:
        sound = slot.work is not None and is_within(slot.work, floor)
    else:
        sound = slot.work is None
    if not sound:
        raise VaultDamaged(
            "The key file asks for less protection than is safe, or more than is possible.",
            "Somebody may have changed it. Put it back from your backup.",
        )


def _outer_key(slot: Slot, secret: Secret) -> Key:
    if slot.work is not None and isinstance(secret, Passphrase):
        return stretch(secret, slot.salt, slot.work)
    return Key(hkdf(secret.reveal(), salt=slot.salt, info=canonical("slot", slot.kind.value)))


def _facts(slot: Slot, vault_id: bytes) -> bytes:
    stretched = slot.work
    return canonical(
        "slot",
        vault_id,
        slot.kind.value,
        slot.id,
        slot.salt,
        ALGORITHM if stretched else "hkdf-sha256",
        stretched.memory if stretched else 0,
        stretched.passes if stretched else 0,
        1 if stretched else 0,
    )
