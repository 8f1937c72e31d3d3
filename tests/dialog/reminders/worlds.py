"""A small programme with the shipped pushes, in any zone: what the tests of reminders build from."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache
from zoneinfo import ZoneInfo

from programmes.loading import load
from programmes.model import Calendar, Citation, Document, Form, Programme, Unit, UnitClass
from programmes.periods import Period
from programmes.schedules import Schedule

CITES = Citation("tasks", "三")


@cache
def shipped() -> tuple[Schedule, ...]:
    return load("henan-edu-2022").calendar.schedules


def calendar_of(first: str, last: str, zone: str = "Asia/Shanghai") -> Calendar:
    return Calendar(
        first_period=Period.parse(first),
        last_period=Period.parse(last),
        zone=ZoneInfo(zone),
        opens_day=20,
        due_day=30,
        schedule=tuple(Fraction(share, 100) for share in (25, 50, 75, 100)),
        cites={},
        schedules=shipped(),
    )


def unit_of(number: int, name: str, unit_class: str) -> Unit:
    return Unit(f"u{number}", number, name, name, (), (), unit_class, "", None, {"certificates": 100 * number})


UNITS = (
    unit_of(1, "郑州市", "bureaus"),
    unit_of(2, "开封市", "bureaus"),
    unit_of(3, "焦作大学", "schools"),
    unit_of(4, "河南职业技术学院", "schools"),
    unit_of(5, "鹤壁职业技术学院", "schools"),
)


def programme_of(calendar: Calendar) -> Programme:
    return Programme(
        id="trial",
        title="试用",
        title_en="Trial",
        jurisdiction="河南省",
        year=2022,
        documents={"tasks": Document("tasks", "任务", "50 号", date(2022, 3, 2))},
        indicators=(),
        classes=(UnitClass("bureaus", "教育局", "bureaus", CITES), UnitClass("schools", "学校", "schools", CITES)),
        categories=(),
        units=UNITS,
        calendar=calendar,
        form=Form("report", "月报", "report", (), 100, 5, 50, 2, CITES),
        cites=CITES,
    )
