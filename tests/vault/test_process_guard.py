"""The memory of the program reaches neither a core file nor another program."""

import subprocess
import sys
from pathlib import Path

_GUARDED = """
import ctypes, os, resource, sys
from kara_tui.vault.process_guard import guard_process
planted = os.urandom(32)
if sys.argv[1] == "guarded":
    guard_process()
print(*resource.getrlimit(resource.RLIMIT_CORE))
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
if os.geteuid() == 0:
    # Its files under /proc tell whether others of the same user may look: root may anyway.
    os.setresuid(65534, 65534, 65534)
    ctypes.CDLL(None).prctl(4, 0 if sys.argv[1] == "guarded" else 1, 0, 0, 0)
print("nobody" if os.stat("/proc/self/mem").st_uid == 0 else "the user")


class Part(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


def own_memory(start, length):
    room = ctypes.create_string_buffer(length)
    here, there = Part(ctypes.addressof(room), length), Part(start, length)
    read = ctypes.CDLL(None).process_vm_readv
    got = read(os.getpid(), ctypes.byref(here), 1, ctypes.byref(there), 1, 0)
    return room.raw[:max(0, got)]


at = id(planted)
print(own_memory(at, 128).count(planted))
"""


def facts(how: str) -> list[str]:
    ended = subprocess.run(
        [sys.executable, "-c", _GUARDED, how],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    return ended.stdout.splitlines()


def test_a_guarded_program_dumps_nothing_and_is_closed_to_others() -> None:
    core, dumpable, reader, found = facts("guarded")

    assert core == "0 0"
    assert dumpable == "0"
    assert reader == "nobody"
    # A test can still search the memory of its own process for keys, whoever runs it.
    assert found == "1"


def test_an_unguarded_program_would_be_open() -> None:
    assert facts("open")[1:3] == ["1", "the user"]
