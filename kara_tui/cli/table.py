"""The sub-commands, each in a module that is imported when it is asked for."""

from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from kara_tui.cli.session import Session


class Running(Protocol):
    """What a sub-command's module offers."""

    def run(self, given: list[str], session: Session) -> int:
        """Carry the command out and return the exit code."""
        ...


@dataclass(frozen=True)
class Command:
    """One sub-command."""

    name: str
    summary: str
    module: str

    def load(self) -> Running:
        """Import what carries the command out."""
        return cast(Running, import_module(self.module))


COMMANDS = (
    Command("clients", "Show a list of clients", "kara_tui.cli.clients"),
    Command("import", "Take clients over from files", "kara_tui.cli.importing"),
    Command("export", "Write clients to a file", "kara_tui.cli.exporting"),
    Command("do", "Carry out any single operation", "kara_tui.cli.do"),
    Command("settings", "Show what is set, and where", "kara_tui.cli.settings"),
    Command("demo", "Write a demonstration practice", "kara_tui.cli.demo"),
)
"""In the order in which help shows them."""
