"""What the tests in a real terminal share."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kara_tui.bootstrap import build_demo, settings_for
from kara_tui.vault.bare_key import bare_key_for
from tests.support.terminal import Terminal, home_of, kara


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the demonstration practice lies ready."""
    home = tmp_path_factory.mktemp("demo-home")
    build_demo(settings_for(str(home), environment={}).home.demo_store)
    return home


@pytest.fixture
def home(demo_home: Path, tmp_path: Path) -> Path:
    """A copy of that home, to be changed; its own practice is made up as well, and asks nothing."""
    home = Path(shutil.copytree(demo_home, tmp_path / "home"))
    bare_key_for(home / "practice.db")
    return home


@pytest.fixture
def start(home: Path) -> Iterator[Callable[..., Terminal]]:
    """Starts kara in a terminal; whatever still runs at the end is ended."""
    open_terminals: list[Terminal] = []

    def begin(
        *arguments: str,
        environment: dict[str, str] | None = None,
        command: list[str] | None = None,
        columns: int = 100,
        lines: int = 30,
    ) -> Terminal:
        around = home_of(home) | (environment or {})
        terminal = Terminal(command or kara(*arguments), around, columns, lines)
        open_terminals.append(terminal)
        return terminal

    yield begin
    for terminal in open_terminals:
        terminal.close()
