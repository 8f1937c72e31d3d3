"""Brings a database to this version's schema. Called by `Database.upgrade` at start.

Alembic takes a second to import, so it is asked only when there is something to do: the revision that stands in the
database is compared with the names of the migration files first.
"""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import Connection, Engine, column, inspect, select, table

from locales.text import text
from store.refusals import StoreError

FOLDER = Path(__file__).parent / "migrations"
_NAME = re.compile(r"r(\d{4})_\w+\.py")


def known_revisions() -> tuple[str, ...]:
    """Every revision of this version, oldest first. The line has no branches, so the last one is the head."""
    found = (_NAME.fullmatch(path.name) for path in (FOLDER / "versions").iterdir())
    return tuple(sorted(name[1] for name in found if name))


def stored_revision(connection: Connection) -> str | None:
    """The revision of the database; None where it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(select(column("version_num")).select_from(table("alembic_version"))).scalar()
    return found


def upgrade(engine: Engine) -> bool:
    """All missing steps in one transaction, or none; True if there were any."""
    with engine.connect() as connection, connection.begin():
        if _is_current(connection):
            return False
    from store.migrations.running import migrate

    return migrate(engine, known_revisions()[-1], unless=_is_current)


def require_current(engine: Engine) -> None:
    """Refuse a database that is not there, or not at this version's schema. Changes nothing."""
    name = engine.url.database or ""
    if engine.dialect.name == "sqlite" and not Path(name).exists():
        raise StoreError(text("store.database_missing", file=name))
    with engine.connect() as connection, connection.begin():
        if not _is_current(connection):
            stored, known = stored_revision(connection) or "0", known_revisions()[-1]
            raise StoreError(text("store.database_older", found=stored, known=known))


def _is_current(connection: Connection) -> bool:
    stored, known = stored_revision(connection), known_revisions()
    if stored is not None and stored not in known:
        raise StoreError(text("store.database_newer", found=stored, known=known[-1]))
    return stored == known[-1]
