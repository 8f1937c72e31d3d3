"""Reports in words: filed once a quarter, corrected by revisions, late by the first filing."""

from __future__ import annotations

from datetime import datetime

import pytest

from store.database import Database
from store.records import Break
from store.text_reports import FiledText
from store.transactions import Transaction
from tests.store.moments import MINUTE, NOW

FORM, UNIT, QUARTER = "quarterly", "xx-d01", "2023-Q1"
PARTS = {"progress": "已开班 3 期\n“线上”1 期", "problems": "无", "next_steps": "继续"}


def _file(tx: Transaction, revises: int = 0, *, late: bool = False, at: datetime = NOW, words: str = "无") -> FiledText:
    parts = {**PARTS, "problems": words}
    return tx.text_reports.file(
        FORM, UNIT, QUARTER, parts, filed_at=at, late=late, who="person:1", revises=revises, reason="x" * revises
    )


def test_what_was_filed_comes_back_as_it_was(database: Database) -> None:
    with database.write() as tx:
        filed = _file(tx)
        assert filed.new
    with database.read() as tx:
        assert tx.text_reports.latest(FORM, UNIT, QUARTER) == filed
        assert tx.text_reports.of(FORM, QUARTER) == {UNIT: filed}
        assert tx.text_reports.all(FORM) == (filed,)
        assert tx.text_reports.of(FORM, "2023-Q2") == {}
        assert tx.text_reports.latest("yearly", UNIT, QUARTER) is None
    assert (filed.parts, filed.late, filed.revision, filed.receipt) == (PARTS, False, 1, "2023Q1-xx-d01-1")
    assert database.verify() == ()


def test_filed_twice_it_is_filed_once(database: Database) -> None:
    with database.write() as tx:
        first, again = _file(tx), _file(tx, words="另一份")
        assert again == first
        assert not again.new
        assert tx.audit.head(UNIT).count == 1


def test_a_correction_keeps_the_first_moment_and_lateness(database: Database) -> None:
    with database.write() as tx:
        _file(tx)
        corrected = _file(tx, 1, late=True, at=NOW + MINUTE, words="缺教师")
        assert (corrected.late, corrected.first_filed_at, corrected.filed_at) == (False, NOW, NOW + MINUTE)
        assert (corrected.revision, corrected.reason, corrected.receipt) == (2, "x", "2023Q1-xx-d01-2")
        assert tx.text_reports.all(FORM) == (corrected,)
        told = [link.what for link in tx.audit.links(UNIT)]
        assert told == ["text_report.filed", "text_report.replaced", "text_report.corrected"]
    assert database.verify() == ()


def test_a_correction_of_what_does_not_stand_is_a_fault(database: Database) -> None:
    with database.write() as tx, pytest.raises(ValueError, match="revision 1 is to be revised, but revision 0 stands"):
        _file(tx, 1)


def test_a_quarter_is_written_one_way(database: Database) -> None:
    with database.write() as tx, pytest.raises(ValueError, match="2023-Q1"):
        tx.text_reports.file(FORM, UNIT, "2023-03", PARTS, filed_at=NOW, late=None, who="person:1")


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE text_report SET late = true", Break(UNIT, 1, "record_differs")),
        ("UPDATE text_report SET parts = '{}'", Break(UNIT, 1, "record_differs")),
        ("DELETE FROM text_report", Break(UNIT, 1, "record_lost")),
    ],
)
def test_a_change_behind_the_trails_back_is_found(database: Database, statement: str, found: Break) -> None:
    with database.write() as tx:
        _file(tx)
    with database.writing() as connection:
        connection.exec_driver_sql(statement)
    assert database.verify() == (found,)
