"""Calls leave once, in order within a chat, at the pace that Telegram asks, and each one's fate is known."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import event

from store.database import Database
from store.outbox import BROADCAST, CHANNEL, State, repeatable
from store.records import Message, Parcel
from store.transactions import Transaction
from tests.store.moments import HOUR, MINUTE, NOW, SECOND

LEASE = 30 * SECOND
ME = "host:boot-1"


def _put(tx: Transaction, key: str, chat: int | None = 1, method: str = "sendMessage", **more: object) -> int:
    made = tx.outbox.put(Message(key, chat, method, "{}", "person:1", "reply", **more), NOW)  # type: ignore[arg-type]
    assert made is not None
    return made


def _claim(tx: Transaction, now: object = None, **more: object) -> list[str]:
    return [one.key for one in tx.outbox.claim(ME, now or NOW, LEASE, **more)]  # type: ignore[arg-type]


def test_a_business_key_is_put_once(database: Database) -> None:
    with database.write() as tx:
        _put(tx, "reply:1")
        assert tx.outbox.put(Message("reply:1", 1, "sendMessage", "{other}", "person:1", "reply"), NOW) is None


def test_a_claimed_row_is_sent_by_one_and_carries_who_and_why(database: Database) -> None:
    with database.write() as tx:
        made = _put(tx, "reply:1", chat=-1002471352452)
        assert tx.outbox.claim(ME, NOW, LEASE) == (
            Parcel(made, "reply:1", -1002471352452, "sendMessage", "{}", 0, 1, "person:1", "reply"),
        )
        assert tx.outbox.claim("host:boot-2", NOW, LEASE) == ()
        assert tx.outbox.sent(made, 77, NOW)
        assert not tx.outbox.sent(made, 78, NOW)
        assert tx.outbox.message_id("reply:1") == 77
        assert tx.outbox.counts() == {}


def test_one_chat_gets_one_call_at_a_time_in_order(database: Database) -> None:
    with database.write() as tx:
        first = _put(tx, "a")
        _put(tx, "b")
        _put(tx, "other", chat=2)
        _put(tx, "button", chat=None, method="answerCallbackQuery")
        assert _claim(tx) == ["a", "other", "button"]
        tx.outbox.sent(first, 1, NOW)
        assert _claim(tx) == ["b"]


def test_replies_overtake_broadcasts(database: Database) -> None:
    with database.write() as tx:
        _put(tx, "broadcast", priority=BROADCAST)
        _put(tx, "broadcast to another", chat=2, priority=BROADCAST)
        _put(tx, "reply")
        assert _claim(tx, limit=1) == ["reply"]
        assert _claim(tx) == ["broadcast to another"]


def test_a_turn_can_claim_its_own_rows_alone(database: Database) -> None:
    with database.write() as tx:
        _put(tx, "of another", chat=2)
        mine = _put(tx, "mine")
        assert _claim(tx, only=[mine]) == ["mine"]
        assert _claim(tx, only=[]) == []


def test_what_is_planned_for_later_waits_and_holds_nobody_up(database: Database) -> None:
    with database.write() as tx:
        _put(tx, "later", not_before=NOW + HOUR)
        _put(tx, "now")
        assert _claim(tx) == ["now"]
        assert tx.outbox.next_moment(NOW) == NOW + HOUR


def test_what_is_tried_again_keeps_its_place(database: Database) -> None:
    with database.write() as tx:
        first = _put(tx, "old screen", method="editMessageText")
        _put(tx, "new screen", method="editMessageText")
        _claim(tx)
        assert tx.outbox.requeue(first, ME, NOW + MINUTE, "ConnectError")
        assert _claim(tx) == []
        assert _claim(tx, now=NOW + MINUTE) == ["old screen"]


def test_a_row_is_given_back_by_its_owner_alone(database: Database) -> None:
    with database.write() as tx:
        made = _put(tx, "a")
        _claim(tx)
        assert not tx.outbox.requeue(made, "host:boot-2", NOW, "x")
        assert tx.outbox.requeue(made, ME, NOW, "x")
        assert not tx.outbox.requeue(made, ME, NOW, "x")


def test_who_ends_gives_back_what_was_not_begun(database: Database) -> None:
    with database.write() as tx:
        begun = _put(tx, "begun")
        _put(tx, "idle", chat=2)
        _put(tx, "post", chat=3, method=CHANNEL)
        _claim(tx)
        assert tx.outbox.claim_for_channels(ME, NOW, LEASE)
        assert tx.outbox.put_back("host:boot-2", (), NOW) == 0
        assert tx.outbox.put_back(ME, {begun}, NOW) == 1
        assert [tx.outbox.state_of(key) for key in ("begun", "idle", "post")] == ["sending", "queued", "sending"]
        assert tx.outbox.put_back(ME, (), NOW, channels=True) == 1
        assert _claim(tx) == ["idle"]


def test_a_paused_chat_waits_and_others_do_not(database: Database) -> None:
    with database.write() as tx:
        _put(tx, "slow")
        _put(tx, "fast", chat=2)
        tx.outbox.pause(1, NOW + HOUR)
        tx.outbox.pause(1, NOW + MINUTE)
    with database.write() as tx:
        assert _claim(tx) == ["fast"]
        assert _claim(tx, now=NOW + MINUTE) == []
        assert tx.outbox.next_moment(NOW) == NOW + HOUR
        assert _claim(tx, now=NOW + HOUR) == ["slow"]


def test_a_pause_of_all_stops_everything(database: Database) -> None:
    with database.write() as tx:
        _put(tx, "a")
        _put(tx, "button", chat=None, method="answerCallbackQuery")
        tx.outbox.pause(None, NOW + MINUTE)
        assert _claim(tx) == []
        assert _claim(tx, now=NOW + MINUTE) == ["a", "button"]


def test_an_expired_send_is_unknown_and_an_expired_edit_is_repeated(database: Database) -> None:
    with database.write() as tx:
        _put(tx, "send")
        _put(tx, "edit", chat=2, method="editMessageText")
        _claim(tx)
        assert tx.outbox.expire_leases(NOW + LEASE - SECOND) == (0, 0)
        assert tx.outbox.expire_leases(NOW + LEASE) == (1, 1)
        assert _claim(tx, now=NOW + LEASE) == ["edit"]
        (lost,) = tx.outbox.undelivered()
        assert (lost.key, lost.state, lost.who, lost.why) == ("send", "unknown", "person:1", "reply")


def test_an_unknown_is_sent_again_by_a_person_alone(database: Database) -> None:
    with database.write() as tx:
        made = _put(tx, "send")
        _claim(tx)
        tx.outbox.unknown(made, "ReadTimeout", NOW)
        assert _claim(tx, now=NOW + HOUR) == []
        assert tx.outbox.resend(made, "person:9", NOW)
        (parcel,) = tx.outbox.claim(ME, NOW, LEASE)
        assert (parcel.who, parcel.attempts) == ("person:9", 2)


def test_an_answer_that_comes_after_all_settles_an_unknown(database: Database) -> None:
    with database.write() as tx:
        made = _put(tx, "send")
        _claim(tx)
        tx.outbox.expire_leases(NOW + LEASE)
        assert tx.outbox.sent(made, 5, NOW + MINUTE)
        assert tx.outbox.undelivered() == ()


def test_a_refused_call_is_listed_as_failed(database: Database) -> None:
    with database.write() as tx:
        made = _put(tx, "send")
        _claim(tx)
        assert tx.outbox.failed(made, "Forbidden: bot was blocked by the user", NOW)
        assert tx.outbox.counts() == {State.FAILED: 1}
        (failed,) = tx.outbox.undelivered(State.FAILED)
        assert failed.error.startswith("Forbidden")


def test_what_has_not_left_can_be_taken_back(database: Database) -> None:
    with database.write() as tx:
        _put(tx, "gone")
        _claim(tx)
        _put(tx, "waiting", chat=2)
        assert tx.outbox.cancel("reply", NOW) == 1
        assert _claim(tx) == []
        assert tx.outbox.put(Message("waiting", 2, "sendMessage", "{}", "x", "reply"), NOW) is None


def test_sent_replies_are_forgotten_in_time_and_broadcasts_kept(database: Database) -> None:
    with database.write() as tx:
        for key, chat, priority in (("reply", 1, 0), ("broadcast", 2, BROADCAST)):
            made = _put(tx, key, chat=chat, priority=priority)
            _claim(tx)
            tx.outbox.sent(made, 1, NOW)
        assert tx.outbox.purge(NOW + HOUR) == 1
        assert tx.outbox.message_id("broadcast") == 1


@pytest.mark.parametrize("method", ["sendMessage", "sendDocument", "copyMessage", "forwardMessage"])
def test_a_send_is_never_repeated(method: str) -> None:
    assert not repeatable(method)


@pytest.mark.parametrize("method", ["editMessageText", "answerCallbackQuery", "deleteMessage", "setMyCommands"])
def test_what_changes_nothing_when_repeated_may_be(method: str) -> None:
    assert repeatable(method)


def test_a_long_history_does_not_slow_the_next_claim(tmp_path: Path) -> None:
    """The claim reads the indexes of undelivered rows, never the table."""
    database = Database.open(f"sqlite:///{tmp_path / 'yuebao.db'}")
    database.upgrade()
    asked: list[tuple[str, tuple[object, ...]]] = []
    event.listen(database.engine, "before_cursor_execute", lambda *told: asked.append((told[2], told[3])))
    with database.write() as tx:
        _claim(tx)
    query, arguments = next(one for one in asked if "LIMIT" in one[0])
    with database.engine.connect() as connection:
        plan = str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", arguments).all())
    assert "SCAN outbox USING INDEX ix_outbox_undelivered'" in plan
    assert "SEARCH other USING INDEX ix_outbox_undelivered_chat (chat=?)" in plan
    assert "TEMP B-TREE" not in plan
    database.close()


def test_a_new_sole_sender_settles_what_the_dead_one_held_at_once(database: Database) -> None:
    with database.write() as tx:
        _put(tx, "send")
        _put(tx, "edit", chat=2, method="editMessageText")
        _claim(tx)
        assert tx.outbox.expire_leases(NOW, only_living=ME) == (0, 0)
        assert tx.outbox.expire_leases(NOW, only_living="host:boot-2") == (1, 1)
