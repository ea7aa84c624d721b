"""A home of each test's own, with an empty practice in it, and a way to type commands."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kara_tui.cli import main
from kara_tui.vault.bare_key import bare_key_for


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
