"""Every benchmark runs from end to end at a tiny size. Nothing is said here about times."""

from __future__ import annotations

import pytest

from benchmarks.__main__ import BENCHMARKS
from benchmarks.crowd import Person
from benchmarks.rounds import noise, spread, taking_turns
from benchmarks.sizes import SMOKE
from benchmarks.start import LATE
from benchmarks.tables import Table


@pytest.mark.parametrize("name", [name for name in BENCHMARKS if name != "start"])
def test_a_benchmark_fills_its_tables(name: str) -> None:
    for table in BENCHMARKS[name](SMOKE):
        assert_full(table)


def test_what_is_heavy_is_not_imported_before_the_first_reply() -> None:
    times, imported = BENCHMARKS["start"](SMOKE)
    assert_full(times)
    assert_full(imported)
    assert f"None of {', '.join(LATE)} is imported before the first reply." in imported.said


def test_ways_take_turns() -> None:
    order: list[str] = []
    taking_turns({"one": lambda: order.append("one"), "other": lambda: order.append("other")}, 2)
    assert order == ["one", "other", "one", "other"]


def test_figures_come_with_their_spread() -> None:
    assert spread([0.2, 0.1, 0.4], 1000) == "200 (100–400)"
    assert noise([1.0, 1.0, 1.2]) == "±20 %"


def test_a_person_goes_by_the_screen() -> None:
    person = Person(1, ["/report"], 1)
    assert person.next() == "/report"
    person.screen = (7, "培训任务当月完成多少？", [[{"text": "无", "callback_data": "none"}]])
    assert person.next() == "3"
    confirm = {"text": "确认提交", "callback_data": "submit"}
    person.screen = (7, "请核对", [[{"text": "改一项", "callback_data": "edit"}], [confirm]])
    assert person.next() == confirm
    person.screen = (8, "回执 202209-045-1", [])
    assert person.next() is None


def assert_full(table: Table) -> None:
    assert table.rows
    assert all(len(row) == len(table.columns) and all(row) for row in table.rows)
