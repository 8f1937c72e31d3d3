"""Reports are accepted or returned: of one revision, told in the chain, and shown wherever the report is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from programmes.periods import Period
from scoring.figures import Status, number
from store.database import Database
from store.records import Break, Filing
from tests.store.moments import MINUTE, NOW

UNIT, AUGUST = "hn-045", Period(2022, 8)
FILING = Filing(UNIT, 45, AUGUST, {"training": number(120)}, NOW, False, "chat", "person:1")


@pytest.fixture(autouse=True)
def filed(database: Database) -> None:
    with database.write() as tx:
        tx.reports.file(FILING)


def _status(database: Database) -> Status:
    with database.read() as tx:
        history = tx.reports.history(UNIT)
        assert tx.reports.histories() == {UNIT: history}
        assert {one.status for one in tx.reports.series()} == {str(history.months[AUGUST].status)}
        return history.months[AUGUST].status


def _review(database: Database, status: Status, revision: int = 1, reason: str = "") -> bool:
    with database.write() as tx:
        return tx.reports.review(UNIT, AUGUST, revision, status, who="person:2", now=NOW + MINUTE, reason=reason)


def test_a_report_is_accepted_once(database: Database) -> None:
    assert _status(database) is Status.SUBMITTED
    assert _review(database, Status.ACCEPTED)
    assert not _review(database, Status.ACCEPTED)
    assert _status(database) is Status.ACCEPTED
    assert database.verify() == ()


def test_an_official_may_think_again_and_all_is_kept(database: Database) -> None:
    assert _review(database, Status.ACCEPTED)
    assert _review(database, Status.RETURNED, reason="与台账不符")
    assert _status(database) is Status.RETURNED
    with database.read() as tx:
        first, second = tx.reports.reviews(UNIT, AUGUST)
        assert (first.status, second.status, second.reason) == (Status.ACCEPTED, Status.RETURNED, "与台账不符")
        assert (second.who, second.at, second.revision) == ("person:2", NOW + MINUTE, 1)
        told = [link.what for link in tx.audit.links(UNIT)]
        assert told == ["report.filed", "report.accepted", "report.returned"]
    assert database.verify() == ()


def test_a_new_revision_is_submitted_again_and_the_old_one_out_of_reach(database: Database) -> None:
    assert _review(database, Status.RETURNED, reason="x")
    with database.write() as tx:
        corrected = tx.reports.file(replace(FILING, revises=1, figures={"training": number(130)}, reason="x"))
    assert corrected.month.status is Status.SUBMITTED
    assert _status(database) is Status.SUBMITTED
    assert not _review(database, Status.ACCEPTED, revision=1)
    assert _review(database, Status.ACCEPTED, revision=2)
    with database.read() as tx:
        assert [one.status for one in tx.reports.revisions(UNIT, AUGUST)] == ["returned", "accepted"]
    assert database.verify() == ()


def test_what_is_not_filed_cannot_be_reviewed(database: Database) -> None:
    with database.write() as tx:
        other = tx.reports.review("hn-046", AUGUST, 1, Status.ACCEPTED, who="person:2", now=NOW)
        assert not other
        with pytest.raises(ValueError, match="accepted or returned"):
            tx.reports.review(UNIT, AUGUST, 1, Status.MISSING, who="person:2", now=NOW)


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE report SET status = 'returned'", Break(UNIT, 2, "status_differs")),
        ("UPDATE report SET status = 'submitted'", Break(UNIT, 2, "status_differs")),
        ("UPDATE review SET reason = 'x'", Break(UNIT, 2, "record_differs")),
        ("DELETE FROM review", Break(UNIT, 2, "record_lost")),
    ],
)
def test_a_status_changed_behind_the_trails_back_is_found(database: Database, statement: str, found: Break) -> None:
    assert _review(database, Status.ACCEPTED)
    with database.writing() as connection:
        connection.exec_driver_sql(statement)
    assert database.verify() == (found,)


def test_an_acceptance_that_nobody_gave_is_found(database: Database) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE report SET status = 'accepted'")
    assert database.verify() == (Break(UNIT, 1, "status_differs"),)


def test_a_returned_month_says_why_and_no_other_does(database: Database) -> None:
    assert _review(database, Status.RETURNED, reason="合计不符")
    assert _review(database, Status.ACCEPTED)
    with database.read() as tx:
        assert tx.reports.history(UNIT).months[AUGUST].returned_for == ""
    assert _review(database, Status.RETURNED, reason="与台账不符")
    with database.write() as tx:
        tx.reports.file(replace(FILING, unit="hn-046", number=46))
    with database.read() as tx:
        assert tx.reports.history(UNIT).months[AUGUST].returned_for == "与台账不符"
        found = tx.reports.histories()
        assert (found[UNIT].months[AUGUST].returned_for, found["hn-046"].months[AUGUST].returned_for) == (
            "与台账不符",
            "",
        )
    with database.write() as tx:
        tx.reports.file(replace(FILING, revises=1, figures={"training": number(130)}, reason="x"))
    with database.read() as tx:
        assert tx.reports.history(UNIT).months[AUGUST].returned_for == ""
