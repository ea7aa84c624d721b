"""Seal whole files in chunks: any size in little memory, and a cut file never opens."""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from nacl import bindings as sodium
from nacl.exceptions import CryptoError

from kara_tui.domain.errors import StoreUnavailable, VaultDamaged
from kara_tui.vault.private_file import replacing
from kara_tui.vault.sealing import FILE, PREFIX_BYTES, Place, SealingKey, prefix

CHUNK = 64 * 1024
"""Bytes of the file in one sealed chunk."""
LENGTH_BYTES = 8
HEADER_BYTES = sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES
SEALED_CHUNK = CHUNK + sodium.crypto_secretstream_xchacha20poly1305_ABYTES
_MORE = sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_FINAL = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL

Progress = Callable[[int, int], None]
"""Told the bytes done and the bytes in all, after each chunk; what it raises cancels."""
_State = sodium.crypto_secretstream_xchacha20poly1305_state


class Readable(Protocol):
    """Something to read from, up to so many bytes at a time; fewer only at its end."""

    def read(self, size: int, /) -> bytes:
        """Return the next bytes; none at the end."""
        ...


class Writable(Protocol):
    """Something that takes bytes."""

    def write(self, data: bytes, /) -> object:
        """Take bytes."""
        ...


class SourceChanged(OSError):
    """The file that is sealed became longer or shorter meanwhile."""


def chunk_count(size: int) -> int:
    """Return how many chunks a file of that many bytes takes, filled up by at most an eighth.

    Only the first few bits of the count differ between files (the Padmé rule), so that the
    length of what is sealed says little about which file it is.
    """
    needed = -(-(LENGTH_BYTES + size) // CHUNK)
    exponent = needed.bit_length() - 1
    mask = (1 << max(0, exponent - exponent.bit_length())) - 1
    return (needed + mask) & ~mask


def sealed_size(size: int) -> int:
    """Return how many bytes a file of that many bytes has when it is sealed."""
    return PREFIX_BYTES + HEADER_BYTES + chunk_count(size) * SEALED_CHUNK


def _silently(done: int, total: int) -> None:
    del done, total


def seal_file(
    source: Path,
    destination: Path,
    key: SealingKey,
    place: Place,
    progress: Progress = _silently,
) -> None:
    """Write a sealed copy of a file; its length is hidden but for its first few bits.

    Raises:
        StoreUnavailable: When a file cannot be read or written, or the source changes
            meanwhile. What was at the destination before is untouched then.
    """
    with _told(source, destination), _opened(source) as plain, replacing(destination) as sealed:
        seal_stream(plain, os.fstat(plain.fileno()).st_size, sealed, key, place, progress)


def unseal_file(
    source: Path,
    destination: Path,
    key: SealingKey,
    place: Place,
    progress: Progress = _silently,
) -> None:
    """Write what a sealed file holds, for its owner only.

    Raises:
        VaultDamaged: When it was changed, cut or lengthened, belongs to another place, or was
            sealed with another key. What was at the destination before is untouched then.
        StoreUnavailable: When a file cannot be read or written.
    """
    with _told(source, destination), _opened(source) as sealed, replacing(destination) as plain:
        unseal_stream(sealed, plain, key, place, progress)


@contextmanager
def _opened(source: Path) -> Iterator[BinaryIO]:
    with os.fdopen(os.open(source, os.O_RDONLY | os.O_NONBLOCK), "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError("it is not an ordinary file")
        yield stream


@contextmanager
def _told(source: Path, destination: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise StoreUnavailable(
            f"{source} cannot be copied to {destination}: {problem.strerror or problem}.",
            "What was there before is untouched. Check the names and the room on the disk.",
        ) from None


def seal_stream(
    plain: Readable,
    size: int,
    sealed: Writable,
    key: SealingKey,
    place: Place,
    progress: Progress = _silently,
) -> None:
    """Seal what is read, chunk after chunk.

    Args:
        plain: What is sealed.
        size: How many bytes that is.
        sealed: Takes the sealed bytes.
        key: Seals no other file.
        place: Where it belongs.
        progress: Told after each chunk.

    Raises:
        SourceChanged: When there are more bytes, or fewer.
    """
    state = _State()
    header = sodium.crypto_secretstream_xchacha20poly1305_init_push(state, key.reveal())
    sealed.write(prefix(FILE, key.id) + header)
    count, done = chunk_count(size), 0
    facts: bytes | None = place.facts("file", key.id)
    for number in range(1, count + 1):
        lead = size.to_bytes(LENGTH_BYTES, "big") if number == 1 else b""
        part = plain.read(CHUNK - len(lead))
        done += len(part)
        chunk = (lead + part).ljust(CHUNK, b"\0") if len(part) < CHUNK else part
        tag = _FINAL if number == count else _MORE
        sealed.write(sodium.crypto_secretstream_xchacha20poly1305_push(state, chunk, facts, tag))
        facts = None
        progress(done, size)
    if done != size or plain.read(1):
        raise SourceChanged("it changes while it is read")


def unseal_stream(
    sealed: Readable,
    plain: Writable,
    key: SealingKey,
    place: Place,
    progress: Progress = _silently,
) -> None:
    """Write what sealed bytes hold; what was written counts only if this returns.

    Raises:
        VaultDamaged: When they were changed, cut or lengthened, belong to another place, or
            were sealed with another key.
    """
    size = done = count = 0
    for chunk in _chunks(sealed, key, place):
        count += 1
        part = chunk
        if count == 1:
            size = int.from_bytes(chunk[:LENGTH_BYTES], "big")
            part = chunk[LENGTH_BYTES:]
        wanted = min(size - done, len(part))
        if part.count(0, wanted) != len(part) - wanted:
            raise _damaged()
        plain.write(part if wanted == len(part) else part[:wanted])
        done += wanted
        progress(done, size)
    if done != size or count != chunk_count(size):
        raise _damaged()


def _chunks(sealed: Readable, key: SealingKey, place: Place) -> Iterator[bytes]:
    beginning = sealed.read(PREFIX_BYTES)
    header = sealed.read(HEADER_BYTES)
    if beginning != prefix(FILE, key.id) or len(header) != HEADER_BYTES:
        raise _damaged()
    state, is_final = _State(), False
    sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, header, key.reveal())
    facts: bytes | None = place.facts("file", key.id)
    while chunk := sealed.read(SEALED_CHUNK):
        opened = None if is_final else _pulled(state, chunk, facts)
        if opened is None:
            raise _damaged()
        yield opened[0]
        facts, is_final = None, opened[1] == _FINAL
    if not is_final:
        raise _damaged()


def _pulled(state: _State, chunk: bytes, facts: bytes | None) -> tuple[bytes, int] | None:
    if len(chunk) != SEALED_CHUNK:
        return None
    try:
        return sodium.crypto_secretstream_xchacha20poly1305_pull(state, chunk, facts)
    except CryptoError:
        return None


def _damaged() -> VaultDamaged:
    return VaultDamaged(
        "This file does not open: it was changed or cut, or belongs to another record.",
        "Nothing was written. Fetch it again, or restore it from a backup.",
    )
