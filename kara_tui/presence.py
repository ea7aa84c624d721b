"""Which program has a form open, and whether it still runs: told by the operating system."""

import os
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from kara_tui.domain.drafts import Draft, DraftContent

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_NAMESPACE = Path("/proc/self/ns/pid")
_START_FIELD = 19
"""Of a process's status, counted from behind its name: when it began (proc(5), field 22)."""
_GONE_STATES = {"Z", "X"}


class Presence:
    """One running program: what it has open, and what it can tell about the others."""

    def __init__(self, mark: str = "", still_runs: "Callable[[str], bool] | None" = None) -> None:
        """Stand for this process, unless a test says otherwise.

        Args:
            mark: What other programs know this one by.
            still_runs: Tells whether the program of a mark still runs.
        """
        self.mark = mark or this_program()
        self._still_runs = still_runs or still_runs_here
        self.open_drafts: set[str] = set()
        """Keys of what is being typed in this program."""

    def is_being_typed(self, draft: Draft) -> bool:
        """Tell whether somebody has the form of this draft open, here or in another program."""
        if isinstance(draft.content, DraftContent) and draft.content.writer != self.mark:
            return bool(draft.content.writer) and self._still_runs(draft.content.writer)
        return draft.key in self.open_drafts


def this_program() -> str:
    """Return the mark of this process: the machine, its number, and when it began."""
    number = os.getpid()
    return f"{_machine()}.{number}.{_began(number)}"


def still_runs_here(mark: str) -> bool:
    """Tell whether the program of a mark still runs on this machine.

    A program on another machine counts as gone: nothing here could ever tell.
    """
    machine, _, rest = mark.partition(".")
    number, _, began = rest.partition(".")
    if machine != _machine() or not number.isdecimal():
        return False
    if began:
        return _began(int(number)) == began
    with suppress(ProcessLookupError):
        try:
            os.kill(int(number), 0)
        except PermissionError:
            return True
        return True
    return False


def _began(number: int) -> str:
    """Return when a process began; empty when it is gone, or nobody can tell."""
    try:
        status = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    state, *rest = status.rpartition(")")[2].split()
    return "" if state in _GONE_STATES else rest[_START_FIELD - 1]


def _machine() -> str:
    parts = [os.uname().nodename]
    with suppress(OSError):
        parts.append(_BOOT.read_text(encoding="ascii"))
    with suppress(OSError):
        parts.append(str(_NAMESPACE.readlink()))
    return blake2b("\n".join(parts).encode(), digest_size=6).hexdigest()
