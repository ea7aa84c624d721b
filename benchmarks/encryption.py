"""What does the encryption of the store cost, against the same store in the clear?"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import sqlcipher3.dbapi2

from benchmarks.findings import Finding, alternate, ms
from benchmarks.stores import HUNDRED_THOUSAND, store_of
from kara_tui.db import engine
from kara_tui.db.store import Store, open_store
from kara_tui.domain.client import Stage
from kara_tui.domain.clock import system_clock
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.history import Actor
from kara_tui.operations.clients import AddClient, ListClients
from kara_tui.services.dispatch import Dispatch
from kara_tui.vault.bare_key import bare_key_for

OPENING_AIM, READING_AIM, COMMIT_AIM = 1.15, 1.3, 1.5

_SEARCHES = ("anna", "jons", "zof", "guð", "55", "þór")
_PAGES = (0, 1_000, 50_000, 99_900)
_COMMITS = 50
_FIRST_PAGE = ListClients(stages=(Stage.ACTIVE,), limit=64)

Work = Callable[[Path, bytes], float]
"""Does something with a store and its key; returns milliseconds."""


def measure() -> list[Finding]:
    """Ask both stores the same, in turn."""
    with TemporaryDirectory(dir=store_of(HUNDRED_THOUSAND).parent) as name:
        folder = Path(name)
        key = bare_key_for(store_of(HUNDRED_THOUSAND))
        sealed = Path(copy(store_of(HUNDRED_THOUSAND), folder / "sealed.db"))
        plain = folder / "plain.db"
        _write_plain(sealed, key, plain)

        def finding(question: str, work: Work, aim: float) -> Finding:
            floor, measured = alternate(
                lambda: _in_the_clear(work, plain), lambda: work(sealed, key)
            )
            return _finding(f"{question}, encrypted", measured, floor, aim)

        return [
            finding("open a store of 100,000, first page", _open_and_page, OPENING_AIM),
            finding("search and page through it", _read, READING_AIM),
            finding("one commit", _commit, COMMIT_AIM),
        ]


def _finding(question: str, measured: float, floor: float, aim: float) -> Finding:
    ratio = measured / floor
    return Finding(
        question=question,
        measured=ms(measured),
        floor=f"{ms(floor)}, in the clear",
        ratio=ratio,
        aim=f"≤ {aim}×",
        met=ratio <= aim,
    )


def _open_and_page(path: Path, key: bytes) -> float:
    began = perf_counter()
    with closing(open_store(path, key)) as store:
        dispatch, actor = _asking(store)
        dispatch(_FIRST_PAGE, actor)
        return (perf_counter() - began) * 1000


def _read(path: Path, key: bytes) -> float:
    with closing(open_store(path, key)) as store:
        dispatch, actor = _asking(store)
        began = perf_counter()
        for search in _SEARCHES:
            dispatch(replace(_FIRST_PAGE, search=search), actor)
        for offset in _PAGES:
            dispatch(replace(_FIRST_PAGE, offset=offset), actor)
        return (perf_counter() - began) * 1000


def _commit(path: Path, key: bytes) -> float:
    with closing(open_store(path, key)) as store:
        dispatch, actor = _asking(store)
        began = perf_counter()
        for number in range(_COMMITS):
            dispatch(AddClient(details=ClientDetails(name=f"Commit {number}")), actor)
        return (perf_counter() - began) * 1000 / _COMMITS


def _asking(store: Store) -> tuple[Dispatch, Actor]:
    return Dispatch(store, system_clock), Actor(professional_id=store.professional(""))


def _write_plain(sealed: Path, key: bytes, plain: Path) -> None:
    connection = engine.connect_encrypted(sqlcipher3.dbapi2, sealed, key)
    connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain),))
    connection.execute("SELECT sqlcipher_export('plain')")
    connection.close()


def _in_the_clear(work: Work, path: Path) -> float:
    with _without_encryption():
        return work(path, b"")


@contextmanager
def _without_encryption() -> Iterator[None]:
    """Let the program's own way to a store lead to one in the clear."""
    usual = engine.connect_encrypted
    engine.connect_encrypted = _connect_plain
    try:
        yield
    finally:
        engine.connect_encrypted = usual


def _connect_plain(driver: Any, path: Path, key: bytes) -> Any:
    del key
    connection = driver.connect(
        str(path), isolation_level=None, check_same_thread=False, cached_statements=256
    )
    for pragma in engine.PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection
