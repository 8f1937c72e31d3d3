"""A turn that proposes, confirms, hands in, reviews and records dies at each of its writes: nothing is left half."""

from __future__ import annotations

import json
import subprocess
import sys

from scoring.figures import number
from store.database import Database
from store.records import Filing, RawUpdate
from tests.store.dying import AUGUST, PARTS, STATE, UNIT
from tests.store.moments import NOW
from tests.store.seats import OFFICIAL, OTHER, seat

AT_LEAST = 25


def test_nothing_is_left_half_wherever_the_turn_dies(database: Database, database_url: str) -> None:
    seat(database, 2)
    with database.write() as tx:
        tx.inbox.add(1, [RawUpdate(1, 1, "{}")], NOW)
        tx.facts.confirm(tx.facts.propose(STATE, "met", **OFFICIAL.at(NOW)).id, **OTHER.at(NOW))
        tx.reports.file(Filing(UNIT, 45, AUGUST, {"training": number(1)}, NOW, False, "chat", OTHER.who))
        tx.text_reports.file("quarterly", UNIT, "2022-Q3", PARTS, filed_at=NOW, late=False, who=OTHER.who)
        told = tx.audit.head(UNIT).count
    command = [sys.executable, "-m", "tests.store.dying", database_url]
    printed = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True).stdout
    *deaths, end = map(json.loads, printed.splitlines())
    before = [[1, 0, 0, 0, 1, 0, 0, 0, 0], told, True, [["1.1.state", "met"]], "submitted", []]
    assert deaths == [before] * len(deaths)
    assert len(deaths) > AT_LEAST
    rows, told_then, *others = end
    assert rows == [4, 1, 1, 1, 2, 1, 1, 1, 1]
    assert told_then > told
    assert others == [False, [["1.1.state", "not"]], "accepted", []]
