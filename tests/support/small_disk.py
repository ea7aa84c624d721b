"""A disk that is soon full: a real one where the system permits, else a limit within SQLite."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kara_tui.db import engine

PAGES = 250
"""SQLite's own limit: one megabyte."""


@contextmanager
def small_disk(folder: Path, monkeypatch: pytest.MonkeyPatch, *, real: bool) -> Iterator[Path]:
    """Give a folder in which a megabyte or two can be stored.

    Args:
        folder: Where.
        monkeypatch: Takes the limit back.
        real: Whether to mount a small file system, if that is permitted.
    """
    folder.mkdir()
    mounted = real and _mounted(folder)
    if not mounted:
        limit = f"max_page_count = {PAGES}"
        monkeypatch.setattr(engine, "PRAGMAS", (*engine.PRAGMAS, limit))
    try:
        yield folder
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", folder], check=True)


def _mounted(folder: Path) -> bool:
    if os.geteuid() != 0:
        return False
    command = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0
