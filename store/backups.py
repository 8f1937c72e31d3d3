"""Copies of a SQLite database by its online backup, which never mixes old and new pages. Called by `Database`.

A copy also keeps the key that the service made for itself: without it, no button that was sent would work after a
restore elsewhere. A PostgreSQL database is backed up by its own tools; asked here, that is said.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from locales.text import text
from store.migrating import known_revisions
from store.refusals import StoreError

_KEPT_KEY = "kept_key"
_NOISE = frozenset({sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT})
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


def backup(engine: Engine, file: Path, key: bytes | None) -> None:
    """Write a checked copy to `file`, which appears whole or not at all; one that exists is not overwritten."""
    source = _path(engine)
    if not source.exists():
        raise StoreError(text("store.database_missing", file=str(source)))
    if file.exists():
        raise StoreError(text("store.backup_exists", file=str(file)))
    with _told("store.backup_failed", file), _draft(file) as draft:
        _copy(source, draft)
        _keep(draft, key)
        _check(draft)
        draft.replace(file)


def restore(engine: Engine, file: Path, now: datetime, is_dead: Callable[[str], bool]) -> bytes | None:
    """Make the database what the backup holds; returns the key that it keeps, if any. A running service is refused."""
    target = _path(engine)
    if not file.exists():
        raise StoreError(text("store.database_missing", file=str(file)))
    _check(file)
    engine.dispose()
    with _told("store.restore_failed", target):
        if not all(map(is_dead, _owners(target, now))):
            raise StoreError(text("store.served", database=str(target)))
        _clear_noise(target)
        _copy(file, target)
        return _taken(target)


def _path(engine: Engine) -> Path:
    if engine.dialect.name != "sqlite":
        raise StoreError(text("store.backup_needs_sqlite"))
    return Path(engine.url.database or "")


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as reading, closing(sqlite3.connect(target)) as writing:
        reading.backup(writing)


def _clear_noise(target: Path) -> None:
    """Empty a file that SQLite does not even open, with its journals: a copy goes over anything else, in one piece."""
    try:
        with closing(sqlite3.connect(target)) as connection:
            connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode not in _NOISE:
            raise
        for journal in ("-wal", "-shm"):
            target.with_name(f"{target.name}{journal}").unlink(missing_ok=True)
        target.write_bytes(b"")


def _keep(draft: Path, key: bytes | None) -> None:
    with closing(sqlite3.connect(draft)) as connection, connection:
        connection.execute(f"DROP TABLE IF EXISTS {_KEPT_KEY}")
        if key is not None:
            connection.execute(f"CREATE TABLE {_KEPT_KEY} (key BLOB NOT NULL)")
            connection.execute(f"INSERT INTO {_KEPT_KEY} VALUES (?)", (key,))  # noqa: S608 - a name of our own


def _taken(target: Path) -> bytes | None:
    """Take the key out of the restored database, where it does not belong; nothing of it stays in the file."""
    with closing(sqlite3.connect(target)) as connection, connection:
        connection.execute("PRAGMA secure_delete=ON")
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (_KEPT_KEY,)).fetchone():
            return None
        (key,) = connection.execute(f"SELECT key FROM {_KEPT_KEY}").fetchone()  # noqa: S608 - a name of our own
        connection.execute(f"DROP TABLE {_KEPT_KEY}")
        return bytes(key)


def _owners(target: Path, now: datetime) -> list[str]:
    """Who holds a lease there; nobody can serve what is not there or cannot be read, which is why it is restored."""
    try:
        with closing(sqlite3.connect(f"file:{target}?mode=ro", uri=True)) as connection:
            until = now.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
            return [owner for (owner,) in connection.execute("SELECT owner FROM lease WHERE until > ?", (until,))]
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode in _BUSY:
            raise
        return []


def _check(file: Path) -> None:
    """Refuse what is no sound database of this version or an earlier one."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError:
        sound, found = False, None
    if not sound or not found:
        raise StoreError(text("store.backup_unsound", file=str(file)))
    if found[0] not in known_revisions():
        raise StoreError(text("store.database_newer", found=found[0], known=known_revisions()[-1]))


@contextmanager
def _draft(file: Path) -> Iterator[Path]:
    """A new file beside it that only its owner reads: it holds people's names, and maybe the key."""
    draft = file.with_name(f"{file.name}.part")
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _told(key: str, file: Path) -> Iterator[None]:
    """No such folder, no room, no rights: one sentence."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise StoreError(text(key, file=str(file), kind=type(error).__name__)) from error
