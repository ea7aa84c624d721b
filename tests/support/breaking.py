"""The program with a fault in it, told to say as much as it can.

`python -m tests.support.breaking WHERE LOG ARGUMENT…` runs kara with everything that Python
can log going to a file, and a fault at a chosen place; whatever stands there in variables and
in the fault's own words is private. At `database` nothing fails, but SQLAlchemy logs, too.
"""

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from kara_tui.cli import main as run_kara
from tests.support.vaulted import CLIENT, REASON


def main() -> None:
    """Run kara as the command line says."""
    where, log, *arguments = sys.argv[1:]
    logging.basicConfig(filename=log, level=1, force=True)
    logging.getLogger("asyncio").setLevel(1)
    logging.getLogger("sqlalchemy").setLevel(1 if where == "database" else logging.WARNING)
    logging.debug("as talkative as can be")
    _PLACES[where]()
    sys.argv = ["kara", *arguments]
    sys.exit(run_kara())


def _break(*_given: Any, **_named: Any) -> NoReturn:
    private = {"name": CLIENT, "reason": REASON}
    try:
        raise KeyError(CLIENT)
    except KeyError as inner:
        raise RuntimeError(f"cannot go on with {private}") from inner


def _in_handler() -> None:
    from kara_tui.db.clients import Clients

    _put(Clients, "get", _break)


def _in_screen() -> None:
    from kara_tui.screens.profile import ProfileScreen

    _put(ProfileScreen, "on_mount", _break)


def _in_painting() -> None:
    from kara_tui.widgets.fact_list import FactList

    _put(FactList, "render", _break)


def _in_command() -> None:
    from kara_tui.cli import client_table

    _put(client_table.ClientTable, "__init__", _break)


def _nowhere() -> None:
    pass


def _put(owner: type, name: str, fault: Callable[..., NoReturn]) -> None:
    setattr(owner, name, fault)


_PLACES = {
    "handler": _in_handler,
    "screen": _in_screen,
    "painting": _in_painting,
    "command": _in_command,
    "nowhere": _nowhere,
    "database": _nowhere,
}


def command(where: str, log: Path, *arguments: str) -> list[str]:
    """Return the command that runs it."""
    return [sys.executable, "-m", "tests.support.breaking", where, str(log), *arguments]


if __name__ == "__main__":
    main()
