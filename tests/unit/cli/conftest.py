"""A home of each test's own, with an empty practice in it, and a way to type commands."""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kara_tui.cli import main
from kara_tui.vault.bare_key import bare_key_for
from kara_tui.vault.os_keyring import Answer
from kara_tui.vault.recovery_code import RecoveryCode
from kara_tui.vault.secret import Key


@dataclass(frozen=True)
class Told:
    """What a command answered."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)

    def json_lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Kara = Callable[..., Told]
Vault = Callable[..., Told]

PASSPHRASE = "purple otter walks sideways"


@pytest.fixture(scope="session")
def template_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("homes") / "template"
    bare_key_for(folder / "practice.db")
    assert main(["--home", str(folder), "clients"]) == 0
    return folder


@pytest.fixture
def no_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home in which nothing lies yet."""
    folder = tmp_path / "home"
    monkeypatch.setenv("KARA_HOME", str(folder))
    return folder


@pytest.fixture
def home(no_home: Path, template_home: Path) -> Path:
    shutil.copytree(template_home, no_home)
    return no_home


@pytest.fixture
def kara(capsys: pytest.CaptureFixture[str]) -> Kara:
    """Type a command and return what it answered."""

    def type_command(*words: str | Path) -> Told:
        capsys.readouterr()
        code = main([str(one) for one in words])
        out, err = capsys.readouterr()
        return Told(code, out, err)

    return type_command


def details(**fields: str) -> str:
    """Return a client's details as somebody types them on a command line."""
    return json.dumps({"name": "Áslaug Þórðardóttir"} | fields)


class MemoryKeyring:
    """A keyring that keeps what it is given."""

    def __init__(self) -> None:
        self.kept: Key | None = None

    def put(self, _vault: bytes, secret: Key) -> Answer:
        self.kept = secret
        return Answer(secret)

    def get(self, _vault: bytes) -> Answer:
        return Answer(self.kept) if self.kept else Answer(reason="Nothing is kept.")

    def forget(self, _vault: bytes) -> Answer:
        self.kept = None
        return Answer()


def handed_over(text: str) -> str:
    """Return the number of a descriptor from which a text is read, as a script hands it over."""
    reading, writing = os.pipe()
    os.write(writing, text.encode() + b"\n")
    os.close(writing)
    return str(reading)


@pytest.fixture
def papers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What stands on the paper: every code that is drawn is typed back as it was shown."""
    written: list[str] = []
    draw = RecoveryCode.new

    def drawn() -> RecoveryCode:
        code = draw()
        written.append(code.spelled())
        return code

    monkeypatch.setattr(RecoveryCode, "new", drawn)
    monkeypatch.setattr("builtins.input", lambda: written[-1].lower())
    return written


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring:
    kept = MemoryKeyring()
    monkeypatch.setattr("kara_tui.bootstrap._keyring", lambda: kept)
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    return kept


@pytest.fixture
def vault(no_home: Path, kara: Kara, papers: list[str], keyring: MemoryKeyring) -> Vault:
    """A practice that was set up on the command line, and a way to look after its keys."""
    told = kara("vault", "set-up", "--new-passphrase-fd", handed_over(PASSPHRASE))
    assert told.code == 0, told.err
    assert papers[0] in told.out

    def ask(*words: str, passphrase: str = PASSPHRASE) -> Told:
        return kara("--passphrase-fd", handed_over(passphrase), "vault", *words)

    return ask
