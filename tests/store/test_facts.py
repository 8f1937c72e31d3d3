"""Facts: proposed by one person and confirmed by another, nothing overwritten, and nothing changed unseen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from scoring.rulebooks.entered import Spot
from store.database import Database
from store.facts import Entry, FactState, Origin
from store.records import Break
from store.refusals import SamePersonError
from tests.store.moments import MINUTE, NOW
from tests.store.seats import OFFICIAL, OTHER, Seat, seat

SPOT = Spot("departments", "xx-d01", "3.4.late", "2023-Q1")
LIAISON = Seat(3)


@pytest.fixture(autouse=True)
def people(database: Database) -> None:
    seat(database, 3)


def _standing(database: Database, value: str = "3", spot: Spot = SPOT) -> Entry:
    with database.write() as tx:
        confirmed = tx.facts.confirm(tx.facts.propose(spot, value, **OFFICIAL.at(NOW)).id, **OTHER.at(NOW))
    assert confirmed
    return confirmed


def test_a_fact_stands_when_a_second_person_confirmed_it(database: Database) -> None:
    with database.write() as tx:
        proposed = tx.facts.propose(SPOT, "3", **OFFICIAL.at(NOW), remark="抽查", batch="walk:1")
        assert (proposed.state, tx.facts.standing(), tx.facts.open()) == (FactState.PROPOSED, (), (proposed,))
        with pytest.raises(SamePersonError):
            tx.facts.confirm(proposed.id, **OFFICIAL.at(NOW))
        confirmed = tx.facts.confirm(proposed.id, **OTHER.at(NOW + MINUTE))
        assert confirmed == replace(proposed, state=FactState.STANDING, settled_by=2, settled_at=NOW + MINUTE)
        assert (tx.facts.standing("departments", "xx-d01"), tx.facts.open()) == ((confirmed,), ())
        assert tx.facts.confirm(proposed.id, **OTHER.at(NOW)) is None
        assert [link.what for link in tx.audit.links("xx-d01")] == ["fact.proposed", "fact.confirmed"]
    assert database.verify() == ()


def test_what_stood_is_replaced_and_kept(database: Database) -> None:
    first, second = _standing(database, "3"), _standing(database, "4")
    with database.read() as tx:
        assert tx.facts.standing() == (second,)
        assert tx.facts.history(SPOT) == (replace(first, state=FactState.REPLACED), second)


def test_some_facts_of_all_units_are_read_alone(database: Database) -> None:
    other = SPOT._replace(key="4.1.met")
    late, met = _standing(database, "3"), _standing(database, "yes", other)
    with database.write() as tx:
        proposed = tx.facts.propose(other._replace(unit="xx-d02"), "no", **OFFICIAL.at(NOW))
        assert tx.facts.standing("departments", keys=["4.1.met"]) == (met,)
        assert tx.facts.open("departments", keys=["4.1.met"]) == (proposed,)
        assert (tx.facts.standing(keys=[]), tx.facts.open(keys=["3.4.late"])) == ((), ())
        assert tx.facts.standing(keys=["3.4.late", "4.1.met"]) == (late, met)


def test_one_proposal_of_a_side_is_open_at_a_spot(database: Database) -> None:
    with database.write() as tx:
        first = tx.facts.propose(SPOT, "1", **OFFICIAL.at(NOW))
        second = tx.facts.propose(SPOT, "2", **OTHER.at(NOW), origin=Origin.WORKBOOK, batch="file:7")
        claim = tx.facts.propose(SPOT, "0", **LIAISON.at(NOW), origin=Origin.UNIT)
        assert tx.facts.open() == (second,)
        assert tx.facts.open(origin=Origin.OFFICIAL) == ()
        assert tx.facts.open(batch="file:7") == tx.facts.open("departments", "xx-d01", Origin.WORKBOOK) == (second,)
        assert tx.facts.drafts("departments", "xx-d01") == (claim,)
        assert [one.state for one in tx.facts.history(SPOT)] == ["replaced", "proposed", "draft"]
        assert tx.facts.confirm(first.id, **OTHER.at(NOW)) is None


def test_a_claim_that_was_not_handed_in_cannot_be_confirmed(database: Database) -> None:
    with database.write() as tx:
        claim = tx.facts.propose(SPOT, "0", **LIAISON.at(NOW), origin=Origin.UNIT)
        assert tx.facts.confirm(claim.id, **OFFICIAL.at(NOW)) is None
        (handed,) = tx.facts.hand_in("departments", "xx-d01", who="person:3", now=NOW)
        assert tx.facts.confirm(handed.id, **OFFICIAL.at(NOW))


def test_a_declined_proposal_says_why_and_one_may_take_back_ones_own(database: Database) -> None:
    standing = _standing(database)
    with database.write() as tx:
        for settling in (OFFICIAL, OTHER):
            proposed = tx.facts.propose(SPOT, "5", **OFFICIAL.at(NOW))
            declined = tx.facts.decline(proposed.id, **settling.at(NOW), reason="无依据")
            assert declined
            assert (declined.state, declined.reason, declined.settled_by) == ("declined", "无依据", settling.person)
            assert tx.facts.decline(proposed.id, **OTHER.at(NOW), reason="x") is None
        assert tx.facts.standing() == (standing,)


def test_a_standing_fact_is_taken_back_by_two_persons_too(database: Database) -> None:
    _standing(database)
    with database.write() as tx:
        back = tx.facts.propose(SPOT, None, **OTHER.at(NOW))
        assert len(tx.facts.standing()) == 1
        tx.facts.confirm(back.id, **OFFICIAL.at(NOW))
        assert tx.facts.standing() == ()
    assert _standing(database, "6").value == "6"


def test_facts_of_another_programme_are_apart(database: Database) -> None:
    standing = _standing(database)
    other = Database(database.engine, "henan-edu-2023", None)
    with other.write() as tx:
        assert tx.facts.get(standing.id) is None
        assert tx.facts.standing() == ()
        assert tx.facts.confirm(standing.id, **OTHER.at(NOW)) is None


def test_the_database_itself_refuses_a_second_standing_fact(database: Database) -> None:
    _standing(database)
    with database.write() as tx:
        tx.facts.propose(SPOT, "4", **OFFICIAL.at(NOW))
    with pytest.raises(IntegrityError), database.writing() as connection:
        connection.exec_driver_sql("UPDATE fact SET state = 'standing'")


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE fact SET value = '0'", Break("xx-d01", 2, "record_differs")),
        ("UPDATE fact SET unit = 'xx-d02'", Break("xx-d01", 2, "record_differs")),
        ("UPDATE fact SET state = 'declined'", Break("xx-d01", 2, "record_differs")),
        ("UPDATE fact SET settled_by = 1", Break("xx-d01", 2, "record_differs")),
        ("DELETE FROM fact", Break("xx-d01", 2, "record_lost")),
        ("UPDATE fact SET id = 77", Break("xx-d01", 0, "record_untold")),
    ],
)
def test_a_fact_changed_behind_the_trails_back_is_found(database: Database, statement: str, found: Break) -> None:
    _standing(database)
    assert database.verify() == ()
    with database.writing() as connection:
        connection.exec_driver_sql(statement)
    assert found in database.verify()


STEPS = st.lists(
    st.tuples(st.sampled_from(["propose", "confirm", "decline", "hand_in"]), st.integers(1, 3), st.integers(1, 6)),
    max_size=12,
)


@given(STEPS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_people_do_one_stands_and_two_persons_saw_it(
    database: Database, steps: list[tuple[str, int, int]]
) -> None:
    with database.write() as tx:
        for what, person, number in steps:
            by = Seat(person)
            if what == "propose":
                tx.facts.propose(SPOT, str(number), **by.at(NOW), origin=list(Origin)[number % 3])
            elif what == "hand_in":
                tx.facts.hand_in(SPOT.rulebook, SPOT.unit, who=by.who, now=NOW)
            else:
                every = tx.facts.history(SPOT)
                entry = every[-number].id if number <= len(every) else 0
                if what == "decline":
                    tx.facts.decline(entry, **by.at(NOW), reason="x")
                elif (known := tx.facts.get(entry)) and known.entered_by != person:
                    tx.facts.confirm(entry, **by.at(NOW))
        standing = tx.facts.standing()
        assert len(standing) <= 1
        assert all(one.settled_by not in (None, one.entered_by) for one in standing)
        sides = [one.origin is Origin.UNIT for one in (*tx.facts.open(), *tx.facts.drafts(SPOT.rulebook, SPOT.unit))]
        assert len(sides) == len(set(sides))
        assert list(tx.disagreements()) == []
