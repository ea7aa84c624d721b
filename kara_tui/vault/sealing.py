"""Seal a value so that only the vault opens it, and only in the place it was sealed for."""

from dataclasses import dataclass

from kara_tui.domain.errors import Invalid, VaultDamaged
from kara_tui.vault import padding
from kara_tui.vault.aead import NONCE_BYTES, decrypt, encrypt, new_nonce
from kara_tui.vault.canonical import canonical
from kara_tui.vault.derivation import hkdf
from kara_tui.vault.secret import Key

VERSION = 1
BLOB, FILE, RECORD_KEY, INTAKE = 1, 2, 3, 4
"""The second byte of everything sealed: how it was done."""
KEY_ID_BYTES = 8
PREFIX_BYTES = 2 + KEY_ID_BYTES
_ADVICE = "Nothing was changed. Synchronise again, or restore the record from a backup."


class SealingKey(Key):
    """A key that seals values: the vault's items key, or that of one record."""

    __slots__ = ("id",)

    def __init__(self, hidden: bytes) -> None:
        super().__init__(hidden)
        self.id = hkdf(self.reveal(), info=canonical("key id"), length=KEY_ID_BYTES)
        """What sealed bytes name their key by; tells nothing about it."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a sealed value belongs; anywhere else it does not open."""

    vault_id: bytes
    record_type: str
    record_id: str
    field: str
    version: int

    def facts(self, purpose: str, key_id: bytes) -> bytes:
        """Return the bytes that are authenticated with the value."""
        return canonical(
            purpose,
            self.vault_id,
            self.record_type,
            self.record_id,
            self.field,
            self.version,
            key_id,
        )


def seal(plain: bytes, key: SealingKey, place: Place) -> bytes:
    """Return a blob: the value, its length hidden, for one place only.

    Raises:
        Invalid: When the value is over 32 MiB; that much is sealed as a file.
    """
    try:
        padded = padding.pad(plain)
    except ValueError:
        raise Invalid(
            place.field, "This is too long to be kept in a record.", "Attach it as a file."
        ) from None
    nonce = new_nonce()
    return (
        prefix(BLOB, key.id)
        + nonce
        + encrypt(key.reveal(), nonce, padded, place.facts("blob", key.id))
    )


def unseal(blob: bytes, key: SealingKey, place: Place) -> bytes:
    """Return the value that a blob holds.

    Raises:
        VaultDamaged: When the blob was changed, cut or lengthened, belongs to another place
            or version, or was sealed with another key.
    """
    facts = place.facts("blob", key.id)
    padded = opened_after_prefix(blob, BLOB, key, facts)
    plain = None if padded is None else padding.unpad(padded)
    if plain is None:
        raise VaultDamaged("A private part of this record does not open.", _ADVICE)
    return plain


def prefix(how: int, key_id: bytes) -> bytes:
    """Return how everything sealed begins."""
    return bytes([VERSION, how]) + key_id


def opened_after_prefix(sealed: bytes, how: int, key: SealingKey, facts: bytes) -> bytes | None:
    """Return what is sealed behind a prefix and a nonce; None when anything differs."""
    if sealed[:PREFIX_BYTES] != prefix(how, key.id):
        return None
    body = PREFIX_BYTES + NONCE_BYTES
    return decrypt(key.reveal(), sealed[PREFIX_BYTES:body], sealed[body:], facts)
