"""The progress table says what the contract says: cumulative, rate, expected, gap, ranks, status, totals."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programmes.model import Programme
from programmes.periods import Period
from scoring.figures import Figure, History, Kind, Status, number
from scoring.progress import Progress, Row, of_class, progress
from scoring.ranking import places
from scoring.tables import progress_table
from scoring.written import document
from tests.scoring.histories import filed_month, history, raw

JUNE = Period(2022, 6)
NOT_APPLICABLE = Figure(Kind.NOT_APPLICABLE, None, "no classes")


def _row(table: Progress, unit: str, indicator: str) -> Row:
    return next(row for row in table.rows if (row.unit.code, row.indicator.code) == (unit, indicator))


def _table(programme: Programme, *histories: History, drafts: tuple[str, ...] = (), period: Period = JUNE) -> Progress:
    """Both computations, which must agree."""
    table = progress(programme, {one.unit: one for one in histories}, drafts, period)
    assert progress_table(programme, raw(histories), drafts, period) == table
    return table


def test_a_unit_has_a_row_for_each_target_and_none_without(programme: Programme) -> None:
    table = _table(programme)
    assert len(table.rows) == sum(len(unit.targets) for unit in programme.units)
    assert ("hn-001", "senior") not in {(row.unit.code, row.indicator.code) for row in table.rows}


def test_the_opening_balance_and_all_months_so_far_make_the_cumulative(programme: Programme) -> None:
    filed = history(
        "hn-029",
        filed_month("2022-05", {"training": 80}),
        filed_month("2022-06", {"training": 120}, late=True),
        filed_month("2022-07", {"training": 7}),
        opening={"training": 20},
    )
    row = _row(_table(programme, filed), "hn-029", "training")
    assert (row.target, row.completed, row.cumulative, row.share) == (500, 120, 220, Fraction(220, 500))
    assert (row.expected, row.gap, row.status, row.late, row.rank) == (Fraction(250), 30, Status.SUBMITTED, True, 1)


def test_a_unit_that_has_not_reported_keeps_its_cumulative_and_its_place(programme: Programme) -> None:
    table = _table(
        programme,
        history("hn-029", filed_month("2022-05", {"training": 500})),
        history("hn-030", filed_month("2022-06", {"training": 1})),
    )
    row = _row(table, "hn-029", "training")
    assert (row.completed, row.cumulative, row.status, row.late, row.rank) == (None, 500, Status.MISSING, None, 1)
    assert _row(table, "hn-030", "training").rank == 2
    assert _row(table, "hn-031", "training").rank == 3
    assert _row(table, "hn-001", "training").rank == 1


def test_a_draft_shows_as_status_only_where_nothing_is_filed(programme: Programme) -> None:
    filed = history("hn-029", filed_month("2022-06", {"training": 1}))
    table = _table(programme, filed, drafts=("hn-029", "hn-030"))
    assert _row(table, "hn-029", "training").status is Status.SUBMITTED
    assert _row(table, "hn-030", "training").status is Status.DRAFT


def test_a_month_reported_in_a_later_one_is_submitted_without_a_figure(programme: Programme) -> None:
    filed = history(
        "hn-029", filed_month("2022-06", {}, late=True, reported_in="2022-07"), filed_month("2022-07", {"training": 9})
    )
    row = _row(_table(programme, filed), "hn-029", "training")
    assert (row.completed, row.cumulative, row.status, row.late) == (None, 0, Status.SUBMITTED, True)


def test_a_line_that_is_not_applicable_is_out_of_rates_ranks_and_totals(programme: Programme) -> None:
    filed = history(
        "hn-029", filed_month("2022-05", {"training": 9}), filed_month("2022-06", {"training": NOT_APPLICABLE})
    )
    table = _table(programme, filed)
    row = _row(table, "hn-029", "training")
    assert (row.completed, row.cumulative) == (None, 9)
    assert (row.share, row.expected, row.gap, row.rank) == (None, None, None, None)
    schools = next(t for t in table.totals if (t.unit_class, t.indicator.code) == ("schools", "training"))
    assert schools.target == sum(unit.targets.get("training", 0) for unit in programme.units[28:]) - 500
    assert schools.cumulative == 0


def test_nothing_to_report_completes_zero(programme: Programme) -> None:
    filed = history("hn-029", filed_month("2022-06", {"training": Figure(Kind.NOTHING, 0)}))
    assert _row(_table(programme, filed), "hn-029", "training").completed == 0


def test_a_stock_has_a_row_once_stated_and_shows_its_last_level(programme: Programme) -> None:
    filed = history(
        "hn-029",
        filed_month("2022-04", {"body_school": 3}),
        filed_month("2022-05", {"body_school": 2}),
        filed_month("2022-06", {"body_school": NOT_APPLICABLE, "body_exam": 0}),
    )
    table = _table(programme, filed)
    row = _row(table, "hn-029", "body_school")
    assert (row.completed, row.cumulative, row.target, row.share, row.expected) == (None, 2, None, None, None)
    assert (row.gap, row.rank) == (None, None)
    assert _row(table, "hn-029", "body_exam").cumulative == 0
    assert not [row for row in table.rows if row.indicator.stock and row.unit.code != "hn-029"]


def test_totals_stand_per_class_and_over_all(programme: Programme) -> None:
    table = _table(programme)
    found = {(total.unit_class, total.indicator.code): total.target for total in table.totals}
    assert found["all", "training"] == 1_100_000
    assert found["bureaus", "training"] + found["schools", "training"] == 1_100_000
    assert ("bureaus", "senior") not in found


def test_one_class_alone_keeps_its_rows_and_totals(programme: Programme) -> None:
    table = of_class(_table(programme), "bureaus")
    assert {row.unit.unit_class for row in table.rows} == {"bureaus"}
    assert {total.unit_class for total in table.totals} == {"bureaus"}


@pytest.mark.parametrize(
    ("month", "expected", "gap"),
    [
        ("2022-03", "1653.75", 1654),
        ("2022-04", "3307.5", 3308),
        ("2022-09", "4961.25", 4962),
        ("2022-12", "6615", 6615),
    ],
)
def test_expected_goes_by_the_end_of_the_quarter(programme: Programme, month: str, expected: str, gap: int) -> None:
    unit = replace(programme.unit("hn-029"), targets={"training": 6615})
    table = _table(replace(programme, units=(unit,)), period=Period.parse(month))
    row = document("p", date(2022, 6, 25), table)["rows"][0]  # type: ignore[index]
    assert (row["expected"], row["gap"], row["rate"]) == (expected, gap, "0.00")


def test_the_document_has_the_shape_of_the_contract(programme: Programme) -> None:
    filed = history("hn-029", filed_month("2022-06", {"training": 120}))
    whole = document(programme.id, date(2022, 6, 25), of_class(_table(programme, filed), "schools"))
    assert list(whole) == ["programme", "period", "as_of", "rows", "totals"]
    assert (whole["programme"], whole["period"], whole["as_of"]) == ("henan-edu-2022", "2022-06", "2022-06-25")
    assert whole["rows"][0] == {  # type: ignore[index]
        "unit": "河南理工大学",
        "class": "schools",
        "indicator": "training",
        "target": 500,
        "completed": 120,
        "cumulative": 120,
        "rate": "24.00",
        "expected": "250",
        "gap": 130,
        "rank": 1,
        "status": "submitted",
        "late": False,
    }
    total = whole["totals"][0]  # type: ignore[index]
    assert list(total) == ["class", "indicator", "target", "completed", "cumulative", "rate"]


def test_a_unit_that_is_not_assessed_has_no_place_and_takes_none_but_counts_in_totals(xinxiang: Programme) -> None:
    city, first, *_ = xinxiang.units
    june = Period(2023, 6)
    done = (filed_month("2023-06", {"skilled": 9000}),)
    table = _table(xinxiang, history(city.code, *done), history(first.code, *done), period=june)
    assert (city.name, _row(table, city.code, "skilled").rank) == ("市本级", None)
    assert _row(table, city.code, "skilled").cumulative == 9000
    assert _row(table, first.code, "skilled").rank == 1
    assert _row(table, xinxiang.units[2].code, "skilled").rank == 2
    areas = next(t for t in table.totals if (t.unit_class, t.indicator.code) == ("areas", "skilled"))
    assert (areas.target, areas.cumulative) == (120_000, 18_000)


def test_equal_rates_share_a_place() -> None:
    shares = [Fraction(1, 2), Fraction(2, 3), None, Fraction(2, 4), Fraction(1, 3)]
    assert places(shares) == [2, 1, None, 2, 4]


def test_rates_that_floats_cannot_tell_apart_are_ranked_apart(few: Programme) -> None:
    big, near = 99_999_999, 99_999_998
    units = [replace(unit, targets={"training": target}) for unit, target in zip(few.units, (big, near), strict=False)]
    carried = 10**9
    first, second = (
        history(units[0].code, filed_month("2022-06", {"training": carried * big + 1})),
        history(units[1].code, filed_month("2022-06", {"training": carried * near})),
    )
    assert [row.rank for row in _table(replace(few, units=tuple(units)), first, second).rows] == [1, 2]


FIGURES = st.one_of(
    st.integers(0, 12).map(number),
    st.integers(0, 100_000_000).map(number),
    st.just(Figure(Kind.NOTHING, 0)),
    st.just(NOT_APPLICABLE),
)
MONTHS = st.sampled_from(["2022-03", "2022-04", "2022-05", "2022-06", "2022-07"])


@given(data=st.data())
@settings(deadline=None, max_examples=60)
def test_the_table_in_columns_agrees_with_one_unit_at_a_time(few: Programme, data: st.DataObject) -> None:
    codes = [indicator.code for indicator in few.indicators]
    targets = st.dictionaries(st.sampled_from(codes[:4]), st.one_of(st.integers(0, 6), st.integers(1, 100_000_000)))
    units = tuple(replace(unit, targets=data.draw(targets), assessed=data.draw(st.booleans())) for unit in few.units)
    histories = []
    for unit in data.draw(st.lists(st.sampled_from(units), unique_by=lambda unit: unit.code)):
        months = data.draw(st.dictionaries(MONTHS, st.dictionaries(st.sampled_from(codes), FIGURES)))
        opening = data.draw(st.none() | st.dictionaries(st.sampled_from(codes[:4]), st.integers(0, 100_000_000)))
        late = data.draw(st.sampled_from([True, False, None]))
        histories.append(history(unit.code, *(filed_month(p, f, late) for p, f in months.items()), opening=opening))
    drafts = tuple(data.draw(st.sets(st.sampled_from([unit.code for unit in units]))))
    _table(replace(few, units=units), *histories, drafts=drafts, period=Period.parse(data.draw(MONTHS)))


def test_pandas_is_not_imported_before_a_table_is_asked_for() -> None:
    asked = "import sys, scoring.tables, scoring.written; sys.exit('pandas' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
