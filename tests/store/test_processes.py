"""Several processes on one database, and one that dies in the middle: nothing twice, lost or by halves."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable

import pytest

from store.database import Database
from store.records import Message, RawUpdate
from tests.store.moments import NOW

WORKERS, ROWS, TIMES, STEPS = 8, 400, 40, 4


def _start(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.workers", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _ended(processes: Iterable[subprocess.Popen[str]], code: int = 0) -> list[str]:
    """Wait for all; the lines that they printed."""
    lines: list[str] = []
    for process in processes:
        printed, _ = process.communicate(timeout=120)
        assert process.returncode == code
        lines += printed.splitlines()
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
