"""A backup as one file: an uncompressed tar that says what must be in it.

`manifest.json` first, then the members that it lists, then `manifest.sha256`: who reads the
last one knows that the file was not cut off.
"""

import hashlib
import io
import re
import tarfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import IO, Protocol

import msgspec

from kara_tui.db.copying import Progress, no_progress
from kara_tui.domain.backups import FORMAT, KEYS, Manifest, Member
from kara_tui.domain.errors import StoreUnavailable

_FIRST, _LAST = "manifest.json", "manifest.sha256"
_LONGEST_MANIFEST = 32 * 1024 * 1024
_PIECE = 1024 * 1024
_NAME = re.compile(r"(?:[a-z0-9][a-z0-9_-]*/)*[a-z0-9][a-z0-9._-]*")


def described(name: str, content: Path | bytes) -> Member:
    """Return a member's size and hash."""
    digest = hashlib.sha256()
    size = 0
    with _opened(content) as stream:
        while piece := stream.read(_PIECE):
            digest.update(piece)
            size += len(piece)
    return Member(name=name, size=size, sha256=digest.hexdigest())


def pack(
    target: Path,
    manifest: Manifest,
    contents: Mapping[str, Path | bytes],
    progress: Progress = no_progress,
) -> None:
    """Write a backup's file.

    Raises:
        OSError: When it cannot be written.
        StoreUnavailable: When a member changed since it was described.
    """
    told = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    moment = int(manifest.made_at.timestamp())
    with target.open("wb") as file, tarfile.open(fileobj=file, mode="w") as tar:
        _add(tar, _FIRST, io.BytesIO(told), len(told), moment)
        done = 0
        for member in manifest.members:
            with _opened(contents[member.name]) as stream:
                reader = _Hashing(stream)
                _add(tar, member.name, reader, member.size, moment)
            if reader.digest.hexdigest() != member.sha256:
                raise StoreUnavailable(f"“{member.name}” changed while the backup was written.")
            done += member.size
            progress("packing", done / max(manifest.size, 1))
        digest = hashlib.sha256(told).hexdigest().encode()
        _add(tar, _LAST, io.BytesIO(digest), len(digest), moment)


def read_manifest(path: Path) -> Manifest:
    """Return what a backup's file says that it holds.

    Raises:
        StoreUnavailable: When it is no backup, cut off, or not as it was written.
    """
    try:
        with tarfile.open(path, mode="r:") as tar:
            told = _small(tar, _FIRST)
            digest = _small(tar, _LAST)
            names = set(tar.getnames())
    except (tarfile.TarError, KeyError, EOFError, ValueError):
        raise _damaged(path, "it is no backup of kara, or it was cut off") from None
    except OSError as fault:
        raise StoreUnavailable(
            f"The backup {path} cannot be read: {fault.strerror or fault}.",
            "Check the path and the disk that it lies on.",
        ) from None
    if hashlib.sha256(told).hexdigest().encode() != digest:
        raise _damaged(path, "its list of contents is not as it was written")
    manifest = _decoded(path, told)
    if not {one.name for one in manifest.members} <= names:
        raise _damaged(path, "a part of it is missing")
    return manifest


def key_file_in(path: Path) -> bytes | None:
    """Return the key file in a backup; None when the practice has no vault.

    Raises:
        StoreUnavailable: When the backup is damaged.
    """
    member = read_manifest(path).member(KEYS)
    if member is None:
        return None
    try:
        with tarfile.open(path, mode="r:") as tar:
            content = _small(tar, KEYS)
    except (tarfile.TarError, KeyError, EOFError, ValueError):
        raise _damaged(path, "it was cut off, or changed") from None
    if hashlib.sha256(content).hexdigest() != member.sha256:
        raise _damaged(path, f"“{KEYS}” in it is not as it was written")
    return content


def unpack(
    path: Path, manifest: Manifest, folder: Path, progress: Progress = no_progress
) -> dict[str, Path]:
    """Write the members into a folder and return their files by name, each proven by its hash.

    Raises:
        OSError: When they cannot be written.
        StoreUnavailable: When a member is not as it was written.
    """
    made: dict[str, Path] = {}
    done = 0
    try:
        with tarfile.open(path, mode="r:") as tar:
            for member in manifest.members:
                made[member.name] = folder / member.name
                made[member.name].parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                if not _unpacked(tar, member, made[member.name]):
                    raise _damaged(path, f"“{member.name}” in it is not as it was written")
                done += member.size
                progress("unpacking", done / max(manifest.size, 1))
    except (tarfile.TarError, KeyError, EOFError):
        raise _damaged(path, "it was cut off, or changed") from None
    return made


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class _Hashing:
    """Reads on from a stream and hashes what passes."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.digest = hashlib.sha256()

    def read(self, size: int = -1, /) -> bytes:
        piece = self._stream.read(size)
        self.digest.update(piece)
        return piece


def _opened(content: Path | bytes) -> IO[bytes]:
    return io.BytesIO(content) if isinstance(content, bytes) else content.open("rb")


def _add(tar: tarfile.TarFile, name: str, stream: _Readable, size: int, moment: int) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = size, 0o600, moment
    tar.addfile(info, stream)


def _small(tar: tarfile.TarFile, name: str) -> bytes:
    info = tar.getmember(name)
    stream = tar.extractfile(info)
    if stream is None or info.size > _LONGEST_MANIFEST:
        raise ValueError(name)
    with closing(stream):
        return stream.read()


def _decoded(path: Path, told: bytes) -> Manifest:
    try:
        manifest = msgspec.json.decode(told, type=Manifest)
    except (msgspec.DecodeError, RecursionError):
        raise _damaged(path, "its list of contents cannot be read") from None
    if manifest.format != FORMAT:
        raise StoreUnavailable(
            f"A newer version of kara made the backup {path}.",
            "Nothing was changed. Update kara, then try again.",
        )
    if not all(_NAME.fullmatch(one.name) for one in manifest.members):
        raise _damaged(path, "it names files that do not belong in it")
    return manifest


def _unpacked(tar: tarfile.TarFile, member: Member, target: Path) -> bool:
    stream = tar.extractfile(member.name)
    if stream is None:
        return False
    digest = hashlib.sha256()
    with closing(stream), target.open("xb") as file:
        target.chmod(0o600)
        while piece := stream.read(_PIECE):
            digest.update(piece)
            file.write(piece)
    return digest.hexdigest() == member.sha256 and target.stat().st_size == member.size


def _damaged(path: Path, why: str) -> StoreUnavailable:
    return StoreUnavailable(
        f"The backup {path} cannot be used: {why}.",
        "Nothing was changed. Take another backup.",
    )
