"""Files to import, and the screen that imports them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kara_tui.backend.protocol import Backend
from kara_tui.screens.desk import Desk
from kara_tui.screens.import_clients import ImportScreen
from tests.support.clock import FixedClock


@pytest.fixture
def screen(backend: Backend, clock: FixedClock) -> ImportScreen:
    return ImportScreen(Desk(backend=backend, clock=clock))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the home folder, where the files lie."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(home)
    return home


@pytest.fixture
def write_file(folder: Path) -> Callable[..., Path]:
    def write(name: str, *lines: str) -> Path:
        path = folder / name
        path.write_bytes("\r\n".join(lines).encode("utf-8", "surrogateescape"))
        return path

    return write


@pytest.fixture
def big_file(write_file: Callable[..., Path]) -> Path:
    """Return a table of 2,000 people, every hundredth of whom has no name."""
    people = (
        f"{'' if number % 100 == 0 else f'Person {number}'},p{number}@mail.example"
        for number in range(2000)
    )
    return write_file("big.csv", "Name,E-mail", *people)
