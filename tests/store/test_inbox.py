"""Updates are kept once, handled in each person's order, tried again, and given up in the end."""

from __future__ import annotations

from store.database import Database
from store.inbox import MOST_ATTEMPTS, State
from store.records import RawUpdate
from tests.store.moments import HOUR, MINUTE, NOW, SECOND

BOT = 7_000_000_001


def _raw(update_id: int, person: int = 1) -> RawUpdate:
    return RawUpdate(update_id, person, f'{{"update_id": {update_id}}}')


def _ids(database: Database, now: object = NOW) -> list[int]:
    with database.read() as tx:
        return [one.update_id for one in tx.inbox.pending(NOW if now is NOW else NOW + HOUR)]


def test_an_update_seen_twice_is_kept_once(database: Database) -> None:
    with database.write() as tx:
        assert len(tx.inbox.add(BOT, [_raw(5), _raw(6), _raw(5)], NOW)) == 2
    with database.write() as tx:
        assert [one.update_id for one in tx.inbox.add(BOT, [_raw(6), _raw(7)], NOW)] == [7]
    assert _ids(database) == [5, 6, 7]


def test_ids_that_start_again_low_are_new(database: Database) -> None:
    with database.write() as tx:
        tx.inbox.add(BOT, [_raw(900_000_000_000)], NOW)
        assert len(tx.inbox.add(BOT, [_raw(7)], NOW)) == 1
    assert _ids(database) == [900_000_000_000, 7]


def test_another_bot_has_ids_of_its_own(database: Database) -> None:
    with database.write() as tx:
        tx.inbox.add(BOT, [_raw(5)], NOW)
        assert len(tx.inbox.add(BOT + 1, [_raw(5)], NOW)) == 1


def test_done_is_done_once_and_keeps_the_id(database: Database) -> None:
    with database.write() as tx:
        (one,) = tx.inbox.add(BOT, [_raw(5)], NOW)
        assert tx.inbox.is_pending(one.id)
        assert tx.inbox.done(one.id)
        assert not tx.inbox.done(one.id)
        assert not tx.inbox.is_pending(one.id)
        assert tx.inbox.add(BOT, [_raw(5)], NOW) == ()
    assert _ids(database) == []


def test_behind_a_failed_update_its_person_waits_and_nobody_else(database: Database) -> None:
    with database.write() as tx:
        first, *_ = tx.inbox.add(BOT, [_raw(1, person=1), _raw(2, person=1), _raw(3, person=2)], NOW)
        assert tx.inbox.failed(first.id, "RuntimeError", NOW) is State.PENDING
        assert [one.update_id for one in tx.inbox.pending(NOW)] == [3]
        assert tx.inbox.next_try() == NOW + 2 * SECOND
        again = tx.inbox.pending(NOW + MINUTE)
        assert [(one.update_id, one.attempts) for one in again] == [(1, 1), (2, 0), (3, 0)]


def test_what_fails_too_often_is_dead(database: Database) -> None:
    with database.write() as tx:
        one, other = tx.inbox.add(BOT, [_raw(1), _raw(2)], NOW)
        states = [tx.inbox.failed(one.id, "RuntimeError", NOW) for _ in range(MOST_ATTEMPTS)]
        assert states == [State.PENDING] * (MOST_ATTEMPTS - 1) + [State.DEAD]
        assert tx.inbox.dead(other.id, "unreadable")
        assert not tx.inbox.is_pending(one.id)
        assert not tx.inbox.is_pending(other.id)
        assert tx.inbox.pending(NOW + HOUR) == ()


def test_the_moment_of_receipt_and_the_raw_text_come_back(database: Database) -> None:
    with database.write() as tx:
        tx.inbox.add(BOT, [RawUpdate(1, 2**52, '{"text": "１２０人 \\u0000"}')], NOW)
    with database.read() as tx:
        (one,) = tx.inbox.pending(NOW)
    assert (one.person, one.body, one.received_at) == (2**52, '{"text": "１２０人 \\u0000"}', NOW)


def test_old_handled_updates_are_forgotten_and_waiting_ones_kept(database: Database) -> None:
    with database.write() as tx:
        one, _ = tx.inbox.add(BOT, [_raw(1), _raw(2)], NOW)
        tx.inbox.done(one.id)
        assert tx.inbox.purge(NOW + HOUR) == 1
        assert [held.update_id for held in tx.inbox.pending(NOW)] == [2]
