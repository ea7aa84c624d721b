import hmac
from base64 import b64decode
from typing import Any

from nacl import bindings as na


def facts(*parts: str | bytes | int) -> bytes:
    raw = [p.to_bytes(8, "big") if isinstance(p, int) else p for p in ("kara-vault-1", *parts)]
    coded = [p.encode() if isinstance(p, str) else p for p in raw]
    return b"".join(len(p).to_bytes(4, "big") + p for p in coded)


def hkdf(secret: bytes, info: bytes, salt: bytes = bytes(32)) -> bytes:
    return hmac.digest(hmac.digest(salt, secret, "sha256"), info + b"\1", "sha256")


def aead(key: bytes, sealed: bytes, aad: bytes) -> bytes:
    return na.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed[24:], aad, sealed[:24], key)


def counted(plain: bytes, digits: int) -> bytes:
    return plain[digits : digits + int.from_bytes(plain[:digits], "big")]


def data_key(body: dict[str, Any], kind: str, secret: bytes) -> bytes:
    slot = next(one for one in body["slots"] if one["kind"] == kind)
    salt, work = b64decode(slot["salt"]), slot["work"]
    how, key = ("hkdf-sha256", 0, 0, 0), hkdf(secret, facts("slot", kind), salt)
    if work:
        how = ("argon2id", work["memory"], work["passes"], 1)
        key = na.crypto_pwhash_alg(32, secret, salt, how[2], how[1], 2)
    aad = facts("slot", b64decode(body["vault_id"]), kind, b64decode(slot["id"]), salt, *how)
    return aead(key, b64decode(slot["nonce"]) + b64decode(slot["wrapped"]), aad)


def file(key: bytes, sealed: bytes, aad: bytes | None) -> bytes:
    state, plain, tag = na.crypto_secretstream_xchacha20poly1305_state(), b"", 0
    na.crypto_secretstream_xchacha20poly1305_init_pull(state, sealed[10:34], key)
    for at in range(34, len(sealed), 65553):
        chunk = sealed[at : at + 65553]
        chunk, tag = na.crypto_secretstream_xchacha20poly1305_pull(state, chunk, aad)
        plain, aad = plain + chunk, None
    return counted(plain, 8) if tag == 3 else b"cut off"


def intake(secret: bytes, sealed: bytes, aad: bytes) -> bytes:
    box = na.crypto_box_seal_open(sealed[10:], na.crypto_scalarmult_base(secret), secret)
    return counted(box, 4)[4 + len(aad) :]
