"""docs/keys.md: every key, read off the commands."""

import inspect
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from kara_tui import commands
from kara_tui.commands.command import Command
from kara_tui.commands.keys import key_words

_HEAD = """\
# Keys

Written by `make docs` from `kara_tui/commands`; `?` shows the ones that work where you are.
Each command is also in the palette (ctrl+p). The name in the last column identifies a key.

In every list: ↑ ↓ PgUp PgDn Home End move, enter opens, esc goes back one level, tab goes to the
next part of the screen.
"""


def keys_page() -> str:
    parts = [_HEAD]
    for module in _areas():
        rows = [_row(one) for one in _commands(module)]
        if rows:
            title = (module.__doc__ or "").strip().rstrip(".")
            table = "\n".join(
                ["| key | command | what it does | name |", "| --- | --- | --- | --- |"]
            )
            parts.append(f"\n## {title}\n\n{table}\n" + "\n".join(rows) + "\n")
    return "".join(parts)


def _areas() -> list[ModuleType]:
    names = sorted(one.name for one in iter_modules(commands.__path__))
    return [import_module(f"kara_tui.commands.{name}") for name in names]


def _commands(module: ModuleType) -> list[type[Command]]:
    return [
        one
        for one in vars(module).values()
        if inspect.isclass(one)
        and issubclass(one, Command)
        and one is not Command
        and one.__module__ == module.__name__
    ]


def _row(one: type[Command]) -> str:
    keys = " ".join(f"`{key_words(key)}`" for key in one.key.split(",") if key)
    return f"| {keys} | {one.label} | {one.help()} | `{one.id()}` |"
