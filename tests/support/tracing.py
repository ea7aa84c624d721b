"""Watching every system call of a child process, with nothing but Python (Linux).

`ptrace` through ctypes: a machine on which the tests run needs no compiler and no tracer.
"""

import ctypes
import os
import platform
import signal
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

_TRACEME, _CONT_TO_SYSCALL, _SETOPTIONS, _GETREGSET = 0, 24, 0x4200, 0x4204
_GENERAL_REGISTERS = 1
_SYSCALL_MARK, _END_WITH_TRACER = 0x1, 0x100000
_ANY_CHILD = 0x40000000
_SYSCALL_STOP = signal.SIGTRAP | 0x80


class TracingRefused(AssertionError):
    """This machine does not let a process watch its own child."""


@dataclass(frozen=True)
class Registers:
    """Where a processor keeps the number, the arguments and the result of a system call."""

    count: int
    number: int
    arguments: tuple[int, ...]
    result: int
    calls: dict[int, str]


_X86_64 = Registers(
    count=27,
    number=15,
    arguments=(14, 13, 12, 7, 9, 8),
    result=10,
    calls={
        1: "write", 18: "pwrite64", 20: "writev", 296: "pwritev", 328: "pwritev2",
        2: "open", 257: "openat", 437: "openat2", 85: "creat",
        77: "ftruncate", 76: "truncate", 285: "fallocate",
        82: "rename", 264: "renameat", 316: "renameat2",
        87: "unlink", 263: "unlinkat", 86: "link", 265: "linkat",
        74: "fsync", 75: "fdatasync", 162: "sync", 306: "syncfs", 277: "sync_file_range",
        9: "mmap", 326: "copy_file_range", 40: "sendfile", 425: "io_uring_setup",
        56: "clone", 57: "fork", 58: "vfork", 435: "clone3",
    },
)  # fmt: skip
_AARCH64 = Registers(
    count=34,
    number=8,
    arguments=(0, 1, 2, 3, 4, 5),
    result=0,
    calls={
        64: "write", 68: "pwrite64", 66: "writev", 70: "pwritev", 287: "pwritev2",
        56: "openat", 437: "openat2",
        46: "ftruncate", 45: "truncate", 47: "fallocate",
        38: "renameat", 276: "renameat2", 35: "unlinkat", 37: "linkat",
        82: "fsync", 83: "fdatasync", 81: "sync", 267: "syncfs", 84: "sync_file_range",
        222: "mmap", 285: "copy_file_range", 71: "sendfile", 425: "io_uring_setup",
        220: "clone", 435: "clone3",
    },
)  # fmt: skip
_PROCESSORS = {"x86_64": _X86_64, "aarch64": _AARCH64}


@dataclass(frozen=True)
class Call:
    """A system call, at its beginning or at its end."""

    name: str
    arguments: tuple[int, ...]
    result: int | None
    """What it returned; None at its beginning."""


class _Vector(ctypes.Structure):
    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))


class Tracee:
    """A child process that stops at the beginning and at the end of every system call."""

    def __init__(self, work: Callable[[], None]) -> None:
        """Start a child.

        Args:
            work: What the child does; it ends when this returns.

        Raises:
            TracingRefused: When the system permits no tracing, or the processor is unknown.
        """
        self._registers = _known_registers()
        self._ptrace = _ptrace()
        with warnings.catch_warnings():
            # The child asks at once to be traced; no thread of a test's runner is of its concern.
            warnings.simplefilter("ignore", DeprecationWarning)
            self.number = os.fork()
        if self.number == 0:
            self._be_traced(work)
        _, status = os.waitpid(self.number, _ANY_CHILD)
        if not os.WIFSTOPPED(status):
            raise TracingRefused(_refusal(ctypes.get_errno()))
        self._ask(_SETOPTIONS, None, _SYSCALL_MARK | _END_WITH_TRACER)
        self._memory = os.open(f"/proc/{self.number}/mem", os.O_RDONLY)

    def calls(self) -> Iterator[Call]:
        """Let it run, and give every call that matters to files, twice: it stands still then."""
        begun: Call | None = None
        passed_on = 0
        while True:
            self._ask(_CONT_TO_SYSCALL, None, passed_on)
            _, status = os.waitpid(self.number, _ANY_CHILD)
            if not os.WIFSTOPPED(status):
                raise AssertionError(f"The child ended by itself (status {status}).")
            passed_on = 0
            if (why := os.WSTOPSIG(status)) != _SYSCALL_STOP:
                passed_on = why
            elif begun is None:
                begun = self._beginning()
                if begun.name:
                    yield begun
            else:
                if begun.name:
                    yield Call(begun.name, begun.arguments, self._result())
                begun = None

    def read(self, address: int, length: int) -> bytes:
        """Return a piece of its memory."""
        return os.pread(self._memory, length, address)

    def read_text(self, address: int) -> str:
        """Return a text of its memory, such as a path."""
        found = b""
        while b"\0" not in found:
            found += self.read(address + len(found), 256 - address % 256)
        return os.fsdecode(found.partition(b"\0")[0])

    def kill(self) -> None:
        """End it as a power cut would: at once."""
        os.kill(self.number, signal.SIGKILL)
        while os.WIFSTOPPED(os.waitpid(self.number, _ANY_CHILD)[1]):
            continue
        os.close(self._memory)

    def _be_traced(self, work: Callable[[], None]) -> NoReturn:
        code = 1
        try:
            if self._ptrace(_TRACEME, 0, None, None) == 0:
                os.kill(os.getpid(), signal.SIGSTOP)
                work()
                code = 0
        finally:
            os._exit(code)

    def _beginning(self) -> Call:
        values, places = self._values(), self._registers
        name = places.calls.get(values[places.number], "")
        return Call(name, tuple(values[at] for at in places.arguments), None)

    def _result(self) -> int:
        return ctypes.c_int64(self._values()[self._registers.result]).value

    def _values(self) -> "ctypes.Array[ctypes.c_uint64]":
        values = (ctypes.c_uint64 * self._registers.count)()
        vector = _Vector(ctypes.addressof(values), ctypes.sizeof(values))
        self._ask(_GETREGSET, _GENERAL_REGISTERS, ctypes.addressof(vector))
        return values

    def _ask(self, request: int, address: int | None, data: int | None) -> None:
        if self._ptrace(request, self.number, address, data) == -1:
            raise TracingRefused(_refusal(ctypes.get_errno()))


def _known_registers() -> Registers:
    machine = platform.machine()
    if machine not in _PROCESSORS or not Path("/proc/self/mem").exists():
        raise TracingRefused(
            f"The power-cut simulator knows Linux on {' and '.join(_PROCESSORS)}, not {machine}."
        )
    return _PROCESSORS[machine]


def _ptrace() -> Callable[..., int]:
    ask = ctypes.CDLL(None, use_errno=True).ptrace
    ask.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)
    ask.restype = ctypes.c_long
    return lambda *given: int(ask(*given))


def _refusal(error: int) -> str:
    return (
        f"This system does not permit ptrace ({os.strerror(error)}), so no power cut can be "
        "simulated. Run the tests where a process may trace its child: in a container, with "
        "--cap-add=SYS_PTRACE or a seccomp profile that allows ptrace."
    )
