"""From one key many: a key for each use, of which none tells anything about another."""

import hmac
import secrets
from enum import Enum

from kara_tui.vault.canonical import canonical
from kara_tui.vault.secret import Key

_BLOCK = 32
_LONGEST = 255 * _BLOCK


class Use(Enum):
    """What a derived key is for; the value is its label, and never changes."""

    STORE = "store"
    REPLICA = "replica"
    ITEMS = "items"
    DRAFTS = "drafts"
    AUDIT = "audit"
    HEADER = "header"
    KEY_PAIR = "key pair"
    RETIRED = "retired"


def hkdf(secret: bytes, *, salt: bytes = b"", info: bytes = b"", length: int = 32) -> bytes:
    """Return `length` bytes derived from a secret by HKDF-SHA256 (RFC 5869).

    Raises:
        ValueError: When more is asked for than the method can give.
    """
    if not 0 < length <= _LONGEST:
        raise ValueError(f"HKDF gives 1 to {_LONGEST} bytes.")
    root = hmac.digest(salt or bytes(_BLOCK), secret, "sha256")
    derived = block = b""
    for number in range(1, -(-length // _BLOCK) + 1):
        block = hmac.digest(root, block + info + bytes([number]), "sha256")
        derived += block
    return derived[:length]


class DataKey(Key):
    """The one key behind everything in a vault."""

    __slots__ = ()

    @classmethod
    def new(cls) -> "DataKey":
        """Return a key that nobody has ever had."""
        return cls(secrets.token_bytes(cls.SIZE))

    def derive(self, use: Use) -> bytes:
        """Return the 32 bytes for one use; every use gets other ones."""
        return hkdf(self.reveal(), info=canonical("key", use.value))
