"""What figures from a file may not do together, and what they change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from programmes.model import Programme
from programmes.periods import Period
from scoring.entries import Entry, Fault
from scoring.figures import Figure, History, Kind, number
from scoring.imports import changes, faults
from tests.scoring.histories import filed_month, history

MAY, JUNE, JULY = Period(2022, 5), Period(2022, 6), Period(2022, 7)
SCHOOL = "hn-029"


class File:
    """Entries as rows of a file, the first on line 2."""

    def __init__(self, programme: Programme, *rows: tuple[str, Period | None, str, int]) -> None:
        self.programme = programme
        self.entries = [
            Entry(line, programme.unit(unit), period, programme.indicator(code), value)
            for line, (unit, period, code, value) in enumerate(rows, start=2)
        ]

    def bad(self, *histories: History, replacing: bool = False, unsure: tuple[str, ...] = ()) -> list[tuple[int, str]]:
        found = self.faults(*histories, replacing=replacing, unsure=unsure)
        return [(fault.line, fault.expected.key.rpartition(".")[2]) for fault in found]

    def faults(self, *histories: History, replacing: bool = False, unsure: tuple[str, ...] = ()) -> list[Fault]:
        held = {one.unit: one for one in histories}
        return faults(self.programme, self.entries, held, replacing=replacing, unsure=unsure)


def _imported(unit: str, *months: tuple[str, dict[str, Figure | int]]) -> History:
    return history(unit, *(replace(filed_month(period, figures), source="import") for period, figures in months))


def test_a_figure_needs_a_target(programme: Programme) -> None:
    file = File(programme, ("hn-001", JUNE, "senior", 5), ("hn-001", None, "senior", 5), (SCHOOL, JUNE, "senior", 5))
    assert file.bad() == [(2, "target"), (3, "target")]


def test_a_stock_needs_no_target_but_has_no_opening_balance(programme: Programme) -> None:
    file = File(programme, ("hn-001", JUNE, "body_school", 5), ("hn-001", None, "body_exam", 5))
    assert file.bad() == [(3, "no_stock_opening")]


def test_a_figure_stands_once_in_the_file(programme: Programme) -> None:
    row = (SCHOOL, JUNE, "training", 5)
    assert File(programme, row, (SCHOOL, MAY, "training", 5), row).bad() == [(4, "once")]


def test_a_report_filed_in_chat_is_replaced_only_with_a_reason(programme: Programme) -> None:
    file = File(programme, (SCHOOL, JUNE, "training", 5), (SCHOOL, MAY, "training", 5), (SCHOOL, None, "training", 1))
    chat = history(SCHOOL, filed_month("2022-06", {"training": 5}), opening={"training": 0})
    assert file.bad(replace(chat, opening_source="chat")) == [(2, "replace"), (4, "replace")]
    assert file.bad(replace(chat, opening_source="import")) == [(2, "replace")]
    assert file.bad(replace(chat, opening_source="chat"), replacing=True) == []


def test_a_contained_month_is_given_only_together_with_the_one_that_contains_it(programme: Programme) -> None:
    months = filed_month("2022-05", {}, reported_in="2022-06"), filed_month("2022-06", {"training": 9})
    held = history(SCHOOL, *months)
    alone = File(programme, (SCHOOL, MAY, "training", 4))
    assert alone.bad(held, replacing=True) == [(2, "contained")]
    both = File(programme, (SCHOOL, MAY, "training", 4), (SCHOOL, JUNE, "training", 5))
    assert both.bad(held, replacing=True) == []


def test_a_part_is_not_above_its_whole_in_a_month(programme: Programme) -> None:
    file = File(
        programme,
        (SCHOOL, None, "certificates", 100),
        (SCHOOL, JUNE, "senior", 30),
        (SCHOOL, JUNE, "certificates", 20),
    )
    assert file.bad() == [(3, "part")]
    assert file.faults()[0].found == "30"


def test_a_part_is_not_above_its_whole_in_the_sum_so_far(programme: Programme) -> None:
    file = File(programme, (SCHOOL, JUNE, "senior", 30), (SCHOOL, JULY, "senior", 5))
    assert file.bad() == []
    assert file.bad(_imported(SCHOOL, ("2022-05", {"certificates": 20}))) == [(2, "part_so_far")]
    assert file.bad(_imported(SCHOOL, ("2022-05", {"certificates": 34}))) == [(3, "part_so_far")]
    assert file.bad(_imported(SCHOOL, ("2022-05", {"certificates": 35}))) == []
    assert file.bad(_imported(SCHOOL, ("2022-05", {"certificates": 20})), unsure=(SCHOOL,)) == []


def test_a_lower_whole_in_an_earlier_month_shows_in_the_later_one(programme: Programme) -> None:
    held = _imported(SCHOOL, ("2022-05", {"certificates": 50}), ("2022-06", {"certificates": 0, "senior": 0}))
    later = _imported(SCHOOL, ("2022-05", {"certificates": 50}), ("2022-07", {"certificates": 40, "senior": 40}))
    assert File(programme, (SCHOOL, MAY, "certificates", 0)).bad(held) == []
    assert File(programme, (SCHOOL, MAY, "senior", 60)).bad(later) == [(2, "part"), (2, "part_so_far")]
    assert File(programme, (SCHOOL, JUNE, "senior", 30), (SCHOOL, MAY, "senior", 25)).bad(later) == [(2, "part_so_far")]


def test_figures_that_stand_change_nothing_and_other_lines_stay(programme: Programme) -> None:
    nothing = Figure(Kind.NOTHING, 0)
    held = _imported(SCHOOL, ("2022-06", {"training": nothing, "certificates": 3}))
    same = File(programme, (SCHOOL, JUNE, "training", 0))
    assert changes(same.entries, {SCHOOL: held}) == []
    (change,) = changes(File(programme, (SCHOOL, JUNE, "training", 8)).entries, {SCHOOL: held})
    assert change.figures == {"training": number(8), "certificates": number(3)}
    assert change.revises == held.months[JUNE]


@pytest.mark.parametrize("period", [None, MAY])
def test_a_first_figure_is_a_change(programme: Programme, period: Period | None) -> None:
    (change,) = changes(File(programme, (SCHOOL, period, "training", 0)).entries, {})
    assert (change.period, change.figures, change.revises) == (period, {"training": number(0)}, None)
