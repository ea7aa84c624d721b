"""Files of any size are sealed in chunks; a cut one never opens, and nothing half is left."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kara_tui.domain.errors import StoreUnavailable, VaultDamaged
from kara_tui.vault.chunked import (
    CHUNK,
    HEADER_BYTES,
    LENGTH_BYTES,
    SEALED_CHUNK,
    chunk_count,
    seal_file,
    unseal_file,
)
from kara_tui.vault.sealing import PREFIX_BYTES, Place, SealingKey

KEY = SealingKey(bytes(range(32)))
BEFORE_CHUNKS = PREFIX_BYTES + HEADER_BYTES
EDGES = [0, 1, CHUNK - LENGTH_BYTES, CHUNK - LENGTH_BYTES + 1, CHUNK, 3 * CHUNK + 5, 40 * CHUNK]


class Files:
    """A plain file, its sealed copy, and where it is opened again."""

    def __init__(self, folder: Path, place: Place) -> None:
        self.plain, self.sealed, self.again = (folder / name for name in ("plain", "sealed", "out"))
        self.place = place

    def seal(self, content: bytes) -> bytes:
        self.plain.write_bytes(content)
        seal_file(self.plain, self.sealed, KEY, self.place)
        return self.sealed.read_bytes()

    def open(self, sealed: bytes, key: SealingKey = KEY, place: Place | None = None) -> bytes:
        self.sealed.write_bytes(sealed)
        unseal_file(self.sealed, self.again, key, place or self.place)
        return self.again.read_bytes()

    def refuses(self, sealed: bytes, key: SealingKey = KEY, place: Place | None = None) -> bool:
        self.again.write_bytes(b"there before")
        with pytest.raises(VaultDamaged, match="does not open"):
            self.open(sealed, key, place)
        names = {one.name for one in self.sealed.parent.iterdir()}
        return self.again.read_bytes() == b"there before" and names == {"plain", "sealed", "out"}


@pytest.fixture
def files(tmp_path: Path, place: Place) -> Files:
    return Files(tmp_path, place)


@pytest.mark.parametrize("size", EDGES)
def test_what_was_sealed_is_opened(files: Files, size: int) -> None:
    content = os.urandom(size)

    assert files.open(files.seal(content)) == content
    assert files.again.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("size", [100, 2 * CHUNK])
def test_a_file_cut_anywhere_near_a_chunk_is_refused(files: Files, size: int) -> None:
    sealed = files.seal(os.urandom(size))
    chunks = (len(sealed) - BEFORE_CHUNKS) // SEALED_CHUNK
    cuts = {0, 1, PREFIX_BYTES, BEFORE_CHUNKS - 1} | {
        BEFORE_CHUNKS + number * SEALED_CHUNK + off
        for number in range(chunks + 1)
        for off in (-1, 0, 1, 17)
    }
    for cut in sorted(cut for cut in cuts if cut < len(sealed)):
        assert files.refuses(sealed[:cut]), cut


def test_a_file_that_was_lengthened_or_mixed_up_is_refused(files: Files) -> None:
    sealed = files.seal(os.urandom(2 * CHUNK))
    head, rest = sealed[:BEFORE_CHUNKS], sealed[BEFORE_CHUNKS:]
    chunks = [rest[at : at + SEALED_CHUNK] for at in range(0, len(rest), SEALED_CHUNK)]
    assert len(chunks) == 3

    assert files.refuses(sealed + b"\0")
    assert files.refuses(sealed + chunks[2])
    assert files.refuses(head + chunks[1] + chunks[0] + chunks[2])
    assert files.refuses(head + chunks[0] + chunks[2])
    assert files.refuses(head + chunks[0] + chunks[0] + chunks[1] + chunks[2])
    assert files.refuses(head)


@pytest.mark.parametrize("at", [0, 1, 2, 9, 10, 33, 34, 50, 34 + SEALED_CHUNK - 1])
def test_a_changed_byte_is_refused(files: Files, at: int) -> None:
    sealed = bytearray(files.seal(b"x-ray"))
    sealed[at] ^= 4

    assert files.refuses(bytes(sealed))


def test_a_file_opens_only_where_it_belongs_and_with_its_key(files: Files) -> None:
    sealed = files.seal(b"x-ray")

    for change in ({"record_id": "c-2"}, {"field": "notes"}, {"version": 4}):
        assert files.refuses(sealed, place=replace(files.place, **change))
    assert files.refuses(sealed, place=replace(files.place, vault_id=b"w" * 16))
    assert files.refuses(sealed, key=SealingKey(bytes(32)))


@given(st.integers(0, 2**50))
@settings(max_examples=300)
def test_the_length_is_hidden_at_the_price_of_an_eighth(size: int) -> None:
    needed = -(-(LENGTH_BYTES + size) // CHUNK)
    count = chunk_count(size)

    assert needed <= count <= needed + needed / 8
    assert chunk_count(count * CHUNK - LENGTH_BYTES) == count


def test_files_of_about_the_same_length_look_alike(files: Files) -> None:
    lengths = {len(files.seal(bytes(size))) for size in range(33 * CHUNK, 36 * CHUNK - 8, 9999)}

    assert len(lengths) == 1


def test_progress_is_told_and_can_cancel(files: Files) -> None:
    told: list[tuple[int, int]] = []
    files.plain.write_bytes(bytes(3 * CHUNK))
    seal_file(files.plain, files.sealed, KEY, files.place, lambda *now: told.append(now))
    assert told[-1] == (3 * CHUNK, 3 * CHUNK)
    assert told == sorted(told)

    def cancel(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        unseal_file(files.sealed, files.again, KEY, files.place, cancel)
    assert {one.name for one in files.plain.parent.iterdir()} == {"plain", "sealed"}


def test_a_file_that_grows_meanwhile_is_refused(files: Files) -> None:
    files.plain.write_bytes(b"x" * CHUNK)

    def grow(done: int, total: int) -> None:
        with files.plain.open("ab") as stream:
            stream.write(b"y" * CHUNK * 3)

    with pytest.raises(StoreUnavailable, match="changes while"):
        seal_file(files.plain, files.sealed, KEY, files.place, grow)
    assert not files.sealed.exists()


def a_folder(files: Files) -> None:
    files.plain.mkdir()


def a_pipe(files: Files) -> None:
    os.mkfifo(files.plain)


def nothing(files: Files) -> None:
    pass


@pytest.mark.parametrize("make", [a_folder, a_pipe, nothing])
def test_what_cannot_be_read_is_said_in_words(files: Files, make: Callable[[Files], None]) -> None:
    make(files)

    with pytest.raises(StoreUnavailable, match="cannot be copied"):
        seal_file(files.plain, files.sealed, KEY, files.place)


_MEASURED = """
import sys
from pathlib import Path
from kara_tui.vault.chunked import seal_file, unseal_file
from kara_tui.vault.sealing import Place, SealingKey
place = Place(vault_id=b"v" * 16, record_type="file", record_id="1", field="bytes", version=1)
plain, sealed, again = map(Path, sys.argv[1:])
seal_file(plain, sealed, SealingKey(bytes(32)), place)
unseal_file(sealed, again, SealingKey(bytes(32)), place)
print(Path("/proc/self/status").read_text())
"""


def test_a_large_file_takes_little_memory(files: Files) -> None:
    with files.plain.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    measured = subprocess.run(
        [sys.executable, "-c", _MEASURED, files.plain, files.sealed, files.again],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    peak = next(line for line in measured.stdout.splitlines() if line.startswith("VmHWM"))
    assert int(peak.split()[1]) < 64 * 1024
    assert files.again.stat().st_size == files.plain.stat().st_size
