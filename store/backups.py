"""Copies of a SQLite database by its online backup, which never mixes old and new pages. Called by `Database`.

A PostgreSQL database is backed up by its own tools; asked here, that is said.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from locales.text import text
from store.migrating import known_revisions
from store.refusals import StoreError


def backup(engine: Engine, file: Path) -> None:
    """Write a checked copy to `file`, which appears whole or not at all; one that exists is not overwritten."""
    source = _path(engine)
    if not source.exists():
        raise StoreError(text("store.database_missing", file=str(source)))
    if file.exists():
        raise StoreError(text("store.backup_exists", file=str(file)))
    draft = file.with_name(f"{file.name}.part")
    draft.unlink(missing_ok=True)
    _copy(source, draft)
    _check(draft)
    draft.replace(file)


def restore(engine: Engine, file: Path) -> None:
    """Make the database what the backup holds."""
    target = _path(engine)
    if not file.exists():
        raise StoreError(text("store.database_missing", file=str(file)))
    _check(file)
    engine.dispose()
    _copy(file, target)


def _path(engine: Engine) -> Path:
    if engine.dialect.name != "sqlite":
        raise StoreError(text("store.backup_needs_sqlite"))
    return Path(engine.url.database or "")


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as reading, closing(sqlite3.connect(target)) as writing:
        reading.backup(writing)


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
