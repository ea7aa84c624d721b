"""Refuse text that a widget would read as markup although it may come from data.

A name such as `[@click=app.quit]x[/]` must stand on the screen as it is. So whatever is given to
a widget is a literal, a `Content` or `Text`, or is given with `markup=False`.

`python -m scripts.lint_markup [FOLDER]` prints every place that breaks this, and fails if any.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.markup_project import Project, has_no_markup
from scripts.markup_safety import Scope, scopes

_PACKAGE = Path(__file__).parents[1] / "kara_tui"

_WIDGETS = {
    "Static", "Label", "Button", "Option", "Checkbox", "RadioButton", "Tab", "TabPane", "Link",
    "Collapsible", "Toast", "ToggleButton", "Selection",
}  # fmt: skip
_WORDS_OF_WIDGETS = {"content", "label", "prompt", "title", "renderable"}
_TOLD = {"notify": "message"}
_SHOWN = {"update", "set_options", "add_option", "add_options", "add_row", "add_column"}
_WRITTEN = {"border_title", "border_subtitle", "tooltip", "label"}
_LISTS = {"OptionList", "Select", "SelectionList", "RadioSet", "Tabs"}


@dataclass(frozen=True)
class Finding:
    """A place at which data may be read as markup."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return (
            f"{self.file}:{self.line}: {self.what} is given text that may hold markup; wrap it in "
            "Content(…), or say markup=False"
        )


def findings(sources: dict[str, str]) -> list[Finding]:
    """Return every place in some modules where data may be read as markup.

    Args:
        sources: Their texts by their files' names.
    """
    trees = {name: ast.parse(text) for name, text in sources.items()}
    project = Project(trees)
    found: list[Finding] = []
    for name, tree in trees.items():
        for scope in scopes(project, name, tree):
            found += [Finding(name, node.lineno, what) for node, what in _unsafe_in(scope)]
    return sorted(set(found), key=lambda one: (one.file, one.line))


def main() -> int:
    """Look through a folder; the program itself when none is named."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else _PACKAGE
    files = sorted(folder.rglob("*.py"))
    if not files:
        print(f"There is no Python file in {folder}.", file=sys.stderr)
        return 2
    found = findings({str(one.relative_to(folder.parent)): one.read_text() for one in files})
    for one in found:
        print(one)
    return 1 if found else 0


def _unsafe_in(scope: Scope) -> Iterator[tuple[ast.expr, str]]:
    for node in scope.nodes:
        if isinstance(node, ast.Call):
            yield from _unsafe_call(node, scope)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                is_shown = isinstance(target, ast.Attribute) and target.attr in _WRITTEN
                if is_shown and not scope.is_safe(node.value):
                    yield node.value, ast.unparse(target)


def _unsafe_call(call: ast.Call, scope: Scope) -> Iterator[tuple[ast.expr, str]]:
    name = _called(call)
    if name == "from_markup":
        yield from ((one, "from_markup") for one in call.args[:1] if not scope.is_literal(one))
    elif not has_no_markup(call):
        yield from ((one, name) for one in _words(call, name, scope) if not scope.is_safe(one))


def _words(call: ast.Call, name: str, scope: Scope) -> Iterator[ast.expr]:
    """Give what a call would read as markup."""
    if name in _WIDGETS and isinstance(call.func, ast.Name):
        yield from call.args[:1]
        yield from _named(call, _WORDS_OF_WIDGETS)
    elif name in _TOLD and isinstance(call.func, ast.Attribute):
        yield from call.args[:1]
        yield from _named(call, {_TOLD[name]})
    elif _shows_all(call.func, name, scope):
        yield from call.args


def _shows_all(called: ast.expr, name: str, scope: Scope) -> bool:
    """Tell whether whatever a call is given comes to be shown."""
    if isinstance(called, ast.Attribute):
        return name in _SHOWN and scope.shows_markup(called.value)
    return name in _LISTS


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _named(call: ast.Call, names: set[str]) -> Iterator[ast.expr]:
    yield from (one.value for one in call.keywords if one.arg in names)


if __name__ == "__main__":
    sys.exit(main())
