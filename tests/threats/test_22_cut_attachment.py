"""Whoever can write beside the store can lose a file, and never pass another one for it."""

import asyncio
import os
from functools import partial
from pathlib import Path

import pytest

from kara_tui.backend.file_safe import FileSafe
from kara_tui.backend.local import LocalBackend
from kara_tui.beside import attachments_of
from kara_tui.domain.attachment import Attachment
from kara_tui.domain.errors import VaultDamaged
from kara_tui.vault.chunked import SEALED_CHUNK
from tests.support.files import file_safe, plain_file
from tests.support.people import added
from tests.support.stores import open_at

_CONTENT = os.urandom(200_000)


async def _attached(safe: FileSafe, folder: Path) -> tuple[Attachment, Attachment]:
    client = await added(safe.backend)
    source = plain_file(folder, content=_CONTENT)
    return await safe.add(client.id, source), await safe.add(client.id, source)


async def _refused(safe: FileSafe, one: Attachment, out: Path) -> None:
    with pytest.raises(VaultDamaged):
        await safe.save(one, out)
    assert not out.exists()


async def _try(store: Path, key: bytes, tmp_path: Path, *, exchanging: bool) -> None:
    backend = LocalBackend(partial(open_at, store, key))
    try:
        safe = file_safe(backend, store, key)
        one, other = await _attached(safe, tmp_path / "in")
        place = attachments_of(store) / f"{one.id}.sealed"
        whole = place.read_bytes()
        if exchanging:
            place.write_bytes((attachments_of(store) / f"{other.id}.sealed").read_bytes())
            await _refused(safe, one, tmp_path / "out")
            return
        for end in range(34, len(whole), SEALED_CHUNK):
            place.write_bytes(whole[:end])
            await _refused(safe, one, tmp_path / "out")
        place.write_bytes(whole)
        await safe.save(one, tmp_path / "out")
    finally:
        await backend.close()


def test_22_a_file_cut_at_any_chunk_is_refused(
    store_path: Path, store_key: bytes, tmp_path: Path
) -> None:
    """Threat: an attached file is cut off. Control: its last chunk is marked as the last."""
    asyncio.run(_try(store_path, store_key, tmp_path, exchanging=False))


def test_22_a_file_in_the_place_of_another_is_refused(
    store_path: Path, store_key: bytes, tmp_path: Path
) -> None:
    """Threat: files are exchanged. Control: each has a key of its own, and is bound to its id."""
    asyncio.run(_try(store_path, store_key, tmp_path, exchanging=True))
