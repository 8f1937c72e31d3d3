"""A month of the real table rehearsed: the exact list of who is reminded when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import time

import pytest

from dialog.reminders.changes import Change, changed
from dialog.reminders.people import COORDINATOR, Contact, Group, Seat
from dialog.reminders.rehearsal import Rehearsed, rehearse, written
from dialog.reminders.workdays import Workdays
from locales.catalog import catalog
from programmes.loading import load
from programmes.model import Programme
from programmes.periods import Period
from programmes.roles import Role
from scoring.standing import Standing, standing

HENAN = load("henan-edu-2022")
ALL = [unit.name for unit in HENAN.units]


def run(
    period: str, filed: Sequence[str] = (), contacts: Sequence[Contact] = (), programme: Programme = HENAN
) -> tuple[Rehearsed, ...]:
    month = Period.parse(period)
    stands = replace(standing(programme, month, {}), filed=frozenset(filed))
    return rehearse(programme, month, {month: stands}, contacts, (), Workdays())


def days(lines: Sequence[Rehearsed]) -> list[str]:
    return [f"{line.at:%m-%d} {line.kind}" + (f" {line.group}" if line.group else "") for line in lines]


# By hand from the contract's table: labour day, national day, the year's end, a Sunday opening, T-3 and T-1 meeting.
MONTHS = {
    "2022-03": "03-21 opening, 03-21 weekly, 03-21 roster bureaus, 03-21 roster schools, 03-23 t-7, 03-25 t-3, "
    "03-28 weekly, 03-29 t-1, 03-30 due, 03-30 leaders, 03-31 circular",
    "2022-04": "04-20 opening, 04-20 roster bureaus, 04-20 roster schools, 04-22 t-7, 04-25 weekly, 04-27 t-3, "
    "04-29 t-1, 04-30 due, 04-30 leaders, 05-05 circular",
    "2022-05": "05-20 opening, 05-20 roster bureaus, 05-20 roster schools, 05-23 t-7, 05-23 weekly, 05-27 t-1, "
    "05-30 due, 05-30 leaders, 05-30 weekly, 05-31 circular",
    "2022-09": "09-20 opening, 09-20 roster bureaus, 09-20 roster schools, 09-23 t-7, 09-26 weekly, 09-27 t-3, "
    "09-29 t-1, 09-30 due, 09-30 leaders, 10-08 circular",
    "2022-10": "10-20 opening, 10-20 roster bureaus, 10-20 roster schools, 10-21 t-7, 10-24 weekly, 10-27 t-3, "
    "10-28 t-1, 10-30 due, 10-30 leaders, 10-31 circular",
    "2022-12": "12-20 opening, 12-20 roster bureaus, 12-20 roster schools, 12-23 t-7, 12-26 weekly, 12-27 t-3, "
    "12-29 t-1, 12-30 due, 12-30 leaders, 01-03 circular",
}


@pytest.mark.parametrize("period", MONTHS)
def test_a_month_is_exactly_this(period: str) -> None:
    assert days(run(period)) == MONTHS[period].split(", ")


def test_every_unit_is_reminded_once_a_moment_and_leaders_only_on_the_due_day() -> None:
    lines = {line.kind: line for line in run("2022-04")}
    codes = [unit.code for unit in HENAN.units]
    for kind in ("opening", "t-7", "t-3", "t-1", "due"):
        assert lines[kind].to == tuple(Seat(code, Role.LIAISON) for code in codes)
    assert lines["leaders"].to == tuple(Seat(code, Role.LEADER) for code in codes)
    assert lines["circular"].to == lines["weekly"].to == (COORDINATOR,)
    assert lines["roster"].to == ()


def test_who_has_filed_is_not_reminded() -> None:
    filed = HENAN.units[30]
    for line in run("2022-04", [filed.code]):
        assert filed.code not in {seat.unit for seat in line.to}
    assert days(run("2022-04", [unit.code for unit in HENAN.units])) == [
        *("04-20 roster bureaus", "04-20 roster schools", "04-25 weekly", "05-05 circular")
    ]


def test_the_document_has_names_without_codes_and_the_words_of_the_language() -> None:
    lines = written(run("2022-04"), HENAN, lambda screen, _: catalog("zh_CN").lines(screen.lines).text)
    assert lines[0]["at"] == "2022-04-20T10:00:00+08:00"
    assert lines[0]["to"] == [{"unit": name, "role": "liaison"} for name in ALL]
    assert lines[0]["text"] == "2022年4月月报开始填报\n截止日 4月30日（周六），还剩 10 天。"
    assert lines[-1]["to"] == [{"unit": None, "role": "coordinator"}]
    assert "未报 171 个：郑州市、开封市" in str(lines[-1]["text"])
    assert [line["group"] for line in lines][:4] == [None, "bureaus", "schools", None]


def test_people_of_the_store_stand_in_their_own_places() -> None:
    unit = HENAN.units[0]
    wang = Contact("1", "王", (Seat(unit.code, Role.LIAISON),), language="en")
    chief = Contact("2", "", (COORDINATOR,), language="en")
    lines = run("2022-04", contacts=[wang, chief])
    assert lines[-1].language == "en"
    opening = next(line for line in lines if line.kind == "opening")
    assert opening.to == (Seat(unit.code, Role.LIAISON),)
    assert opening.language == "en"


def test_a_changed_calendar_is_what_is_rehearsed_and_a_third_push_of_a_day_waits_for_the_morning() -> None:
    calendar = changed(
        HENAN.calendar,
        [Change("t-7", days=-3, at=time(9)), Change("t-3", at=time(11)), Change("t-1", days=-3, at=time(16))],
    )
    lines = run("2022-04", programme=replace(HENAN, calendar=calendar))
    found = [f"{line.at:%m-%dT%H} {line.kind}" for line in lines if line.kind.startswith("t-")]
    assert found == ["04-27T09 t-7", "04-27T11 t-3", "04-28T08 t-1"]


def test_what_is_switched_off_is_not_sent_and_the_month_keeps_its_span() -> None:
    off = [Change(kind, on=False) for kind in ("opening", "roster", "digest", "circular")]
    lines = run("2022-04", programme=replace(HENAN, calendar=changed(HENAN.calendar, off)))
    assert days(lines)[0] == "04-22 t-7"
    assert days(lines)[-1] == "05-05 weekly"


def test_groups_of_the_store_take_the_place_of_one_for_each_class() -> None:
    month = Period(2022, 4)
    stands = {month: Standing(month, (), frozenset())}
    lines = rehearse(HENAN, month, stands, (), [Group("-100", None), Group("-200", "schools")], Workdays())
    assert [line.group for line in lines if line.kind == "roster"] == [None, "schools"]
