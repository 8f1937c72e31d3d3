"""Whom a broadcast goes to, and who is listed because nothing can reach them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from dialog.reminders.people import Contact, Reach, Seat
from dialog.reminders.selections import Condition, Selection, Unreached, choose, units_chosen
from programmes.loading import load
from programmes.periods import Period
from programmes.roles import Role
from scoring.progress import progress
from scoring.standing import standing
from tests.scoring.histories import filed_month, history

HENAN = load("henan-edu-2022")
FEW = replace(HENAN, units=(*HENAN.units[:2], *HENAN.units[28:31]))
CODES = [unit.code for unit in FEW.units]
JUNE = Period(2022, 6)
HISTORIES = {
    code: history(code, filed_month("2022-06", {"certificates": figure}, late))
    for code, figure, late in zip(CODES[:3], (0, 10_000, 1), (True, False, None), strict=True)
}
STANDING = standing(FEW, JUNE, HISTORIES)
TABLE = progress(FEW, HISTORIES, (), JUNE)


@pytest.mark.parametrize(
    ("selection", "places"),
    [
        (Selection(), [0, 1, 2, 3, 4]),
        (Selection(unit_class="bureaus"), [0, 1]),
        (Selection(category=FEW.units[2].category, unit_class="schools"), [2, 3, 4]),
        (Selection(condition=Condition.NOT_REPORTED), [3, 4]),
        (Selection(condition=Condition.LATE), [0]),
        (Selection(condition=Condition.ZERO_PROGRESS), [0, 3, 4]),
        (Selection(condition=Condition.ZERO_PROGRESS, unit_class="bureaus"), [0]),
        (Selection(condition=Condition.BELOW, below=Fraction(1, 2)), [0, 2, 3, 4]),
        (Selection(condition=Condition.BELOW, below=Fraction(1, 2), indicator="senior"), []),
        (Selection(units=(CODES[1], CODES[3])), [1, 3]),
        (Selection(units=(CODES[1], CODES[3]), condition=Condition.NOT_REPORTED), [3]),
    ],
)
def test_all_that_was_chosen_holds_at_once(selection: Selection, places: list[int]) -> None:
    with_target = [unit for unit in FEW.units if "senior" in unit.targets]
    wanted = [CODES[place] for place in places]
    if selection.indicator == "senior":
        wanted = [unit.code for unit in with_target]
    assert list(units_chosen(selection, FEW, STANDING, TABLE)) == wanted


def test_below_needs_a_number() -> None:
    assert units_chosen(Selection(condition=Condition.BELOW), FEW, STANDING, TABLE) == ()


def test_each_person_gets_it_once_and_who_cannot_be_reached_is_listed_by_name() -> None:
    contacts = [
        Contact("1", "赵", (Seat(CODES[0], Role.LIAISON), Seat(CODES[1], Role.LIAISON))),
        Contact("2", "钱", (Seat(CODES[2], Role.LIAISON), Seat(CODES[2], Role.LEADER)), reach=Reach.BLOCKED),
        Contact("3", "孙", (Seat(CODES[3], Role.LIAISON),), reach=Reach.NEVER_STARTED),
        Contact("4", "李", (Seat(CODES[4], Role.LEADER),)),
    ]
    found = choose(Selection(), FEW, STANDING, TABLE, contacts)
    assert [contact.name for contact in found.people] == ["赵"]
    assert found.unreached == (
        Unreached("钱", CODES[2], Reach.BLOCKED),
        Unreached("孙", CODES[3], Reach.NEVER_STARTED),
    )
    assert found.empty == (CODES[4],)
    both = choose(Selection(roles=(Role.LIAISON, Role.LEADER)), FEW, STANDING, TABLE, contacts)
    assert [contact.name for contact in both.people] == ["赵", "李"]
    assert both.empty == ()
