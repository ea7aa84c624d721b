"""What declarations say about themselves: read off their source, for help only."""

import ast
import inspect
import textwrap
from itertools import pairwise
from typing import Any

from kara_tui.operations.base import Operation


def summary(kind: type[Operation[Any]]) -> str:
    """Return what an operation does, in one line."""
    return " ".join((kind.__doc__ or "").partition("\n\n")[0].split())


def module_title(kind: type[Operation[Any]]) -> str:
    """Return what the module of an operation is about."""
    document = inspect.getmodule(kind).__doc__ if inspect.getmodule(kind) else ""
    title = (document or "").partition(":")[0].partition("\n")[0].rstrip(".")
    return title.removeprefix("Operations on ").capitalize()


def field_docs(kind: type[Any]) -> dict[str, str]:
    """Return what is said about the fields of a class and of those it stands upon."""
    found: dict[str, str] = {}
    for one in reversed(kind.__mro__):
        if one.__module__.startswith("kara_tui."):
            found |= _own_docs(one)
    return found


def _own_docs(kind: type[Any]) -> dict[str, str]:
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(kind)))
    except (OSError, SyntaxError):
        return {}
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    found = {}
    for field, text in pairwise(body):
        match field, text:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(words))),
            ):
                found[name] = " ".join(words.split())
    return found
