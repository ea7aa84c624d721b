"""A process whose children attach a file, and are killed at a given step."""

import asyncio
import os
import signal
import sys
from functools import partial
from pathlib import Path
from uuid import UUID

from kara_tui.backend.local import LocalBackend
from kara_tui.backend.long_work import LongWork
from kara_tui.domain.ids import ClientId
from tests.support.files import file_safe
from tests.support.stores import open_at

_SEEN = ("open", "os.", "shutil.", "fcntl.")
_tell = LongWork.tell


def main() -> None:
    """Do for each line of standard input what it says: a step, a store, a client, a file."""
    key = bytes.fromhex(sys.argv[1])
    _say("ready")
    for line in sys.stdin:
        step, store, client, source = line.split()
        child = os.fork()
        if not child:
            attaching = _attach(int(step), Path(store), key, ClientId(UUID(client)), Path(source))
            asyncio.run(attaching)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        _say("killed" if os.WIFSIGNALED(status) else f"ended {os.waitstatus_to_exitcode(status)}")


async def _attach(step: int, store: Path, key: bytes, client: ClientId, source: Path) -> None:
    backend = LocalBackend(partial(open_at, store, key))
    await backend.on_store(lambda opened: opened.newest_change())
    _kill_at(step)
    await file_safe(backend, store, key).add(client, source)


def _kill_at(step: int) -> None:
    seen = 0

    def hook(event: str, _arguments: object) -> None:
        nonlocal seen
        if event.startswith(_SEEN):
            seen += 1
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)

    def tell(work: LongWork, done: int, total: int) -> None:
        sys.audit("os.chunk")
        _tell(work, done, total)

    type.__setattr__(LongWork, "tell", tell)
    sys.addaudithook(hook)


def _say(words: str) -> None:
    os.write(1, f"{words}\n".encode())


if __name__ == "__main__":
    main()
