"""How long does it take to import a table of 100,000 clients, and to import it once more?"""

import csv
import random
import secrets
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import sqlcipher3.dbapi2

from benchmarks.findings import Finding
from benchmarks.stores import HUNDRED_THOUSAND, KARA, workshop
from benchmarks.terminal import environment
from kara_tui.db.engine import connect_encrypted
from kara_tui.vault.bare_key import bare_key_for
from kara_tui.workflows.import_clients import BATCH

FIRST_AIM = 60
AGAIN_AIM = 30
TITLES = (
    "Name",
    "E-mail",
    "Phone",
    "Date of birth",
    "Address",
    "Postal code",
    "Reason for booking",
)


def measure() -> list[Finding]:
    """Import the same file twice into an empty store."""
    table = _table(HUNDRED_THOUSAND)
    with TemporaryDirectory(dir=workshop()) as folder:
        floor = _stored_plainly(table, Path(folder) / "floor.db")
        bare_key_for(Path(folder) / "practice.db")
        first = _import(table, Path(folder), added=HUNDRED_THOUSAND)
        again = _import(table, Path(folder), added=0)
    return [
        _finding("import 100,000 rows", first, floor, FIRST_AIM),
        _finding("import them again", again, floor, AGAIN_AIM),
    ]


def _finding(question: str, seconds: float, floor: float, aim: int) -> Finding:
    return Finding(
        question=question,
        measured=f"{seconds:.1f} s",
        floor=f"{floor:.1f} s, rows as they are",
        ratio=seconds / floor,
        aim=f"≤ {aim} s",
        met=seconds <= aim,
    )


def _import(table: Path, home: Path, added: int) -> float:
    began = perf_counter()
    done = subprocess.run(
        [KARA, "import", "--json", table],
        check=True,
        env=environment(home),
        capture_output=True,
        text=True,
    )
    seconds = perf_counter() - began
    if f'"added":{added},' not in done.stdout.replace(" ", ""):
        raise ValueError(f"{added:,} were to be added: {done.stdout[:500]}")
    return seconds


def _stored_plainly(table: Path, store: Path) -> float:
    """Write the rows as they are into one encrypted table, and do nothing else with them."""
    began = perf_counter()
    connection = connect_encrypted(sqlcipher3.dbapi2, store, secrets.token_bytes(32))
    columns = ", ".join(f"column{number}" for number in range(len(TITLES)))
    connection.execute(f"CREATE TABLE plain ({columns})")
    places = ", ".join("?" * len(TITLES))
    with table.open(newline="", encoding="utf-8") as lines:
        rows = csv.reader(lines)
        while batch := list(islice(rows, BATCH)):
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(f"INSERT INTO plain VALUES ({places})", batch)
            connection.execute("COMMIT")
    connection.close()
    return perf_counter() - began


def _table(rows: int) -> Path:
    path = workshop() / f"clients-{rows}.csv"
    if not path.exists():
        with path.open("w", newline="", encoding="utf-8") as lines:
            writer = csv.writer(lines)
            writer.writerow(TITLES)
            writer.writerows(_rows(rows))
    return path


def _rows(rows: int) -> Iterator[tuple[str, ...]]:
    """Return made-up people; no two share their name and date of birth."""
    luck = random.Random(7)
    firsts = ("Anna", "Björn", "Þórunn", "Guðrún", "Sigurður", "María", "José", "Zoë", "Łukasz")
    lasts = ("Jónsdóttir", "Ægisson", "Björnsson", "Kowalski", "García", "Sigurðardóttir")
    names = [f"{first} {last}" for first in firsts for last in lasts]
    for number in range(rows):
        born = date(1950, 1, 1) + timedelta(days=number // len(names))
        yield (
            names[number % len(names)],
            f"person{number}@example.org",
            f"555 {luck.randrange(10_000):04}",
            born.isoformat(),
            f"Laugavegur {luck.randrange(1, 200)}",
            f"{luck.randrange(101, 902)}",
            luck.choice(("", "I sleep badly", "Work, and too much of it")),
        )
