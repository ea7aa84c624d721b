"""What somebody reads when the workstation cannot open, or cannot go on."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kara_tui.beside import bare_key_of
from kara_tui.bootstrap import demo_settings, settings_for
from kara_tui.db.engine import open_engine
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.vault.bare_key import bare_key_for
from tests.support.terminal import Terminal

Start = Callable[..., Terminal]

BROKEN = """
import sys
from kara_tui.screens.home import HomeScreen
from kara_tui.widgets.top_bar import TopBar

def broken(self):
    secret = "Agustín 555 2399"
    raise RuntimeError(secret)

TopBar.on_click = broken
HomeScreen.keep_up = broken
HomeScreen.action_command = broken
from kara_tui.cli import main
sys.exit(main(["--demo"]))
"""


def test_an_error_of_its_own_ends_it_with_one_sentence_and_no_data(
    home: Path, start: Start
) -> None:
    terminal = start(command=[sys.executable, "-c", BROKEN])
    terminal.wait_for("Clients 132")
    before = len(terminal.raw)
    terminal.send("2")
    assert terminal.wait_for_end() == 70
    last = terminal.raw[before:].decode()
    assert "\x1b[?1049l" in last
    told = last.partition("\x1b[?1049l")[2]
    assert "kara had to stop because of an error of its own" in " ".join(told.split())
    assert "555 2399" not in told
    assert "Traceback" not in told
    assert "secret" not in told
    [log] = (home / "logs").iterdir()
    assert "RuntimeError" in log.read_text()
    assert "555 2399" not in log.read_text()


@pytest.mark.parametrize("trouble", ["garbage", "newer", "no key", "folder"])
def test_a_store_that_cannot_be_opened_is_told_in_a_sentence(
    home: Path, start: Start, trouble: str
) -> None:
    store = demo_settings(settings_for(str(home), environment={})).store
    make_trouble(store, trouble)
    terminal = start("--demo")
    assert terminal.wait_for_end() == StoreUnavailable.exit_code
    told = terminal.raw.decode().rpartition("\x1b[?1049l")[2]
    assert "Traceback" not in told
    sentence = " ".join(told.replace("\x1b[?25h", "").split())
    named = store.with_suffix(".keys") if trouble == "no key" else store
    assert str(named)[-20:].replace(" ", "") in sentence.replace(" ", "")
    assert "." in sentence
    assert b"\x1b[?25h" in terminal.raw


def make_trouble(store: Path, trouble: str) -> None:
    if trouble == "garbage":
        store.write_bytes(b"this is no store" * 4096)
    elif trouble == "newer":
        make_newer(store)
    elif trouble == "no key":
        bare_key_of(store).unlink()
    else:
        store.unlink()
        store.mkdir()


def make_newer(store: Path) -> None:
    engine = open_engine(store, bare_key_for(store))
    with engine.begin() as connection:
        connection.exec_driver_sql("update alembic_version set version_num = '9999'")
    engine.dispose()
