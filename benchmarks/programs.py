"""The programs that are measured, and what they are expected to paint."""

import asyncio
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.bare_app import READY, counted
from benchmarks.stores import KARA
from benchmarks.terminal import DOWN, Terminal, environment
from kara_tui.bootstrap import local_backend, settings_for
from kara_tui.domain.client import Stage
from kara_tui.domain.details import ClientDetails
from kara_tui.operations.clients import ListClients

FIRST_FRAME = "Deactivated"
"""The last of the four lists in the workstation's top line."""

SEEN_ROWS = 30
"""Rows that are in sight for certain."""

READ_ROWS = 40
"""More rows than can be in sight."""


@contextmanager
def workstation(store: Path) -> Iterator[Terminal]:
    """Start the workstation on a store."""
    with (
        TemporaryDirectory() as home,
        Terminal([KARA, "--store", store], environment(Path(home))) as terminal,
    ):
        yield terminal


@contextmanager
def bare_app() -> Iterator[Terminal]:
    """Start the floor."""
    with (
        TemporaryDirectory() as home,
        Terminal(
            [sys.executable, "-m", "benchmarks.bare_app"], environment(Path(home))
        ) as terminal,
    ):
        yield terminal


def bare_start() -> float:
    """Return milliseconds from exec to the bare program's first frame."""
    with bare_app() as terminal:
        return terminal.painted(READY)


def bare_keys() -> list[float]:
    """Return milliseconds from each of some keys to the bare program's answer."""
    with bare_app() as terminal:
        terminal.painted(READY)
        terminal.settle(0.5)
        times = []
        for pressed in range(1, SEEN_ROWS + 1):
            terminal.press(DOWN)
            times.append(terminal.painted(counted(pressed)))
            terminal.settle()
        return times


def names_found(
    store: Path, searches: Sequence[str] = ("",), *, end: bool = False
) -> list[list[str]]:
    """Return the names that the first rows, or the last ones, of each search must show."""
    return asyncio.run(_names_found(store, searches, end=end))


async def _names_found(store: Path, searches: Sequence[str], *, end: bool) -> list[list[str]]:
    backend = local_backend(settings_for(store=str(store), environment={}))
    try:
        found = []
        for search in searches:
            asked = ListClients(
                stages=(Stage.ACTIVE,), search=search, limit=READ_ROWS, descending=end
            )
            page = await backend(asked)
            found.append([_name(row.details) for row in page.rows])
        return found
    finally:
        await backend.close()


def _name(details: object) -> str:
    if not isinstance(details, ClientDetails):
        raise TypeError("A sealed store has no names to look for.")
    return details.name


def recognisable(names: Sequence[str], painted_before: Sequence[str] = ()) -> str:
    """Return a name that is painted as it is written, and was not there before if possible."""
    plain = [name for name in names[:SEEN_ROWS] if max(name) < "\u0250" and len(name) < 24]
    fresh = [name for name in plain if name not in painted_before]
    return (fresh or plain or list(names))[0]
