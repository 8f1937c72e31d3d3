"""A unit's own assessment: claims are handed in together, with evidence that can be taken away but not lost."""

from __future__ import annotations

import pytest

from scoring.rulebooks.entered import Spot
from store.database import Database
from store.facts import FactState, Origin
from store.records import Break
from tests.store.moments import MINUTE, NOW
from tests.store.seats import OFFICIAL, OTHER, seat

BOOK, UNIT, ITEM = "schools", "hn-045", "1.1"


@pytest.fixture(autouse=True)
def people(database: Database) -> None:
    seat(database, 2)


def _claim(database: Database, *items: str) -> None:
    with database.write() as tx:
        for item in items:
            tx.facts.propose(Spot(BOOK, UNIT, f"{item}.state"), "met", **OTHER.at(NOW), origin=Origin.UNIT)


def test_all_claims_are_handed_in_at_once(database: Database) -> None:
    _claim(database, "1.1", "1.2")
    with database.write() as tx:
        assert tx.self_assessments.latest(BOOK, UNIT) is None
        handed = tx.self_assessments.submit(BOOK, UNIT, **OTHER.at(NOW))
        assert handed
        assert (handed.claims, handed.submitted_by, handed.submitted_at) == (2, 2, NOW)
        assert [one.state for one in tx.facts.open(BOOK, UNIT, Origin.UNIT)] == [FactState.PROPOSED] * 2
        assert tx.facts.drafts(BOOK, UNIT) == ()
        assert tx.self_assessments.submit(BOOK, UNIT, **OTHER.at(NOW)) is None
        assert tx.self_assessments.submit("bureaus", UNIT, **OTHER.at(NOW)) is None
        told = [link.what for link in tx.audit.links(UNIT)]
        assert told[2:] == ["fact.handed_in", "fact.handed_in", "self_assessment.submitted"]
    assert database.verify() == ()


def test_a_claim_changed_later_is_handed_in_again(database: Database) -> None:
    _claim(database, "1.1")
    with database.write() as tx:
        first = tx.self_assessments.submit(BOOK, UNIT, **OTHER.at(NOW))
    _claim(database, "1.1")
    with database.write() as tx:
        assert tx.facts.open(BOOK) == ()
        second = tx.self_assessments.submit(BOOK, UNIT, **OTHER.at(NOW + MINUTE))
        assert tx.self_assessments.latest(BOOK, UNIT) == second
        assert tx.self_assessments.all(BOOK) == (first, second)
        assert tx.self_assessments.all("bureaus") == ()


def test_evidence_belongs_to_an_item_and_can_be_taken_away(database: Database) -> None:
    with database.write() as tx:
        photo = tx.evidence.add(BOOK, UNIT, ITEM, "photo", "file-1", "签到表", **OTHER.at(NOW))
        link = tx.evidence.add(BOOK, UNIT, "1.2", "link", "https://example.org", "", **OFFICIAL.at(NOW))
        assert tx.evidence.of(BOOK, UNIT) == (photo, link)
        assert tx.evidence.of(BOOK, UNIT, ITEM) == (photo,)
        assert tx.evidence.of("bureaus", UNIT) == ()
        assert tx.evidence.remove(photo.id, **OFFICIAL.at(NOW))
        assert not tx.evidence.remove(photo.id, **OFFICIAL.at(NOW))
        assert tx.evidence.get(photo.id) is None
        assert tx.evidence.get(link.id) == link
        assert tx.evidence.of(BOOK, UNIT) == (link,)
        told = [one.what for one in tx.audit.links(UNIT)]
        assert told == ["evidence.added", "evidence.added", "evidence.removed"]
    assert database.verify() == ()


def test_evidence_of_an_unknown_kind_is_a_fault(database: Database) -> None:
    with database.write() as tx, pytest.raises(ValueError, match="video"):
        tx.evidence.add(BOOK, UNIT, ITEM, "video", "file-1", "", **OTHER.at(NOW))


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE evidence SET content = 'file-2'", Break(UNIT, 1, "record_differs")),
        ("DELETE FROM evidence", Break(UNIT, 1, "record_lost")),
        ("UPDATE self_assessment SET claims = 30", Break(UNIT, 4, "record_differs")),
    ],
)
def test_a_change_behind_the_trails_back_is_found(database: Database, statement: str, found: Break) -> None:
    with database.write() as tx:
        tx.evidence.add(BOOK, UNIT, ITEM, "note", "见附件", "", **OTHER.at(NOW))
    _claim(database, "1.1")
    with database.write() as tx:
        tx.self_assessments.submit(BOOK, UNIT, **OTHER.at(NOW))
    with database.writing() as connection:
        connection.exec_driver_sql(statement)
    assert database.verify() == (found,)
