"""Chinese workdays: make-up weekends, unknown years, and the override table."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

from dialog.reminders.workdays import Workdays, unknown_years, workdays_of
from programmes.loading import SHIPPED, load

CHINA = Workdays()


def test_a_make_up_weekend_is_a_workday() -> None:
    assert CHINA.is_workday(date(2022, 4, 24))
    assert CHINA.is_workday(date(2022, 10, 8))
    assert not CHINA.is_workday(date(2022, 5, 4))


def test_the_first_workday_after_national_day_can_be_a_saturday() -> None:
    assert CHINA.on_or_after(date(2022, 10, 1)) == date(2022, 10, 8)


def test_the_last_workday_before_a_sunday_is_its_friday() -> None:
    assert CHINA.on_or_before(date(2022, 3, 27)) == date(2022, 3, 25)


def test_an_unknown_year_is_monday_to_friday_and_says_so() -> None:
    new_year = date(2044, 1, 1)
    days = [new_year + timedelta(days=step) for step in range(14)]
    assert [CHINA.is_workday(day) for day in days] == [day.weekday() < 5 for day in days]
    assert not CHINA.known(new_year)
    assert unknown_years(CHINA, [*days, date(2022, 1, 1)]) == (2044,)


def test_an_override_goes_before_the_published_list_and_makes_a_day_known() -> None:
    ours = Workdays({date(2044, 1, 2): True, date(2022, 4, 20): False})
    assert ours.is_workday(date(2044, 1, 2))
    assert ours.known(date(2044, 1, 2))
    assert ours.on_or_after(date(2022, 4, 20)) == date(2022, 4, 21)


def test_a_table_without_any_workday_leaves_the_day_where_it_is() -> None:
    start = date(2022, 1, 1)
    never = Workdays({start + timedelta(days=step): False for step in range(-100, 400)})
    assert never.on_or_after(date(2022, 6, 1)) == date(2022, 6, 1)
    assert never.on_or_before(date(2022, 6, 1)) == date(2022, 6, 1)


def test_a_programme_can_name_days_that_differ(tmp_path: Path) -> None:
    folder = tmp_path / "henan-edu-2022"
    shutil.copytree(SHIPPED / "henan-edu-2022", folder)
    day = '\n[[workdays]]\nday = 2022-04-20\nworked = false\ncites = {document = "tasks", clause = "三"}\n'
    with (folder / "reminders.toml").open("a", encoding="utf-8") as file:
        file.write(day)
    ours, shipped = (workdays_of(load(path).calendar) for path in (folder, "henan-edu-2022"))
    assert ours.on_or_after(date(2022, 4, 20)) == date(2022, 4, 21)
    assert shipped.on_or_after(date(2022, 4, 20)) == date(2022, 4, 20)
