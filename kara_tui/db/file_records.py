"""What a store says of its sealed files, read with the driver alone."""

import json
from base64 import b64decode, b64encode
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from kara_tui.domain.errors import VaultDamaged
from kara_tui.vault.file_keys import files_key, rewrap_file_key
from kara_tui.vault.sealing import SealingKey

_THERE = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'attachments'"
_ALL = "SELECT id, sealed_size, key FROM attachments"
_PAST = (
    "SELECT id, version, content FROM record_revisions WHERE entity = 'attachment' "
    "ORDER BY id, version"
)


@dataclass(frozen=True)
class FileRecord:
    """A sealed file, as its record has it."""

    id: UUID
    size: int
    """Bytes when it is sealed."""
    key: bytes = field(repr=False)
    """Its own key, wrapped."""


def file_records(connection: Any) -> tuple[FileRecord, ...]:
    """Return the files of a store, removed ones too; none in a store from before there were any."""
    if connection.execute(_THERE).fetchone() is None:
        return ()
    rows = connection.execute(_ALL).fetchall()
    return tuple(FileRecord(UUID(bytes=bytes(one)), size, bytes(key)) for one, size, key in rows)


def ids_of(records: Collection[FileRecord]) -> frozenset[UUID]:
    """Return the ids of files."""
    return frozenset(one.id for one in records)


def rewrap_files(connection: Any, key_before: bytes, key: bytes) -> None:
    """Bring the keys of all files under another key of the store, in past versions too.

    Args:
        connection: To a store that is being written anew.
        key_before: The 32 bytes that opened it so far.
        key: Those that open it from now on.
    """
    before, after = files_key(key_before), files_key(key)
    for one in file_records(connection):
        wrapped = _rewrapped(one.key, before, after, str(one.id))
        connection.execute("UPDATE attachments SET key = ? WHERE id = ?", (wrapped, one.id.bytes))
    if connection.execute(_THERE).fetchone() is not None:
        for row in connection.execute(_PAST).fetchall():
            _rewrap_past(connection, row, before, after)


def _rewrap_past(connection: Any, row: Any, before: SealingKey, after: SealingKey) -> None:
    file_id, version, content = row
    told = json.loads(content)
    wrapped = _rewrapped(b64decode(told["key"]), before, after, str(UUID(bytes=bytes(file_id))))
    told["key"] = b64encode(wrapped).decode()
    connection.execute(
        "UPDATE record_revisions SET content = ? "
        "WHERE entity = 'attachment' AND id = ? AND version = ?",
        (json.dumps(told, ensure_ascii=False).encode(), file_id, version),
    )


def _rewrapped(wrapped: bytes, before: SealingKey, after: SealingKey, file_id: str) -> bytes:
    # One damaged record must not keep anybody from their practice: its file is lost already.
    with suppress(VaultDamaged):
        return rewrap_file_key(wrapped, before, after, file_id)
    return wrapped
