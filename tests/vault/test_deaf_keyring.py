"""A desktop whose keyring never answers: kara starts without it after three seconds."""

import socket
import subprocess
import sys
from pathlib import Path

from kara_tui.vault.os_keyring import NONE_FOUND, TOO_SLOW
from tests.support.deaf_bus import DeafBus

_ASK = """
import time
started = time.perf_counter()
from kara_tui.vault.os_keyring import OsKeyring
print(OsKeyring().get(bytes(16)).reason)
print(time.perf_counter() - started)
"""


def asked(address: str) -> tuple[str, float]:
    ended = subprocess.run(
        [sys.executable, "-c", _ASK],
        env={"DBUS_SESSION_BUS_ADDRESS": address},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert not ended.stderr
    reason, seconds = ended.stdout.splitlines()
    return reason, float(seconds)


def test_a_secret_service_that_does_not_answer_is_given_up(tmp_path: Path) -> None:
    with DeafBus(tmp_path / "bus") as bus:
        reason, seconds = asked(bus.address)
    assert reason == TOO_SLOW
    assert bus.asked, "the keyring itself was asked, and not only the bus"
    assert 3 <= seconds < 5, "three seconds, and the rest for a busy machine"


def test_a_bus_that_does_not_answer_is_given_up(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(tmp_path / "bus"))
        silent.listen()
        reason, _ = asked(f"unix:path={tmp_path}/bus")
    assert reason in {NONE_FOUND, TOO_SLOW}
