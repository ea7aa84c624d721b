"""What clients send: sealed on their terminal, so that only the professional's vault opens it."""

import hashlib

from kara_tui.domain.errors import Invalid, VaultDamaged
from kara_tui.vault import padding
from kara_tui.vault.canonical import canonical
from kara_tui.vault.key_pair import KeyPair
from kara_tui.vault.sealing import INTAKE, KEY_ID_BYTES, PREFIX_BYTES, Place, prefix


def seal_for(public_key: bytes, plain: bytes, place: Place) -> bytes:
    """Return a value sealed to a vault's public key; whoever sealed it cannot open it again.

    Raises:
        Invalid: When the value is over 32 MiB.
    """
    from nacl.public import PublicKey, SealedBox

    key_id = public_key_id(public_key)
    facts = place.facts("intake", key_id)
    try:
        padded = padding.pad(len(facts).to_bytes(4, "big") + facts + plain)
    except ValueError:
        raise Invalid(place.field, "This is too long to be sent.", "Send less at once.") from None
    return prefix(INTAKE, key_id) + SealedBox(PublicKey(public_key)).encrypt(padded)


def open_intake(sealed: bytes, pair: KeyPair, place: Place) -> bytes:
    """Return what a client's terminal sealed. Says nothing about who sealed it.

    Raises:
        VaultDamaged: When it was changed, belongs to another place, or is for another vault.
    """
    key_id = public_key_id(pair.public)
    facts = place.facts("intake", key_id)
    before = len(facts).to_bytes(4, "big") + facts
    padded = _opened(sealed, pair) if sealed[:PREFIX_BYTES] == prefix(INTAKE, key_id) else None
    content = None if padded is None else padding.unpad(padded)
    if content is None or not content.startswith(before):
        raise VaultDamaged(
            "What was sent does not open: it was changed on its way, or is for somebody else.",
            "Ask the client to send it again.",
        )
    return content[len(before) :]


def public_key_id(public_key: bytes) -> bytes:
    """Return what sealed intake names its key by."""
    return hashlib.sha256(canonical("public key", public_key)).digest()[:KEY_ID_BYTES]


def _opened(sealed: bytes, pair: KeyPair) -> bytes | None:
    from nacl.exceptions import CryptoError
    from nacl.public import PrivateKey, SealedBox

    try:
        return SealedBox(PrivateKey(pair.reveal())).decrypt(sealed[PREFIX_BYTES:])
    except CryptoError:
        return None
