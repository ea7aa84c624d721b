"""A process whose children back up, restore or migrate, and are killed at a given step."""

import os
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from kara_tui.db import copying
from kara_tui.db.backup import Source, take_backup
from kara_tui.db.restoring import restore_backup
from kara_tui.db.store import open_store
from tests.support.clock import NOON

_SEEN = ("open", "os.", "shutil.", "tempfile.")


def main() -> None:
    """Do for each line of standard input what it says: an action, a step, and paths."""
    key = bytes.fromhex(sys.argv[1])
    # Imported before the first child is made.
    import_module("kara_tui.db.migrate")
    _say("ready")
    for line in sys.stdin:
        action, step, *paths = line.split()
        _in_a_child(int(step), _ACTIONS[action], key, [Path(one) for one in paths])


def _back_up(key: bytes, store: Path, folder: Path) -> None:
    vars(copying)["_STEPS"] = 50
    take_backup(Source(store, key), folder, NOON, lambda *_: sys.audit("os.progress"))


def _restore(key: bytes, backup: Path, store: Path) -> None:
    restore_backup(backup, store, lambda _: key, lambda *_: sys.audit("os.progress"))


def _migrate(key: bytes, store: Path) -> None:
    from sqlalchemy import Engine, event

    def before(*_: object) -> None:
        sys.audit("os.statement")

    event.listen(Engine, "before_cursor_execute", before)
    event.listen(Engine, "commit", before)
    open_store(store, key).close()


_ACTIONS: dict[str, Callable[..., None]] = {
    "backup": _back_up,
    "restore": _restore,
    "migrate": _migrate,
}


def _in_a_child(step: int, action: Callable[..., None], key: bytes, paths: list[Path]) -> None:
    child = os.fork()
    if not child:
        _kill_at(step)
        action(key, *paths)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    _say("killed" if os.WIFSIGNALED(status) else f"ended {os.waitstatus_to_exitcode(status)}")


def _kill_at(step: int) -> None:
    seen = 0

    def hook(event: str, _arguments: object) -> None:
        nonlocal seen
        if event.startswith(_SEEN) or event == "fcntl.flock":
            seen += 1
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def _say(words: str) -> None:
    os.write(1, f"{words}\n".encode())


if __name__ == "__main__":
    main()
