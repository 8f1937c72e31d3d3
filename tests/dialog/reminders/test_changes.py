"""A coordinator's changes: laid over the programme's calendar, refused where they cannot be, kept for the audit."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from dialog.reminders.changes import Change, change_json, changed, refused
from dialog.reminders.planning import next_occurrences, plan
from dialog.reminders.wording import name_of, preview
from dialog.reminders.workdays import Workdays
from locales.catalog import catalog
from programmes.model import Calendar, Programme
from tests.dialog.reminders.worlds import calendar_of, programme_of


def test_a_change_moves_only_its_own_schedule(calendar: Calendar) -> None:
    ours = changed(calendar, [Change("t-3", days=-4, at=time(15)), Change("weekly", on=False), Change("gone", days=1)])
    found = {one.kind: one.at for one in plan(ours, Workdays(), date(2022, 6, 20), date(2022, 7, 1))}
    assert found["t-3"].isoformat() == "2022-06-24T15:00:00+08:00"
    assert found["t-7"].isoformat() == "2022-06-23T10:00:00+08:00"
    assert "weekly" not in found


def test_a_moved_reminder_is_called_by_its_days(calendar: Calendar) -> None:
    ours = changed(calendar, [Change("t-3", days=-4)])
    moved = next(one for one in ours.schedules if one.kind == "t-3")
    name = name_of(moved)
    assert not isinstance(name, str)
    assert "截止前 4 天" in catalog("zh_CN").plain(name)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Change("t-9"), "没有名为 t-9 的提醒。"),
        (Change("t-3", at=time(22)), "21:00 到次日 08:00 不打扰大家，请另选时间。"),
        (Change("t-3", at=time(7, 59)), "21:00 到次日 08:00 不打扰大家，请另选时间。"),
        (Change("t-3", days=-11), "天数只能在 -10 到 7 之间。"),
        (Change("opening", days=-1), "天数只能在 0 到 7 之间。"),
        (Change("weekly", days=7), "天数只能在 0 到 6 之间。"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(calendar: Calendar, change: Change, said: str) -> None:
    refusal = refused(calendar, change)
    assert refusal
    assert catalog("zh_CN").plain(refusal) == said


def test_what_can_be_is_not_refused(calendar: Calendar) -> None:
    assert refused(calendar, Change("t-3", days=-5, at=time(8), on=False)) is None


def test_a_change_is_kept_whole() -> None:
    kept = change_json(Change("t-3", -5, time(9, 30), False))
    assert kept == {"kind": "t-3", "days": -5, "at": "09:30", "on": False}


def test_the_preview_names_moments_and_periods(programme: Programme) -> None:
    now = datetime(2022, 4, 29, 12, tzinfo=programme.calendar.zone)
    found = next_occurrences(programme.calendar, Workdays(), now, 3)
    assert catalog("zh_CN").lines(preview(programme, found)).text == (
        "接下来 3 次提醒\n"
        "2022年4月月报\n"
        "4月30日（周六） 10:00 截止当天\n"
        "4月30日（周六） 10:00 截止当天（组长）\n"
        "5月5日（周四） 10:00 报送汇总"
    )
    assert "没有后续提醒" in catalog("zh_CN").lines(preview(programme, ())).text


def test_the_preview_tells_the_admin_of_a_year_that_is_not_published() -> None:
    programme = programme_of(calendar_of("2044-01", "2044-12"))
    now = datetime(2044, 1, 2, tzinfo=programme.calendar.zone)
    said = catalog("zh_CN").lines(preview(programme, next_occurrences(programme.calendar, Workdays(), now))).text
    assert "* 2044 年放假安排尚未公布，暂按周一至周五为工作日。" in said
