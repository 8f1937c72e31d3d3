"""The migrations lead to the tables that the code declares, up and down, and an unknown schema is refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from locales.catalog import catalog
from store.database import Database
from store.migrating import known_revisions, stored_revision
from store.migrations.running import migrate
from store.refusals import StoreError
from store.tables import metadata


def _differences(database: Database) -> list[object]:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "target_metadata": metadata})
        return list(compare_metadata(context, metadata))


def test_migrations_and_tables_agree(database: Database) -> None:
    assert _differences(database) == []


def test_the_schema_goes_down_and_up_again(database: Database) -> None:
    migrate(database.engine, "base")
    assert set(inspect(database.engine).get_table_names()) == {"alembic_version"}
    assert database.upgrade()
    assert _differences(database) == []


def test_upgrading_twice_does_nothing(database: Database) -> None:
    assert not database.upgrade()
    with database.engine.connect() as connection:
        assert stored_revision(connection) == known_revisions()[-1]


def test_a_database_of_a_newer_version_is_refused(database: Database) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError) as refused:
        database.upgrade()
    assert "9999" in catalog("en").plain(refused.value.said)


def test_looking_at_a_database_that_is_not_there_makes_none(tmp_path: Path) -> None:
    missing = Database.open(f"sqlite:///{tmp_path / 'none.db'}")
    with pytest.raises(StoreError) as refused:
        missing.require_current()
    assert refused.value.said.key == "store.database_missing"
    assert not list(tmp_path.iterdir())


def test_an_empty_database_is_too_old_to_look_at(database_url: str) -> None:
    empty = Database.open(database_url)
    if database_url.startswith("sqlite"):
        Path(database_url.removeprefix("sqlite:///")).touch()
    with pytest.raises(StoreError) as refused:
        empty.require_current()
    assert refused.value.said.key == "store.database_older"
    empty.close()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://x/y", "no address"])
def test_what_cannot_be_served_is_refused(url: str) -> None:
    with pytest.raises(StoreError):
        Database.open(url)


def test_sqlite_survives_a_power_cut(tmp_path: Path) -> None:
    opened = Database.open(f"sqlite:///{tmp_path / 'yuebao.db'}")
    with opened.engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")
        }
        assert pragmas == {"journal_mode": "wal", "synchronous": 2}
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    opened.close()


def test_a_start_on_a_current_schema_does_not_load_alembic(database: Database, database_url: str) -> None:
    """It takes as long to import as everything else in the store."""
    assert not database.upgrade()
    code = (
        "import sys; from store.database import Database; "
        "assert not Database.open(sys.argv[1]).upgrade(); assert 'alembic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, database_url], check=True)
