"""People, roles, sessions and invitations."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select

from programmes.roles import Role
from store.database import Database
from store.invites import LIFETIME
from store.records import Membership, Person
from store.tables import INVITE
from tests.store.moments import MINUTE, NOW, SECOND

BIG = 2**52 + 1


@pytest.fixture
def person(database: Database) -> Person:
    with database.write() as tx:
        return tx.people.add(BIG, "王老师", None, NOW)


def test_telegram_ids_beyond_32_bits_come_back_whole(database: Database, person: Person) -> None:
    with database.read() as tx:
        assert tx.people.by_telegram(BIG) == person == tx.people.by_id(person.id)
        assert tx.people.by_telegram(1) is None


def test_an_account_is_one_person_however_often_it_is_added(database: Database, person: Person) -> None:
    with database.write() as tx:
        assert tx.people.add(BIG, "someone else", "en", NOW) == person


def test_language_and_reachability_can_change(database: Database, person: Person) -> None:
    with database.write() as tx:
        tx.people.set_language(person.id, "en")
        tx.people.set_unreachable(person.id, "blocked")
        assert tx.people.by_id(person.id) == Person(person.id, BIG, person.name, "en", "blocked")


def test_a_role_is_granted_once_revoked_and_granted_again(database: Database, person: Person) -> None:
    with database.write() as tx:
        assert tx.people.grant(person.id, Role.LIAISON, "hn-045", "cli", NOW)
        assert not tx.people.grant(person.id, Role.LIAISON, "hn-045", "cli", NOW)
        assert tx.people.grant(person.id, Role.ADMIN, None, "cli", NOW + SECOND)
        assert tx.people.memberships(person.id) == (Membership(Role.LIAISON, "hn-045"), Membership(Role.ADMIN, None))
        assert tx.people.of_unit("hn-045", Role.LIAISON) == (person,)
        assert tx.people.of_unit(None, Role.ADMIN) == (person,)
        assert tx.people.revoke(person.id, Role.LIAISON, "hn-045", NOW)
        assert not tx.people.revoke(person.id, Role.LIAISON, "hn-045", NOW)
        assert tx.people.of_unit("hn-045", Role.LIAISON) == ()
        assert tx.people.grant(person.id, Role.LIAISON, "hn-045", "cli", NOW)
        assert len(tx.people.memberships(person.id)) == 2


def test_a_session_is_replaced_and_ended(database: Database, person: Person) -> None:
    with database.write() as tx:
        assert tx.sessions.load(person.id) is None
        tx.sessions.save(person.id, "{}", NOW)
        tx.sessions.save(person.id, '{"question": 3}', NOW)
        assert tx.sessions.load(person.id) == '{"question": 3}'
        tx.sessions.delete(person.id)
        assert tx.sessions.load(person.id) is None


def _issue(database: Database, now: datetime = NOW) -> str:
    with database.write() as tx:
        return tx.invites.issue(Role.LIAISON, "hn-045", "王老师", "cli", now)[0]


def test_a_code_serves_once(database: Database) -> None:
    code = _issue(database)
    with database.write() as tx:
        invite = tx.invites.redeem(code, BIG, NOW + MINUTE)
        assert invite
        assert (invite.role, invite.unit, invite.name) == (Role.LIAISON, "hn-045", "王老师")
        assert tx.invites.redeem(code, BIG, NOW + MINUTE) is None
        assert tx.invites.open(NOW) == ()


def test_a_code_fits_a_deep_link_and_is_nowhere_in_the_database(database: Database) -> None:
    code = _issue(database)
    assert len(code) <= 64
    assert set(code) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
    with database.engine.connect() as connection:
        row = connection.execute(select(INVITE)).one()
    assert code not in repr(row)


def test_expired_revoked_and_wrong_codes_get_the_same_answer(database: Database) -> None:
    expired, revoked = _issue(database, NOW - LIFETIME), _issue(database)
    with database.write() as tx:
        (open_one,) = tx.invites.open(NOW)
        assert tx.invites.revoke(open_one.id, NOW)
        assert not tx.invites.revoke(open_one.id, NOW)
        assert [tx.invites.redeem(code, BIG, NOW) for code in (expired, revoked, "wrong", "\ud800")] == [None] * 4


def test_a_reissued_code_replaces_the_old_one(database: Database) -> None:
    old = _issue(database)
    with database.write() as tx:
        (invite,) = tx.invites.open(NOW)
        issued = tx.invites.reissue(invite.id, "person:1", NOW)
        assert issued
        assert tx.invites.redeem(old, BIG, NOW) is None
        assert tx.invites.redeem(issued[0], BIG, NOW)
        assert tx.invites.reissue(issued[1].id, "person:1", NOW) is None


def test_guessing_is_slowed_for_the_guesser_alone(database: Database) -> None:
    code = _issue(database)
    with database.write() as tx:
        for _ in range(5):
            assert not tx.invites.wait(BIG, NOW)
            tx.invites.redeem("guess", BIG, NOW)
        assert tx.invites.wait(BIG, NOW + MINUTE) == 14 * MINUTE
        assert tx.invites.redeem(code, BIG, NOW + MINUTE) is None
        assert not tx.invites.wait(BIG + 1, NOW)
        assert tx.invites.redeem(code, BIG, NOW + 15 * MINUTE)


def test_a_time_without_offset_is_never_stored(database: Database) -> None:
    with pytest.raises(Exception, match="needs its offset"), database.write() as tx:
        tx.people.add(1, "x", None, datetime(2022, 9, 26))  # noqa: DTZ001
