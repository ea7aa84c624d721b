"""The key pair: anybody may seal to its public half, only the vault opens."""

import hashlib

from kara_tui.vault.canonical import canonical
from kara_tui.vault.crockford import GROUP, in_groups, spell
from kara_tui.vault.secret import Key

_FINGERPRINT_GROUPS = 6
_BITS_IN_LETTER = 5


class KeyPair(Key):
    """An X25519 pair; its secret half is what it hides."""

    __slots__ = ()

    @classmethod
    def new(cls) -> "KeyPair":
        """Return a pair that nobody has ever had."""
        from nacl.public import PrivateKey

        return cls(bytes(PrivateKey.generate()))

    @property
    def public(self) -> bytes:
        """The half that may be given to everybody."""
        from nacl.public import PrivateKey

        return bytes(PrivateKey(self.reveal()).public_key)


def fingerprint(public: bytes) -> str:
    """Return a public key as six groups of four letters that two people compare aloud."""
    letters = _FINGERPRINT_GROUPS * GROUP
    digest = hashlib.sha256(canonical("fingerprint", public)).digest()
    return in_groups(
        spell(int.from_bytes(digest, "big") >> 256 - letters * _BITS_IN_LETTER, letters)
    )
