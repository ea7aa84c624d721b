"""The key file as bytes: exactly one form is accepted, and all of it is authenticated."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime

from kara_tui.domain.errors import VaultDamaged
from kara_tui.vault.aead import NONCE_BYTES, TAG_BYTES
from kara_tui.vault.argon import FLOOR, SALT_BYTES, Work
from kara_tui.vault.canonical import FORMAT, canonical
from kara_tui.vault.derivation import DataKey, Use
from kara_tui.vault.secret import Key
from kara_tui.vault.slots import ID_BYTES, Slot, SlotKind, refuse_unsafe

VAULT_ID_BYTES = 16
LONGEST = 64 * 1024
"""Bytes; a key file has about two thousand."""
PUT_BACK = "Put the key file of your newest backup back: “kara restore BACKUP --key-file”."
"""What to do when the key file is lost or damaged."""
_ADVICE = f"Nothing was changed. {PUT_BACK}"


@dataclass(frozen=True, kw_only=True)
class Wrapped:
    """Something sealed under the data key."""

    nonce: bytes
    sealed: bytes


@dataclass(frozen=True, kw_only=True)
class Header:
    """Everything a key file says."""

    format: str
    vault_id: bytes
    created: str
    """In UTC, to the second: 2026-03-02T12:00:00Z."""
    public_key: bytes
    private_key: Wrapped
    retired: Wrapped | None
    """While the key is being changed: the key before, wrapped under the one now."""
    slots: tuple[Slot, ...]

    def slot(self, kind: SlotKind) -> Slot | None:
        """Return the slot of a kind, if there is one."""
        return next((one for one in self.slots if one.kind is kind), None)


@dataclass(frozen=True)
class _File:
    body: Header
    checksum: bytes
    mac: bytes


@dataclass(frozen=True)
class _FormatOnly:
    format: str


@dataclass(frozen=True)
class _Glance:
    body: _FormatOnly


def written(moment: datetime) -> str:
    """Return a time as the key file has it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def to_bytes(header: Header, key: DataKey) -> bytes:
    """Return the key file, authenticated by the data key that its slots hold."""
    body = _encoded(header)
    return _encoded(_File(header, _checksum(body), _mac(body, key))) + b"\n"


def from_bytes(content: bytes, floor: Work = FLOOR) -> tuple[Header, bytes]:
    """Return what a key file says and its MAC, which nobody has proven yet.

    Raises:
        VaultDamaged: When it is not a key file as this program writes it, or its slots
            protect too little.
    """
    file = _decoded(content)
    if _encoded(file) + b"\n" != content or _checksum(_encoded(file.body)) != file.checksum:
        raise VaultDamaged("The key file is damaged: some of it has changed.", _ADVICE)
    if not _has_right_sizes(file.body):
        raise VaultDamaged("The key file is damaged: a part has the wrong length.", _ADVICE)
    kinds = [one.kind for one in file.body.slots]
    if len(set(kinds)) != len(kinds):
        raise VaultDamaged("The key file is damaged: a slot stands in it twice.", _ADVICE)
    for slot in file.body.slots:
        refuse_unsafe(slot, floor)
    return file.body, file.mac


def _decoded(content: bytes) -> _File:
    import msgspec

    try:
        glance = msgspec.json.decode(content, type=_Glance)
        if glance.body.format == FORMAT:
            return msgspec.json.decode(content, type=_File)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise VaultDamaged("The key file is damaged: it cannot be read.", _ADVICE) from None
    raise VaultDamaged(
        "The key file is of a kind that this version does not know.",
        "Nothing was changed. Use the version of kara that wrote it.",
    )


def _has_right_sizes(header: Header) -> bool:
    wrapped = [header.private_key, *([header.retired] if header.retired else [])]
    sizes = [
        (header.vault_id, VAULT_ID_BYTES),
        (header.public_key, Key.SIZE),
        *((one.nonce, NONCE_BYTES) for one in wrapped),
        *((one.sealed, Key.SIZE + TAG_BYTES) for one in wrapped),
    ]
    for slot in header.slots:
        sizes += [
            (slot.id, ID_BYTES),
            (slot.salt, SALT_BYTES),
            (slot.nonce, NONCE_BYTES),
            (slot.wrapped, Key.SIZE + TAG_BYTES),
        ]
    return all(len(part) == size for part, size in sizes)


def is_proven(header: Header, mac: bytes, key: DataKey) -> bool:
    """Say whether whoever wrote the header had the data key."""
    return hmac.compare_digest(_mac(_encoded(header), key), mac)


def _encoded(value: Header | _File) -> bytes:
    import msgspec

    return msgspec.json.encode(value, order="sorted")


def _checksum(body: bytes) -> bytes:
    # Tells decay from a wrong passphrase; against people there is the MAC.
    return hashlib.sha256(canonical("checksum", body)).digest()


def _mac(body: bytes, key: DataKey) -> bytes:
    return hmac.digest(key.derive(Use.HEADER), canonical("header", body), "sha256")
