"""The command line as a whole: help, version, errors in words, exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kara_tui import __version__
from kara_tui.cli import main
from kara_tui.cli.table import COMMANDS
from kara_tui.vault.bare_key import bare_key_for
from tests.unit.cli.conftest import Kara


@pytest.mark.parametrize("word", ["--version", "-V"])
def test_the_version_is_told(kara: Kara, word: str) -> None:
    assert kara(word).out == f"kara {__version__}\n"


def test_help_and_lists_open_no_store(no_home: Path, kara: Kara) -> None:
    for words in (["--help"], ["do", "--list"], ["clients", "--help"], ["settings"]):
        assert kara(*words).code == 0

    assert not no_home.exists()


def test_python_m_is_the_same_program() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kara_tui", "--version"], capture_output=True, text=True, check=True
    )

    assert done.stdout == f"kara {__version__}\n"


def test_every_command_is_in_the_help(kara: Kara) -> None:
    told = kara("--help").out

    assert all(one.name in told and one.summary in told for one in COMMANDS)


@pytest.mark.parametrize(
    "words",
    [
        ["--nonsense"],
        ["nonsense"],
        ["--home"],
        ["clients", "--nonsense"],
        ["clients", "--limit", "0"],
        ["clients", "--limit", "9" * 5000],
        ["clients", "--stage", "everywhere"],
        ["import"],
        ["export", "clients"],
        ["do", "nonsense"],
        ["do", "get-client", "--nonsense"],
        ["demo", "wreck", "x.db"],
    ],
)
def test_what_is_not_understood_is_told_in_one_line(
    no_home: Path, kara: Kara, words: list[str]
) -> None:
    told = kara(*words)

    assert told.code == 2
    assert told.out == ""
    assert told.err.startswith("kara: ")
    assert told.err.count("\n") == 1


def test_escape_sequences_in_the_command_line_are_not_echoed(no_home: Path, kara: Kara) -> None:
    assert "\x1b" not in kara("\x1b]52;c;x\x07").err


def test_an_error_is_json_for_who_wants_json(no_home: Path, kara: Kara) -> None:
    told = kara("do", "nonsense", "--json")

    assert json.loads(told.err)["error"]["code"] == "usage"


def test_without_a_terminal_the_commands_are_pointed_to(home: Path, kara: Kara) -> None:
    told = kara()

    assert told.code == 13
    assert "kara do --list" in told.err


def test_a_wrong_setting_is_told_and_nothing_is_opened(no_home: Path, kara: Kara) -> None:
    no_home.mkdir()
    (no_home / "settings.toml").write_text("[screen]\nmouse = 3\n")

    told = kara("clients")

    assert told.code == 6
    assert "screen.mouse" in told.err
    assert not (no_home / "practice.db").exists()


def test_a_missing_key_is_told_and_nothing_is_made(home: Path, kara: Kara) -> None:
    (home / "practice.bare-key").unlink()

    told = kara("clients")

    assert told.code == 8
    assert "practice.keys is missing" in told.err
    assert not list(home.glob("*key*"))


def test_what_kara_writes_only_its_owner_may_read(home: Path, kara: Kara) -> None:
    assert {one.stat().st_mode & 0o077 for one in home.iterdir()} == {0}


def test_a_fault_that_nobody_foresaw_is_noted_without_what_was_typed(
    home: Path, kara: Kara, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError("the secret of Áslaug")

    monkeypatch.setattr("kara_tui.workflows.windows.client_windows", break_down)

    told = kara("clients", "--search", "Áslaug")

    (log,) = (home / "logs").iterdir()
    noted = log.read_text()
    assert told.code == 1
    assert str(log) in told.err
    assert "Traceback" not in told.err
    assert "RuntimeError" in noted
    assert "Áslaug" not in noted + told.err
    assert log.stat().st_mode & 0o077 == 0


def test_ctrl_c_ends_quietly(home: Path, kara: Kara, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kara_tui.workflows.windows.client_windows", interrupt)

    told = kara("clients")

    assert (told.code, told.err) == (130, "")


def test_a_reader_who_leaves_is_no_error(home: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "kara_tui", "do", "--list"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()

    assert process.wait(timeout=60) == 141
    assert process.stderr.read() == b""
    process.stderr.close()


def test_settings_are_shown_with_where_they_come_from(
    home: Path, kara: Kara, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KARA_MAIL_PASSWORD", "hunter2")
    monkeypatch.setenv("KARA_PROFESSIONAL_NAME", "Anna")

    told = kara("settings")
    as_json = kara("settings", "--json").json()

    assert str(home / "settings.toml") in told.out
    assert str(home / "backups") in told.out, "where copies of the practice lie"
    assert "KARA_PROFESSIONAL_NAME" in told.out
    assert as_json["settings"]["professional.name"]["value"] == "Anna"
    assert "hunter2" not in told.out + json.dumps(as_json)


def test_another_store_is_opened_before_or_behind_the_command(
    home: Path, kara: Kara, tmp_path: Path
) -> None:
    other = tmp_path / "other" / "second.db"
    bare_key_for(other)

    assert kara("--store", other, "clients").code == 0
    assert kara("clients", f"--store={other}").code == 0
    assert other.exists()


def test_a_practice_without_a_passphrase_is_not_made_by_the_way(
    home: Path, kara: Kara, tmp_path: Path
) -> None:
    other = tmp_path / "other" / "second.db"

    told = kara("--store", other, "clients")

    assert told.code == 17
    assert "kara vault set-up" in told.err
    assert not other.parent.exists()


def test_a_demonstration_of_any_size_is_written_and_read(
    home: Path, kara: Kara, tmp_path: Path
) -> None:
    path = tmp_path / "big" / "demo.db"

    assert kara("demo", "build", "--clients", "7", path).code == 0
    assert len(kara("--store", path, "clients", "--json").json_lines()) == 7
    assert kara("demo", "build", path).code == 5
    assert kara("clients", "--json").out == ""


def test_main_takes_the_words_of_the_process(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["kara", "--version"])

    assert main() == 0
    assert __version__ in capsys.readouterr().out
