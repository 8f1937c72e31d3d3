"""Confirmed once, stopped at any point, numbered without a gap, and frozen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from programmes.periods import Period
from scoring.circulars.contents import Circular, Ranking, Words
from scoring.circulars.freezing import FrozenError, Issue, freeze
from store.broadcasts import Recipient, Stage
from store.circulars import UNNUMBERED, CircularRecord, CircularState
from store.database import Database
from store.outbox import BROADCAST, State
from store.records import Message, Person
from store.tables import CIRCULAR
from store.transactions import Transaction
from tests.store.moments import NOW

JUNE = Period(2022, 6)
EMPTY = Circular(
    "henan-edu-2022", "2022-06", "bureaus", "2022-07-01T10:00:00+08:00", 31, 30, 29, (), Ranking("main", ("a",), ()),
    (), (), (), (), (), 10, 5, "",
)  # fmt: skip


def _author(tx: Transaction) -> Person:
    return tx.people.add(1, "李协调", None, NOW)


def _sending(tx: Transaction, count: int) -> int:
    """A broadcast whose messages are all in the outbox."""
    one = tx.broadcasts.begin(_author(tx).id, "{}", JUNE, NOW)
    assert tx.broadcasts.confirm(one.id, one.nonce, NOW)
    people = [tx.people.add(100 + number, f"p{number}", None, NOW) for number in range(count)]
    assert tx.broadcasts.start(one.id, [Recipient(p.id, p.telegram_id, p.name, ("hn-001",)) for p in people])
    for person in people:
        key = f"broadcast:{one.id}:{person.id}"
        tx.outbox.put(Message(key, person.telegram_id, "sendMessage", "{}", "person:1", one.subject, BROADCAST), NOW)
        tx.broadcasts.fed(one.id, person.id, key)
    return one.id


def test_a_preview_is_confirmed_once_and_only_the_last_one(database: Database) -> None:
    with database.write() as tx:
        one = tx.broadcasts.begin(_author(tx).id, "{}", JUNE, NOW)
        changed = tx.broadcasts.change(one.id, words="新的")
        assert not tx.broadcasts.confirm(one.id, one.nonce, NOW)
        assert tx.broadcasts.confirm(one.id, changed.nonce, NOW)
        assert not tx.broadcasts.confirm(one.id, changed.nonce, NOW)
        assert tx.broadcasts.change(one.id, words="zu spät").words == "新的"
        assert [found.id for found in tx.broadcasts.live()] == [one.id]


def test_a_new_draft_puts_the_old_one_away(database: Database) -> None:
    with database.write() as tx:
        author = _author(tx).id
        old = tx.broadcasts.begin(author, "{}", JUNE, NOW)
        tx.broadcasts.begin(author, "{}", JUNE, NOW)
        assert tx.broadcasts.required(old.id).stage is Stage.DISCARDED


@pytest.mark.parametrize("sent", range(6))
def test_stopped_after_any_number_the_sent_stay_and_the_rest_is_taken_back(database: Database, sent: int) -> None:
    with database.write() as tx:
        broadcast = _sending(tx, 5)
        for parcel in tx.outbox.claim("me", NOW, timedelta(seconds=30), limit=sent) if sent else ():
            tx.outbox.sent(parcel.id, 7, NOW)
        assert tx.broadcasts.cancel(broadcast)
        assert tx.outbox.cancel(f"broadcast:{broadcast}", NOW) == 5 - sent
        assert not tx.broadcasts.cancel(broadcast)
        expected = {State.SENT: sent, State.CANCELLED: 5 - sent}
        assert tx.broadcasts.tally(broadcast) == {state: count for state, count in expected.items() if count}
        assert tx.outbox.claim("me", NOW, timedelta(seconds=30)) == ()
        assert tx.broadcasts.end(broadcast, NOW)
        assert tx.broadcasts.required(broadcast).stage is Stage.CANCELLED


def test_what_became_of_each_is_found_by_the_outbox(database: Database) -> None:
    with database.write() as tx:
        broadcast = _sending(tx, 3)
        first, second, third = tx.outbox.claim("me", NOW, timedelta(seconds=30))
        tx.outbox.sent(first.id, 7, NOW)
        tx.outbox.failed(second.id, "403 Forbidden: bot was blocked by the user", NOW)
        tx.outbox.unknown(third.id, "500", NOW)
        found = tx.broadcasts.delivered(broadcast, (State.FAILED, State.UNKNOWN))
        assert [(one.recipient.name, one.state) for one in found] == [("p1", State.FAILED), ("p2", State.UNKNOWN)]
        assert [one.id for one in tx.unknowns.untold()] == [third.id]
        tx.unknowns.told(tx.unknowns.untold(), NOW)
        assert tx.unknowns.untold() == ()
        assert tx.unknowns.get(third.id)
        tx.unknowns.forget(third.id)
        assert [one.id for one in tx.unknowns.untold()] == [third.id]
        assert tx.outbox.resend(third.id, "person:1", NOW)
        assert tx.unknowns.get(third.id) is None


def _draft(tx: Transaction, corrects: int | None = None) -> CircularRecord:
    return tx.circulars.add(JUNE, "bureaus", corrects, Issue(UNNUMBERED, Words(), EMPTY, None), 0, NOW)


def _publish(tx: Transaction, one: CircularRecord) -> int:
    number = tx.circulars.next_number()
    assert tx.circulars.publish(one.id, freeze(replace(one.issue, number=number)), _author(tx).id, NOW)
    return number


def test_numbers_run_and_a_published_circular_does_not_change(database: Database) -> None:
    with database.write() as tx:
        first = _draft(tx)
        assert _publish(tx, first) == 1
        assert not tx.circulars.publish(first.id, freeze(replace(first.issue, number=2)), 1, NOW)
        assert tx.circulars.rewrite(first.id, first.issue, 9) is None
        assert not tx.circulars.discard(first.id)
        second = _draft(tx, corrects=1)
        assert _publish(tx, second) == 2
        assert tx.circulars.corrected_by(1) == 2
        latest = tx.circulars.latest(JUNE, "bureaus")
        assert latest
        assert latest.number == 2
        assert latest.state is CircularState.PUBLISHED
        assert [one.number for one in tx.circulars.standing()] == [2]
        issue = tx.circulars.issue(1)
        assert issue
        assert issue.circular == EMPTY
        assert tx.circulars.issue(3) is None


def test_a_circular_that_was_changed_behind_its_back_is_refused(database: Database) -> None:
    with database.write() as tx:
        one = _draft(tx)
        number = _publish(tx, one)
        body = freeze(replace(one.issue, number=number)).body.replace("31", "32")
        tx._connection.execute(update(CIRCULAR).values(body=body))
        with pytest.raises(FrozenError):
            tx.circulars.issue(number)
