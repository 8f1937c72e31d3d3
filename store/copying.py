"""Copies a whole database into another, empty one, of either kind: `Database.copy_to`.

Nobody writes to the source meanwhile, and a running service is refused: whatever it wrote after the copy would be lost,
and what it still has to send would be sent twice. The target gets everything in one transaction or nothing. Rows are
copied as they are, ids and hashes with them; a call that a killed service had claimed is settled by the service that
starts on the copy, as it would have been on the source. Leases alone stay behind: they belong to processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, Table, func, insert, inspect, select
from sqlalchemy.exc import DBAPIError

from locales.text import text
from store.engines import name_of
from store.migrating import stored_revision
from store.refusals import StoreError
from store.tables import LEASE, metadata

if TYPE_CHECKING:
    from store.database import Database

BATCH = 1000
TABLES = tuple(table for table in metadata.sorted_tables if table is not LEASE)


def copy(source: Database, target: Database, now: datetime, is_dead: Callable[[str], bool]) -> dict[str, int]:
    """How many rows each table has now. `is_dead` knows of a lease's owner whether it is surely no more."""
    source.require_current()
    _refuse_itself(source.engine, target.engine)
    with source.writing() as reading:
        _refuse_served(source, reading, now, is_dead)
        with target.engine.connect() as looking, looking.begin():
            _refuse_unfit(looking)
        target.upgrade()
        with _told("store.copy_failed", target.engine), target.writing() as writing:
            _refuse_filled(writing)
            for table in TABLES:
                _copy(table, reading, writing)
            _set_counters(writing)
            counted = _counted(reading, writing)
            _refuse_broken(source, reading, target, writing)
    return counted


def _copy(table: Table, reading: Connection, writing: Connection) -> None:
    """In the order of the key and in batches, so that neither side holds a whole table in memory."""
    rows = reading.execution_options(yield_per=BATCH).execute(select(*table.c).order_by(*table.primary_key))
    into = insert(table)
    for batch in rows.mappings().partitions():
        with _told("store.copy_refused", writing.engine, table=table.name):
            writing.execute(into, [dict(row) for row in batch])


def _set_counters(writing: Connection) -> None:
    """PostgreSQL counts ids beside the tables: the next one is above all that were copied."""
    if writing.dialect.name == "postgresql":
        for table in TABLES:
            if "id" in table.c:
                counter = func.pg_get_serial_sequence(table.name, "id")
                writing.execute(select(func.setval(counter, func.max(table.c.id))))


def _counted(reading: Connection, writing: Connection) -> dict[str, int]:
    counts = dict[str, int]()
    for table in TABLES:
        query = select(func.count()).select_from(table)
        counts[table.name] = writing.execute(query).scalar_one()
        if counts[table.name] != reading.execute(query).scalar_one():
            raise StoreError(text("store.copy_differs", table=table.name))
    return counts


def _refuse_broken(source: Database, reading: Connection, target: Database, writing: Connection) -> None:
    """The chains of the copy are whole, end where those of the source end, and tell of what stands beside them."""
    heads = source.transaction(reading).audit.heads()
    copied = target.transaction(writing)
    breaks = (*copied.audit.verify(heads), *copied.disagreements())
    if breaks:
        raise StoreError(text("store.copy_broken", count=len(breaks)))


def _refuse_served(source: Database, reading: Connection, now: datetime, is_dead: Callable[[str], bool]) -> None:
    if not all(map(is_dead, source.transaction(reading).leases.owners(now))):
        raise StoreError(text("store.copy_served", database=source.name))


def _refuse_unfit(looking: Connection) -> None:
    """Before its schema is touched: what holds anything, or cannot hold Chinese, is left as it was."""
    if looking.dialect.name == "postgresql":
        encoding = str(looking.exec_driver_sql("SHOW server_encoding").scalar())
        if encoding != "UTF8":
            raise StoreError(text("store.copy_encoding", database=name_of(looking.engine.url), found=encoding))
    strangers = set(inspect(looking).get_table_names()) - {"alembic_version"}
    if stored_revision(looking) is None and strangers:
        raise _filled(looking)
    _refuse_filled(looking)


def _refuse_filled(target: Connection) -> None:
    """Whoever served it once, if only for a moment, has left rows there."""
    there = set(inspect(target).get_table_names())
    for table in metadata.sorted_tables:
        if table.name in there and target.execute(select(func.count()).select_from(table)).scalar_one():
            raise _filled(target)


def _filled(target: Connection) -> StoreError:
    return StoreError(text("store.copy_not_empty", database=name_of(target.engine.url)))


def _refuse_itself(source: Engine, target: Engine) -> None:
    """A database copied onto itself would wait for itself."""
    if source.dialect.name == target.dialect.name and _identity(source) == _identity(target):
        raise StoreError(text("store.copy_itself", database=name_of(target.url)))


def _identity(engine: Engine) -> tuple[object, ...]:
    """Which file; on PostgreSQL which database of which server, by whatever address it was reached."""
    if engine.dialect.name == "sqlite":
        return (Path(engine.url.database or "").resolve(),)
    with engine.connect() as connection, connection.begin():
        asked = select(func.pg_postmaster_start_time(), func.current_database())
        return tuple(connection.execute(asked).one())


@contextmanager
def _told(key: str, target: Engine, **where: str) -> Iterator[None]:
    """A row that the target does not take, a full disk, a lost connection: one sentence, and nothing stands there."""
    try:
        yield
    except DBAPIError as error:
        kind = type(error.orig).__name__
        raise StoreError(text(key, database=name_of(target.url), kind=kind, **where)) from error
