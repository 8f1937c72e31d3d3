"""Several processes on one database, and one that dies in the middle: nothing twice, lost or by halves."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import BinaryIO

import pytest

from store.database import Database
from store.records import Message, RawUpdate
from tests.store.moments import NOW
from tests.warm_starts import Started, start

WORKERS, ROWS, TIMES, STEPS = 8, 400, 40, 4


@dataclass(frozen=True)
class Worker:
    process: Started
    printed: BinaryIO


def _start(*arguments: str) -> Worker:
    printed = TemporaryFile()  # noqa: SIM115 - closed where it is read
    return Worker(start(["-m", "tests.store.workers", *arguments], os.environ, printed, printed), printed)


def _ended(workers: Iterable[Worker], code: int = 0) -> list[str]:
    """Wait for all; the lines that they printed."""
    lines: list[str] = []
    for worker in workers:
        ended = worker.process.wait(120)
        with worker.printed as printed:
            printed.seek(0)
            said = printed.read().decode()
        assert ended == code, said
        lines += said.splitlines()
    return lines


def test_eight_workers_claim_every_row_once(database: Database, database_url: str) -> None:
    with database.write() as tx:
        for number in range(ROWS):
            tx.outbox.put(Message(f"row:{number}", number + 1, "sendMessage", "{}", "cli", "broadcast"), NOW)
    lines = _ended([_start("claim", database_url, f"worker:{number}") for number in range(WORKERS)])
    assert sorted(int(line.split()[0]) for line in lines) == list(range(1, ROWS + 1))
    assert {line.split()[1] for line in lines} == {"True"}
    with database.read() as tx:
        assert tx.outbox.counts() == {}


def test_two_processes_write_one_database_without_losing_anything(database: Database, database_url: str) -> None:
    with database.write() as tx:
        tx.people.add(1, "x", None, NOW)
    _ended([_start("count", database_url, str(TIMES)) for _ in range(2)])
    with database.read() as tx:
        assert tx.sessions.load(1) == str(2 * TIMES)
        assert tx.audit.head("hn-045").count == 2 * TIMES
        assert tx.audit.verify() == ()


@pytest.mark.parametrize("point", [*range(STEPS + 1), STEPS + 1])
def test_a_turn_that_dies_leaves_all_or_nothing(database: Database, database_url: str, point: int) -> None:
    with database.write() as tx:
        tx.people.add(1, "x", None, NOW)
        tx.inbox.add(1, [RawUpdate(1, 1, "{}")], NOW)
    _ended([_start("die", database_url, str(point))], code=9)
    with database.write() as tx:
        found = [
            not tx.inbox.is_pending(1),
            bool(tx.reports.history("hn-045").months),
            tx.sessions.load(1) is not None,
            tx.outbox.put(Message("receipt", 1, "sendMessage", "{}", "person:1", "reply"), NOW) is None,
        ]
        assert tx.audit.verify() == ()
    assert found == [point > STEPS] * 4
    assert database.verify() == ()
