"""How long does a search over many notes take, from an encrypted store?"""

import os
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from statistics import median

from benchmarks.findings import Finding, ms, percentile
from kara_tui.backend.opening import OpenStore, open_local
from kara_tui.db.record_tables import NOTES
from kara_tui.domain.client import new_client
from kara_tui.domain.details import ClientDetails
from kara_tui.domain.ids import ClientId, NoteId, new_client_id, new_intent_id, uuid7
from kara_tui.domain.note import Note, NoteText
from kara_tui.operations.notes import NotesOfSessions, SearchNotes

NUMBER = 10_000
CLIENTS = 200
CHARACTERS = 2_000

_NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
_VOCABULARY = 20_000
_STARTS = (*"bdfghklmnprstv", "st", "tr", "br")
_ENDS = (*"nrlst", "")
_PASSES = 3


def measure() -> list[Finding]:
    """Search ten thousand notes for common, rare and absent words, the store just opened."""
    with tempfile.TemporaryDirectory() as folder:
        path, key = Path(folder) / "practice.db", os.urandom(32)
        words = _build(path, key)
        scan = median(_scan(path, key) for _ in range(3))
        times = [
            one
            for search in _searches(words)
            for one in (_cold(path, key, search) for _ in range(_PASSES))
        ]
    p95 = percentile(times, 0.95)
    return [
        Finding(
            question=f"search over {NUMBER:,} notes of {CHARACTERS // 1000} kB",
            measured=f"p95 {ms(p95)}, median {ms(median(times))}, worst {ms(max(times))}",
            floor=f"{ms(scan)}, reading every note",
            ratio=p95 / scan,
            aim="worst ≤ 200 ms",
            met=max(times) <= 200,
        )
    ]


def _searches(words: list[str]) -> list[str]:
    common, usual, rare = words[3], words[400], words[-1]
    return [
        common,
        usual,
        rare,
        f"{common} {usual}",
        f"{usual} {rare}",
        usual[1:],
        common[:2],
        common[:1],
        "qqxyzw",
        # Absent, though the letters of it are everywhere: the index alone does not tell.
        f"{usual}{common}",
        f"{common[:3]}{words[5][:3]}{words[7][:3]}",
    ]


def _cold(path: Path, key: bytes, search: str) -> float:
    """Return milliseconds of a search right after the store was opened."""
    with _opened(path, key) as opened:
        # Whatever a first question costs beyond its own work, it costs every question.
        opened.dispatch(NotesOfSessions(session_ids=()), opened.actor)
        began = time.perf_counter()
        opened.dispatch(SearchNotes(search=search), opened.actor, later=lambda _: None)
        return (time.perf_counter() - began) * 1000


def _scan(path: Path, key: bytes) -> float:
    """Return milliseconds for decrypting every note, looking at none of them."""
    with _opened(path, key) as opened, opened.store.engine.connect() as connection:
        began = time.perf_counter()
        connection.exec_driver_sql("SELECT sum(length(details)) FROM notes").scalar_one()
        return (time.perf_counter() - began) * 1000


@contextmanager
def _opened(path: Path, key: bytes) -> Iterator[OpenStore]:
    opened = open_local(path, key, "Dr Anna", lambda: _NOW)
    try:
        yield opened
    finally:
        opened.store.close()


def _build(path: Path, key: bytes) -> list[str]:
    """Fill a new store with notes; return their words, the most common first."""
    chance = random.Random(7)
    words = _words(chance)
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    with (
        _opened(path, key) as opened,
        opened.store.writing(opened.actor, _NOW, "Build", new_intent_id()) as unit,
    ):
        clients = [
            unit.clients.add(new_client(new_client_id(), ClientDetails(name=f"C {at}"), _NOW)).id
            for at in range(CLIENTS)
        ]
        notes = unit.of(NOTES)
        for at in range(NUMBER):
            text = " ".join(chance.choices(words, cum_weights=weights, k=CHARACTERS // 7))
            notes.put(_note(chance.choice(clients), at, text))
    return words


def _note(client_id: ClientId, hours_ago: int, text: str) -> Note:
    return Note(
        id=NoteId(uuid7()),
        version=1,
        client_id=client_id,
        created_at=_NOW,
        about=_NOW - timedelta(hours=hours_ago),
        details=NoteText(text=text[:CHARACTERS]),
    )


def _words(chance: random.Random) -> list[str]:
    """Return made-up words of syllables, so that letters stand together as in real ones."""
    words: dict[str, None] = {}
    while len(words) < _VOCABULARY:
        syllables = chance.choices((1, 2, 3, 4), (2, 4, 3, 1))[0]
        word = "".join(
            chance.choice(_STARTS) + chance.choice("aeiou") + chance.choice(_ENDS)
            for _ in range(syllables)
        )
        words[word] = None
    return list(words)
