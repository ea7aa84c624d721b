"""What comes out of the safe is what went in, or nothing."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kara_tui.backend.files import FilesAtHand
from kara_tui.backend.shown_copies import ShownCopies, why_not_here, wipe_left_over
from kara_tui.domain.attachment import Attachment
from kara_tui.domain.errors import (
    DiskFull,
    Invalid,
    KaraError,
    NotAllowedNow,
    NotFound,
    VaultDamaged,
)
from kara_tui.domain.private import opened
from kara_tui.operations.attachments import RenameAttachment
from kara_tui.screens.desk import Desk
from kara_tui.vault.chunked import SEALED_CHUNK
from tests.support.files import PDF, plain_file
from tests.support.practice import LocalPractice
from tests.unit.files.conftest import Shelf
from tests.vault import independent_reader as reader

Damaging = Callable[[bytes], bytes]
BEFORE_CHUNKS = 34


async def _attached(shelf: Shelf, tmp_path: Path, content: bytes = PDF) -> Attachment:
    return await shelf.safe.add(shelf.client.id, plain_file(tmp_path / "in", content=content))


async def _is_refused(shelf: Shelf, one: Attachment, tmp_path: Path) -> bool:
    with pytest.raises(VaultDamaged):
        await shelf.safe.save(one, tmp_path / "out")
    return {
        path.name for path in tmp_path.iterdir() if "out" in path.name or ".part" in path.name
    } == set()


@given(data=st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_a_flipped_bit_anywhere_is_noticed(
    shelf: Shelf, tmp_path: Path, data: st.DataObject
) -> None:
    one = await _attached(shelf, tmp_path, os.urandom(7000))
    sealed = bytearray(shelf.sealed(one).read_bytes())
    at = data.draw(st.integers(0, len(sealed) - 1))
    sealed[at] ^= 1 << data.draw(st.integers(0, 7))
    shelf.sealed(one).write_bytes(sealed)
    assert await _is_refused(shelf, one, tmp_path)


@pytest.mark.parametrize("change", ["cut", "chunk less", "chunk more", "swapped", "empty"])
async def test_a_file_that_was_cut_or_mixed_up_is_noticed(
    shelf: Shelf, tmp_path: Path, change: str
) -> None:
    one = await _attached(shelf, tmp_path, os.urandom(150_000))
    sealed = shelf.sealed(one).read_bytes()
    head, rest = sealed[:BEFORE_CHUNKS], sealed[BEFORE_CHUNKS:]
    first, second, third = (
        rest[at : at + SEALED_CHUNK] for at in range(0, len(rest), SEALED_CHUNK)
    )
    changed = {
        "cut": sealed[:-1],
        "chunk less": head + first + second,
        "chunk more": sealed + third,
        "swapped": head + second + first + third,
        "empty": b"",
    }[change]
    shelf.sealed(one).write_bytes(changed)
    assert await _is_refused(shelf, one, tmp_path)


async def test_a_file_in_the_place_of_another_is_noticed(shelf: Shelf, tmp_path: Path) -> None:
    one = await _attached(shelf, tmp_path)
    other = await _attached(shelf, tmp_path)
    shelf.sealed(other).replace(shelf.sealed(one))
    assert await _is_refused(shelf, one, tmp_path)


async def test_a_record_that_tells_of_another_content_is_noticed(
    shelf: Shelf, tmp_path: Path
) -> None:
    one = await _attached(shelf, tmp_path)
    details = replace(opened(one.details), sha256="0" * 64)
    wish = RenameAttachment(
        client_id=shelf.client.id, attachment_id=one.id, version=1, details=details
    )
    assert await _is_refused(shelf, await shelf.backend(wish), tmp_path)


async def test_a_missing_file_is_told_with_what_helps(shelf: Shelf, tmp_path: Path) -> None:
    one = await _attached(shelf, tmp_path)
    shelf.sealed(one).unlink()
    with pytest.raises(NotFound, match="backup"):
        await shelf.safe.save(one, tmp_path / "out")


async def test_nothing_is_ever_written_over(shelf: Shelf, tmp_path: Path) -> None:
    one = await _attached(shelf, tmp_path)
    there = plain_file(tmp_path / "out", content=b"somebody's")
    with pytest.raises(Invalid, match="such a file already"):
        await shelf.safe.save(one, there)
    with pytest.raises(Invalid, match="no such folder"):
        await shelf.safe.save(one, tmp_path / "nowhere" / "x")
    assert there.read_bytes() == b"somebody's"


async def test_a_copy_is_shown_that_cannot_be_changed_and_is_gone_afterwards(
    shelf: Shelf, tmp_path: Path
) -> None:
    one = await _attached(shelf, tmp_path)
    await shelf.safe.show(one)
    [(path, content)] = shelf.desktop.seen
    assert (path.name, content) == ("letter.pdf", PDF)
    assert path.stat().st_mode & 0o777 == 0o400
    assert path.parents[1].stat().st_mode & 0o777 == 0o700
    shelf.safe.close()
    assert not path.parents[1].exists()


async def test_what_no_program_shows_is_said(shelf: Shelf, tmp_path: Path) -> None:
    one = await _attached(shelf, tmp_path)
    shelf.desktop.ends_with = 3
    with pytest.raises(NotAllowedNow, match="No program"):
        await shelf.safe.show(one)
    assert not shelf.desktop.seen[0][0].exists()
    shelf.safe.close()


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"SSH_CONNECTION": "1 2", "DISPLAY": ":0"}, "over SSH"),
        ({"SSH_TTY": "/dev/pts/1", "WAYLAND_DISPLAY": "w"}, "over SSH"),
        ({}, "no desktop"),
        ({"DISPLAY": ":0"}, ""),
    ],
)
def test_files_are_shown_only_where_somebody_sits(environment: dict[str, str], words: str) -> None:
    why_not = why_not_here(environment, platform="linux", opener="xdg-open")
    assert words in why_not
    assert bool(why_not) == bool(words)
    assert why_not_here({"DISPLAY": ":0"}, opener=None)


def test_copies_of_a_killed_program_are_deleted_and_those_of_a_running_one_stay(
    tmp_path: Path,
) -> None:
    running = ShownCopies(within=tmp_path)
    kept = running.place_for("x.pdf", 3)
    kept.write_bytes(b"abc")
    left = tmp_path / "kara-shown-left"
    left.mkdir(mode=0o700)
    (left / "x.pdf").write_bytes(b"abc")
    wipe_left_over({"XDG_RUNTIME_DIR": str(tmp_path)})
    assert not left.exists()
    assert kept.exists()
    running.wipe()
    assert not kept.exists()


def test_a_copy_too_large_for_the_memory_is_refused(tmp_path: Path) -> None:
    copies = ShownCopies(within=tmp_path)
    with pytest.raises(DiskFull, match="Save the file"):
        copies.place_for("x.iso", 2**60)
    copies.wipe()


async def test_every_trouble_is_one_of_ours(shelf: Shelf, tmp_path: Path) -> None:
    one = await _attached(shelf, tmp_path)
    shelf.sealed(one).unlink()
    shelf.sealed(one).mkdir()
    with pytest.raises(KaraError):
        await shelf.safe.save(one, tmp_path / "out")


async def test_the_page_on_formats_is_enough_to_open_a_file(
    shelf: Shelf, tmp_path: Path, store_key: bytes
) -> None:
    one = await _attached(shelf, tmp_path)
    files = reader.hkdf(store_key, reader.facts("key", "files"))
    where = (b"", "attachment", str(one.id))
    named = reader.facts("record key", *where, reader.hkdf(files, reader.facts("key id"))[:8])
    key = reader.aead(files, one.key[10:], named)
    key_id = reader.hkdf(key, reader.facts("key id"))[:8]
    place = reader.facts("file", *where, "content", 1, key_id)
    assert reader.file(key, shelf.sealed(one).read_bytes(), place) == PDF


async def test_a_desk_that_is_closed_leaves_no_copy(
    shelf: Shelf, tmp_path: Path, new_practice: Callable[[], LocalPractice]
) -> None:
    one = await _attached(shelf, tmp_path)
    desk = Desk(new_practice().backend, files=FilesAtHand(lambda: shelf.safe))
    await desk.files().show(one)
    await desk.close()
    assert not shelf.desktop.seen[0][0].exists()
