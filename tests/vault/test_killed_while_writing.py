"""Killed at any step of a change, the key file is the one before or the one after."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kara_tui.domain.errors import StoreUnavailable, WrongKey
from kara_tui.vault.argon import Work
from kara_tui.vault.changes import change_passphrase
from kara_tui.vault.opening import OpenVault, open_with_passphrase
from kara_tui.vault.passphrase import Passphrase

NEW = Passphrase.typed("the passphrase afterwards")

# Ends itself without a word before the n-th call that touches a file.
_CHILD = """
import os, signal, sys
from pathlib import Path
from kara_tui.vault.argon import Work
from kara_tui.vault.changes import change_passphrase
from kara_tui.vault.opening import open_with_passphrase
from kara_tui.vault.passphrase import Passphrase

path, dying_at = Path(sys.argv[1]), int(sys.argv[2])
light = Work(8192, 1)
vault = open_with_passphrase(path, Passphrase.typed(sys.argv[3]), light)
steps = 0

def watch(event, arguments):
    global steps
    if event in ("open", "os.rename", "os.remove", "fcntl.flock", "os.listdir", "os.scandir"):
        die()

def die():
    global steps
    steps += 1
    if steps == dying_at:
        os.kill(os.getpid(), signal.SIGKILL)

sync = os.fsync
def watched_sync(file):
    die()
    sync(file)
    die()

os.fsync = watched_sync
sys.addaudithook(watch)
change_passphrase(vault, Passphrase.typed(sys.argv[4]), light)
"""


def test_it_opens_with_exactly_one_of_the_two(
    vault: OpenVault, passphrase: Passphrase, light: Work
) -> None:
    before = vault.path.read_bytes()
    typed = [one.reveal().decode() for one in (passphrase, NEW)]
    seen, step, ended = set[str](), 0, -signal.SIGKILL
    while ended == -signal.SIGKILL:
        step += 1
        vault.path.write_bytes(before)
        ended = subprocess.run(
            [sys.executable, "-c", _CHILD, str(vault.path), str(step), *typed],
            check=False,
            timeout=30,
        ).returncode
        seen.add(which_opens(vault.path, passphrase, light))

    assert ended == 0
    assert step > 8
    assert seen == {"before", "after"}
    assert list(vault.path.parent.iterdir()) == [vault.path], "a later change tidies up"


def which_opens(path: Path, before: Passphrase, light: Work) -> str:
    opened = []
    for name, one in (("before", before), ("after", NEW)):
        try:
            open_with_passphrase(path, one, light)
        except WrongKey:
            continue
        opened.append(name)
    assert len(opened) == 1
    return opened[0]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_the_file_before_and_is_told(
    vault: OpenVault, light: Work, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = vault.path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(*((os, "fsync", full) if step == "fsync" else (Path, "replace", full)))
        with pytest.raises(StoreUnavailable, match="No space"):
            change_passphrase(vault, NEW, light)

    assert vault.path.read_bytes() == before
    assert list(vault.path.parent.iterdir()) == [vault.path]
