"""A database copied into another, from each kind to each: all of it or nothing, and the copy goes on where it ended."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, inspect
from sqlalchemy.exc import DBAPIError

from locales.catalog import catalog
from store.copying import TABLES
from store.database import Database
from store.engines import make_engine, name_of
from store.outbox import State
from store.records import Message
from store.refusals import StoreError
from store.tables import LEASE, metadata
from tests.databases import PROGRAMME, new_database
from tests.store.full import everything, fill
from tests.store.moments import MINUTE, NOW

SERVICE = "host:12:nonce"
AT_LEAST = 4


@pytest.fixture
def source(database: Database) -> Database:
    fill(database)
    return database


@pytest.fixture
def in_file(tmp_path: Path) -> Iterator[Database]:
    """A source that is SQLite."""
    opened = Database.open(f"sqlite:///{tmp_path / 'yuebao.db'}", programme=PROGRAMME)
    opened.upgrade()
    fill(opened)
    yield opened
    opened.close()


@pytest.fixture
def target(target_url: str) -> Iterator[Database]:
    """Not even a schema stands there."""
    opened = Database.open(target_url, programme=PROGRAMME)
    yield opened
    opened.close()


def copied(source: Database, target: Database, is_dead: Callable[[str], bool] = lambda _: False) -> dict[str, int]:
    return source.copy_to(target, NOW, is_dead)


def refused(source: Database, target: Database) -> str:
    with pytest.raises(StoreError) as caught:
        copied(source, target)
    assert catalog("en").plain(caught.value.said).count("\n") == 0
    return caught.value.said.key.removeprefix("store.")


def tables_of(database: Database) -> set[str]:
    with database.engine.connect() as connection:
        return set(inspect(connection).get_table_names())


def nothing_in(database: Database) -> bool:
    return not any(everything(database).values())


def test_every_row_of_every_table_is_there_and_the_trail_is_whole(
    source: Database, target: Database, tmp_path: Path
) -> None:
    counted = copied(source, target)
    expected = everything(source)
    assert everything(target) == expected
    assert counted == {name: len(rows) for name, rows in expected.items()}
    assert all(counted.values())
    with source.read() as of_source, target.read() as of_target:
        assert of_target.audit.heads() == of_source.audit.heads()
    assert target.verify(tmp_path / "audit-heads.jsonl") == ()
    assert not target.upgrade()


def test_only_leases_stay_behind() -> None:
    assert set(metadata.tables.values()) - set(TABLES) == {LEASE}


def test_the_copy_goes_on_with_the_next_ids_and_the_next_links(source: Database, target: Database) -> None:
    copied(source, target)
    for database in (source, target):
        with database.write() as tx:
            tx.people.add(77, "x", None, NOW)
            tx.outbox.put(Message("next", 1, "sendMessage", "{}", "cli", "reply"), NOW)
            tx.audit.append("hn-045", "cli", "next", None, None, NOW)
    assert everything(target) == everything(source)
    assert target.verify() == ()


@pytest.mark.parametrize("statement", ["UPDATE audit SET who = 'x'", "DELETE FROM audit"])
def test_the_trail_of_the_copy_cannot_be_changed(in_file: Database, target: Database, statement: str) -> None:
    copied(in_file, target)
    with pytest.raises(DBAPIError, match="append-only"), target.writing() as connection:
        connection.exec_driver_sql(statement)


def test_a_schema_without_a_row_is_empty_enough(in_file: Database, target: Database) -> None:
    target.upgrade()
    copied(in_file, target)
    assert everything(target) == everything(in_file)


def test_what_holds_a_row_is_refused_and_left_alone(in_file: Database, target: Database) -> None:
    target.upgrade()
    with target.write() as tx:
        tx.leases.acquire("poller:1", SERVICE, MINUTE, NOW)
    assert refused(in_file, target) == "copy_not_empty"
    assert nothing_in(target)
    with target.write() as tx:
        assert tx.leases.owners(NOW) == (SERVICE,)


def test_tables_of_others_are_refused_and_left_alone(in_file: Database, target: Database) -> None:
    with target.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE theirs (id INTEGER)")
    assert refused(in_file, target) == "copy_not_empty"
    assert tables_of(target) == {"theirs"}


def test_a_source_of_another_version_is_refused_and_the_target_untouched(in_file: Database, target: Database) -> None:
    with in_file.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    assert refused(in_file, target) == "database_older"
    with in_file.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    assert refused(in_file, target) == "database_newer"
    assert tables_of(target) == set()


def test_a_running_service_is_refused_and_a_dead_one_is_not(in_file: Database, target: Database) -> None:
    with in_file.write() as tx:
        tx.leases.acquire("poller:1", SERVICE, MINUTE, NOW)
    assert refused(in_file, target) == "copy_served"
    assert tables_of(target) == set()
    copied(in_file, target, is_dead=lambda owner: owner == SERVICE)
    with target.read() as tx:
        assert tx.leases.owners(NOW) == ()


def test_a_lease_that_ran_out_is_nobodys(in_file: Database, target: Database) -> None:
    with in_file.write() as tx:
        tx.leases.acquire("poller:1", SERVICE, MINUTE, NOW - MINUTE)
    copied(in_file, target)
    assert everything(target) == everything(in_file)


def test_what_a_dead_service_was_sending_is_settled_by_the_next_and_never_sent_twice(
    source: Database, target: Database
) -> None:
    with source.write() as tx:
        edit = tx.outbox.put(Message("edit", 11, "editMessageText", "{}", "cli", "reply"), NOW)
        send = tx.outbox.put(Message("send", 12, "sendMessage", "{}", "cli", "reply"), NOW)
        assert edit
        assert send
        assert len(tx.outbox.claim(SERVICE, NOW, MINUTE, only=[edit, send])) == 2
    copied(source, target)
    with target.write() as tx:
        assert (tx.outbox.state_of("edit"), tx.outbox.state_of("send")) == (State.SENDING, State.SENDING)
        assert tx.outbox.expire_leases(NOW, only_living="the next") == (1, 1)
        assert (tx.outbox.state_of("edit"), tx.outbox.state_of("send")) == (State.QUEUED, State.UNKNOWN)


def test_a_trail_that_was_changed_is_not_copied(in_file: Database, target: Database) -> None:
    with in_file.writing() as connection:
        connection.exec_driver_sql("UPDATE figure SET value = 8")
    assert refused(in_file, target) == "copy_broken"
    assert nothing_in(target)


def test_a_database_is_not_copied_onto_itself(database: Database, database_url: str) -> None:
    """Nor would it wait for itself, where it is empty."""
    again = Database.open(database_url)
    assert refused(database, again) == "copy_itself"
    again.close()


@pytest.mark.postgres
def test_a_row_that_the_target_does_not_take_leaves_nothing(in_file: Database, postgresql_server: str) -> None:
    """SQLite holds larger numbers than a column of PostgreSQL says."""
    with in_file.writing() as connection:
        connection.exec_driver_sql("UPDATE deadline_post SET turns = 3000000000 WHERE id = 3")
    with new_database(postgresql_server) as url:
        target = Database.open(url)
        with pytest.raises(StoreError) as caught:
            copied(in_file, target)
        assert caught.value.said.key == "store.copy_refused"
        assert caught.value.said.arguments["table"] == "deadline_post"
        assert nothing_in(target)
        target.close()


@pytest.mark.postgres
@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII"])
def test_a_database_that_is_not_made_for_chinese_is_refused(
    in_file: Database, postgresql_server: str, encoding: str
) -> None:
    with new_database(postgresql_server, f"ENCODING '{encoding}' LOCALE 'C' TEMPLATE template0") as url:
        target = Database.open(url)
        assert refused(in_file, target) == "copy_encoding"
        assert tables_of(target) == set()
        target.close()


def test_nobody_writes_to_the_source_meanwhile(in_file: Database, tmp_path: Path) -> None:
    target = Database.open(f"sqlite:///{tmp_path / 'target.db'}")
    tried: list[str] = []

    @event.listens_for(target.engine, "before_cursor_execute")
    def write(*_: Any) -> None:
        if not tried:
            with sqlite3.connect(tmp_path / "yuebao.db", timeout=0) as other, pytest.raises(sqlite3.Error) as locked:
                other.execute("DELETE FROM draft")
            other.close()
            tried.append(str(locked.value))

    copied(in_file, target)
    assert tried == ["database is locked"]
    target.close()


def test_wherever_a_copy_dies_nothing_stands_and_it_can_be_done_again(
    in_file: Database, target: Database, target_url: str
) -> None:
    command = [sys.executable, "-m", "tests.store.dying_copies", str(in_file.engine.url), target_url]
    printed = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True).stdout
    *deaths, end = map(json.loads, printed.splitlines())
    assert deaths == [0] * len(deaths)
    assert len(deaths) > AT_LEAST
    assert end == sum(len(rows) for rows in everything(in_file).values())
    assert everything(target) == everything(in_file)


@pytest.mark.parametrize(
    "address",
    ["u:p4ss@host:1/d", "u:p4ss@p4ss@host/d", "u:x@p4ss/p4ss@host/d", "u:p4/ss@host/d?password=p4ss", "p4ss@host/d"],
)
def test_no_piece_of_a_password_is_in_the_name_that_is_shown(address: str) -> None:
    assert name_of(make_engine(f"postgresql://{address}").url) == "host/d"


def test_a_port_that_is_a_piece_of_a_password_is_not_shown() -> None:
    with pytest.raises(StoreError) as caught:
        Database.open("postgresql://u@host:p4ss/d")
    assert "p4ss" not in catalog("en").plain(caught.value.said)


def test_a_server_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    nowhere = Database.open(f"postgresql://u:p4ss@/d?host={tmp_path}")
    with pytest.raises(StoreError) as caught:
        nowhere.upgrade()
    assert caught.value.said.key == "store.unreachable_postgresql"
    assert "p4ss" not in catalog("en").plain(caught.value.said)
