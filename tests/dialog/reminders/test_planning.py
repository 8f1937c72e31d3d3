"""The days of every push: the year 2022 in full, 48 month ends, the clock changes of three zones, and properties."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialog.reminders.planning import Occurrence, local_moment, next_occurrences, occurrences, plan
from dialog.reminders.workdays import Workdays
from programmes.model import Calendar
from programmes.periods import Period, months_between
from programmes.schedules import Anchor, Audience, Content, Schedule, Shift
from tests.dialog.reminders.worlds import calendar_of

CHINA = Workdays()
FIRST, LAST = date(2022, 1, 1), date(2023, 3, 1)

# Worked out by hand from the contract's table and the State Council's list for 2022.
YEAR_2022 = {
    #           opening   t-7     t-3     t-1     due     digest
    "2022-03": ("03-21", "03-23", "03-25", "03-29", "03-30", "03-31"),
    "2022-04": ("04-20", "04-22", "04-27", "04-29", "04-30", "05-05"),
    "2022-05": ("05-20", "05-23", "05-27", "05-27", "05-30", "05-31"),
    "2022-06": ("06-20", "06-23", "06-27", "06-29", "06-30", "07-01"),
    "2022-07": ("07-20", "07-22", "07-27", "07-29", "07-30", "08-01"),
    "2022-08": ("08-22", "08-23", "08-26", "08-29", "08-30", "08-31"),
    "2022-09": ("09-20", "09-23", "09-27", "09-29", "09-30", "10-08"),
    "2022-10": ("10-20", "10-21", "10-27", "10-28", "10-30", "10-31"),
    "2022-11": ("11-21", "11-23", "11-25", "11-29", "11-30", "12-01"),
    "2022-12": ("12-20", "12-23", "12-27", "12-29", "12-30", "01-03"),
}
WEEKLY_2022 = (
    "03-21 03-28 04-06 04-11 04-18 04-25 05-05 05-09 05-16 05-23 05-30 06-06 06-13 06-20 06-27 07-04 07-11 07-18 07-25 "
    "08-01 08-08 08-15 08-22 08-29 09-05 09-13 09-19 09-26 10-08 10-10 10-17 10-24 10-31 11-07 11-14 11-21 11-28 12-05 "
    "12-12 12-19 12-26 01-03"
)


def days(found: tuple[Occurrence, ...], kind: str) -> dict[str, str]:
    return {str(one.about): f"{one.day:%m-%d}" for one in found if one.kind == kind}


def test_the_days_of_2022_are_those_worked_out_by_hand(calendar: Calendar) -> None:
    found = plan(calendar, CHINA, FIRST, LAST)
    for place, kind in enumerate(("opening", "t-7", "t-3", "t-1", "due", "digest")):
        assert days(found, kind) == {period: row[place] for period, row in YEAR_2022.items()}, kind
    assert days(found, "leaders") == days(found, "due")
    assert days(found, "circular") == days(found, "digest")
    assert days(found, "roster") == days(found, "opening")


def test_the_weekly_digest_falls_on_the_first_workday_of_each_week(calendar: Calendar) -> None:
    found = [f"{one.day:%m-%d}" for one in plan(calendar, CHINA, FIRST, LAST) if one.kind == "weekly"]
    assert found == WEEKLY_2022.split()


def test_a_weekly_digest_is_about_the_period_that_has_opened_last(calendar: Calendar) -> None:
    about = {f"{one.day:%m-%d}": str(one.about) for one in plan(calendar, CHINA, FIRST, LAST) if one.kind == "weekly"}
    assert (about["04-18"], about["04-25"], about["01-03"]) == ("2022-03", "2022-04", "2022-12")


def test_a_week_without_a_workday_has_no_weekly_digest(calendar: Calendar) -> None:
    week = Workdays({date(2022, 6, 6) + timedelta(days=step): False for step in range(7)})
    found = [one.day for one in plan(calendar, week, date(2022, 6, 6), date(2022, 6, 19)) if one.kind == "weekly"]
    assert found == [date(2022, 6, 13)]


def test_everything_is_at_ten_in_the_zone_of_the_programme(calendar: Calendar) -> None:
    assert {one.at.isoformat()[10:] for one in plan(calendar, CHINA, FIRST, LAST)} == {"T10:00:00+08:00"}


def test_48_month_ends_in_shanghai_keep_the_table() -> None:
    calendar = calendar_of("2022-01", "2025-12")
    found = plan(calendar, CHINA, date(2021, 12, 1), date(2026, 2, 1))
    by_kind = {kind: {one.about: one.day for one in found if one.kind == kind} for kind in ("opening", "due", "digest")}
    for period in months_between(Period(2022, 1), Period(2025, 12)):
        due = min(date(period.year, period.month, 20) + timedelta(days=10), period.last_day)
        assert by_kind["due"][period] == due
        assert by_kind["opening"][period] >= date(period.year, period.month, 20)
        assert by_kind["digest"][period] > due
        assert CHINA.is_workday(by_kind["opening"][period])
        assert CHINA.is_workday(by_kind["digest"][period])
    assert len(by_kind["due"]) == 48


def test_february_is_due_on_its_last_day_and_no_reminder_comes_before_the_opening() -> None:
    """Spring Festival 2015 ran from 18 to 24 February, so the opening came on the 25th."""
    calendar = calendar_of("2015-01", "2015-12")
    found = plan(calendar, CHINA, date(2015, 2, 10), date(2015, 3, 5))
    february = {one.kind: one.day.day for one in found if one.about == Period(2015, 2) and one.kind != "weekly"}
    assert february == {"opening": 25, "roster": 25, "t-7": 25, "t-3": 25, "t-1": 27, "due": 28, "leaders": 28} | {
        "digest": 2,
        "circular": 2,
    }


@pytest.mark.parametrize(
    ("zone", "day", "at", "moment"),
    [
        ("Europe/Berlin", date(2026, 3, 29), time(2, 30), "2026-03-29T03:30:00+02:00"),
        ("Europe/Berlin", date(2026, 10, 25), time(2, 30), "2026-10-25T02:30:00+02:00"),
        ("America/New_York", date(2026, 3, 8), time(2, 0), "2026-03-08T03:00:00-04:00"),
        ("America/New_York", date(2026, 11, 1), time(1, 59), "2026-11-01T01:59:00-04:00"),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), "2026-10-04T02:45:00+11:00"),
        ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45), "2026-04-05T01:45:00+11:00"),
    ],
)
def test_a_time_that_is_jumped_over_comes_later_and_a_double_one_is_its_first(
    zone: str, day: date, at: time, moment: str
) -> None:
    assert local_moment(day, at, ZoneInfo(zone)).isoformat() == moment


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
@pytest.mark.parametrize("at", [time(hour, minute) for hour in range(4) for minute in (0, 30)])
def test_every_day_of_a_year_with_clock_changes_has_its_occurrence_once(zone: str, at: time) -> None:
    moments = [local_moment(date(2026, 1, 1) + timedelta(days=step), at, ZoneInfo(zone)) for step in range(365)]
    assert [moment.date() for moment in moments] == [date(2026, 1, 1) + timedelta(days=step) for step in range(365)]
    utc = [moment.astimezone(UTC) for moment in moments]
    assert all(earlier < later for earlier, later in pairwise(utc))


def test_a_schedule_that_is_off_never_occurs(calendar: Calendar, only: Callable[..., Schedule]) -> None:
    assert occurrences(only("t-3", on=False), calendar, CHINA, FIRST, LAST) == ()


def test_a_quarterly_report_is_asked_for_after_each_quarter_and_the_review_in_july(
    only: Callable[..., Schedule],
) -> None:
    """新技领办〔2023〕4 号 第六条: within 7 days after the quarter; the mid-year review in July."""
    quarter = only("due", kind="quarter", anchor=Anchor.QUARTER, days=1, shift=Shift.AFTER, within=7)
    review = only("due", kind="review", anchor=Anchor.YEAR, month=7, days=0, shift=Shift.AFTER)
    notices = tuple(replace(one, content=Content.NOTICE, to=Audience.LIAISONS) for one in (quarter, review))
    calendar = replace(calendar_of("2023-01", "2023-12"), schedules=notices)
    found = plan(calendar, CHINA, date(2023, 1, 1), date(2024, 12, 31))
    assert [f"{one.kind} {one.day} {one.about}" for one in found] == [
        "quarter 2023-04-03 2023-03",
        "quarter 2023-07-03 2023-06",
        "review 2023-07-03 2023-07",
        "quarter 2023-10-07 2023-09",
        "quarter 2024-01-02 2023-12",
    ]


def test_days_of_a_year_that_is_not_published_are_marked_as_a_guess() -> None:
    calendar = calendar_of("2043-01", "2043-12")
    found = plan(calendar, CHINA, date(2043, 1, 1), date(2043, 12, 31))
    assert {one.guessed for one in found if one.kind not in {"due", "leaders"}} == {True}
    assert {one.guessed for one in found if one.kind == "due"} == {False}


def test_the_preview_shows_the_next_ten_and_ends_with_the_programme(calendar: Calendar) -> None:
    found = next_occurrences(calendar, CHINA, datetime(2022, 4, 27, 10, 0, tzinfo=calendar.zone))
    assert [f"{one.kind} {one.day:%m-%d}" for one in found] == [
        *("t-1 04-29", "due 04-30", "leaders 04-30", "digest 05-05", "weekly 05-05", "circular 05-05"),
        *("weekly 05-09", "weekly 05-16", "opening 05-20", "roster 05-20"),
    ]
    late = datetime(2023, 1, 1, tzinfo=calendar.zone)
    assert [one.kind for one in next_occurrences(calendar, CHINA, late)] == ["digest", "weekly", "circular"]
    assert next_occurrences(calendar, CHINA, datetime(2024, 1, 1, tzinfo=calendar.zone)) == ()


ZONES = st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"])
DAYS = st.dates(date(2004, 1, 1), date(2029, 12, 31))
OFF = st.dictionaries(DAYS, st.booleans(), max_size=20)


@given(zone=ZONES, start=DAYS, at=st.times(), off=OFF)
def test_no_schedule_ever_has_two_occurrences_on_one_local_date(
    zone: str, start: date, at: time, off: dict[date, bool]
) -> None:
    calendar = calendar_of(str(Period.of(start)), str(Period.of(start).plus(11)), zone)
    calendar = replace(calendar, schedules=tuple(replace(one, at=at) for one in calendar.schedules))
    found = plan(calendar, Workdays(off), start, start + timedelta(days=500))
    keys = [(one.kind, one.day) for one in found]
    assert len(keys) == len(set(keys))


@given(zone=ZONES, start=DAYS, cut=st.integers(0, 400), off=OFF)
def test_a_restart_at_any_moment_yields_the_same_rows(zone: str, start: date, cut: int, off: dict[date, bool]) -> None:
    calendar = calendar_of(str(Period.of(start)), str(Period.of(start).plus(11)), zone)
    workdays, end, middle = Workdays(off), start + timedelta(days=400), start + timedelta(days=cut)
    whole = plan(calendar, workdays, start, end)
    parts = plan(calendar, workdays, start, middle), plan(calendar, workdays, middle + timedelta(days=1), end)
    assert sorted(parts[0] + parts[1], key=lambda one: (one.at, one.rank)) == list(whole)


@given(start=DAYS, off=OFF, days_before=st.integers(-31, 0), shift=st.sampled_from(Shift))
def test_no_reminder_ever_comes_before_its_opening(
    start: date, off: dict[date, bool], days_before: int, shift: Shift
) -> None:
    calendar = calendar_of(str(Period.of(start)), str(Period.of(start).plus(11)))
    moved = {"t-7": {"days": days_before, "shift": shift}}
    calendar = replace(
        calendar,
        schedules=tuple(replace(one, **moved.get(one.kind, {})) for one in calendar.schedules),  # type: ignore[arg-type]
    )
    found = plan(calendar, Workdays(off), start, start + timedelta(days=400))
    openings = {one.about: one.day for one in found if one.kind == "opening"}
    reminders = [one for one in found if one.kind in {"t-7", "t-3", "t-1"}]
    assert all(openings[one.about] <= one.day for one in reminders if one.about in openings)
