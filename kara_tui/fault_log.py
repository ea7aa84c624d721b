"""What is kept of a fault that nobody foresaw: where it happened, and nothing of a record."""

import os
import traceback
from datetime import UTC, datetime
from pathlib import Path

from kara_tui import __version__
from kara_tui.home import Home, make_private_folder


def log_fault(fault: BaseException, home: Home) -> Path | None:
    """Write where a fault happened into a file of its own; return it, or None without a disk.

    The fault's own message is left out: it may quote what somebody typed.
    """
    now = datetime.now(UTC)
    folder = home.logs
    path = folder / f"kara-{now:%Y%m%d-%H%M%S}-{os.getpid()}.log"
    try:
        make_private_folder(folder)
        path.write_text(f"kara {__version__}, {now.isoformat()}\n{_story(fault)}", encoding="utf-8")
        path.chmod(0o600)
    except OSError:
        return None
    return path


def _story(fault: BaseException) -> str:
    parts: list[str] = []
    seen: BaseException | None = fault
    while seen is not None:
        frames = traceback.extract_tb(seen.__traceback__)
        lines = [f"  {one.filename}:{one.lineno} in {one.name}" for one in frames]
        kind = type(seen)
        parts.append("\n".join([f"{kind.__module__}.{kind.__qualname__}", *lines]))
        seen = seen.__cause__ or seen.__context__
    return "\n\nafter\n".join(parts) + "\n"
