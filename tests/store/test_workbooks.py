"""A workbook waits from its preview to its confirmation; what it said goes then, and the facts tell of it."""

from __future__ import annotations

from scoring.rulebooks.entered import Said, Spot
from store.database import Database
from store.workbooks import WorkbookState
from tests.store.moments import NOW

SAID = (
    Said(Spot("areas", "xx-a01", "2.1.4.incomplete"), "3", "电话核查"),
    Said(Spot("areas", "xx-a01", "training", "2023-Q1", "platform"), "5"),
)


def test_what_was_said_is_kept_until_it_is_proposed(database: Database) -> None:
    with database.write() as tx:
        by = tx.people.add(1, "周处", None, NOW).id
        one = tx.workbooks.add("评价.xlsx", "ab", SAID, by=by, now=NOW)
        assert tx.workbooks.said(one.id) == SAID
        assert (one.state, one.entries, one.batch) == (WorkbookState.READ, 2, f"workbook:{one.id}")
        assert tx.workbooks.all_proposed() == ()
        tx.workbooks.proposed(one.id, 1)
        (found,) = tx.workbooks.all_proposed()
        assert (found.entries, tx.workbooks.said(one.id)) == (1, ())
        assert tx.workbooks.of_batch(one.batch) == found
        assert tx.workbooks.of_batch("walk:1") is None
        tx.workbooks.drop(one.id)
        assert tx.workbooks.get(one.id) == found, "what is proposed is not dropped"


def test_a_second_file_of_the_same_person_takes_the_place_of_the_first(database: Database) -> None:
    with database.write() as tx:
        by, other = (tx.people.add(number, "周处", None, NOW).id for number in (1, 2))
        first = tx.workbooks.add("a.csv", "a", SAID, by=by, now=NOW)
        kept = tx.workbooks.add("b.csv", "b", SAID, by=other, now=NOW)
        tx.workbooks.add("c.csv", "c", SAID, by=by, now=NOW)
        states = [found.state for one in (first, kept) if (found := tx.workbooks.get(one.id))]
        assert states == [WorkbookState.DROPPED, WorkbookState.READ]
        assert tx.workbooks.get(99) is None
