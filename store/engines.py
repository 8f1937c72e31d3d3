"""Makes the engine of a DATABASE_URL and says how its transactions begin. Called by `store.database` only.

SQLite: WAL with synchronous=FULL, so that what was committed survives a power cut; every writing unit begins with BEGIN
IMMEDIATE, because one that reads first and writes later fails at once under contention. PostgreSQL gets the same rule,
one writer at a time, by an advisory lock: both databases then behave alike and no turn needs a second try.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from locales.text import text
from store.refusals import AddressError, StoreError

BUSY_MILLISECONDS = 15_000
WRITER_LOCK = 7_102_322_010
_PRAGMAS = (
    f"PRAGMA busy_timeout={BUSY_MILLISECONDS}",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
)


def make_engine(address: str) -> Engine:
    """An engine for `sqlite:///path` or `postgresql://…`; anything else is refused."""
    url = _checked(address)
    on_sqlite = url.get_backend_name() == "sqlite"
    engine = _sqlite(url) if on_sqlite else _postgresql(url.set(drivername="postgresql+psycopg"))
    _say_when_unreachable(engine)
    return engine


def name_of(url: URL) -> str:
    """What may be shown of an address: the file, or host and database; never a user or any piece of a password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ""
    shown = "/".join(part for part in (url.host, url.database) if part)
    return shown.rpartition("@")[2]  # a password that was not percent-encoded reaches into what follows it


def _checked(address: str) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):  # a port that is no number may be a piece of the password
        raise AddressError(text("store.url_unreadable")) from None
    if url.get_backend_name() not in {"sqlite", "postgresql"}:
        raise AddressError(text("store.url_unknown", found=url.get_backend_name()))
    if url.get_backend_name() == "sqlite" and url.database in {None, "", ":memory:"}:
        raise AddressError(text("store.url_without_file"))
    return url


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_MILLISECONDS / 1000})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: object) -> None:  # noqa: ARG001
        connection.isolation_level = None  # transactions begin where `begin` below says, not where sqlite3 guesses
        for pragma in _PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _postgresql(url: URL) -> Engine:
    engine = create_engine(url, pool_pre_ping=True, connect_args={"client_encoding": "utf8"})

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writing", False):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

    return engine


def _say_when_unreachable(engine: Engine) -> None:
    """Whoever asks first hears one sentence, whether the server is down, the user unknown or the file no database."""

    @event.listens_for(engine, "handle_error")
    def explain(context: ExceptionContext) -> None:
        if context.connection is None and not context.is_pre_ping:
            key = f"store.unreachable_{engine.dialect.name}"
            raise StoreError(text(key, database=name_of(engine.url))) from context.original_exception
