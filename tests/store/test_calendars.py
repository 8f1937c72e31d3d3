"""Occurrences, pushes, rosters and groups: each once, whoever asks again."""

from __future__ import annotations

from datetime import date, time

import pytest

from dialog.reminders.changes import Change
from dialog.reminders.people import Seat
from programmes.periods import Period
from programmes.roles import Role
from programmes.schedules import Content
from store.database import Database
from store.groups import GroupState
from store.outbox import State
from store.pushes import Planned
from store.records import Message
from store.schedules import Decision
from tests.store.moments import HOUR, MINUTE, NOW

MAY = Period(2022, 5)
DAY = date(2022, 5, 20)


def test_an_occurrence_comes_once(database: Database) -> None:
    with database.write() as tx:
        assert tx.schedules.occurred("opening", DAY, NOW, MAY, Decision.FIRED, "tick", NOW)
        assert tx.schedules.occurred("opening", DAY, NOW, MAY, Decision.SKIPPED, "tick", NOW) is None
        assert tx.schedules.rows(DAY) == {("opening", DAY)}
        assert not tx.schedules.rows(date(2022, 5, 21))


def test_what_was_asked_is_answered_once(database: Database) -> None:
    with database.write() as tx:
        made = tx.schedules.occurred("leaders", DAY, NOW, MAY, Decision.ASKED, "tick", NOW)
        assert made
        assert tx.schedules.settle(made, Decision.FIRED, "person:1", NOW)
        assert not tx.schedules.settle(made, Decision.SKIPPED, "person:2", NOW)
        found = tx.schedules.occurrence(made)
        assert found
        assert found.state is Decision.FIRED


def test_changes_are_laid_over_one_another(database: Database) -> None:
    with database.write() as tx:
        tx.schedules.change(Change("t-7", days=-6), "person:1", NOW)
        tx.schedules.change(Change("t-7", at=time(9)), "person:1", NOW + HOUR)
        tx.schedules.change(Change("weekly", on=False), "person:1", NOW)
        assert tx.schedules.changes() == (Change("t-7", -6, time(9)), Change("weekly", on=False))
        assert tx.schedules.changed_at() == {"t-7": NOW + HOUR, "weekly": NOW}


def test_the_service_plans_since_it_first_ran(database: Database) -> None:
    with database.write() as tx:
        assert tx.schedules.since(NOW) == NOW
        assert tx.schedules.since(NOW + HOUR) == NOW
        assert tx.schedules.since(NOW - HOUR) == NOW - HOUR


def _planned(person: int) -> Planned:
    return Planned(person, "t-7", 1, (Content.REMINDER,), MAY, (Seat("hn-001", Role.LIAISON),), NOW)


def test_a_push_waits_is_put_and_ends(database: Database) -> None:
    with database.write() as tx:
        person = tx.people.add(7, "王", None, NOW).id
        push = tx.pushes.add(_planned(person))
        assert [one.planned for one in tx.pushes.live(NOW)] == [_planned(person)]
        tx.pushes.wait(push, NOW + HOUR)
        assert tx.pushes.live(NOW) == ()
        tx.outbox.put(Message("k", 7, "sendMessage", "{}", "tick", f"push:{push}"), NOW)
        tx.pushes.put(push, "k", DAY, _planned(1).to, (Content.REMINDER,))
        assert tx.pushes.counts(DAY) == {person: 1}
        assert [(one.turns, one.outgoing) for one in tx.pushes.live(NOW)] == [(1, State.QUEUED)]
        tx.pushes.end([push], "sent")
        assert tx.pushes.live(NOW + HOUR) == ()
        assert tx.pushes.counts(DAY) == {person: 1}


def test_what_was_not_sent_counts_for_no_day(database: Database) -> None:
    with database.write() as tx:
        person = tx.people.add(7, "王", None, NOW).id
        push = tx.pushes.add(_planned(person))
        tx.pushes.put(push, "k", DAY, _planned(1).to, (Content.REMINDER,))
        tx.pushes.drop(push, "filed")
        assert not tx.pushes.counts(DAY)


def test_a_roster_is_fixed_once_without_the_exempt(database: Database) -> None:
    with database.write() as tx:
        assert tx.rosters.exempt(MAY, "hn-002", "并入他校", "person:1", NOW)
        assert tx.rosters.of(MAY).expected == ()
        assert tx.rosters.fix(MAY, ["hn-001", "hn-002", "hn-003"], NOW)
        assert not tx.rosters.fix(MAY, ["hn-009"], NOW + HOUR)
        assert not tx.rosters.exempt(MAY, "hn-001", "太晚", "person:1", NOW)
        found = tx.rosters.of(MAY)
        assert (found.expected, found.exempt, found.fixed_at) == (("hn-001", "hn-003"), {"hn-002": "并入他校"}, NOW)
        assert tx.rosters.fixed() == {MAY}


def test_an_exempt_unit_can_be_expected_again_until_the_roster_is_fixed(database: Database) -> None:
    with database.write() as tx:
        assert not tx.rosters.expect(MAY, "hn-002")
        tx.rosters.exempt(MAY, "hn-002", "并入他校", "person:1", NOW)
        assert tx.rosters.expect(MAY, "hn-002")
        assert tx.rosters.of(MAY).exempt == {}
        tx.rosters.exempt(MAY, "hn-002", "并入他校", "person:1", NOW)
        tx.rosters.fix(MAY, ["hn-001", "hn-002"], NOW)
        assert not tx.rosters.expect(MAY, "hn-002")
        assert not tx.rosters.expect(MAY, "hn-001")


def test_a_bind_code_is_good_once_and_for_its_time(database: Database) -> None:
    with database.write() as tx:
        person = tx.people.add(7, "李", None, NOW).id
        code, late = tx.groups.issue("schools", person, NOW), tx.groups.issue(None, person, NOW, MINUTE)
        assert tx.groups.redeem("wrong", NOW) is None
        assert tx.groups.redeem(code, NOW) == ("schools", person)
        assert tx.groups.redeem(code, NOW) is None
        assert tx.groups.redeem(late, NOW + HOUR) is None


@pytest.fixture
def bound(database: Database) -> int:
    with database.write() as tx:
        person = tx.people.add(7, "李", "zh_CN", NOW).id
        tx.people.grant(person, Role.COORDINATOR, None, "cli", NOW)
        group = tx.groups.propose(-5_000_000_000, None, "schools", "群", "zh_CN", person, NOW)
        assert group.state is GroupState.PROPOSED
        tx.groups.set_state(group.id, GroupState.ACTIVE, "", NOW)
        return group.id


def test_a_group_moves_once_and_takes_its_messages_along(database: Database, bound: int) -> None:
    old, new = -5_000_000_000, -1_005_000_000_000
    with database.write() as tx:
        tx.outbox.put(Message("a", old, "sendMessage", f'{{"chat_id": {old}}}', "tick", "x"), NOW)
        assert tx.groups.move(old, new)
        assert tx.outbox.move(old, new) == 1
        assert tx.groups.move(old, new) is None
        assert tx.outbox.move(old, new) == 0
        (parcel,) = tx.outbox.claim("me", NOW, MINUTE)
        assert (parcel.chat, parcel.payload) == (new, f'{{"chat_id": {new}}}')
        assert [one.id for one in tx.groups.active()] == [bound]


def test_a_group_bound_anew_before_its_move_was_told_is_one_group(database: Database, bound: int) -> None:
    new = -1_005_000_000_000
    with database.write() as tx:
        again = tx.groups.propose(new, None, None, "群", "zh_CN", 1, NOW)
        tx.posts.add(again.id, MAY, NOW, NOW)
        assert tx.groups.move(-5_000_000_000, new)
        assert [(one.id, one.chat) for one in tx.groups.every()] == [(bound, new)]


def test_a_group_state_changes_once(database: Database, bound: int) -> None:
    with database.write() as tx:
        assert tx.groups.set_state(bound, GroupState.KICKED, "Forbidden", NOW)
        assert not tx.groups.set_state(bound, GroupState.KICKED, "Forbidden", NOW)
        assert tx.groups.active() == ()


def test_a_group_has_one_post_a_period_and_a_person_confirms_once(database: Database, bound: int) -> None:
    with database.write() as tx:
        post = tx.posts.add(bound, MAY, NOW, NOW)
        assert post
        assert tx.posts.add(bound, MAY, NOW, NOW) is None
        assert tx.posts.acknowledge(f"post:{post}", 2**40, "赵", NOW)
        assert not tx.posts.acknowledge(f"post:{post}", 2**40, "赵", NOW + HOUR)
        assert [(one.name, one.at) for one in tx.posts.acknowledged(f"post:{post}")] == [("赵", NOW)]
        assert tx.posts.of_period(MAY) == tx.posts.of_group(bound)
