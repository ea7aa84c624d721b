"""Noticing that the user is gone: a hang-up, a termination, a terminal that is no more."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from typing import NoReturn

WATCH_SECONDS = 2.0

HUNG_UP = 128 + signal.SIGHUP
"""What a process ends with whose terminal is gone, as shells count it."""

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


def vanish() -> NoReturn:
    """End the process without a word: there is no terminal left to say one to.

    Textual would wait for its last output to be drawn, for ever.
    """
    os._exit(HUNG_UP)
