"""The key of each sealed file: wrapped, so that who destroys its record has destroyed the file."""

from kara_tui.vault.canonical import canonical
from kara_tui.vault.derivation import hkdf
from kara_tui.vault.record_keys import unwrap_record_key, wrap_record_key
from kara_tui.vault.sealing import Place, SealingKey

_TYPE = "attachment"
_NO_VAULT = b""
"""A file's key is random and its own, so the file need not be bound to a vault; the key is."""


def files_key(store_key: bytes) -> SealingKey:
    """Return the key that wraps the keys of all files of a store on this machine.

    Args:
        store_key: The 32 bytes that open the store.
    """
    return SealingKey(hkdf(store_key, info=canonical("key", "files")))


def file_place(file_id: str) -> Place:
    """Return where a file belongs; under another id it does not open."""
    return Place(
        vault_id=_NO_VAULT, record_type=_TYPE, record_id=file_id, field="content", version=1
    )


def wrap_file_key(key: SealingKey, files: SealingKey, file_id: str) -> bytes:
    """Return a file's key as 82 bytes to keep in its record.

    It is bound to the file, and not to whose file that is: a record may be merged into another
    one, on a server too, which cannot open what it moves.
    """
    return wrap_record_key(key, files, _NO_VAULT, _TYPE, file_id)


def unwrap_file_key(wrapped: bytes, files: SealingKey, file_id: str) -> SealingKey:
    """Return the key of a file.

    Raises:
        VaultDamaged: When it was changed, is of another file, or under another key.
    """
    return unwrap_record_key(wrapped, files, _NO_VAULT, _TYPE, file_id)


def rewrap_file_key(wrapped: bytes, before: SealingKey, files: SealingKey, file_id: str) -> bytes:
    """Return a file's key under another wrapping key.

    Raises:
        VaultDamaged: When it does not open with the key before.
    """
    return wrap_file_key(unwrap_file_key(wrapped, before, file_id), files, file_id)
