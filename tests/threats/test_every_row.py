"""Every threat in docs/security.md has a test, and every test that it names exists."""

import ast
import re
from importlib import import_module

from tests.support.vaulted import ROOT

ROWS = {*range(1, 18), 22, *range(36, 40), *range(49, 53)}
_PAGE = ROOT / "docs" / "security.md"
_ROW = re.compile(r"^\| (\d+) \|(.*)\|$", re.MULTILINE)
_TEST = re.compile(r"`(test_(\d\d)_\w+)`")


def _written() -> dict[str, str]:
    """Return every test of a threat, with what it says of itself."""
    found: dict[str, str] = {}
    for file in (ROOT / "tests" / "threats").glob("test_*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found[node.name] = ast.get_docstring(node) or ""
    return found


def test_every_row_has_tests_of_its_number_and_all_of_them_exist() -> None:
    rows = {int(number): words for number, words in _ROW.findall(_PAGE.read_text())}
    assert set(rows) == ROWS
    tests = _written()
    for number, words in rows.items():
        named = _TEST.findall(words)
        assert named, f"row {number} names no test"
        for name, of in named:
            assert int(of) == number
            assert name in tests, f"row {number} names {name}, which does not exist"


def test_every_row_has_one_test_that_says_threat_and_control() -> None:
    told = {
        int(name[5:7])
        for name, words in _written().items()
        if re.match(r"test_\d\d_", name) and "Threat:" in words and "Control:" in words
    }
    assert told == ROWS


def test_every_command_line_that_the_page_names_is_understood() -> None:
    from kara_tui.cli.table import COMMANDS

    page = _PAGE.read_text()
    lines = [
        *re.findall(r"^    kara (.+)$", page, re.MULTILINE),
        *re.findall(r"`kara ([^`]+)`", page),
    ]
    assert len(lines) > 10
    modules = {one.name: one.module for one in COMMANDS}
    for line in lines:
        name, *words = line.split()
        module = import_module(modules[name])
        if name == "do":
            # Its operations are the product's own list; docs/operations.md has them.
            continue
        # It ends the program when it does not understand.
        module.parser().parse_args([word if word != "N" else "3" for word in words])
