"""One key for each record: who destroys the wrapped key has destroyed the record."""

import secrets

from kara_tui.domain.errors import VaultDamaged
from kara_tui.vault.aead import encrypt, new_nonce
from kara_tui.vault.canonical import canonical
from kara_tui.vault.derivation import DataKey, Use
from kara_tui.vault.sealing import RECORD_KEY, SealingKey, opened_after_prefix, prefix


def items_key(key: DataKey) -> SealingKey:
    """Return the key that wraps the keys of all records."""
    return SealingKey(key.derive(Use.ITEMS))


def new_record_key() -> SealingKey:
    """Return a key for one record and everything attached to it."""
    return SealingKey(secrets.token_bytes(SealingKey.SIZE))


def wrap_record_key(
    record_key: SealingKey, items: SealingKey, vault_id: bytes, record_type: str, record_id: str
) -> bytes:
    """Return a record's key as 82 bytes to keep beside the record."""
    nonce = new_nonce()
    facts = _facts(items, vault_id, record_type, record_id)
    return (
        prefix(RECORD_KEY, items.id)
        + nonce
        + encrypt(items.reveal(), nonce, record_key.reveal(), facts)
    )


def unwrap_record_key(
    wrapped: bytes, items: SealingKey, vault_id: bytes, record_type: str, record_id: str
) -> SealingKey:
    """Return the key of a record.

    Raises:
        VaultDamaged: When it was changed, belongs to another record, or is under another key.
    """
    facts = _facts(items, vault_id, record_type, record_id)
    key = opened_after_prefix(wrapped, RECORD_KEY, items, facts)
    if key is None or len(key) != SealingKey.SIZE:
        raise VaultDamaged(
            "The key of this record does not open.",
            "Nothing was changed. Synchronise again, or restore the record from a backup.",
        )
    return SealingKey(key)


def _facts(items: SealingKey, vault_id: bytes, record_type: str, record_id: str) -> bytes:
    return canonical("record key", vault_id, record_type, record_id, items.id)
