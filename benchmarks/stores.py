"""Made-up practices of any size, built once and kept between runs."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import platformdirs

import kara_tui.db.migrations.versions as versions

KARA = Path(sys.executable).with_name("kara")
"""The command that is measured: the one of this very environment."""

THOUSAND = 1_000
HUNDRED_THOUSAND = 100_000
MILLION = 1_000_000


def workshop() -> Path:
    """Return the folder for what is kept between runs: `BENCH_DIR`, or in the user's cache."""
    chosen = os.environ.get("BENCH_DIR")
    folder = Path(chosen) if chosen else platformdirs.user_cache_path("kara") / "benchmarks"
    folder.mkdir(parents=True, exist_ok=True)
    return folder.absolute()


def store_of(clients: int) -> Path:
    """Return a store with so many clients; it is built when the schema is a newer one."""
    folder = workshop() / f"schema-{_schema()}"
    if not folder.exists():
        for outdated in workshop().glob("schema-*"):
            shutil.rmtree(outdated)
        folder.mkdir()
    path = folder / f"{clients}.db"
    if not path.exists():
        print(f"Building a practice of {clients:,} clients, once.", file=sys.stderr, flush=True)
        build = [str(KARA), "demo", "build", "--clients", str(clients), str(path)]
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    return path


def _schema() -> str:
    digest = hashlib.sha256()
    for folder in versions.__path__:
        for revision in sorted(Path(folder).glob("*.py")):
            digest.update(revision.read_bytes())
    return digest.hexdigest()[:12]
