"""What time brings: who is reminded when over a month, once, in good manners, and never after the report is in."""

from __future__ import annotations

import os
from datetime import time
from pathlib import Path

import pytest

from dialog.codec import dump_session
from dialog.reminders.changes import Change
from dialog.report.session import Place, ReportSession
from handlers.pushes.pushing import Round
from handlers.pushes.ticking import fire_late, take_back
from programmes.periods import Period
from programmes.roles import Role
from store.schedules import Decision
from tests.handlers.house import HENAN, House, moment, text_of, told
from tests.warm_starts import start

UNITS = [unit.code for unit in HENAN.units]
LIAISON, LEADER, CHIEF = 100, 200, 900
OPEN, MISSING = "2022年4月月报开始填报", "2022年4月月报尚未报送"
LED, WEEKLY, DIGEST = (
    "贵单位2022年4月月报尚未报送，请督促联络员，也可由您填报。",
    "每周简报（2022年4月月报）",
    "2022年4月月报报送汇总",
)


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A liaison and a leader of each of the first two units, and a coordinator."""
    house = House.at(tmp_path)
    for place, unit in enumerate(UNITS[:2]):
        house.person(LIAISON + place, Role.LIAISON, unit)
        house.person(LEADER + place, Role.LEADER, unit)
    house.person(CHIEF, Role.COORDINATOR)
    return house


def test_a_month_of_the_real_table_is_exactly_this(house: House) -> None:
    """Unit 1 files on the 26th; both leaders of the others and the coordinator are told what the table says."""
    sent = house.through("2022-04-19T09:00", "2022-04-26T12:00")
    house.file(UNITS[0])
    sent += house.through("2022-04-26T12:00", "2022-05-06T00:00")
    assert told(sent) == [
        ("04-20T10:00", 100, OPEN),
        ("04-20T10:00", 101, OPEN),
        ("04-22T10:00", 100, MISSING),
        ("04-22T10:00", 101, MISSING),
        ("04-25T10:00", 900, WEEKLY),
        ("04-27T10:00", 101, MISSING),
        ("04-29T10:00", 101, MISSING),
        ("04-30T10:00", 101, MISSING),
        ("04-30T10:00", 201, LED),
        ("05-05T10:00", 900, DIGEST),
    ]


def test_all_171_units_are_reminded_at_the_moment_of_the_table(tmp_path: Path) -> None:
    house = House.at(tmp_path)
    for place, unit in enumerate(UNITS):
        house.person(1000 + place, Role.LIAISON, unit)
    sent = house.tick("2022-04-20T10:00")
    assert sorted(one.chat for one in sent) == [1000 + place for place in range(171)]
    assert not house.tick("2022-04-20T10:01")


def test_more_people_than_go_at_once_are_all_written_to(tmp_path: Path) -> None:
    house = House.at(tmp_path)
    for place in range(450):
        house.person(1000 + place, Role.LIAISON, UNITS[place % 3])
    assert len({one.chat for one in house.tick("2022-04-20T10:00")}) == 450


def test_the_days_left_are_those_of_the_sending(house: House) -> None:
    house.tick("2022-04-20T10:00", deliver=False)
    (first, *_) = house.tick("2022-04-21T09:00")
    assert "还剩 9 天" in text_of(first)


def test_what_waits_in_the_outbox_overnight_keeps_the_quiet_hours(house: House) -> None:
    house.tick("2022-04-20T10:00", deliver=False)
    assert not house.tick("2022-04-20T21:30")
    assert not house.tick("2022-04-21T07:59")
    assert {one.chat for one in house.tick("2022-04-21T08:00")} == {100, 101}


def test_a_queued_reminder_is_taken_back_by_the_filing_itself(house: House) -> None:
    house.tick("2022-04-22T10:00", deliver=False)
    house.file(UNITS[0])
    assert {one.chat for one in house.deliver()} == {101}
    assert not house.tick("2022-04-22T10:01")


def test_who_reports_for_two_units_is_reminded_of_the_one_that_is_left(house: House) -> None:
    house.person(100, Role.LIAISON, UNITS[2])
    house.tick("2022-04-22T10:00", deliver=False)
    house.file(UNITS[0])
    (again,) = [one for one in house.tick("2022-04-22T10:01") if one.chat == 100]
    assert "待报单位" not in text_of(again)


def test_whoever_answered_lately_is_left_alone_for_half_an_hour(house: House) -> None:
    house.tick("2022-04-20T10:00")
    person = house.person(100, Role.LIAISON, UNITS[0])
    house.answered(person, "2022-04-22T09:45")
    assert {one.chat for one in house.tick("2022-04-22T10:00")} == {101}
    assert not house.tick("2022-04-22T10:14")
    assert {one.chat for one in house.tick("2022-04-22T10:15")} == {100}


def test_whoever_is_in_the_form_is_not_interrupted(house: House) -> None:
    house.tick("2022-04-20T10:00")
    person = house.person(100, Role.LIAISON, UNITS[0])
    in_the_form = dump_session(ReportSession(place=Place.LINE, period=Period(2022, 4), line="training"))
    house.answered(person, "2022-04-22T09:15", in_the_form)
    assert {one.chat for one in house.tick("2022-04-22T10:00")} == {101}
    assert {one.chat for one in house.tick("2022-04-22T11:15")} == {100}


def test_whoever_begins_to_answer_takes_a_queued_reminder_back(house: House) -> None:
    house.tick("2022-04-22T10:00", deliver=False)
    house.answered(house.person(100, Role.LIAISON, UNITS[0]), "2022-04-22T10:01")
    assert {one.chat for one in house.tick("2022-04-22T10:02")} == {101}
    assert {one.chat for one in house.tick("2022-04-22T10:31")} == {100}


def test_a_third_message_of_a_day_waits_for_the_morning(house: House) -> None:
    house.tick("2022-04-20T10:00")
    with house.database.write() as tx:
        for change in (Change("t-7", -3, time(9)), Change("t-3", at=time(11)), Change("t-1", -3, time(16))):
            tx.schedules.change(change, "person:1", house.now)
    sent = [one.at for one in house.through("2022-04-27T08:00", "2022-04-28T12:00") if one.chat == 100]
    assert sent == ["04-27T09:00", "04-27T11:00", "04-28T08:00"]


def test_who_blocked_the_bot_is_not_written_to_and_the_leader_is_asked(house: House) -> None:
    house.block(100)
    assert {one.chat for one in house.tick("2022-04-20T10:00")} == {101, 200}


def test_a_liaison_found_out_of_reach_at_sending_passes_it_to_the_leader(house: House) -> None:
    house.tick("2022-04-20T10:00", deliver=False)
    for parcel in house.claim():
        with house.database.write() as tx:
            tx.outbox.failed(parcel.id, "403 Forbidden: bot was blocked by the user", house.real)
        house.block(parcel.chat or 0)
    house.tick("2022-04-20T10:01")
    assert {one.chat for one in house.tick("2022-04-20T10:02")} | {one.chat for one in house.calls} == {200, 201}
    assert not house.tick("2022-04-20T10:03")


def test_who_lost_the_role_gets_nothing_more(house: House) -> None:
    house.tick("2022-04-20T10:00", deliver=False)
    with house.database.write() as tx:
        person = tx.people.by_telegram(100)
        assert person
        tx.people.revoke(person.id, Role.LIAISON, UNITS[0], house.now)
    assert {one.chat for one in house.tick("2022-04-20T10:01")} == {101}


def test_after_downtime_each_schedule_does_what_it_says(house: House) -> None:
    """Down from the 28th to the 2nd: T-1 is skipped, the due day catches up, the leaders are asked about, once."""
    house.through("2022-04-19T10:00", "2022-04-28T00:00", 60)
    sent = house.tick("2022-05-02T09:00")
    assert told(sent)[0][1:] == (
        900,
        "截止当天（组长）（2022年4月）原定 4月30日（周六） 10:00 发出，当时服务中断，没有发。现在补发吗？",
    )
    assert {(one.chat, one.text) for one in sent[1:]} == {(100, MISSING), (101, MISSING)}
    assert "已逾期 2 天" in text_of(sent[1])
    assert not house.tick("2022-05-02T09:01")


def test_after_a_month_of_downtime_the_new_month_is_not_lost_in_the_old_one(house: House) -> None:
    house.tick("2022-04-26T12:00")
    told_now = {(one.chat, one.text) for one in house.tick("2022-05-20T10:00") if one.chat == 100}
    assert told_now == {(100, MISSING), (100, "2022年5月月报开始填报")}


def test_a_coordinator_has_a_missed_one_sent_once(house: House) -> None:
    house.through("2022-04-28T00:00", "2022-04-29T00:00", 60)
    house.tick("2022-05-02T09:00")
    with house.database.write() as tx:
        asked = next(one for one in range(1, 50) if (o := tx.schedules.occurrence(one)) and o.state is Decision.ASKED)
        assert fire_late(Round(tx, house.setting, house.now, house.real), asked, "person:1")
        assert not fire_late(Round(tx, house.setting, house.now, house.real), asked, "person:2")
    assert {one.chat for one in house.deliver()} == {200, 201}


def test_a_new_installation_sends_nothing_of_what_was_before(tmp_path: Path) -> None:
    house = House.at(tmp_path, "2022-04-26T12:00")
    house.person(100, Role.LIAISON, UNITS[0])
    assert told(house.through("2022-04-26T12:00", "2022-04-27T12:00")) == [("04-27T10:00", 100, MISSING)]


def test_a_schedule_that_was_moved_back_does_not_fire_for_days_that_are_over(house: House) -> None:
    house.through("2022-04-19T10:00", "2022-04-26T12:00", 60)
    with house.database.write() as tx:
        tx.schedules.change(Change("due", days=-5), "person:1", house.now)
    assert not house.tick("2022-04-26T13:00")


def test_switched_off_means_off(house: House) -> None:
    with house.database.write() as tx:
        tx.schedules.change(Change("opening", on=False), "person:1", house.now)
    assert not house.tick("2022-04-20T10:00")


def test_the_roster_of_a_period_is_fixed_at_its_due_moment(house: House) -> None:
    april = Period(2022, 4)
    with house.database.write() as tx:
        tx.rosters.exempt(april, UNITS[1], "停办", "person:1", house.now)
    house.tick("2022-04-30T23:59")
    with house.database.read() as tx:
        assert april not in tx.rosters.fixed()
    house.tick("2022-05-01T00:00")
    with house.database.read() as tx:
        roster = tx.rosters.of(april)
    assert set(roster.expected) == set(UNITS) - {UNITS[1]}
    assert roster.exempt == {UNITS[1]: "停办"}


def test_an_exempt_unit_is_not_reminded(house: House) -> None:
    with house.database.write() as tx:
        tx.rosters.exempt(Period(2022, 4), UNITS[1], "停办", "person:1", house.now)
    assert {one.chat for one in house.tick("2022-04-20T10:00")} == {100}


def test_a_restart_decides_anew_what_waited(house: House) -> None:
    house.tick("2022-04-22T10:00", deliver=False)
    later = moment("2022-04-23T09:00")
    with house.database.write() as tx:
        take_back(tx, house.setting, later, house.real)
    assert all("还剩 7 天" in text_of(one) for one in house.deliver())
    assert not house.tick("2022-04-23T09:01")


def test_an_unknown_fate_is_not_sent_again(house: House) -> None:
    house.tick("2022-04-20T10:00", deliver=False)
    for parcel in house.claim():
        with house.database.write() as tx:
            tx.outbox.unknown(parcel.id, "ReadTimeout", house.real)
    assert not house.tick("2022-04-20T10:01")
    with house.database.read() as tx:
        assert len(tx.outbox.undelivered()) == 2


@pytest.mark.parametrize("runs", [3])
def test_three_processes_on_one_database_make_one_occurrence(house: House, runs: int, tmp_path: Path) -> None:
    command = ["-m", "tests.handlers.tickers", str(house.files), "2022-04-20T10:00", "20"]
    with (tmp_path / "printed").open("wb") as printed:
        processes = [start(command, os.environ, printed, printed) for _ in range(runs)]
    assert [process.wait(60) for process in processes] == [0] * runs
    sent = house.deliver()
    assert sorted(one.chat for one in sent) == [100, 101]
