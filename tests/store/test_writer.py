"""The writer: one commit for the turns that wait together, each alone in its failure, all told when a commit fails."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import event

from store import heads
from store.database import Database
from store.transactions import Transaction
from store.writer import Writer
from tests.store.moments import NOW


@pytest.fixture
def writer(database: Database) -> Iterator[Writer]:
    made = Writer(database)
    yield made
    made.close()


@pytest.fixture
def commits(database: Database) -> list[int]:
    """Grows by one with each commit."""
    counted: list[int] = []
    event.listen(database.engine, "commit", lambda _: counted.append(1))
    return counted


def _add(telegram_id: int) -> Callable[[Transaction], int]:
    def turn(tx: Transaction) -> int:
        tx.audit.append("", "cli", "person.added", None, {"id": telegram_id}, NOW)
        return tx.people.add(telegram_id, "x", None, NOW).telegram_id

    return turn


def _fail(tx: Transaction) -> None:
    tx.people.add(99, "x", None, NOW)
    tx.audit.append("", "cli", "person.added", None, {"id": 99}, NOW)
    raise LookupError("this turn")


def _break_a_rule(tx: Transaction) -> None:
    tx.sessions.save(4711, "{}", NOW)  # nobody has that id


def _known(database: Database, *telegram_ids: int) -> list[bool]:
    with database.read() as tx:
        return [tx.people.by_telegram(one) is not None for one in telegram_ids]


async def _together(writer: Writer, *turns: Callable[[Transaction], Any]) -> list[Any]:
    """Submit turns so that they wait at the same moment: the writer is held until all are there."""
    begun, go = Event(), Event()

    def hold(tx: Transaction) -> None:
        begun.set()
        go.wait()

    writer.submit(hold)
    await asyncio.to_thread(begun.wait)
    waiting = [asyncio.ensure_future(writer.run(turn)) for turn in turns]
    await asyncio.sleep(0)
    go.set()
    return await asyncio.gather(*waiting, return_exceptions=True)


async def test_a_turn_returns_what_it_made_after_the_commit(writer: Writer, database: Database) -> None:
    assert await writer.run(_add(1)) == 1
    assert _known(database, 1) == [True]


async def test_turns_that_wait_together_share_one_commit(
    writer: Writer, database: Database, commits: list[int]
) -> None:
    before = len(commits)
    found = await _together(writer, *(_add(one) for one in range(1, 51)))
    assert found == list(range(1, 51))
    assert len(commits) - before == 2  # the one that held the writer, and the fifty


async def test_a_failing_turn_is_taken_out_alone(writer: Writer, database: Database, tmp_path: Path) -> None:
    found = await _together(writer, _add(1), _fail, _break_a_rule, _add(2))
    assert found[0] == 1
    assert found[3] == 2
    assert isinstance(found[1], LookupError)
    assert "FOREIGN KEY" in str(found[2]).upper()
    assert _known(database, 1, 99, 2) == [True, False, True]
    with database.read() as tx:
        assert tx.audit.verify() == ()
        assert list(heads.read(tmp_path / "audit-heads.jsonl"))[-1] == tx.audit.head("")


async def test_when_the_commit_fails_nothing_is_there_and_all_are_told(writer: Writer, database: Database) -> None:
    broken = OSError("no space left")
    with patch.object(database.engine.dialect, "do_commit", side_effect=broken):
        found = await _together(writer, _add(1), _fail, _add(2))
    assert found == [broken, broken, broken]
    assert _known(database, 1, 2) == [False, False]
    assert await writer.run(_add(3)) == 3


async def test_a_turn_given_up_before_it_began_is_left_out(writer: Writer, database: Database) -> None:
    begun, go = Event(), Event()

    def hold(tx: Transaction) -> None:
        begun.set()
        go.wait()

    holding = writer.submit(hold)
    await asyncio.to_thread(begun.wait)
    waiting = asyncio.ensure_future(writer.run(_add(1)))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.sleep(0)
    go.set()
    holding.result()
    assert await writer.run(_add(2)) == 2
    assert _known(database, 1, 2) == [False, True]


def test_closing_writes_what_waits_and_then_refuses(database: Database) -> None:
    writer = Writer(database)
    futures = [writer.submit(_add(one)) for one in range(1, 21)]
    writer.close()
    writer.close()
    assert [future.result(timeout=0) for future in futures] == list(range(1, 21))
    with pytest.raises(RuntimeError, match="closed"):
        writer.submit(_add(1))


async def test_turns_see_what_earlier_ones_of_their_group_wrote(writer: Writer) -> None:
    found = await _together(writer, _add(1), lambda tx: tx.people.by_telegram(1) is not None)
    assert found == [1, True]


async def test_a_full_disk_leaves_no_half_of_a_turn(tmp_path: Path) -> None:
    database = Database.open(f"sqlite:///{tmp_path / 'yuebao.db'}")
    database.upgrade()
    pages = 0

    def limit(connection: Any, *_: object) -> None:
        if pages:
            connection.execute(f"PRAGMA max_page_count={pages}")

    with database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one() + 2
    database.engine.dispose()
    event.listen(database.engine, "connect", limit)
    writer = Writer(database)

    def fill(tx: Transaction) -> None:
        person = tx.people.add(7, "x", None, NOW).id
        tx.sessions.save(person, "x" * 100_000, NOW)

    found = await _together(writer, _add(1), fill, _add(2))
    assert all("full" in str(one) for one in found)  # SQLite has undone the group: all are told, and why
    assert _known(database, 1, 7, 2) == [False, False, False]
    assert await writer.run(_add(3)) == 3
    writer.close()
    database.close()


@pytest.mark.postgres
async def test_a_server_that_cut_the_connection_costs_one_group_at_most(database: Database, writer: Writer) -> None:
    if database.engine.dialect.name == "sqlite":
        return
    others = "FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
    assert await writer.run(_add(1)) == 1
    with database.writing() as connection:
        connection.exec_driver_sql(f"SELECT pg_terminate_backend(pid) {others}")
    assert await writer.run(_add(2)) == 2
