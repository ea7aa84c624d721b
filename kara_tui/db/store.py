"""An open store: gives out units of work, and tells when somebody else has written."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Lock
from uuid import UUID

from sqlalchemy import Connection, Engine, func, insert, select, update

from kara_tui.beside import attachments_of
from kara_tui.db.engine import open_engine
from kara_tui.db.faults import faults_told
from kara_tui.db.journal import Journal
from kara_tui.db.new_store import make_store
from kara_tui.db.occupancy import Occupancy
from kara_tui.db.schema import bring_up_to_date
from kara_tui.db.sealed_files import remove_sealed_files, tidy_up
from kara_tui.db.tables import changes, professionals
from kara_tui.db.unit import UnitOfWork
from kara_tui.domain.client import RecordClass
from kara_tui.domain.history import Actor
from kara_tui.domain.ids import IntentId, ProfessionalId, uuid7

_PROFESSIONAL = select(professionals).limit(1)


class Store:
    """A database with the schema that this version of the program expects."""

    def __init__(
        self, engine: Engine, path: Path | None = None, occupancy: Occupancy | None = None
    ) -> None:
        self.engine = engine
        self._path = path
        self._occupancy = occupancy
        self.record_class = RecordClass.HEALTH_RECORD
        """What new records are, unless somebody says otherwise."""
        self._watch = Lock()
        # The driver's own connection: within a transaction it would see one moment for ever.
        self._watching = engine.raw_connection()

    @contextmanager
    def reading(self, actor: Actor, now: datetime) -> Iterator[UnitOfWork]:
        """Give a unit of work that only reads, all from one moment."""
        with faults_told(self._path), self.engine.connect() as connection, connection.begin():
            journal = Journal(connection, actor, now)
            yield UnitOfWork(connection, actor, now, journal, self.record_class)

    @contextmanager
    def writing(
        self, actor: Actor, now: datetime, operation: str, intent: IntentId
    ) -> Iterator[UnitOfWork]:
        """Give a unit of work that commits when the block ends without an error."""
        with self._transaction() as connection:
            journal = Journal(connection, actor, now, operation, intent)
            yield UnitOfWork(connection, actor, now, journal, self.record_class)

    def professional(self, name: str, *, newcomer: str = "") -> ProfessionalId:
        """Return the one professional of a local store.

        Args:
            name: Put in place of the name that is known; empty to leave that alone.
            newcomer: The name in a new store, when there is no other.
        """
        # Asked before it is written: opening must not wait for whoever is writing.
        with faults_told(self._path), self.engine.connect() as connection:
            known = connection.execute(_PROFESSIONAL).first()
        if known is not None and name in {"", known.name}:
            return ProfessionalId(known.id)
        with self._transaction() as connection:
            known = connection.execute(_PROFESSIONAL).first()
            if known is not None:
                connection.execute(update(professionals).values(name=name or known.name))
                return ProfessionalId(known.id)
            new = ProfessionalId(uuid7())
            connection.execute(insert(professionals).values(id=new, name=name or newcomer))
        return new

    def newest_change(self) -> int:
        """Return the number of the newest change; zero when there is none."""
        with faults_told(self._path), self.engine.connect() as connection:
            return int(connection.execute(select(func.max(changes.c.seq))).scalar() or 0)

    def data_version(self) -> int:
        """Return a number that changes whenever any connection commits (SQLite)."""
        with faults_told(self._path), self._watch:
            cursor = self._watching.cursor()
            cursor.execute("PRAGMA data_version")
            return int(cursor.fetchall()[0][0])

    def shred_leftovers(self, files: Collection[UUID] = ()) -> None:
        """Empty the log beside the file, which holds pages as they were before (SQLite).

        Args:
            files: Sealed files whose keys are gone; they are deleted too.
        """
        if self._path is not None and files:
            remove_sealed_files(attachments_of(self._path), files)
        with faults_told(self._path), self._watch:
            self._watching.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def tidy_files(self) -> None:
        """Take away sealed files that a killed program had not written to the end."""
        if self._path is not None:
            tidy_up(attachments_of(self._path), self._known_files)

    def _known_files(self) -> frozenset[UUID]:
        from kara_tui.db.record_tables import ATTACHMENTS

        with faults_told(self._path), self.engine.connect() as connection:
            return frozenset(connection.execute(select(ATTACHMENTS.table.c.id)).scalars())

    def close(self) -> None:
        """Give all connections back and close the file."""
        self._watching.close()
        self.engine.dispose()
        if self._occupancy is not None:
            self._occupancy.give_back()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with faults_told(self._path), self.engine.connect() as plain:
            connection = plain.execution_options(writes=True)
            with connection.begin():
                yield connection


def open_store(path: Path, key: bytes) -> Store:
    """Open the store at `path`, made new or brought up to date when it needs to be.

    Raises:
        StoreUnavailable: When it cannot be opened; says why and what to do.
    """
    occupancy = Occupancy(path)
    try:
        with faults_told(path):
            make_store(path, key)
        engine = open_engine(path, key)
        try:
            with faults_told(path):
                bring_up_to_date(engine, path, partial(_back_up_before, path, key))
                return Store(engine, path, occupancy)
        except BaseException:
            engine.dispose()
            raise
    except BaseException:
        occupancy.give_back()
        raise


def _back_up_before(path: Path, key: bytes, revision: str) -> None:
    # Hardly any start needs it.
    from kara_tui.db.backup import Source
    from kara_tui.db.before_migration import back_up_before

    back_up_before(Source(path, key), revision)
