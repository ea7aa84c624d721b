"""What commands say about backups."""

from collections.abc import Callable

from kara_tui.cli.output import Output
from kara_tui.domain.backups import FILES, Manifest

_BESIDE = f"Files      in the folder “{FILES}” beside it; they go with it wherever it is carried"


def in_words(manifest: Manifest) -> str:
    """Return what a backup holds, in a few words."""
    changes = manifest.tables.get("changes", 0)
    files = f", {len(manifest.files):,} attached files" if manifest.files else ""
    return f"{manifest.clients:,} clients, {changes:,} entries of history{files}"


def described(manifest: Manifest) -> tuple[str, ...]:
    """Return what a backup holds, line by line."""
    rows = ", ".join(f"{table} {count:,}" for table, count in manifest.tables.items() if count)
    return (
        f"Made at    {manifest.made_at:%Y-%m-%d %H:%M} UTC by kara {manifest.program}",
        f"Schema     {manifest.schema}",
        f"Holds      {in_words(manifest)} ({megabytes(manifest.size)})",
        f"Rows       {rows or 'none'}",
        *((_BESIDE,) if not manifest.is_complete else ()),
    )


def megabytes(size: int) -> str:
    """Return a number of bytes as people read it."""
    return f"{size / 1_000_000:.1f} MB"


def shown_progress(out: Output) -> Callable[[str, float], None]:
    """Return what shows how far something has come."""
    return lambda what, share: out.progress(f"{what} {share:4.0%}")
