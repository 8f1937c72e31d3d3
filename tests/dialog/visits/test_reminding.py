"""On which days a unit is reminded of a finding: workdays of the Chinese calendar, once each, until it is closed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialog.reminders.missed import Row
from dialog.reminders.workdays import workdays_of
from dialog.visits.reminding import Pending, Reminding, When, come, digest_day, for_leaders, pressing, remindings
from programmes.loading import load
from programmes.schedules import FindingRule

HENAN = load("henan-edu-2022")
CALENDAR, WORKDAYS = HENAN.calendar, workdays_of(HENAN.calendar)
ZONE = CALENDAR.zone


def _rule() -> FindingRule:
    assert CALENDAR.findings is not None, "the programme keeps visits"
    return CALENDAR.findings


RULE = _rule()


def moment(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=ZONE)


def finding(mend_by: str, since: str = "2022-03-21T09:00") -> Pending:
    return Pending(12, "hn-075", "问题", date.fromisoformat(mend_by), moment(since))


def days(mend_by: str, last: str, since: str = "2022-03-21T09:00") -> list[tuple[str, str]]:
    planned = remindings(finding(mend_by, since), RULE, WORKDAYS, ZONE, date.fromisoformat(last))
    return [(f"{one.day:%m-%d}", one.kind.rpartition(":")[2]) for one in planned]


def test_seven_three_and_one_day_before_on_the_day_and_weekly_after() -> None:
    assert days("2022-06-30", "2022-07-20") == [
        ("06-23", "before-7"),
        ("06-27", "before-3"),
        ("06-29", "before-1"),
        ("06-30", "day"),
        ("07-07", "after"),
        ("07-14", "after"),
    ]


def test_a_day_off_gives_way_to_the_workday_before_and_after_the_deadline_to_the_one_after() -> None:
    """2 October lies in the National Day week of 1 to 7; 8 October is a worked Saturday."""
    assert days("2022-10-02", "2022-10-20") == [
        ("09-23", "before-7"),
        ("09-29", "before-3"),
        ("09-30", "day"),
        ("10-09", "after"),
        ("10-17", "after"),
    ]
    assert days("2022-10-08", "2022-10-08") == [("09-30", "before-1"), ("10-08", "day")]


def test_what_was_told_at_once_is_not_reminded_of_the_same_morning() -> None:
    assert days("2022-06-27", "2022-06-30", since="2022-06-24T11:00") == [("06-27", "day")]
    assert days("2022-06-27", "2022-06-30", since="2022-06-24T09:00") == [("06-24", "before-1"), ("06-27", "day")]


def test_a_missed_reminder_is_skipped_before_the_deadline_and_made_up_after_it() -> None:
    planned = remindings(finding("2022-06-30"), RULE, WORKDAYS, ZONE, date(2022, 7, 20))
    early = come(planned, set(), moment("2022-06-28T09:00"), ZONE)
    assert (early.fire, [one.day.day for one in early.skip]) == ((), [23, 27])
    late = come(planned, {one.row for one in early.skip}, moment("2022-07-04T09:00"), ZONE)
    assert ([one.when for one in late.fire], [one.day.day for one in late.skip]) == ([When.DAY], [29])
    same_day = come(planned, set(), moment("2022-06-23T23:59"), ZONE)
    assert [one.day.day for one in same_day.fire] == [23]


def test_who_is_told_of_what() -> None:
    one = finding("2022-10-02")
    assert [pressing(one, RULE, WORKDAYS, date(2022, 9, day)) for day in (22, 23)] == [False, True]
    assert [for_leaders(one, WORKDAYS, date(2022, 9, day)) for day in (29, 30)] == [False, True]


@pytest.mark.parametrize(
    ("day", "is_it"),
    [("2022-06-20", True), ("2022-06-21", False), ("2022-10-03", False), ("2022-10-08", True), ("2022-05-05", True)],
)
def test_the_digest_is_on_the_first_workday_of_the_week(day: str, is_it: bool) -> None:
    """The week of 3 October 2022 begins to work on Saturday; the one of 2 May on Thursday."""
    assert digest_day(RULE, WORKDAYS, date.fromisoformat(day)) is is_it


deadlines = st.dates(date(2022, 3, 1), date(2023, 6, 30))


@given(deadlines, st.integers(0, 60), st.integers(1, 200))
def test_every_reminder_is_on_a_workday_at_ten_after_the_telling_and_one_a_day(
    mend_by: date, told_before: int, through: int
) -> None:
    since = datetime.combine(mend_by - timedelta(days=told_before), time(12), ZONE)
    one = Pending(1, "hn-075", "问题", mend_by, since)
    found = remindings(one, RULE, WORKDAYS, ZONE, mend_by + timedelta(days=through))
    assert all(WORKDAYS.is_workday(each.day) and each.at > since for each in found)
    assert len({each.day for each in found}) == len(found) == len({each.row for each in found})
    assert all(each.at.astimezone(ZONE).time() == time(10) for each in found)
    assert all(each.day > mend_by for each in found if each.when is When.AFTER)


@given(deadlines, st.lists(st.integers(0, 24 * 60), min_size=1, max_size=30))
def test_however_ticks_fall_nothing_comes_twice_and_the_overdue_is_said(mend_by: date, gaps: list[int]) -> None:
    """Any ticks, with any downtime between them: each reminder once, one at a tick, and the deadline is not missed."""
    start = datetime.combine(mend_by - timedelta(days=10), time(9), ZONE)
    one = Pending(1, "hn-075", "问题", mend_by, start)
    now, rows, fired = start, set[Row](), list[Reminding]()
    for gap in gaps:
        now += timedelta(hours=gap)
        came = come(remindings(one, RULE, WORKDAYS, ZONE, now.date()), rows, now, ZONE)
        assert len(came.fire) <= 1
        fired += came.fire
        rows |= {each.row for each in (*came.fire, *came.skip)}
    assert len({each.row for each in fired}) == len(fired)
    due = datetime.combine(WORKDAYS.on_or_before(mend_by), time(10), ZONE)
    if now >= due > start:
        assert any(each.when is not When.BEFORE for each in fired)
