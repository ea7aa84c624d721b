"""No core file of any kara, and no look into its memory: from before a passphrase is read."""

import fcntl
import os
import resource
import struct
import subprocess
import termios
import time
from pathlib import Path

from tests.support.terminal import LONGEST_WAIT, Terminal, home_of, kara
from tests.support.vaulted import PASSPHRASE, ROOT, Vaulted, python

_COMMAND = """
import ctypes, sys
from kara_tui.cli import main
ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)
main(sys.argv[1:])
print("dumpable", ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


def core_limit(number: int) -> list[str]:
    """Return the soft and the hard limit of a process's core file."""
    limits = Path(f"/proc/{number}/limits").read_text()
    return next(one for one in limits.splitlines() if one.startswith("Max core")).split()[4:6]


def _allow_core_files() -> None:
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))


def test_a_workstation_that_waits_for_the_passphrase_leaves_no_core_file(tmp_path: Path) -> None:
    Vaulted(tmp_path)
    shell = ["sh", "-c", 'ulimit -S -c "$(ulimit -H -c)"; exec "$@"', "sh"]
    terminal = Terminal([*shell, *kara()], home_of(tmp_path))
    try:
        terminal.wait_for("Your practice is locked")
        assert core_limit(terminal.process.pid) == ["0", "0"]
    finally:
        terminal.close()


def test_a_command_that_reads_the_passphrase_leaves_no_core_file(tmp_path: Path) -> None:
    Vaulted(tmp_path)
    reading, writing = os.pipe()
    running = subprocess.Popen(
        kara("--passphrase-fd", str(reading), "clients"),
        cwd=ROOT,
        env={**os.environ, **home_of(tmp_path)},
        pass_fds=[reading],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_allow_core_files,
    )
    os.close(reading)
    os.write(writing, PASSPHRASE[:5].encode())
    _wait_until_it_is_read(writing)
    limits = core_limit(running.pid)
    os.write(writing, f"{PASSPHRASE[5:]}\n".encode())
    os.close(writing)
    running.communicate(timeout=60)
    assert limits == ["0", "0"]
    assert running.returncode == 0


def _wait_until_it_is_read(pipe: int) -> None:
    end = time.monotonic() + LONGEST_WAIT
    while struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)))[0]:
        assert time.monotonic() < end, "nobody reads"


def test_no_other_program_of_the_user_may_look_into_a_command(tmp_path: Path) -> None:
    told = python(_COMMAND, "--home", str(tmp_path), "settings")
    assert told.stdout.splitlines()[-1] == "dumpable 0"
