"""Downtime, restarts and first starts: what fires, what is skipped, what a person is asked about."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dialog.reminders.missed import Due, due
from dialog.reminders.planning import plan
from dialog.reminders.workdays import Workdays
from tests.dialog.reminders.worlds import calendar_of

CALENDAR = calendar_of("2022-03", "2022-12")
SCHEDULES = {one.kind: one for one in CALENDAR.schedules}
PLANNED = plan(CALENDAR, Workdays(), date(2022, 3, 1), date(2023, 1, 31))
START = datetime(2022, 4, 1, tzinfo=CALENDAR.zone)


def at(moment: str) -> datetime:
    return datetime.fromisoformat(f"2022-{moment}:00+08:00")


def tick(now: datetime, rows: set[tuple[str, date]], since: datetime = START) -> Due:
    return due(PLANNED, SCHEDULES, rows, since, now, CALENDAR.zone)


def kinds(found: Due) -> tuple[list[str], list[str], list[str]]:
    fire, skip, ask = ([f"{one.kind} {one.day:%m-%d}" for one in part] for part in (found.fire, found.skip, found.ask))
    return fire, skip, ask


def rows_of(*founds: Due) -> set[tuple[str, date]]:
    return {(one.kind, one.day) for found in founds for part in (found.fire, found.skip, found.ask) for one in part}


def test_a_tick_in_time_fires_and_the_next_one_does_not() -> None:
    first = tick(at("04-20T10:00"), rows_of(tick(at("04-20T09:59"), set())))
    assert kinds(first)[0] == ["opening 04-20", "roster 04-20"]
    done = rows_of(tick(at("04-20T09:59"), set()), first)
    assert kinds(tick(at("04-20T10:01"), done)) == ([], [], [])


def test_late_on_its_own_day_it_still_fires() -> None:
    before = rows_of(tick(at("04-26T10:00"), set()))
    assert kinds(tick(at("04-27T23:59"), before)) == (["t-3 04-27"], [], [])


def test_after_days_down_each_schedule_follows_its_own_rule() -> None:
    before = rows_of(tick(at("04-21T00:00"), set()))
    fire, skip, ask = kinds(tick(at("05-02T09:00"), before))
    assert fire == ["due 04-30"]
    assert skip == ["t-7 04-22", "weekly 04-25", "t-3 04-27", "t-1 04-29"]
    assert ask == ["leaders 04-30"]


def test_of_several_missed_openings_only_the_latest_is_sent() -> None:
    before = rows_of(tick(at("04-21T00:00"), set()))
    found = tick(at("06-21T09:00"), before)
    assert [one for one in kinds(found)[0] if one.startswith("opening")] == ["opening 06-20"]
    assert "opening 05-20" in kinds(found)[1]


def test_a_first_start_sends_nothing_from_before_it() -> None:
    assert kinds(tick(at("09-26T09:00"), set(), since=at("09-26T09:00"))) == ([], [], [])


@given(cuts=st.lists(st.integers(0, 24 * 120), min_size=1, max_size=8))
def test_ticks_at_any_moments_settle_every_occurrence_once(cuts: list[int]) -> None:
    rows: set[tuple[str, date]] = set()
    settled = 0
    for hours in sorted(cuts):
        found = tick(START + timedelta(hours=hours), rows)
        settled += len(found.fire) + len(found.skip) + len(found.ask)
        rows |= rows_of(found)
    last = START + timedelta(hours=max(cuts))
    assert settled == len(rows) == sum(START <= one.at <= last for one in PLANNED)
