"""Jiaozuo's and the province's plans name headlines and no units: what is there is exact, what is not is asked for."""

from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from programmes.loading import check, load, shipped
from programmes.periods import Period
from programmes.starting import start

SHIPPED = Path(__file__).parents[2] / "programmes"


@pytest.mark.parametrize("name", ["jiaozuo-edu-2022", "henan-2022"])
def test_a_plan_without_units_is_sound_and_says_who_lists_them(name: str) -> None:
    assert check(name) == ()
    programme = load(name)
    assert (programme.units, bool(programme.units_to_fill)) == ((), True)


def test_jiaozuo_has_the_goals_of_2022_and_2025() -> None:
    goals = {(goal.indicator, goal.year): goal.value for goal in load("jiaozuo-edu-2022").goals}
    assert goals == {
        ("training", 2022): 10_000,
        ("certificates", 2022): 9_000,
        ("bodies", 2022): 11,
        ("training", 2025): 40_000,
        ("certificates", 2025): 39_000,
        ("senior", 2025): 11_700,
    }


def test_jiaozuo_certificates_have_their_own_years_end() -> None:
    ends = {one.code: one.year_end for one in load("jiaozuo-edu-2022").indicators}
    november = Period(2022, 11)
    assert ends == {
        "training": None, "certificates": november, "senior": november, "one_plus_x": november, "bodies": None,
    }  # fmt: skip


def test_the_province_bounds_special_certificates_at_a_tenth() -> None:
    programme = load("henan-2022")
    limits = {limit.code: (limit.at_least, limit.share) for limit in programme.limits}
    assert limits["special-certificates"] == (False, Fraction(1, 10))
    assert limits["satisfaction"] == (True, Fraction(85, 100))
    parts = {goal.code: goal.value for goal in programme.goals}
    assert parts["skilled"] == sum(parts[f"certificates-{one}"] for one in ("employers", "schools", "public"))
    assert parts["high-skilled"] == sum(parts[f"senior-{one}"] for one in ("employers", "schools", "public"))
    assert parts["bodies"] == sum(parts[f"bodies-{one}"] for one in ("employers", "schools", "public"))


def test_units_once_filled_in_are_added_up(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SHIPPED / "jiaozuo-edu-2022", tmp_path / "jiaozuo-edu-2022"))
    rows = "jz-1,解放区,,bureaus,bureau,,4000,3000,,\njz-2,山阳区,,bureaus,bureau,,6000,{},,\n"
    table = (SHIPPED / "jiaozuo-edu-2022" / "units.csv").read_text("utf-8")
    (folder / "units.csv").write_text(table + rows.format(6000), "utf-8")
    assert check(folder) == ()
    (folder / "units.csv").write_text(table + rows.format(6001), "utf-8")
    assert [(one.key, one.found, one.expected) for one in check(folder)] == [("certificates", "9001", "sum")]


def test_a_programme_that_names_nobody_to_fill_in_needs_its_units(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SHIPPED / "jiaozuo-edu-2022", tmp_path / "jiaozuo-edu-2022"))
    text = (folder / "programme.toml").read_text("utf-8")
    begin, end = text.index("\n[units_to_fill]") + 1, text.index("[[roles]]")
    (folder / "programme.toml").write_text(text[:begin] + text[end:], "utf-8")
    assert [(one.key, one.expected) for one in check(folder)] == [("training", "sum"), ("certificates", "sum")]


@pytest.mark.parametrize(("code", "count", "last"), [("bureaus", 14, "2.6"), ("schools", 19, "3.5")])
def test_the_checklists_have_their_printed_items(code: str, count: int, last: str) -> None:
    book = load("henan-edu-2022").rulebooks[code]
    assert (book.checklist, len(book.items), book.items[-1].key) == (True, count, last)
    assert all(item.evidence and item.cites.document == "evaluation" for item in book.items)
    # The bureaus' fifth item is in three parts, so that 14 lines are 12 items.
    numbers = {tuple(item.key.split(".")[:2]) for item in book.items}
    assert len(numbers) == {"bureaus": 12, "schools": 19}[code]


@pytest.mark.parametrize("name", shipped())
def test_a_next_year_can_begin_from_every_shipped_programme(tmp_path: Path, name: str) -> None:
    left = start(tmp_path / "next", name, empty_targets=False)
    assert left
    assert {(problem.found, problem.expected) for problem in left} == {("?", "filled_in")}
