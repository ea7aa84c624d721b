"""Where this program runs, as the access log names it."""

import os
import sys
from contextlib import suppress


def this_place() -> str:
    """Return the machine's name and the terminal's, such as `desk pts/3`."""
    machine = os.uname().nodename.partition(".")[0]
    return f"{machine} {_terminal()}".strip()


def _terminal() -> str:
    for stream in (sys.stdin, sys.stderr):
        # A stream may be closed, replaced, or lead to no terminal.
        with suppress(OSError, ValueError, AttributeError):
            return os.ttyname(stream.fileno()).removeprefix("/dev/")
    return ""
