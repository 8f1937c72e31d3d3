"""Visits and findings: a finding is open until an official closes it, and opens again where it was not mended."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from store.database import Database
from store.records import Break
from store.visits import Finding, FindingState
from tests.store.moments import MINUTE, NOW
from tests.store.seats import OFFICIAL, OTHER, seat

UNIT, DAY = "hn-045", date(2022, 9, 20)
WEEK = timedelta(days=7)


@pytest.fixture
def finding(database: Database) -> Finding:
    seat(database, 2)
    with database.write() as tx:
        visit = tx.visits.record(UNIT, DAY, **OFFICIAL.at(NOW), present="王某", seen="实训基地")
        return tx.visits.add_finding(visit.id, "台账不全", DAY + WEEK, **OFFICIAL.at(NOW))


def test_a_visit_has_findings_in_the_order_of_their_days(database: Database, finding: Finding) -> None:
    with database.write() as tx:
        sooner = tx.visits.add_finding(finding.visit, "无签到", DAY, **OFFICIAL.at(NOW))
        other = tx.visits.record("hn-046", DAY - WEEK, **OFFICIAL.at(NOW))
        (visit,) = tx.visits.of_unit(UNIT)
        assert (visit.held_on, visit.present, visit.seen, visit.recorded_by) == (DAY, "王某", "实训基地", 1)
        assert tx.visits.of_unit() == (other, visit)
        assert tx.visits.findings(unit=UNIT) == tx.visits.findings(visit=visit.id) == (sooner, finding)
        assert tx.visits.findings(unit="hn-046") == ()
        assert tx.visits.get(visit.id) == visit
        assert tx.visits.finding(finding.id) == finding
        with pytest.raises(LookupError):
            tx.visits.add_finding(99, "x", DAY, **OFFICIAL.at(NOW))


def test_a_finding_is_told_mended_and_closed(database: Database, finding: Finding) -> None:
    with database.write() as tx:
        mended = tx.visits.tell_mended(finding.id, "已补齐", **OTHER.at(NOW + MINUTE))
        assert mended
        assert (mended.state, mended.mended_words, mended.mended_by) == (FindingState.MENDED, "已补齐", 2)
        assert tx.visits.tell_mended(finding.id, "又", **OTHER.at(NOW)) is None
        assert tx.visits.findings((FindingState.OPEN,)) == ()
        closed = tx.visits.close(finding.id, **OFFICIAL.at(NOW), answer="属实")
        assert closed
        assert (closed.state, closed.answer, closed.answered_by, closed.answered_at) == ("closed", "属实", 1, NOW)
        assert tx.visits.close(finding.id, **OFFICIAL.at(NOW)) is None
        told = [link.what for link in tx.audit.links(UNIT)]
        assert told == ["visit.recorded", "finding.added", "finding.mended", "finding.closed"]
    assert database.verify() == ()


def test_what_was_not_mended_is_opened_again_with_another_day(database: Database, finding: Finding) -> None:
    with database.write() as tx:
        assert tx.visits.reopen(finding.id, "x", **OFFICIAL.at(NOW)) is None
        tx.visits.tell_mended(finding.id, "已补齐", **OTHER.at(NOW))
        again = tx.visits.reopen(finding.id, "缺 8 月", **OFFICIAL.at(NOW + MINUTE), mend_by=DAY + 2 * WEEK)
        assert again
        assert (again.state, again.answer, again.mend_by) == (FindingState.OPEN, "缺 8 月", DAY + 2 * WEEK)
        assert (finding.opened_at, again.opened_at) == (NOW, NOW + MINUTE)
        assert tx.visits.findings((FindingState.OPEN, FindingState.MENDED), UNIT) == (again,)
        tx.visits.close(finding.id, **OFFICIAL.at(NOW))
        reopened = tx.visits.reopen(finding.id, "复查", **OFFICIAL.at(NOW))
        assert reopened
        assert reopened.mend_by == DAY + 2 * WEEK
    assert database.verify() == ()


def test_the_day_of_an_open_finding_is_moved(database: Database, finding: Finding) -> None:
    with database.write() as tx:
        moved = tx.visits.move(finding.id, DAY + 3 * WEEK, who="person:1", now=NOW + MINUTE)
        assert moved
        assert (moved.state, moved.mend_by, moved.opened_at) == (FindingState.OPEN, DAY + 3 * WEEK, NOW + MINUTE)
        tx.visits.tell_mended(finding.id, "已补齐", **OTHER.at(NOW))
        assert tx.visits.move(finding.id, DAY + WEEK, who="person:1", now=NOW) is None
        assert [link.what for link in tx.audit.links(UNIT)][-2:] == ["finding.moved", "finding.mended"]
    assert database.verify() == ()


def test_visits_of_another_programme_are_apart(database: Database, finding: Finding) -> None:
    with Database(database.engine, "henan-edu-2023", None).write() as tx:
        assert (tx.visits.of_unit(), tx.visits.findings(), tx.visits.finding(finding.id)) == ((), (), None)
        assert tx.visits.close(finding.id, **OFFICIAL.at(NOW)) is None


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE visit SET held_on = '2022-09-01'", Break(UNIT, 1, "record_differs")),
        ("UPDATE finding SET mend_by = '2023-09-01'", Break(UNIT, 2, "record_differs")),
        ("UPDATE finding SET state = 'closed'", Break(UNIT, 2, "record_differs")),
        ("DELETE FROM finding", Break(UNIT, 2, "record_lost")),
    ],
)
def test_a_change_behind_the_trails_back_is_found(
    database: Database, finding: Finding, statement: str, found: Break
) -> None:
    assert finding.state is FindingState.OPEN
    with database.writing() as connection:
        connection.exec_driver_sql(statement)
    assert database.verify() == (found,)
