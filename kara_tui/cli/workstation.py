"""`kara`: opens the workstation."""

import sys

from kara_tui.cli.problems import NoTerminal
from kara_tui.cli.session import Session

_INSTEAD = "“kara clients”, “kara import” and “kara do --list” do the same work line by line."


def run(session: Session) -> int:
    """Run the workstation until its user leaves.

    Raises:
        NoTerminal: When there is no terminal that can be drawn on.
    """
    settings = session.settings()
    _require_terminal(session.environment.get("TERM", ""))
    session.prepare(settings)
    from kara_tui.bootstrap import run_workstation

    return run_workstation(settings)


def _require_terminal(term: str) -> None:
    # Standard error too: that is where the workstation draws.
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise NoTerminal("The workstation needs a terminal, and this is none.", _INSTEAD)
    if term in {"", "dumb", "unknown"}:
        called = f"calls itself “{term[:20]}”" if term else "does not say what it is"
        raise NoTerminal(
            f"The workstation cannot draw on this terminal: it {called} (TERM).", _INSTEAD
        )
