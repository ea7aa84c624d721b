"""A power cut: a program is struck down at a random moment, and its disk shows what it may."""

import os
import random
from collections.abc import Callable
from pathlib import Path

from tests.support.disk import Disk, File, Resize, Write
from tests.support.tracing import Call, Tracee

_IN_MEMORY = ("-shm",)
"""Files that live in shared memory: after a power cut they are built anew."""

_UNKNOWN = {
    "copy_file_range", "sendfile", "io_uring_setup", "link", "linkat", "sync_file_range",
    "openat2", "pwritev2", "writev", "pwritev",
}  # fmt: skip
_HELPERS = {"clone", "clone3", "fork", "vfork"}
_SHARED, _WRITABLE = 0x01, 0x02
_PUNCHES_OR_KEEPS = 0x01 | 0x02


class PowerCut:
    """Lets a child work on a folder, and cuts its power at the n-th thing it does to the disk."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Prepare a cut.

        Args:
            folder: Where the child's files lie; they are left as the disk shows them afterwards.
            seed: Decides the moment's details and what the disk shows; the same seed, the same cut.
        """
        self._disk = Disk(folder)
        self._folder = folder
        self._chance = random.Random(seed)
        self._begun_files: dict[str, bool] = {}

    def strike(self, moment: int, work: Callable[[int], None]) -> list[str]:
        """Let a child work until the power goes; return the lines that it has said by then.

        Args:
            moment: At which change or sync of a file it is struck, counted from one.
            work: What the child does without end; it takes the pipe to write its lines to.

        Raises:
            TracingRefused: When this machine does not permit it.
        """
        near, far = os.pipe()
        tracee = Tracee(lambda: work(far))
        try:
            self._watch(tracee, moment)
        finally:
            tracee.kill()
            os.close(far)
            with os.fdopen(near) as pipe:
                said = pipe.read().splitlines()
        self._disk.cut(self._chance)
        return said

    def _watch(self, tracee: Tracee, moment: int) -> None:
        done = 0
        for call in tracee.calls():
            if call.result is None:
                self._prepare(tracee, call)
            elif call.result >= 0 and self._note(tracee, call):
                done += 1
            if done == moment:
                return

    def _prepare(self, tracee: Tracee, call: Call) -> None:
        """Look at what is only to be seen before a call."""
        match call.name:
            case "mmap":
                self._refuse_shared_map(tracee, call)
            case "open" | "creat":
                self._look_before_opening(tracee, call.arguments[0])
            case "openat":
                self._look_before_opening(tracee, call.arguments[1])
            case "truncate":
                path = tracee.read_text(call.arguments[0])
                assert self._name_of(path) is None, "a truncate that the simulator knows"
            case "write":
                self._position = _position(tracee.number, call.arguments[0])
            case name if name in _HELPERS:
                raise AssertionError("The power-cut simulator watches one thread, and no other.")
            case name if name in _UNKNOWN and self._is_ours(tracee, call.arguments[0]):
                raise AssertionError(f"The power-cut simulator does not know {name} yet.")

    def _note(self, tracee: Tracee, call: Call) -> bool:
        """Take over what a call did to the disk; tell whether it did anything."""
        match call.name:
            case "open" | "openat" | "creat":
                return self._opened(tracee, call)
            case "rename" | "renameat" | "renameat2":
                return self._renamed(tracee, call)
            case "unlink" | "unlinkat":
                return self._removed(tracee, call.arguments[call.name == "unlinkat"])
            case "fsync" | "fdatasync":
                return self._synced(tracee, call.arguments[0])
            case "write" | "pwrite64" | "ftruncate" | "fallocate":
                return self._changed(tracee, call)
        return False

    def _changed(self, tracee: Tracee, call: Call) -> bool:
        file = self._file_of(tracee, call.arguments[0])
        if file is None:
            return False
        _, second, third, fourth, *_ = call.arguments
        match call.name:
            case "ftruncate":
                file.waiting.append(Resize(second))
            case "fallocate":
                assert not second & _PUNCHES_OR_KEEPS, "a fallocate that the simulator knows"
                # It makes a file longer, never shorter.
                file.waiting.append(Write(third + fourth - 1, b"\0"))
            case _:
                offset = self._position if call.name == "write" else fourth
                file.waiting.append(Write(offset, tracee.read(second, call.result or 0)))
        return True

    def _opened(self, tracee: Tracee, call: Call) -> bool:
        name = self._name_of(_told_path(tracee.number, call.result or 0))
        flags = call.arguments[2 if call.name == "openat" else 1]
        if name is None or (self._folder / name).is_dir():
            return False
        existed = self._begun_files.get(name, True)
        file = self._disk.file(name)
        if existed and (call.name == "creat" or flags & os.O_TRUNC):
            file.waiting.append(Resize(0))
        return not existed

    def _look_before_opening(self, tracee: Tracee, address: int) -> None:
        path = Path(tracee.read_text(address))
        if (name := self._name_of(str(path))) is not None:
            self._begun_files[name] = path.exists()

    def _renamed(self, tracee: Tracee, call: Call) -> bool:
        before, after = (0, 1) if call.name == "rename" else (1, 3)
        old = self._name_of(tracee.read_text(call.arguments[before]))
        new = self._name_of(tracee.read_text(call.arguments[after]))
        if old is None or new is None:
            return False
        self._disk.rename(old, new)
        return True

    def _removed(self, tracee: Tracee, address: int) -> bool:
        name = self._name_of(tracee.read_text(address))
        if name is None:
            return False
        self._disk.remove(name)
        return True

    def _synced(self, tracee: Tracee, number: int) -> bool:
        if _told_path(tracee.number, number) == str(self._folder):
            self._disk.sync_names()
            return True
        if (file := self._file_of(tracee, number)) is None:
            return False
        file.sync()
        return True

    def _refuse_shared_map(self, tracee: Tracee, call: Call) -> None:
        _, _, access, flags, number, _ = call.arguments
        if access & _WRITABLE and flags & _SHARED and number < 2**31:
            path = _told_path(tracee.number, number)
            assert self._name_of(path) is None, f"{path} is written through shared memory"

    def _is_ours(self, tracee: Tracee, number: int) -> bool:
        return number < 2**31 and self._name_of(_told_path(tracee.number, number)) is not None

    def _file_of(self, tracee: Tracee, number: int) -> File | None:
        name = self._name_of(_told_path(tracee.number, number))
        return None if name is None else self._disk.file(name)

    def _name_of(self, path: str) -> str | None:
        """Return how a file of the folder is called; None for all that is not on the disk."""
        folder, _, name = path.rpartition("/")
        if folder != str(self._folder) or name.endswith((*_IN_MEMORY, " (deleted)")):
            return None
        return name


def _told_path(process: int, number: int) -> str:
    try:
        return str(Path(f"/proc/{process}/fd/{number}").readlink())
    except OSError:
        return ""


def _position(process: int, number: int) -> int:
    """Return where the next write goes."""
    try:
        lines = Path(f"/proc/{process}/fdinfo/{number}").read_text().splitlines()
    except OSError:
        return 0
    facts = dict(line.split(":", 1) for line in lines if ":" in line)
    if int(facts["flags"], 8) & os.O_APPEND:
        return Path(f"/proc/{process}/fd/{number}").stat().st_size
    return int(facts["pos"])
