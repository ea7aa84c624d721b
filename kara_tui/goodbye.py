"""Noticing that the user is gone: a hang-up, a termination, a terminal that is no more."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable

WATCH_SECONDS = 2.0

_SIGNALS = (signal.SIGHUP, signal.SIGTERM)


def on_goodbye(say: Callable[[], None]) -> None:
    """Call `say` once in the running loop when the process is told to go.

    A process that ignores hang-ups would otherwise read from a dead terminal for ever.
    """
    loop = asyncio.get_running_loop()
    for one in _SIGNALS:
        loop.add_signal_handler(one, say)


def forget_goodbye() -> None:
    """Give the signals back to the system's own handling."""
    loop = asyncio.get_running_loop()
    for one in _SIGNALS:
        loop.remove_signal_handler(one)


def terminal_is_gone() -> bool:
    """Tell whether the terminal that the program reads from was closed."""
    try:
        return not os.isatty(sys.__stdin__.fileno()) if sys.__stdin__ else True
    except (OSError, ValueError):
        return True
