"""The small programme of `worlds` as fixtures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from dialog.reminders.workdays import Workdays
from programmes.model import Calendar, Programme
from programmes.schedules import Schedule
from tests.dialog.reminders.worlds import calendar_of, programme_of


@pytest.fixture
def calendar() -> Calendar:
    return calendar_of("2022-03", "2022-12")


@pytest.fixture
def programme(calendar: Calendar) -> Programme:
    return programme_of(calendar)


@pytest.fixture
def workdays() -> Workdays:
    return Workdays()


@pytest.fixture
def only(calendar: Calendar) -> Callable[..., Schedule]:
    """The shipped schedule of that kind, with some of its values changed."""

    def find(kind: str, /, **changes: object) -> Schedule:
        found = next(one for one in calendar.schedules if one.kind == kind)
        return replace(found, **changes)  # type: ignore[arg-type]

    return find
