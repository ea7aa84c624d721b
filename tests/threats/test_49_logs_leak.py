"""Nothing that is written about a fault, or about anything, holds a word of a record."""

from pathlib import Path

import pytest

from kara_tui.bootstrap import settings_for
from kara_tui.fault_log import log_fault
from tests.support.breaking import command
from tests.support.terminal import Terminal, home_of
from tests.support.vaulted import CLIENT, PASSPHRASE, REASON, Vaulted
from tests.support.words import as_found_in, as_found_in_files

WORDS = {"name": CLIENT, "reason": REASON, "passphrase": PASSPHRASE, "typed": "zugzwangtyped"}
STOPPED = "kara had to stop because of an error of its own"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    Vaulted(folder)
    return folder


@pytest.fixture
def told(home: Path) -> dict[str, str]:
    """Return the environment in which Python says the most."""
    return {
        **home_of(home),
        "PYTHONASYNCIODEBUG": "1",
        "PYTHONFAULTHANDLER": "1",
    }


def _opened(where: str, home: Path, told: dict[str, str]) -> Terminal:
    terminal = Terminal(command(where, home / "everything.log"), told, lines=64)
    terminal.wait_for("Your practice is locked")
    terminal.send(PASSPHRASE)
    terminal.drain()
    terminal.send("\r")
    terminal.wait_for(CLIENT)
    return terminal


@pytest.mark.parametrize("where", ["screen", "painting"])
def test_49_a_fault_in_a_screen_is_one_sentence_and_a_file(
    where: str, home: Path, told: dict[str, str]
) -> None:
    """Threat: a log, or a traceback with its variables, leaks. Control: places, never content."""
    terminal = _opened(where, home, told)
    try:
        terminal.send("\r")
        assert terminal.wait_for_end() == 70
        _, _, after = bytes(terminal.raw).decode().rpartition(STOPPED)
        words = " ".join(after.split())
    finally:
        terminal.close()
    assert words.startswith(". What was saved is kept")
    assert len(words) < 400
    (log,) = (home / "logs").iterdir()
    assert log.name in words.replace(" ", "")
    assert as_found_in(words.encode(), WORDS) == []
    _nothing_is_written(home)


def test_49_a_fault_in_a_handler_is_told_and_noted_without_its_words(
    home: Path, told: dict[str, str]
) -> None:
    terminal = _opened("handler", home, told)
    try:
        terminal.send("\r")
        terminal.wait_until(lambda: bool(_noted(home)), "a note of the fault")
        terminal.drain()
        assert "cannot go on with" not in terminal.text
        assert "Traceback" not in terminal.text
    finally:
        terminal.close()
    _nothing_is_written(home)


def test_49_a_fault_in_a_command_is_told_and_noted_without_its_words(
    home: Path, told: dict[str, str], tmp_path: Path
) -> None:
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)
    arguments = command("command", home / "everything.log", "--passphrase-fd", "9", "clients")
    terminal = Terminal(["sh", "-c", '"$@" 9<"$0"', str(secret), *arguments], told)
    try:
        assert terminal.wait_for_end() != 0
        assert "did not foresee" in " ".join(terminal.text.split())
        assert as_found_in(bytes(terminal.raw), WORDS) == []
    finally:
        terminal.close()
    assert _noted(home)
    _nothing_is_written(home)


@pytest.mark.parametrize("talkative", ["nowhere", "database", "textual"])
def test_49_work_without_faults_leaves_no_word_in_any_log(
    talkative: str, home: Path, told: dict[str, str]
) -> None:
    if talkative == "textual":
        told["TEXTUAL_LOG"] = str(home / "textual.log")
    terminal = _opened("database" if talkative == "database" else "nowhere", home, told)
    try:
        terminal.send("\r")
        terminal.wait_for("Health record")
        terminal.wait_for(REASON.rpartition(" ")[0])
        terminal.send("e")
        terminal.wait_for("F2 Save")
        terminal.send(WORDS["typed"])
        terminal.wait_for(WORDS["typed"])
        terminal.send("\x1bOQ")
        terminal.wait_until(lambda: "F2 Save" not in terminal.text, "the saved record")
    finally:
        terminal.close()
    _nothing_is_written(home)


def test_49_the_note_of_a_fault_holds_no_word_of_it(tmp_path: Path) -> None:
    def fail(name: str) -> None:
        private = f"{name}: {REASON}"
        try:
            raise KeyError(private)
        except KeyError as inner:
            inner.add_note(private)
            raise ExceptionGroup(private, [ValueError(private)]) from inner

    with pytest.raises(ExceptionGroup) as fault:
        fail(CLIENT)
    log = log_fault(fault.value, settings_for(str(tmp_path), environment={}).home)
    assert log is not None
    assert "in fail" in log.read_text()
    assert as_found_in_files(tmp_path, WORDS) == {}


def _noted(home: Path) -> list[Path]:
    return list((home / "logs").glob("*.log"))


def _nothing_is_written(home: Path) -> None:
    assert "as talkative as can be" in (home / "everything.log").read_text()
    assert as_found_in_files(home, WORDS) == {}
