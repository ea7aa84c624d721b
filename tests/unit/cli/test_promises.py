"""What the command line promises: imports that are not paid for, a page that is complete."""

import subprocess
import sys
from pathlib import Path

from kara_tui.cli.exit_codes import exit_code_table
from kara_tui.cli.table import COMMANDS
from scripts.commands_page import commands_page

PAGE = Path(__file__).parents[3] / "docs" / "commands.md"

IMPORTED = """
import sys
from kara_tui.cli import main
code = main(sys.argv[1:])
heavy = ("textual", "sqlalchemy", "alembic", "argparse", "asyncio", "msgspec")
print(*[name for name in heavy if name in sys.modules], file=sys.stderr)
sys.exit(code)
"""


def heavy_imports(home: Path, *words: str) -> list[str]:
    """Run a command in a process of its own and return which heavy modules it imported."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED, "--home", str(home), *words],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stderr.splitlines()[-1].split()


def test_the_version_costs_no_imports(tmp_path: Path) -> None:
    assert heavy_imports(tmp_path, "--version") == []


def test_only_the_workstation_imports_textual(home: Path, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("Name\nJón Jónsson\n")

    for words in (
        ["clients"],
        ["import", str(people)],
        ["export", "clients", "--format", "csv"],
        ["do", "get-overview"],
        ["settings"],
    ):
        assert "textual" not in heavy_imports(home, *words), words


def test_composing_the_program_imports_neither_screens_nor_database() -> None:
    lines = "import sys, kara_tui.bootstrap\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)

    assert not {"textual", "sqlalchemy", "alembic"} & set(done.stdout.split())


def test_the_page_about_commands_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == commands_page()


def test_the_page_names_every_command_and_exit_code() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert all(f"## kara {one.name}" in page for one in COMMANDS)
    assert all(f"\n| {code} |" in page for code, _, _ in exit_code_table())


def test_exit_codes_tell_one_thing_each() -> None:
    codes = [code for code, _, _ in exit_code_table()]

    assert len(codes) == len(set(codes))
