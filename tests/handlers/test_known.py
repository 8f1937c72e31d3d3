"""What an evaluation knows of the units: reports, what two persons saw, and lateness; on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from handlers.evaluating.facts import entered, known
from programmes.loading import load
from programmes.periods import Period
from scoring.figures import History, number
from scoring.rulebooks.entered import Spot
from scoring.rulebooks.evaluating import evaluate
from scoring.rulebooks.facts import Amount, Judgement, Source
from store.database import Database
from store.facts import Origin
from store.records import Filing
from tests.databases import database_url, postgresql_server
from tests.store.seats import OFFICIAL, OTHER, seat

__all__ = ["database_url", "postgresql_server"]

XINXIANG = load("xinxiang-2023")
BOOK = XINXIANG.rulebooks["departments"]
UNIT = next(one.code for one in XINXIANG.units if one.unit_class == BOOK.unit_class and one.assessed)
NOW = datetime(2023, 7, 3, 1, tzinfo=UTC)
MID = date(2023, 6, 30)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database.open(database_url, programme=XINXIANG.id)
    opened.upgrade()
    seat(opened, 3)
    yield opened
    opened.close()


def _stands(database: Database, key: str, value: str, period: str = "", source: str = "") -> None:
    with database.write() as tx:
        proposed = tx.facts.propose(Spot(BOOK.code, UNIT, key, period, source), value, **OFFICIAL.at(NOW))
        assert tx.facts.confirm(proposed.id, **OTHER.at(NOW))


def test_reports_and_what_two_persons_saw_are_known(database: Database) -> None:
    with database.write() as tx:
        tx.reports.file(Filing(UNIT, 1, Period(2023, 4), {"training": number(5)}, NOW, False, "chat", "person:3"))
    _stands(database, "training", "120", "2023-Q2", "verified")
    _stands(database, "training", "30", "2023-02")
    _stands(database, "2.1.2.incomplete", "3", "2023-Q1")
    _stands(database, "3.2.issued_on", "2023-05-21")
    with database.read() as tx:
        found = known(tx, XINXIANG, BOOK, MID)[UNIT]
        everything = {UNIT: tx.reports.history(UNIT)}
        assert known(tx, XINXIANG, BOOK, MID, NOW, everything)[UNIT] == found
        assert known(tx, XINXIANG, BOOK, MID, NOW, {UNIT: History(UNIT)})[UNIT].late is None
        assert known(tx, XINXIANG, XINXIANG.rulebooks["areas"], MID)[UNIT].judgements == ()
    assert set(found.amounts) == {
        Amount("training", 2, 4, 5, Source.REPORTED),
        Amount("training", 2, None, 120, Source.VERIFIED),
        Amount("training", 1, 2, 30, Source.PLATFORM),
    }
    assert set(found.judgements) == {
        Judgement("2.1.2.incomplete", 1, 3),
        Judgement("3.2.issued_on", None, date(2023, 5, 21)),
    }
    assert found.late == {1: 0, 2: 2, 3: 0, 4: 0}


def test_what_is_only_proposed_or_claimed_is_not_known(database: Database) -> None:
    with database.write() as tx:
        tx.facts.propose(Spot(BOOK.code, UNIT, "3.3.met"), "yes", **OFFICIAL.at(NOW))
        tx.facts.propose(Spot(BOOK.code, UNIT, "3.7.met"), "yes", **OTHER.at(NOW), origin=Origin.UNIT)
        tx.self_assessments.submit(BOOK.code, UNIT, **OTHER.at(NOW))
        facts = known(tx, XINXIANG, BOOK, MID)
    assert facts[UNIT].judgements == ()
    score = next(one for one in evaluate(XINXIANG, BOOK, facts, MID).units if one.unit.code == UNIT)
    assert {"3.3", "3.7"} <= set(score.open)


def test_reports_in_words_count_for_lateness(database: Database) -> None:
    parts = {"progress": "x", "problems": "无", "next_steps": "x"}
    with database.write() as tx:
        tx.text_reports.file("quarterly", UNIT, "2023-Q1", parts, filed_at=NOW, late=True, who="person:3")
    with database.read() as tx:
        facts = known(tx, XINXIANG, BOOK, date(2023, 4, 29))
        assert facts[UNIT].late == {1: 0, 2: 1, 3: 0, 4: 0}
        mid = evaluate(XINXIANG, BOOK, known(tx, XINXIANG, BOOK, MID), MID)
    (score,) = [one for one in mid.units if one.unit.code == UNIT]
    (item,) = [one for one in score.items if one.item.key == "3.4"]
    assert item.points == 5 - 4 * Fraction(1, 2)
    assert item.inputs["late.source"] == "recorded"


def test_what_the_rulebook_does_not_know_any_more_is_left_out(database: Database) -> None:
    for key, value, period in (
        ("9.9.gone", "1", ""),
        ("2.2.2.months_missing", "13", ""),
        ("training", "5", "soon"),
        ("3.1.missing", "2", ""),
    ):
        _stands(database, key, value, period)
    with database.read() as tx:
        found = entered(XINXIANG, BOOK, tx.facts.standing(BOOK.code))
    assert found[UNIT].amounts == ()
    assert found[UNIT].judgements == (Judgement("3.1.missing", None, 2),)
