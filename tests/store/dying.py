"""A turn of an evaluation that dies at each of its writes, one after the other: `python -m tests.store.dying URL`.

Each death is a process of its own that ends as if it were killed; after each, a line says what another process finds.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, event, func, select

from programmes.periods import Period
from scoring.figures import Status
from scoring.rulebooks.entered import Spot
from store.database import Database
from store.facts import Origin
from store.records import Message
from store.tables import EVIDENCE, FACT, FINDING, OUTBOX, REVIEW, SELF_ASSESSMENT, SESSION, TEXT_REPORT, VISIT
from store.transactions import Transaction
from tests.databases import PROGRAMME
from tests.store.moments import NOW
from tests.store.seats import OFFICIAL, OTHER

BOOK, UNIT, AUGUST = "schools", "hn-045", Period(2022, 8)
STATE, CLAIM = Spot(BOOK, UNIT, "1.1.state"), Spot(BOOK, UNIT, "1.2.state")
PARTS = {"progress": "x"}
_TABLES = (FACT, EVIDENCE, SELF_ASSESSMENT, REVIEW, TEXT_REPORT, VISIT, FINDING, SESSION, OUTBOX)
_WRITES = ("INSERT", "UPDATE", "DELETE", "COMMIT")


def turn(tx: Transaction) -> None:
    """Everything that an evaluation writes, as one turn."""
    tx.inbox.done(1)
    tx.facts.confirm(tx.facts.propose(STATE, "not", **OFFICIAL.at(NOW)).id, **OTHER.at(NOW))
    tx.facts.decline(tx.facts.propose(STATE, "met", **OTHER.at(NOW)).id, **OFFICIAL.at(NOW), reason="x")
    tx.facts.propose(CLAIM, "partly", **OTHER.at(NOW), origin=Origin.UNIT)
    tx.self_assessments.submit(BOOK, UNIT, **OTHER.at(NOW))
    tx.evidence.remove(tx.evidence.add(BOOK, UNIT, "1.2", "note", "x", **OTHER.at(NOW)).id, **OTHER.at(NOW))
    tx.reports.review(UNIT, AUGUST, 1, Status.ACCEPTED, who=OFFICIAL.who, now=NOW)
    tx.text_reports.file("quarterly", UNIT, "2022-Q3", PARTS, filed_at=NOW, late=False, who=OTHER.who, revises=1)
    visit = tx.visits.record(UNIT, NOW.date(), **OFFICIAL.at(NOW))
    finding = tx.visits.add_finding(visit.id, "x", NOW.date(), **OFFICIAL.at(NOW))
    tx.visits.tell_mended(finding.id, "x", **OTHER.at(NOW))
    tx.visits.close(finding.id, **OFFICIAL.at(NOW))
    tx.sessions.save(1, "{}", NOW)
    tx.outbox.put(Message("answer", 1, "sendMessage", "{}", "person:1", "reply"), NOW)


def _die(url: str, point: int) -> None:
    """The turn, until the write of that number; one that has fewer ends well."""
    database, writes = _opened(url), iter(range(point))

    def count(statement: str) -> None:
        if statement.startswith(_WRITES) and next(writes, None) is None:
            os._exit(9)

    @event.listens_for(database.engine, "before_cursor_execute")
    def write(*what: Any) -> None:
        count(what[2])

    @event.listens_for(database.engine, "commit")
    def commit(_: Connection) -> None:
        count("COMMIT")

    with database.write() as tx:
        turn(tx)
    os._exit(0)


def _found(url: str) -> Iterator[object]:
    """What stands, for another process: rows by table, what is told, what is pending, whether all is sound."""
    database = _opened(url)
    with database.engine.connect() as connection:
        yield [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in _TABLES]
    with database.read() as tx:
        yield tx.audit.head(UNIT).count
        yield tx.inbox.is_pending(1)
        yield [(one.spot.key, one.value) for one in tx.facts.standing()]
        yield str(tx.reports.history(UNIT).months[AUGUST].status)
    yield [one.fault for one in database.verify()]
    database.close()


def _opened(url: str) -> Database:
    return Database.open(url, programme=PROGRAMME)


def main(url: str) -> None:
    point, code = 0, 9
    while code == 9:
        child = os.fork()
        if child == 0:
            _die(url, point)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print(json.dumps(list(_found(url))))  # noqa: T201
        point += 1
    sys.exit(code)


if __name__ == "__main__":
    main(sys.argv[1])
