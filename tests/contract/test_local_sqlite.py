"""The contract, kept by a store on this machine."""

from tests.contract.suite.contract import BackendContract


class TestLocalSqlite(BackendContract):
    """A LocalBackend on an encrypted SQLite file, as the `practice` fixture gives it."""
