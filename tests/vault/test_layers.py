"""The vault knows bytes, not clients."""

import ast
from pathlib import Path

import kara_tui.vault

MAY_KNOW = {
    "kara_tui.beside",
    "kara_tui.disk",
    "kara_tui.domain.errors",
    "kara_tui.home",
}


def test_the_vault_knows_nothing_of_the_program_but_its_errors_and_its_folders() -> None:
    files = sorted(Path(kara_tui.vault.__path__[0]).glob("*.py"))
    known = {
        name
        for file in files
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.ImportFrom) and (name := node.module or "").startswith("kara_tui")
    }

    assert len(files) > 20
    assert {one for one in known if not one.startswith("kara_tui.vault")} == MAY_KNOW
