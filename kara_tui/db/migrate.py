"""Running migrations with Alembic, in one transaction that is taken or left as a whole."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

_SCRIPTS = Path(__file__).parent / "migrations"


def migrate(engine: Engine, revision: str) -> None:
    """Bring a store up to a revision."""
    _run(engine, lambda config: command.upgrade(config, revision))


def migrate_down(engine: Engine, revision: str) -> None:
    """Take a store back to an earlier revision; `base` is an empty one."""
    _run(engine, lambda config: command.downgrade(config, revision))


def alembic_config(connection: Connection) -> Config:
    """Return Alembic's configuration on an open connection."""
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _run(engine: Engine, step: Callable[[Config], None]) -> None:
    with engine.connect() as plain:
        connection = plain.execution_options(writes=True)
        with connection.begin():
            step(alembic_config(connection))
