"""Whether a sealed file is whole: every chunk of it is opened, and nothing is written."""

from pathlib import Path

from kara_tui.db.file_records import FileRecord
from kara_tui.domain.errors import VaultDamaged
from kara_tui.vault.chunked import Progress, unseal_stream
from kara_tui.vault.file_keys import file_place, unwrap_file_key
from kara_tui.vault.sealing import SealingKey


class _Nowhere:
    """Takes bytes and forgets them."""

    def write(self, data: bytes) -> None:
        del data


def _silently(_done: int, _total: int) -> None:
    pass


def is_whole(
    path: Path, record: FileRecord, files: SealingKey, progress: Progress = _silently
) -> bool:
    """Tell whether a sealed file holds, byte for byte, what was sealed for its record.

    Args:
        path: The file.
        record: What the store says of it.
        files: The key that wraps the keys of files.
        progress: Told after each chunk.

    Raises:
        OSError: When the file cannot be read.
    """
    if path.stat().st_size != record.size:
        return False
    try:
        key = unwrap_file_key(record.key, files, str(record.id))
        with path.open("rb") as sealed:
            unseal_stream(sealed, _Nowhere(), key, file_place(str(record.id)), progress)
    except VaultDamaged:
        return False
    return True
