"""Opening a store: one function that is given a key.

SQLCipher rules (measured): its log is silenced before the key is set, or a wrong key writes over
the screen; the cipher's version is asked for, or a driver without encryption would write
plain text unnoticed; the pool is a QueuePool, since the dialect's own crashes with threads.
"""

import logging
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from kara_tui.db.faults import faults_told
from kara_tui.domain.errors import StoreUnavailable

BUSY_TIMEOUT_MS = 5000
CACHE_KIB = 4 * 1024

PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "fullfsync = ON",
    "foreign_keys = ON",
    "secure_delete = ON",
    f"busy_timeout = {BUSY_TIMEOUT_MS}",
    f"cache_size = -{CACHE_KIB}",
)


def open_engine(path: Path, key: bytes) -> Engine:
    """Return an engine on the encrypted store at `path`; the file is made when there is none.

    Args:
        path: The store's file.
        key: 32 random bytes.

    Raises:
        StoreUnavailable: When the file cannot be opened with this key.
    """
    import sqlcipher3.dbapi2 as driver

    _require_content(path)

    def connect() -> Any:
        return connect_encrypted(driver, path, key)

    # Whatever level of logging somebody switches on: rows and parameters are never written down.
    logging.getLogger("sqlalchemy.engine").setLevel(logging.WARNING)
    engine = create_engine(
        "sqlite+pysqlite://",
        module=driver,
        creator=connect,
        poolclass=QueuePool,
        pool_size=4,
        # The connection used last has the pages in its cache that are asked for next.
        pool_use_lifo=True,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    with faults_told(path):
        engine.connect().close()
    return engine


def _require_content(path: Path) -> None:
    """Refuse an empty file: SQLite would begin a new store in it, and drop a WAL beside it."""
    # SQLite takes a file of one byte for an empty one, too.
    if path.is_file() and path.stat().st_size < 2:
        raise StoreUnavailable(
            f"The store's file is empty ({path}): what it held is not there.",
            "Put a copy in its place, or remove the file to begin with an empty store.",
        )


def connect_encrypted(driver: Any, path: Path, key: bytes) -> Any:
    """Return a driver connection to an encrypted file, proved to be encrypted."""
    connection = driver.connect(
        str(path), isolation_level=None, check_same_thread=False, cached_statements=256
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        version = connection.execute("PRAGMA cipher_version").fetchone()
        if not version or not version[0]:
            raise StoreUnavailable(
                "This installation of SQLite cannot encrypt.",
                "Nothing was opened. Install the sqlcipher3 package again.",
            )
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
