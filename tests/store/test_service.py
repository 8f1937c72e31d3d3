"""Leases, contact and outages, marks, copies of the database."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.database import Database
from store.marks import token_hash
from store.records import Contact, Outage
from store.refusals import StoreError
from tests.store.moments import HOUR, MINUTE, NOW, SECOND

BOT = 7_000_000_001
DUE = NOW + HOUR


def test_one_poller_holds_the_lease_until_it_ends(database: Database) -> None:
    with database.write() as tx:
        assert tx.leases.acquire("poller", "a:1", 30 * SECOND, NOW)
        assert tx.leases.acquire("poller", "a:1", 30 * SECOND, NOW + 20 * SECOND)
        assert not tx.leases.acquire("poller", "a:2", 30 * SECOND, NOW + 49 * SECOND)
        assert tx.leases.holder("poller", NOW + 49 * SECOND) == "a:1"
        assert tx.leases.acquire("poller", "a:2", 30 * SECOND, NOW + 50 * SECOND)
        tx.leases.release("poller", "a:1")
        assert not tx.leases.acquire("poller", "a:1", 30 * SECOND, NOW + 51 * SECOND)
        tx.leases.release("poller", "a:2")
        assert tx.leases.holder("poller", NOW + 51 * SECOND) is None
        assert tx.leases.acquire("poller", "a:1", 30 * SECOND, NOW + 51 * SECOND)


def test_an_outage_across_the_due_moment_is_known_for_an_hour(database: Database) -> None:
    back = DUE + 10 * MINUTE
    with database.write() as tx:
        assert tx.contacts.last(BOT) is None
        assert tx.contacts.touch(BOT, 5, NOW, NOW) is None
        assert tx.contacts.touch(BOT, 6, back, back) == Outage(NOW, back)
        assert tx.contacts.last(BOT) == Contact(6, back, back)
        assert tx.contacts.outage_across(BOT, DUE, back) == Outage(NOW, back)
        assert tx.contacts.outage_across(BOT, DUE, back + HOUR) == Outage(NOW, back)
        assert tx.contacts.outage_across(BOT, DUE, back + HOUR + SECOND) is None
        assert tx.contacts.outage_across(BOT, NOW - HOUR, back) is None
        assert tx.contacts.outage_across(BOT, back + SECOND, back + MINUTE) is None
        assert tx.contacts.outage_across(BOT + 1, DUE, back) is None


def test_a_short_gap_is_no_outage(database: Database) -> None:
    with database.write() as tx:
        tx.contacts.touch(BOT, 5, NOW, DUE - MINUTE)
        assert tx.contacts.touch(BOT, 5, NOW + MINUTE, DUE + MINUTE) is None


def test_a_clock_moved_ahead_in_a_rehearsal_is_no_outage(database: Database) -> None:
    with database.write() as tx:
        tx.contacts.touch(BOT, 5, NOW, NOW)
        assert tx.contacts.touch(BOT, 5, NOW + 5 * SECOND, NOW + 100 * HOUR, restarted=True) is None


def test_an_outage_can_be_rehearsed_by_the_clock_alone(database: Database) -> None:
    with database.write() as tx:
        tx.contacts.touch(BOT, 5, NOW, DUE - 20 * MINUTE)
        tx.contacts.touch(BOT, 5, NOW + SECOND, DUE + 20 * MINUTE, restarted=True)
        assert tx.contacts.outage_across(BOT, DUE, DUE + 21 * MINUTE)


def test_a_clock_that_runs_fast_in_one_process_is_no_outage(database: Database) -> None:
    with database.write() as tx:
        tx.contacts.touch(BOT, 5, NOW, NOW)
        assert tx.contacts.touch(BOT, 5, NOW + 50 * SECOND, NOW + 8 * HOUR) is None


def test_a_clock_that_starts_again_earlier_is_no_outage(database: Database) -> None:
    with database.write() as tx:
        tx.contacts.touch(BOT, 5, NOW, NOW)
        assert tx.contacts.touch(BOT, 5, NOW + HOUR, NOW - HOUR) is None


def test_a_database_marked_for_another_bot_is_refused(database: Database) -> None:
    with database.write() as tx:
        tx.marks.check(token_hash("7:real"))
        assert tx.marks.label() is None
        tx.marks.mark("playground", token_hash("1:play"))
        tx.marks.mark("playground", token_hash("1:play"))
        assert tx.marks.label() == "playground"
        tx.marks.check(token_hash("1:another-token-of-the-same-bot"))
        with pytest.raises(StoreError) as refused:
            tx.marks.check(token_hash("7:real"))
    assert refused.value.said.arguments == {"label": "playground"}


@pytest.fixture
def file_database(tmp_path: Path) -> Database:
    opened = Database.open(f"sqlite:///{tmp_path / 'yuebao.db'}")
    opened.upgrade()
    return opened


def _add(database: Database, telegram_id: int) -> None:
    with database.write() as tx:
        tx.people.add(telegram_id, "x", None, NOW)


def test_a_backup_is_restored_whole(file_database: Database, tmp_path: Path) -> None:
    _add(file_database, 1)
    with file_database.write() as tx:  # a backup needs no pause: it holds what was committed when it was made
        tx.people.add(2, "x", None, NOW)
        file_database.backup(tmp_path / "copy.db")
    file_database.restore(tmp_path / "copy.db", NOW, lambda _: False)
    with file_database.read() as tx:
        assert tx.people.by_telegram(1)
        assert tx.people.by_telegram(2) is None
    file_database.close()


def test_nothing_is_restored_under_a_running_service(file_database: Database, tmp_path: Path) -> None:
    file_database.backup(tmp_path / "copy.db")
    with file_database.write() as tx:
        tx.leases.acquire("poller:1", "host:1:nonce", MINUTE, NOW)
    with pytest.raises(StoreError) as refused:
        file_database.restore(tmp_path / "copy.db", NOW, lambda _: False)
    assert refused.value.said.key == "store.served"
    with file_database.read() as tx:
        assert tx.leases.owners(NOW)
    file_database.restore(tmp_path / "copy.db", NOW, lambda owner: owner == "host:1:nonce")
    with file_database.read() as tx:
        assert not tx.leases.owners(NOW)
    file_database.close()


def test_a_broken_database_is_restored(file_database: Database, tmp_path: Path) -> None:
    file_database.backup(tmp_path / "copy.db")
    file_database.close()
    (tmp_path / "yuebao.db").write_bytes(b"SQLite format 3\x00" + b"noise" * 1000)
    file_database.restore(tmp_path / "copy.db", NOW, lambda _: False)
    file_database.require_current()
    file_database.close()


def test_the_key_is_kept_with_a_backup_and_does_not_stay_in_the_database(
    file_database: Database, tmp_path: Path
) -> None:
    file_database.backup(tmp_path / "copy.db", b"the-made-key")
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600
    assert b"the-made-key" in (tmp_path / "copy.db").read_bytes()
    assert file_database.restore(tmp_path / "copy.db", NOW, lambda _: False) == b"the-made-key"
    assert not [file for file in tmp_path.glob("yuebao.db*") if b"the-made-key" in file.read_bytes()]
    file_database.backup(tmp_path / "without.db")
    assert file_database.restore(tmp_path / "without.db", NOW, lambda _: False) is None
    file_database.close()


def test_a_backup_that_cannot_be_written_leaves_nothing(file_database: Database, tmp_path: Path) -> None:
    with pytest.raises(StoreError) as refused:
        file_database.backup(tmp_path / "none" / "copy.db")
    assert refused.value.said.key == "store.backup_failed"
    assert not list(tmp_path.glob("*.part"))
    file_database.close()


def test_a_backup_overwrites_nothing(file_database: Database, tmp_path: Path) -> None:
    with pytest.raises(StoreError) as refused:
        file_database.backup(tmp_path / "yuebao.db")
    assert refused.value.said.key == "store.backup_exists"


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00"])
def test_what_is_no_backup_is_refused_and_changes_nothing(
    file_database: Database, tmp_path: Path, content: bytes
) -> None:
    _add(file_database, 1)
    (tmp_path / "copy.db").write_bytes(content)
    with pytest.raises(StoreError) as refused:
        file_database.restore(tmp_path / "copy.db", NOW, lambda _: False)
    assert refused.value.said.key == "store.backup_unsound"
    with file_database.read() as tx:
        assert tx.people.by_telegram(1)
    file_database.close()
