"""Findings of visits as time passes: who is told when, several in one message, once, and not after the closing."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from handlers.pushes import pushing
from handlers.pushes.pushing import Round
from handlers.pushes.ticking import take_back
from programmes.roles import Role
from store.database import Database
from store.records import Person
from store.visits import FindingState
from tests.databases import database_url, postgresql_server
from tests.handlers.house import HENAN, House, moment, text_of, told
from tests.warm_starts import start

__all__ = ["database_url", "postgresql_server"]

FIRST, SECOND = (unit.code for unit in HENAN.units[:2])
LIAISON, LEADER, OFFICIAL, CHIEF = 100, 200, 300, 900
REMINDER, LED = "视导整改提醒：还有 {} 个问题没有整改。", "视导整改到期：贵单位还有 {} 个问题没有整改，请督促。"


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A liaison and a leader of the first unit, a liaison of the second, an official; after the last report is due."""
    return peopled(House.at(tmp_path, "2023-02-01T09:00"))


def peopled(house: House) -> House:
    house.person(LIAISON, Role.LIAISON, FIRST)
    house.person(LEADER, Role.LEADER, FIRST)
    house.person(LIAISON + 1, Role.LIAISON, SECOND)
    house.person(OFFICIAL, Role.OFFICIAL)
    return house


def official(house: House) -> Person:
    with house.database.read() as tx:
        (person,) = tx.people.of_unit(None, Role.OFFICIAL)
        return person


def found(house: House, words: str, mend_by: str, unit: str = FIRST) -> int:
    """A visit of today with one finding."""
    by = {"by": official(house).id, "who": "person:1", "now": house.now}
    with house.database.write() as tx:
        visit = tx.visits.record(unit, HENAN.calendar.today(house.now), **by)  # type: ignore[arg-type]
        return tx.visits.add_finding(visit.id, words, date.fromisoformat(mend_by), **by).id  # type: ignore[arg-type]


def settle(house: House, finding: int, what: str) -> None:
    """Told mended, closed, moved or opened again, as the turn that does it leaves it."""
    by = {"by": official(house).id, "who": "person:1", "now": house.now}
    with house.database.write() as tx:
        if what == "mended":
            tx.visits.tell_mended(finding, "已整改", **by)  # type: ignore[arg-type]
        elif what == "closed":
            tx.visits.close(finding, **by)  # type: ignore[arg-type]
        elif what.startswith("moved "):
            tx.visits.move(finding, date.fromisoformat(what.removeprefix("moved ")), who="person:1", now=house.now)
        else:
            tx.visits.reopen(finding, "不行", mend_by=date.fromisoformat(what), **by)  # type: ignore[arg-type]
        one = tx.visits.finding(finding)
        assert one
        pushing.decide(Round(tx, house.setting, house.now, house.real), one.unit, findings_changed=True)


def test_a_finding_is_reminded_of_on_exactly_these_days_until_it_is_closed(house: House) -> None:
    """Due on Saturday 4 March: the Friday before stands in for the day and for T-1; Monday is the officials' day."""
    finding = found(house, "未建立工作专班", "2023-03-04")
    sent = house.through("2023-02-20T00:00", "2023-03-15T00:00")
    settle(house, finding, "closed")
    sent += house.through("2023-03-15T00:00", "2023-03-25T00:00")
    assert told(sent) == [
        ("02-24T10:00", LIAISON, REMINDER.format(1)),
        ("03-01T10:00", LIAISON, REMINDER.format(1)),
        ("03-03T10:00", LIAISON, REMINDER.format(1)),
        ("03-03T10:00", LEADER, LED.format(1)),
        ("03-06T10:00", OFFICIAL, "视导整改每周汇总：逾期 1 个，等销号 0 个。"),
        ("03-13T10:00", LIAISON, REMINDER.format(1)),
        ("03-13T10:00", LEADER, LED.format(1)),
        ("03-13T10:00", OFFICIAL, "视导整改每周汇总：逾期 1 个，等销号 0 个。"),
    ]


def test_on_both_databases_a_closing_takes_back_what_waits(database_url: str, tmp_path: Path) -> None:
    database = Database.open(database_url, programme=HENAN.id)
    database.upgrade()
    house = peopled(House(database, tmp_path, moment("2023-02-01T09:00")))
    house.tick("2023-02-01T09:00")
    finding = found(house, "甲问题", "2023-03-10")
    assert told(house.tick("2023-03-07T10:00")) == [("03-07T10:00", LIAISON, REMINDER.format(1))]
    house.tick("2023-03-10T10:00", deliver=False)
    settle(house, finding, "closed")
    assert house.deliver() == []
    database.close()


def test_a_moved_deadline_takes_back_what_waits_and_is_reminded_of_by_the_new_day(house: House) -> None:
    finding = found(house, "甲问题", "2023-03-10")
    house.tick("2023-03-10T10:00", deliver=False)
    settle(house, finding, "moved 2023-03-22")
    sent = house.deliver() + house.through("2023-03-10T10:30", "2023-03-23T00:00")
    assert [one for one in told(sent) if one[1] != OFFICIAL] == [
        ("03-15T10:00", LIAISON, REMINDER.format(1)),
        ("03-17T10:00", LIAISON, REMINDER.format(1)),
        ("03-21T10:00", LIAISON, REMINDER.format(1)),
        ("03-22T10:00", LIAISON, REMINDER.format(1)),
        ("03-22T10:00", LEADER, LED.format(1)),
    ]


def test_several_findings_of_a_unit_are_one_message(house: House) -> None:
    found(house, "甲问题", "2023-03-10")
    found(house, "乙问题", "2023-03-13")
    found(house, "别处的", "2023-06-30")
    sent = [one for one in house.through("2023-03-03T09:00", "2023-03-07T00:00") if one.chat == LIAISON]
    assert [one.at for one in sent] == ["03-03T10:00", "03-06T10:00"]
    assert "甲问题" in text_of(sent[0])
    assert "乙问题" not in text_of(sent[0])
    both = text_of(sent[1])
    assert (REMINDER.format(2) in both, "甲问题" in both, "乙问题" in both, "别处的" in both) == (
        True,
        True,
        True,
        False,
    )


def test_findings_of_two_units_of_one_person_are_one_message_too(house: House) -> None:
    house.person(LIAISON, Role.LIAISON, SECOND)
    found(house, "甲问题", "2023-03-10")
    found(house, "乙问题", "2023-03-10", SECOND)
    sent = [one for one in house.tick("2023-03-10T10:00") if one.chat == LIAISON]
    assert len(sent) == 1
    assert all(HENAN.unit(code).name in text_of(sent[0]) for code in (FIRST, SECOND))


def test_a_queued_reminder_is_taken_back_by_the_closing_itself(house: House) -> None:
    first, second = found(house, "甲问题", "2023-03-10"), found(house, "乙问题", "2023-03-10")
    house.tick("2023-03-10T10:00", deliver=False)
    settle(house, first, "closed")
    sent = house.deliver()
    assert {one.chat for one in sent} == {LIAISON, LEADER}
    assert all("乙问题" in text_of(one) and "甲问题" not in text_of(one) for one in sent)
    house.tick("2023-03-17T10:00", deliver=False)
    settle(house, second, "closed")
    assert house.deliver() == []
    assert house.through("2023-03-17T10:30", "2023-03-30T00:00") == []


def test_what_is_told_mended_is_not_nagged_about_but_waits_in_the_digest(house: House) -> None:
    finding = found(house, "甲问题", "2023-03-10")
    settle(house, finding, "mended")
    sent = house.through("2023-03-01T00:00", "2023-03-21T00:00")
    assert told(sent) == [
        (f"03-{day}T10:00", OFFICIAL, "视导整改每周汇总：逾期 0 个，等销号 1 个。") for day in ("06", "13", "20")
    ]


def test_opened_again_it_counts_from_the_new_deadline(house: House) -> None:
    finding = found(house, "甲问题", "2023-03-10")
    settle(house, finding, "mended")
    house.tick("2023-03-08T09:00")
    settle(house, finding, "2023-03-24")
    sent = [one.at for one in house.through("2023-03-08T10:00", "2023-03-25T00:00") if one.chat == LIAISON]
    assert sent == ["03-17T10:00", "03-21T10:00", "03-23T10:00", "03-24T10:00"]


def test_a_tick_again_and_again_says_it_once(house: House) -> None:
    found(house, "甲问题", "2023-03-10")
    assert len(house.tick("2023-03-10T10:00")) == 2
    assert [house.tick(f"2023-03-10T10:{minute}") for minute in ("01", "30", "59")] == [[], [], []]


def test_nothing_leaves_in_the_night(house: House) -> None:
    """The service was down at ten; within its day the reminder goes, but not into the quiet hours."""
    found(house, "甲问题", "2023-03-10")
    assert house.tick("2023-03-10T22:30") == []
    assert house.tick("2023-03-11T07:59") == []
    late = house.tick("2023-03-11T08:00")
    assert {one.chat for one in late} == {LIAISON, LEADER}
    assert "已逾期 1 天" in text_of(late[0])


def test_after_downtime_the_missed_deadline_is_said_once_and_the_earlier_ones_are_not(house: House) -> None:
    found(house, "甲问题", "2023-03-10")
    house.tick("2023-03-02T10:00")
    sent = [one for one in house.through("2023-03-12T09:00", "2023-03-14T00:00") if one.chat == LIAISON]
    assert [one.at for one in sent] == ["03-12T09:00"]


def test_without_a_liaison_in_reach_the_leader_is_told_before_the_deadline(house: House) -> None:
    house.block(LIAISON)
    found(house, "甲问题", "2023-03-10")
    assert told(house.tick("2023-03-03T10:00")) == [("03-03T10:00", LEADER, REMINDER.format(1))]


def test_a_liaison_found_out_of_reach_at_sending_passes_it_to_the_leader(house: House) -> None:
    found(house, "甲问题", "2023-03-10")
    house.tick("2023-03-03T10:00", deliver=False)
    for parcel in house.claim():
        with house.database.write() as tx:
            tx.outbox.failed(parcel.id, "403 Forbidden: bot was blocked by the user", house.real)
        house.block(parcel.chat or 0)
    house.tick("2023-03-03T10:01")
    assert {one.chat for one in (*house.calls, *house.tick("2023-03-03T10:02"))} == {LEADER}


def test_a_report_and_a_finding_are_two_messages(tmp_path: Path) -> None:
    house = House.at(tmp_path, "2022-04-19T09:00")
    house.person(LIAISON, Role.LIAISON, FIRST)
    house.person(OFFICIAL, Role.OFFICIAL)
    found(house, "甲问题", "2022-04-29")
    sent = house.tick("2022-04-22T10:00")
    assert {one.text for one in sent} == {"2022年4月月报尚未报送", REMINDER.format(1)}


def test_the_day_of_a_queued_reminder_is_the_day_of_its_sending(house: House) -> None:
    found(house, "甲问题", "2023-03-10")
    house.tick("2023-03-03T20:50", deliver=False)
    (late,) = house.tick("2023-03-04T09:00")
    assert "还剩 6 天" in text_of(late)


def test_a_start_takes_back_what_was_closed_meanwhile(house: House) -> None:
    finding = found(house, "甲问题", "2023-03-10")
    house.tick("2023-03-10T10:00", deliver=False)
    with house.database.write() as tx:
        tx.visits.close(finding, by=official(house).id, who="person:1", now=house.now)
        take_back(tx, house.setting, house.now, house.real)
    assert house.deliver() == []


def test_what_is_told_mended_after_the_digest_waits_for_the_next_one(house: House) -> None:
    """On the digest's day nothing was overdue at ten; what is told mended at two was told to officials then."""
    finding = found(house, "甲问题", "2023-03-31")
    assert house.tick("2023-03-06T10:00") == []
    settle(house, finding, "mended")
    assert house.through("2023-03-06T10:30", "2023-03-13T09:59") == []
    assert [one.chat for one in house.tick("2023-03-13T10:00")] == [OFFICIAL]


def test_without_officials_the_admins_get_the_digest(tmp_path: Path) -> None:
    house = House.at(tmp_path, "2023-02-01T09:00")
    person = house.person(CHIEF, Role.ADMIN)
    with house.database.write() as tx:
        by = {"by": person.id, "who": "person:1", "now": house.now}
        visit = tx.visits.record(FIRST, date(2023, 2, 1), **by)  # type: ignore[arg-type]
        tx.visits.add_finding(visit.id, "甲问题", date(2023, 2, 10), **by)  # type: ignore[arg-type]
    assert [one.chat for one in house.tick("2023-02-13T10:00")] == [CHIEF]


def test_processes_that_tick_at_once_make_one_reminder(house: House, tmp_path: Path) -> None:
    found(house, "甲问题", "2023-03-10")
    script = ["-m", "tests.handlers.tickers", str(tmp_path), "2023-03-10T10:00", "3"]
    with (tmp_path / "printed").open("wb") as printed:
        runs = [start(script, os.environ, printed, printed) for _ in range(3)]
    assert [run.wait(60) for run in runs] == [0, 0, 0]
    house.now = moment("2023-03-10T10:01")
    assert sorted(one.chat for one in house.deliver()) == [LIAISON, LEADER]
    with house.database.read() as tx:
        assert [one.state for one in tx.visits.findings()] == [FindingState.OPEN]
