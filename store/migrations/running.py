"""Runs Alembic on one connection. Imported only when there is something to migrate."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

FOLDER = Path(__file__).parent


def config(connection: Connection | None = None) -> Config:
    """Alembic's settings, without a file: everything stands here."""
    made = Config()
    made.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def migrate(engine: Engine, revision: str, unless: Callable[[Connection], bool] | None = None) -> bool:
    """Go to `revision`, up or down, in one transaction. `unless` is asked again once nobody else can be migrating."""
    with _foreign_keys_off(engine) as connection:
        if unless and unless(connection):
            return False
        down = revision == "base" or revision < _current(connection)
        (command.downgrade if down else command.upgrade)(config(connection), revision)
        _check_foreign_keys(connection)
    return True


def _current(connection: Connection) -> str:
    from alembic.runtime.migration import MigrationContext

    return MigrationContext.configure(connection).get_current_revision() or ""


@contextmanager
def _foreign_keys_off(engine: Engine) -> Iterator[Connection]:
    """A writing transaction in which SQLite lets a table be rebuilt: dropping the old touches no child."""
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        on_sqlite = engine.dialect.name == "sqlite" and raw is not None
        if on_sqlite and raw:
            raw.cursor().execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.execution_options(writing=True).begin():
                yield connection
        finally:
            if on_sqlite and raw:
                raw.cursor().execute("PRAGMA foreign_keys=ON")


def _check_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken:
        raise ValueError(f"the migration left table {broken[0]!r} with a row whose {broken[2]!r} is missing")
