"""Looking at a practice's files, one thing after the other."""

import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from kara_tui.beside import drill_of, keys_of, wal_of
from kara_tui.db.archive import read_manifest
from kara_tui.db.backup import backups_in
from kara_tui.db.ballast import BALLAST, LEAST_FREE, MIB, Ballast, free_bytes
from kara_tui.db.contents import contents_of
from kara_tui.db.drilling import last_drill
from kara_tui.db.faults import faults_told
from kara_tui.db.held_files import looked_at_files
from kara_tui.db.integrity import check_integrity
from kara_tui.db.own_backups import newest_own
from kara_tui.db.quiet import looking_into
from kara_tui.db.schema import NEWEST, REVISIONS
from kara_tui.domain.drills import drill_state
from kara_tui.domain.errors import StoreUnavailable
from kara_tui.domain.health import Finding, Verdict
from kara_tui.domain.soundness import soundness_told

_OLD = timedelta(days=7)
_LOCKED = "not looked at: the practice is locked"
_NO_KEY = "not looked at: its key file does not open it"


@dataclass(frozen=True, kw_only=True)
class Patient:
    """What is looked at."""

    store: Path
    backups: Path
    now: datetime
    key: bytes | None = field(default=None, repr=False)
    """None for a practice that stays locked."""
    key_trouble: str = ""
    """Why its key file does not give the key, as a sentence; empty for a locked practice."""
    least_free: int = LEAST_FREE
    ballast: int = BALLAST


def look_at(patient: Patient) -> Iterator[Finding]:
    """Give one finding after the other, as each is made."""
    yield _files(patient)
    yield _key_file(patient)
    yield from _within(patient)
    yield _disk(patient)
    yield _ballast(patient)
    yield _backup(patient)
    yield _drill(patient)


def _fine(about: str, words: str) -> Finding:
    return Finding(about=about, verdict=Verdict.FINE, words=words)


def _look(about: str, words: str) -> Finding:
    return Finding(about=about, verdict=Verdict.LOOK, words=words)


def _bad(about: str, words: str) -> Finding:
    return Finding(about=about, verdict=Verdict.BAD, words=words)


def _files(patient: Patient) -> Finding:
    store = patient.store
    beside = (store, wal_of(store), keys_of(store))
    opened = [one for one in beside if one.exists() and stat.S_IMODE(one.stat().st_mode) & 0o077]
    if opened:
        names = " ".join(str(one) for one in opened)
        return _look("files", f"others on this machine may read them. Run: chmod 600 {names}")
    return _fine("files", f"only you may read {store}")


def _key_file(patient: Patient) -> Finding:
    keys = keys_of(patient.store)
    if patient.key_trouble:
        newest, way = newest_own(patient.backups, patient.store), ""
        if newest is not None:
            way = f" Put that of the newest backup back: kara restore {newest.path} --key-file"
        return _bad("key file", patient.key_trouble + way)
    if not keys.exists():
        return _look("key file", "there is no vault: the key lies beside the practice")
    return _fine("key file", str(keys))


def _within(patient: Patient) -> Iterator[Finding]:
    if patient.key is None:
        yield _look("practice", _NO_KEY if patient.key_trouble else _LOCKED)
        return
    try:
        yield _cipher(patient.store, patient.key)
    except StoreUnavailable as problem:
        yield _bad("cipher", str(problem))
    found = check_integrity(patient.store, patient.key)
    newest = next(iter(backups_in(patient.backups)), None)
    words = soundness_told(found, newest)
    yield _fine("integrity", words) if found.is_sound else _bad("integrity", words)
    if found.is_sound:
        yield _schema(patient.store, patient.key)
        yield _attached_files(patient.store, patient.key)


def _cipher(store: Path, key: bytes) -> Finding:
    with faults_told(store), looking_into(store, key, still=False) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        version = connection.execute("PRAGMA cipher_version").fetchone()
    if not version:
        return _bad("cipher", "this installation of SQLite cannot encrypt")
    return _fine("cipher", f"SQLCipher {version[0]}")


def _schema(store: Path, key: bytes) -> Finding:
    with faults_told(store), looking_into(store, key, still=False) as connection:
        schema = contents_of(connection).schema
    if schema == NEWEST:
        return _fine("schema", schema)
    if schema in REVISIONS:
        return _look("schema", f"{schema}; the next start brings it to {NEWEST}, after a backup")
    return _bad("schema", f"{schema or 'none'}: not known to this version of kara")


def _attached_files(store: Path, key: bytes) -> Finding:
    found = looked_at_files(store, key)
    words = found.in_words
    if found.missing or found.damaged:
        return _bad("files held", f"{words}. A backup may still have them")
    if found.strays:
        return _look("files held", words)
    return _fine("files held", words)


def _disk(patient: Patient) -> Finding:
    free = free_bytes(patient.store.parent)
    words = f"{free // MIB:,} MB are free"
    if free < patient.least_free:
        return _bad("disk", f"{words}; {patient.least_free // MIB} MB are needed")
    return _fine("disk", words)


def _ballast(patient: Patient) -> Finding:
    if Ballast(patient.store, patient.ballast).is_there:
        return _fine("reserve", f"{patient.ballast / MIB:.0f} MB are set aside for a full disk")
    return _look("reserve", "nothing is set aside for a full disk; the next start does so")


def _backup(patient: Patient) -> Finding:
    newest = next(iter(backups_in(patient.backups)), None)
    if newest is None:
        return _bad("backup", f"there is none in {patient.backups}. Run: kara backup")
    try:
        clients = read_manifest(newest.path).clients
    except StoreUnavailable as problem:
        return _bad("backup", str(problem))
    age = max((patient.now - newest.made_at).days, 0)
    words = f"{newest.path} ({clients:,} clients, {age} days old)"
    return _look("backup", words) if patient.now - newest.made_at > _OLD else _fine("backup", words)


def _drill(patient: Patient) -> Finding:
    state = drill_state(last_drill(drill_of(patient.store)), patient.now)
    return _look("drill", state.words) if state.is_due else _fine("drill", state.words)
