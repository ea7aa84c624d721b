"""A pytest plugin: every test waits until the program in front of it has nothing left to do.

Textual's pilot guesses that from the processor's clock, sleeps 20 ms for each guess, and guesses
wrong on a busy machine. Here the queues themselves are looked at.
"""

import asyncio
import time
from typing import Any

import pytest
import textual.app
import textual.pilot
from textual._context import active_app
from textual.app import App
from textual.screen import Screen

LONGEST = 10.0
"""Seconds after which a program that is never still is taken as it is."""

_LOOKS = 3


def pytest_configure(config: pytest.Config) -> None:
    """Make every pilot wait for a still program."""
    for module in (textual.app, textual.pilot):
        vars(module).update(wait_for_idle=wait_until_still)


async def wait_until_still(_least: float = 0.0, longest: float = LONGEST) -> None:
    """Wait until nothing waits in any queue, on several looks one after another."""
    app = active_app.get()
    end = time.monotonic() + longest
    still = 0
    while still < _LOOKS and time.monotonic() < end:
        await asyncio.sleep(0.001)
        still = still + 1 if is_still(app) else 0


def is_still(app: App[Any]) -> bool:
    """Tell whether no message waits, and nothing in sight waits to be laid out or painted."""
    pumps = [app, *app._registry]
    if any(one.message_queue_size or one._next_callbacks for one in pumps) or app._resize_event:
        return False
    # A covered screen is laid out when it comes in sight again, and not before.
    return not app.screen_stack or not _waits(app.screen)


def _waits(screen: Screen[Any]) -> bool:
    return bool(screen._layout_required or screen._dirty_widgets or screen._callbacks)
