"""The table of operations: each is declared whole, handled, and kept by the contract suite."""

import ast
import re
from collections import Counter
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from kara_tui.operations.base import (
    Operation,
    changes_something,
    command_name,
    field_types,
    result_type,
)
from kara_tui.operations.table import operations, operations_by_command, operations_by_name
from kara_tui.services.table import handlers

_SUITE = Path(__file__).parent / "suite"
_EACH = pytest.mark.parametrize("kind", operations(), ids=lambda kind: kind.__name__)
_SILENT = {"SaveDraft", "DiscardDraft"}
"""Changes that no toast tells of: they happen with every key."""


def _asked_in_tests() -> Counter[str]:
    """Count what the suite's tests ask for: names called inside a function `test_…`."""
    asked: Counter[str] = Counter()
    for path in _SUITE.glob("*.py"):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.AsyncFunctionDef) and function.name.startswith("test_"):
                calls = (one for one in ast.walk(function) if isinstance(one, ast.Call))
                asked.update(one.func.id for one in calls if isinstance(one.func, ast.Name))
    return asked


@_EACH
def test_it_says_what_it_does_for_the_caller(kind: type[Operation[Any]]) -> None:
    first = (kind.__doc__ or "").strip().splitlines()[0]
    assert first
    assert not first.startswith(f"{kind.__name__}("), "the docstring that dataclasses make"
    assert first[0].isupper()
    assert first.endswith((".", ":", ";")) or len(first) > 60


@_EACH
def test_its_path_names_fields_that_it_has(kind: type[Operation[Any]]) -> None:
    assert kind.route.method in {"GET", "POST", "PUT", "DELETE"}
    named = re.findall(r"{(\w+)}", kind.route.path)
    assert set(named) <= set(field_types(kind))
    assert len(named) == len(set(named))
    assert kind.route.allowed


@_EACH
def test_reading_is_get_and_changing_is_not(kind: type[Operation[Any]]) -> None:
    assert changes_something(kind) == (kind.route.method != "GET")
    assert "intent" in field_types(kind) or not changes_something(kind)


@_EACH
def test_a_change_says_what_was_done(kind: type[Operation[Any]]) -> None:
    if kind.__name__ in _SILENT or not changes_something(kind):
        assert kind.past == ""
    else:
        assert kind.past
    assert changes_something(kind) or not kind.undoable


@_EACH
def test_it_has_a_handler_that_returns_what_is_declared(kind: type[Operation[Any]]) -> None:
    hints = get_type_hints(handlers()[kind].run)
    assert hints["return"] == result_type(kind)
    asked = [hint for name, hint in hints.items() if name not in {"return", "unit"}]
    assert asked == [kind]


@_EACH
def test_the_contract_suite_asks_for_it(kind: type[Operation[Any]]) -> None:
    assert _asked_in_tests()[kind.__name__] > 0


def test_no_two_share_a_route_or_a_name() -> None:
    every = operations()
    shapes = Counter((one.route.method, re.sub(r"{\w+}", "{}", one.route.path)) for one in every)
    assert {route: times for route, times in shapes.items() if times > 1} == {}
    assert len(operations_by_command()) == len(operations_by_name()) == len(every) > 25


def test_a_fixed_path_stands_before_one_with_a_field_in_its_place() -> None:
    seen: list[tuple[str, str]] = []
    for one in operations():
        fixed = one.route.path
        for method, pattern in seen:
            hides = re.fullmatch(re.sub(r"{\w+}", "[^/]+", pattern), fixed)
            assert not (hides and method == one.route.method and pattern != fixed), fixed
        seen.append((one.route.method, one.route.path))


def test_no_handler_answers_what_nobody_declared() -> None:
    assert set(handlers()) == set(operations())


def test_a_name_on_the_command_line_is_words_with_dashes() -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", command_name(one)) for one in operations())
    assert "accept-request" in operations_by_command()


def test_a_kind_that_does_not_say_what_comes_back_is_refused() -> None:
    with pytest.raises(TypeError, match="does not say what comes back"):
        result_type(type("Vague", (Operation,), {}))
