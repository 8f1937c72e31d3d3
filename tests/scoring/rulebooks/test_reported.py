"""What the units reported, as facts: figures of the year, and which reports were late, by the quarter in which due."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.loading import load
from programmes.model import Programme
from programmes.periods import Period
from programmes.quarters import Quarter
from scoring.figures import Figure, Kind
from scoring.rulebooks.facts import Source
from scoring.rulebooks.recording import Record
from scoring.rulebooks.reported import late, moment_of, recorded
from tests.scoring.histories import filed_month, history

XINXIANG = load("xinxiang-2023")
CALENDAR = XINXIANG.calendar
Lateness = dict[str, bool | None]


def _record(months: Lateness, texts: Lateness | None = None, exempt: tuple[str, ...] = ()) -> Record:
    filed = [filed_month(period, {}, late=one) for period, one in months.items()]
    written = {("quarterly", Quarter.parse(quarter)): one for quarter, one in (texts or {}).items()}
    return Record(history("xx-d01", *filed), frozenset(map(Period.parse, exempt)), written)


def _late(record: Record, day: str, programme: Programme = XINXIANG) -> list[int] | None:
    found = late(programme, record, moment_of(CALENDAR, date.fromisoformat(day), None))
    return None if found is None else list(found.values())


def test_figures_are_those_of_the_year_and_the_opening_balance_counts_in_january() -> None:
    none = Figure(Kind.NOT_APPLICABLE, None, "reason")
    told = history(
        "xx-d01",
        filed_month("2022-12", {"training": 999}),
        filed_month("2023-02", {"training": 5, "skilled": none}),
        filed_month("2023-07", {"training": 7}),
        filed_month("2023-08", {}, reported_in="2023-09"),
        opening={"training": 40},
    )
    known = recorded(XINXIANG, {"xx-d01": Record(told)}, moment_of(CALENDAR, date(2023, 12, 31), None))["xx-d01"]
    assert [(one.indicator, one.quarter, one.value) for one in known.amounts] == [
        ("training", 1, 40),
        ("training", 1, 5),
        ("training", 3, 7),
    ]
    assert {one.source for one in known.amounts} == {Source.REPORTED}


@pytest.mark.parametrize(
    ("months", "texts"), [({}, {}), ({"2023-01": None, "2023-02": None}, {}), ({"2023-01": None}, {"2023-Q1": None})]
)
def test_without_a_report_of_known_time_nothing_is_known_of_lateness(months: Lateness, texts: Lateness) -> None:
    assert _late(_record(months, texts), "2023-12-31") is None


def test_each_report_that_was_filed_late_counts_once() -> None:
    months: Lateness = {"2023-01": True, "2023-02": False, "2023-03": True, "2023-04": False, "2023-05": False}
    record = _record(months | {"2023-06": False}, {"2023-Q1": True})
    assert _late(record, "2023-06-30") == [2, 1, 0, 0]


def test_what_is_overdue_and_not_filed_counts_from_the_first_report_through_the_bot_on() -> None:
    record = _record({"2023-01": None, "2023-03": False})
    assert _late(record, "2023-03-31") == [0, 0, 0, 0]
    assert _late(record, "2023-04-06") == [0, 0, 0, 0]
    assert _late(record, "2023-04-07") == [0, 1, 0, 0]
    assert _late(record, "2023-05-31") == [0, 3, 0, 0]


def test_a_report_in_words_alone_makes_a_record() -> None:
    assert _late(_record({"2023-04": None, "2023-05": None}, {"2023-Q1": False}), "2023-06-30") == [0, 1, 0, 0]


def test_an_imported_month_does_not_count() -> None:
    record = _record({"2023-01": False, "2023-02": None, "2023-03": False}, {"2023-Q1": False})
    assert _late(record, "2023-04-29") == [0, 0, 0, 0]


def test_an_exempt_month_is_neither_late_nor_overdue() -> None:
    record = _record({"2023-01": False, "2023-02": True}, {}, exempt=("2023-02", "2023-03"))
    assert _late(record, "2023-03-31") == [0, 0, 0, 0]


def test_a_report_belongs_to_the_quarter_in_which_it_is_due() -> None:
    every: Lateness = {f"2023-{month:02d}": False for month in range(1, 13)}
    texts: Lateness = {"2023-Q1": False, "2023-Q2": True, "2023-Q3": False, "2023-Q4": True}
    record = _record(every, texts)
    assert _late(record, "2023-06-30") == [0, 0, 0, 0]
    assert _late(record, "2023-12-31") == _late(record, "2024-01-31") == [0, 0, 1, 0]


def test_on_the_due_day_itself_a_report_is_not_overdue_yet() -> None:
    record, day = _record({"2023-01": False}), date(2023, 2, 28)
    noon = datetime(2023, 2, 28, 12, tzinfo=CALENDAR.zone)
    assert moment_of(CALENDAR, day, noon) == noon
    assert late(XINXIANG, record, moment_of(CALENDAR, day, noon)) == dict.fromkeys((1, 2, 3, 4), 0)
    after = moment_of(CALENDAR, day, noon + timedelta(days=30))
    assert late(XINXIANG, record, after) == {1: 1, 2: 0, 3: 0, 4: 0}


MONTHS = [str(period) for period in CALENDAR.periods()]
STATES = st.sampled_from([True, False, None, "missing"])


@given(st.lists(STATES, min_size=12, max_size=12), st.lists(STATES, min_size=4, max_size=4))
def test_what_mid_year_counts_does_not_change_afterwards(months: list[object], texts: list[object]) -> None:
    filed = {name: one for name, one in zip(MONTHS, months, strict=True) if one != "missing"}
    written = {f"2023-Q{number}": one for number, one in enumerate(texts, 1) if one != "missing"}
    record = _record(filed, written)  # type: ignore[arg-type]
    then, later = _late(record, "2023-06-30"), _late(record, "2023-12-31")
    if then is None or later is None:
        assert then is later
    else:
        assert then[:2] == later[:2]
