"""docs/operations.md: every operation, read off its declaration."""

from itertools import groupby
from typing import Any

from kara_tui.operations.base import Operation, command_name
from kara_tui.operations.table import operations

_HEAD = """\
# Operations

Written by `make docs` from `kara_tui/operations`. Each of these is what a screen asks for, what
`kara do NAME` does on the command line (`kara do NAME --help` lists its fields), and a route that
the remote API will serve. An operation marked ↶ can be taken back while nothing has left the
machine.
"""


def operations_page() -> str:
    parts = [_HEAD]
    for area, group in groupby(operations(), key=lambda one: one.__module__.rpartition(".")[2]):
        parts.append(f"\n## {area.capitalize()}\n\n| `kara do …` | what it does | route | who |\n")
        parts.append("| --- | --- | --- | --- |\n")
        parts += [_row(one) for one in group]
    return "".join(parts)


def _row(one: type[Operation[Any]]) -> str:
    what = (one.__doc__ or "").strip().splitlines()[0]
    undo = " ↶" if one.undoable else ""
    who = ", ".join(sorted(role.value for role in one.route.allowed))
    route = f"`{one.route.method} {one.route.path}`"
    return f"| `{command_name(one)}`{undo} | {what} | {route} | {who} |\n"
