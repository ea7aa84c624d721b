"""XChaCha20-Poly1305, the one cipher of the vault."""

import secrets

NONCE_BYTES = 24
TAG_BYTES = 16


def new_nonce() -> bytes:
    """Return a random nonce; at this length two are never the same."""
    return secrets.token_bytes(NONCE_BYTES)


def encrypt(key: bytes, nonce: bytes, plain: bytes, facts: bytes) -> bytes:
    """Return the sealed bytes, bound to the facts that must be the same on opening."""
    from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt

    return crypto_aead_xchacha20poly1305_ietf_encrypt(plain, facts, nonce, key)


def decrypt(key: bytes, nonce: bytes, sealed: bytes, facts: bytes) -> bytes | None:
    """Return the bytes that were sealed; None when anything differs from then.

    No error is raised, so that none can carry a key in its frames.
    """
    from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt
    from nacl.exceptions import CryptoError

    if len(sealed) < TAG_BYTES or len(nonce) != NONCE_BYTES:
        return None
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, facts, nonce, key)
    except CryptoError:
        return None
