"""One opened database: its transactions, its schema, its mark. The wiring opens it once; the CLI uses it directly.

`read()` is a snapshot for questions, `write()` a unit of work for the command line; a running service writes through
`store.writer`, which gathers units of work into one commit.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from store import backups, copying, heads, migrating
from store.engines import make_engine, name_of
from store.records import Break, Head
from store.transactions import Transaction

_log = logging.getLogger(__name__)


class Database:
    """Made by `Database.open`. `programme` is the id whose drafts and reports are read and written."""

    def __init__(self, engine: Engine, programme: str | None, heads_file: Path | None) -> None:
        self._engine = engine
        self._programme = programme
        self._heads_file = heads_file

    @classmethod
    def open(cls, url: str, *, programme: str | None = None, heads_file: Path | None = None) -> Database:
        """Open `sqlite:///path` or `postgresql://…`; nothing is connected yet.

        After each commit the heads of the audit chains that grew are appended to `heads_file`.
        """
        return cls(make_engine(url), programme, heads_file)

    @property
    def engine(self) -> Engine:
        """For the store's own modules and tests."""
        return self._engine

    @property
    def name(self) -> str:
        """What may be shown of its address: the file, or host and database."""
        return name_of(self._engine.url)

    def upgrade(self) -> bool:
        """Bring the schema to this version, in one go; True if anything was done. A newer one is refused."""
        return migrating.upgrade(self._engine)

    def require_current(self) -> None:
        """For commands that only look: refuse a database that is missing, older or newer, and change nothing."""
        migrating.require_current(self._engine)

    def verify(self, heads_file: Path | None = None) -> tuple[Break, ...]:
        """Every place where the audit trail, or a filed figure, is not what was written. Empty when all is well."""
        noted = tuple(heads.read(heads_file)) if heads_file else ()  # first: the trail only grows meanwhile
        with self.read() as tx:
            return (*tx.audit.verify(noted), *tx.disagreements())

    def backup(self, file: Path, key: bytes | None = None) -> None:
        """Copy a consistent state to a new file while the service runs (SQLite); `key` is kept with it."""
        backups.backup(self._engine, file, key)

    def restore(self, file: Path, now: datetime, is_dead: Callable[[str], bool]) -> bytes | None:
        """Replace everything by a backup, which is checked first (SQLite); the key that was kept with it.

        A running service is refused: `now` is real time, `is_dead` knows of a lease's owner whether it is no more.
        """
        return backups.restore(self._engine, file, now, is_dead)

    def copy_to(self, target: Database, now: datetime, is_dead: Callable[[str], bool]) -> dict[str, int]:
        """Copy everything into an empty database, of the other kind too; the rows of each table. See `store.copying`.

        `now` is real time. `is_dead` knows of a lease's owner whether it is surely no more.
        """
        return copying.copy(self, target, now, is_dead)

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A read-only snapshot: what others commit meanwhile is not seen."""
        with self._engine.connect() as connection, connection.begin():
            yield self.transaction(connection)

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """A unit of work that waits for its turn to write; commits at the end, leaves nothing when it raises."""
        with self.writing() as connection:
            tx = self.transaction(connection)
            yield tx
        self.committed(tx.audit.grown)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The bare transaction under `write` and under the writer's group."""
        with self._engine.connect() as connection, connection.execution_options(writing=True).begin():
            yield connection

    def transaction(self, connection: Connection) -> Transaction:
        return Transaction(connection, self._programme)

    def committed(self, grown: Sequence[Head]) -> None:
        """Called after each commit with the heads that moved in it."""
        if not self._heads_file or not grown:
            return
        try:
            heads.append(self._heads_file, grown)
        except OSError as error:
            # What is committed is committed: the caller must not hear of a failure. The next heads say the same.
            _log.error("the audit heads could not be noted: %s", error.strerror)

    def close(self) -> None:
        self._engine.dispose()
