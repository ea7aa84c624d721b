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
    Command("files", "List, add or save a client's files", "kara_tui.cli.files"),
    Command(
        "payments",
        "Show or export what is owed and paid, or write a receipt",
        "kara_tui.cli.payments",
    ),
    Command("audit", "Show whether history is whole, and who saw what", "kara_tui.cli.audit"),
    Command("measures", "List measures, or add one of your own", "kara_tui.cli.measures"),
    Command("do", "Carry out any single operation", "kara_tui.cli.do"),
    Command("vault", "Look after the keys of the practice", "kara_tui.cli.vault"),
    Command("backup", "Write a checked copy of the practice", "kara_tui.cli.backup"),
    Command("restore", "Put a backup in place", "kara_tui.cli.restore"),
    Command("drill", "Try a backup with the recovery code", "kara_tui.cli.drill"),
    Command("doctor", "Look whether files and backups are well", "kara_tui.cli.doctor"),
    Command("rescue", "Save what a damaged store still holds", "kara_tui.cli.rescue"),
    Command("settings", "Show what is set, and where", "kara_tui.cli.settings"),
    Command("demo", "Write a demonstration practice", "kara_tui.cli.demo"),
)
"""In the order in which help shows them."""
