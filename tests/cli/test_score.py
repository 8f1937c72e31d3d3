"""`yuebao score`: the example files of the documentation, the JSON as the contract has it, and every refusal."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from programmes.loading import load
from scoring.rulebooks.entered import Spot
from store.database import Database
from tests.cli.conftest import Operate, Run
from tests.store.moments import NOW
from tests.store.seats import OFFICIAL, OTHER, seat

DOCS = Path(__file__).parents[2] / "docs"
HEADER = "unit,key,period,value"


@pytest.fixture(autouse=True)
def operator(operate: Operate) -> None:
    operate(CLOCK="2023-07-05T09:00:00+08:00", LANGUAGE="en")


def facts(*rows: str, header: str = HEADER) -> str:
    Path("facts.csv").write_text("\n".join((header, *rows)), "utf-8")
    return "facts.csv"


def scored(run: Run, book: str, day: str, file: str) -> dict[str, dict[str, Any]]:
    code, out, err = run(
        "score", book, "--programme", "xinxiang-2023", "--as-of", day, "--facts", file, "--json"
    )  # fmt: skip
    assert (code, err) == (0, "")
    return {unit["unit"]: unit for unit in json.loads(out)["units"]}


def item(unit: dict[str, Any], key: str) -> dict[str, Any]:
    (found,) = [one for one in unit["items"] if one["key"] == key]
    return dict(found)


@pytest.mark.parametrize(("book", "units", "seats"), [("areas", 15, 5), ("departments", 25, 8)])
@pytest.mark.parametrize(("day", "stage"), [("2023-06-30", "mid-year"), ("2023-12-31", "year-end")])
def test_the_documented_example_is_complete(run: Run, book: str, units: int, seats: int, day: str, stage: str) -> None:
    file = str(DOCS / "rulebooks" / f"{book}.csv")
    found = scored(run, book, day, file)
    assert (len(found), [one for one in found.values() if one["open"]]) == (units, [])
    for unit in found.values():
        points = sum(Decimal(one["points"]) for one in unit["items"] if one["state"] == "scored")
        assert abs(points * 100 / Decimal(unit["assessable"]) - Decimal(unit["total"])) < Decimal("0.01")
        assert (unit["final"] is None) == (stage == "mid-year")
        assert (unit["rank"] is None) == bool(unit["vetoed"] or unit["disqualified"])
    assert sum(one["advanced"] is True for one in found.values()) <= seats


def test_every_fact_is_documented_and_in_its_example() -> None:
    told = (DOCS / "rulebooks.md").read_text("utf-8")
    for book in load("xinxiang-2023").rulebooks.values():
        example = (DOCS / "rulebooks" / f"{book.code}.csv").read_text("utf-8")
        missing = [key for key in book.facts() if f"`{key}`" not in told or f",{key}," not in example]
        assert not missing


def test_the_json_has_the_contracts_keys_and_no_other(run: Run) -> None:
    code, out, _ = run(
        "score", "areas", "--programme", "xinxiang-2023", "--as-of", "2023-06-30", "--facts", facts(), "--json"
    )  # fmt: skip
    told = json.loads(out)
    assert code == 0
    assert list(told) == ["rulebook", "as_of", "stage", "units"]
    unit = told["units"][0]
    assert " ".join(unit) == "unit total final vetoed disqualified assessable open rank advanced items"
    assert {" ".join(one) for one in unit["items"]} == {"key state points max inputs reading cites why"}
    assert (told["as_of"], told["stage"], unit["total"], unit["rank"]) == ("2023-06-30", "mid-year", None, None)
    assert (item(unit, "4.1")["state"], item(unit, "4.1")["points"], "4.1" in unit["open"]) == ("open", None, True)


def test_merged_and_not_assessable_items_are_told_apart(run: Run) -> None:
    found = scored(run, "departments", "2023-12-31", str(DOCS / "rulebooks" / "departments.csv"))
    merged, without = found["市司法局"], found["市商务局"]
    assert (item(merged, "2.2.1")["max"], item(merged, "2.3.1")["state"], merged["assessable"]) == (
        "30",
        "merged",
        "100",
    )
    assert (item(without, "2.2.1")["state"], without["assessable"]) == ("not_assessable", "50")


def test_a_total_of_fewer_points_says_that_it_is_scaled(run: Run) -> None:
    file = str(DOCS / "rulebooks" / "departments.csv")
    code, out, _ = run("score", "departments", "--as-of", "2023-12-31", "--facts", file, "--unit", "市商务局")
    assert code == 0
    assert "of 50, scaled to 100" in out


def test_the_table_names_what_vetoes_and_what_mid_year_still_needs(run: Run) -> None:
    file = facts("市科技局,liability,,yes", "市科技局,3.3.met,2023-Q3,yes")
    code, out, _ = run(
        "score", "departments", "--programme", "xinxiang-2023", "--as-of", "2023-12-31",
        "--facts", file, "--unit", "市科技局",
    )  # fmt: skip
    row = next(line for line in out.splitlines() if "failed:" in line)
    assert code == 0
    assert "new skilled workers" in row
    assert "high_skilled" not in row
    assert "liability found" in row
    assert "3.3 (mid-year)" in row


def test_two_bonuses_of_the_years_end_are_told_as_one(run: Run) -> None:
    file = facts("市科技局,skilled,2023-Q1,75")
    _, out, _ = run("score", "departments", "--programme", "xinxiang-2023", "--as-of", "2023-03-31", "--facts", file)
    assert "the bonus of 2 is given at the year's end only" in out
    assert out.count("at the year's end only; the bonus") == 0


def test_liability_holds_from_its_quarter_on(run: Run) -> None:
    file = facts("长垣市,liability,2023-Q3,yes", "卫辉市,disqualified,,yes")
    assert "liability" not in scored(run, "areas", "2023-06-30", file)["长垣市"]["vetoed"]
    running = scored(run, "areas", "2023-07-01", file)
    assert running["长垣市"]["vetoed"] == ["liability"]
    assert running["卫辉市"]["disqualified"] is True


def test_the_higher_source_is_scored_and_named(run: Run) -> None:
    rows = ["长垣市,training,2023-01,100,reported", "长垣市,training,2023-02,50,reported"]
    reported = scored(run, "areas", "2023-06-30", facts(*rows, header=f"{HEADER},source"))
    asked = item(reported["长垣市"], "2.1.1")
    assert (asked["inputs"]["training.source"], asked["inputs"]["training.done"]) == ("reported", [150, 150])
    assert "reported figures" in asked["why"]
    rows += ["长垣市,training,2023-01,90,platform", "长垣市,training,2023-Q2,7,verified", "长垣市,training,2023-Q2,9,"]
    asked = item(scored(run, "areas", "2023-06-30", facts(*rows, header=f"{HEADER},source"))["长垣市"], "2.1.1")
    assert asked["inputs"]["training.done"] == [140, 147]
    assert asked["inputs"]["training.source"] == "verified+platform+reported"


@pytest.mark.parametrize(
    ("row", "column", "found", "expected"),
    [
        ("长垣,training,2023-01,1", "unit", "长垣", "a unit of the rulebook areas"),
        ("市教育局,training,2023-01,1", "unit", "市教育局", "a unit of the rulebook areas"),
        (",training,2023-01,1", "unit", "", "a unit"),
        ("长垣市,trainings,2023-01,1", "key", "trainings", "an indicator or a fact"),
        ("长垣市,2.1.4.wrong,,1", "key", "2.1.4.wrong", "an indicator or a fact"),
        ("长垣市,training,2023-13,1", "period", "2023-13", "a month or quarter of 2023"),
        ("长垣市,training,2022-12,1", "period", "2022-12", "a month or quarter of 2023"),
        ("长垣市,training,,1", "period", "", "a month or quarter of 2023"),
        ("长垣市,4.1.met,2023-05,yes", "period", "2023-05", "a quarter of 2023"),
        ("长垣市,4.1.met,2023-Q5,yes", "period", "2023-Q5", "a quarter of 2023"),
        ("长垣市,training,2023-01,-1", "value", "-1", "a whole number from 0"),
        ("长垣市,training,2023-01,1.5", "value", "1.5", "a whole number from 0"),
        ("长垣市,training,2023-01,1000000001", "value", "1000000001", "to 1 000 000 000"),
        ("长垣市,training,2023-01,1e3", "value", "1e3", "a whole number from 0"),
        ("长垣市,training,2023-01,", "value", "", "a whole number from 0"),
        ("长垣市,2.1.4.incomplete,,nan", "value", "nan", "a whole number from 0"),
        ("长垣市,3.2.amount,,-50", "value", "-50", "a number from 0"),
        ("长垣市,4.1.met,,maybe", "value", "maybe", "yes or no"),
        ("长垣市,4.2.issued_on,,2023-02-30", "value", "2023-02-30", "a day such as"),
        ("长垣市,4.2.issued_on,,21 May", "value", "21 May", "a day such as"),
        ("长垣市,liability,,some", "value", "some", "yes or no"),
    ],
)
def test_what_cannot_stand_is_refused_with_file_line_found_expected(
    run: Run, row: str, column: str, found: str, expected: str
) -> None:
    file = facts("卫辉市,training,2023-01,5", row)
    asked = ("score", "areas", "--programme", "xinxiang-2023", "--as-of", "2023-06-30", "--facts", file)
    code, out, err = run(*asked)
    assert (code, out) == (1, "")
    first = err.splitlines()[0]
    assert first.startswith(f"facts.csv, line 3, {column}: found “{found}”")
    assert expected in first
    code, out, _ = run(*asked, "--json")
    (bad,) = json.loads(out)["bad"]
    assert (code, bad["file"], bad["line"], bad["column"], bad["found"]) == (1, "facts.csv", 3, column, found)


def test_an_indicator_of_the_other_table_is_no_key_here(run: Run) -> None:
    asked = ("score", "departments", "--programme", "xinxiang-2023", "--as-of", "2023-06-30", "--facts")
    assert run(*asked, facts("市商务局,high_skilled,2023-Q1,0"))[0] == 0
    code, _, err = run(*asked, facts("市教育局,subsidised,2023-Q1,5"))
    assert code == 1
    assert "such as training, skilled, high_skilled, 2.1.2.incomplete" in err.splitlines()[0]


@pytest.mark.parametrize("key", ["2.2.2.months_missing", "2.3.2.months_missing", "2.3.3.months_mismatched"])
def test_a_year_has_no_more_than_twelve_months(run: Run, key: str) -> None:
    asked = ("score", "departments", "--programme", "xinxiang-2023", "--as-of", "2023-12-31", "--facts")
    assert run(*asked, facts(f"市教育局,{key},,12"), "--json")[0] == 0
    code, _, err = run(*asked, facts(f"市教育局,{key},,13"))
    assert code == 1
    assert "a whole number from 0 to 12" in err.splitlines()[0]


TARGETS = {
    "市教育局": (72_400, 36_330, 11_050),
    "市科技局": (700, 300, 70),
    "市工信局": (20_000, 13_000, 8_000),
    "市公安局": (3_100, 3_100, 120),
    "市民政局": (3_000, 300, 100),
    "市司法局": (750, 140, 0),
    "市商务局": (6_000, 0, 0),
    "市人社局": (43_210, 51_620, 32_150),
    "市住建局": (7_000, 3_000, 400),
    "市文旅局": (1_200, 600, 300),
    "市卫健委": (1_700, 800, 800),
    "市残联": (3_420, 80, 15),
}


def flawless(unit: str, late: int = 0, short: int = 0) -> list[str]:
    """Every quarter end just reached, every judgement full; but so many late reports, so many trained too few."""
    rows = []
    for code, target in zip(("training", "skilled", "high_skilled"), TARGETS[unit], strict=True):
        ends = [0, *(-(-target * quarter // 4) for quarter in (1, 2, 3, 4))]
        ends[4] -= short if code == "training" else 0
        rows += [f"{unit},{code},2023-Q{q},{ends[q] - ends[q - 1]}" for q in (1, 2, 3, 4)]
    none = (
        "2.1.2.incomplete 2.1.2.untrue 2.2.2.months_missing 2.2.2.mismatched 2.2.3.months_mismatched 2.3.2.mismatched"
    )
    none += " 2.3.2.months_missing 2.3.3.months_mismatched 3.1.missing"
    rows += [f"{unit},{key},,0" for key in none.split()]
    rows += [f"{unit},3.2.issued_on,,2023-05-21", f"{unit},3.4.late,,{late}", f"{unit},3.6.national,,2"]
    return [*rows, f"{unit},3.3.met,,yes", f"{unit},3.5.has_subsidy,,no", f"{unit},3.7.met,,yes"]


def test_a_years_end_computed_on_paper(run: Run) -> None:
    """Full but for 140 % and 110 %: 9 + 10, 14 + 10, 14 + 10, 30 = 97 at the end and 95 at mid-year, so 96.20."""
    changed = {"市人社局": (1, 0), "市住建局": (1, 0), "市文旅局": (0, 1)}
    rows = [row for unit in TARGETS for row in flawless(unit, *changed.get(unit, (0, 0)))]
    rows += ["市卫健委,disqualified,2023-Q3,yes", "市残联,liability,2023-Q2,yes"]
    found = scored(run, "departments", "2023-12-31", facts(*rows))

    def told(unit: str) -> tuple[object, ...]:
        return tuple(found[unit][key] for key in ("total", "final", "rank", "advanced"))

    # Training alone: 49 of 50 at the end, 48 of 50 at mid-year.
    assert (*told("市商务局"), found["市商务局"]["assessable"]) == ("98", "97.20", 1, True, "50")
    for unit in ("市教育局", "市科技局", "市工信局", "市公安局", "市民政局", "市司法局"):
        assert told(unit) == ("97", "96.20", 2, True)
    merged = item(found["市司法局"], "2.2.1")
    assert (merged["points"], merged["max"], item(found["市司法局"], "2.3.1")["state"]) == ("28", "30", "merged")
    # One place is left for two equals.
    assert told("市人社局") == told("市住建局") == ("96.5", "95.70", 8, "tie")
    # One quarter missed and no place among the first three: 97 - 2.5 - 1.
    assert (found["市文旅局"]["vetoed"], *told("市文旅局")) == (["training"], "93.5", "94.10", None, False)
    assert (found["市卫健委"]["disqualified"], *told("市卫健委")) == (True, "97", "96.20", None, False)
    assert (found["市残联"]["vetoed"], *told("市残联")) == (["liability"], "97", "96.20", None, False)


def test_a_workbook_is_read_as_a_spreadsheet_writes_it(run: Run) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in [
        ("考核事实",),
        ("单位", "项目", "时间", "值"),
        ("长垣市", "4.2.issued_on", None, date(2023, 5, 21)),
        ("长垣市", "3.2.amount", None, 99.5),
        ("长垣市", "4.1.met", None, True),
        ("长垣市", "training", "2023-Q1", 8000),
        ("长垣市", "training", datetime(2023, 4, 1), 8000.0),  # noqa: DTZ001
    ]:
        sheet.append(row)
    book.save("facts.xlsx")
    unit = scored(run, "areas", "2023-06-30", "facts.xlsx")["长垣市"]
    assert [item(unit, key)["points"] for key in ("2.1.1", "3.2", "4.1", "4.2")] == ["1", "2", "1", "1"]
    assert item(unit, "2.1.1")["inputs"]["training.done"] == [8000, 16000]


def test_a_fact_given_twice_is_refused(run: Run) -> None:
    file = facts("长垣市,training,2023-01,1", "长垣市,training,2023-Q1,1", "长垣市,training,2023-01,2")
    code, _, err = run("score", "areas", "--as-of", "2023-06-30", "--facts", file)
    assert (code, "line 4" in err, "line 2 has it" in err) == (1, True, True)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("areas", "--as-of", "30 June"), 2),
        (("areas", "--as-of", "2023-06-31"), 2),
        (("areas",), 2),
        (("areas", "--as-of", "2022-12-31"), 1),
        (("area", "--as-of", "2023-06-30"), 1),
        (("areas", "--as-of", "2023-06-30", "--programme", "henan-edu-2022"), 1),
        (("areas", "--as-of", "2023-06-30", "--programme", "nowhere"), 1),
        (("areas", "--as-of", "2023-06-30", "--unit", "市本级"), 1),
        (("areas", "--as-of", "2023-06-30", "--facts", "nothing.csv"), 1),
        (("areas", "--as-of", "2023-06-30", "--programme", "xinxiang-2023"), 1),
    ],
)
def test_wrong_usage_is_2_and_what_is_not_there_is_1(run: Run, arguments: tuple[str, ...], code: int) -> None:
    given = arguments if "xinxiang-2023" in arguments or "--facts" in arguments else (*arguments, "--facts", facts())
    found, out, err = run("score", *given)
    assert (found, out, len(err.splitlines())) == (code, "", 1)


def test_without_facts_the_stores_own_figures_count_as_reported(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROGRAMME", "xinxiang-2023")
    Path("f.csv").write_text("unit,period,indicator,completed\n长垣市,2023-01,training,8000\n", "utf-8")
    assert run("import", "f.csv")[0] == 0
    code, out, _ = run("score", "areas", "--as-of", "2023-06-30", "--json")
    unit = json.loads(out)["units"][0]
    inputs = item(unit, "2.1.1")["inputs"]
    assert (code, inputs["training.done"], inputs["training.source"]) == (0, [8000, 8000], "reported")
    assert "4.1" in unit["open"]
    assert "computed on reported figures" in run("score", "areas", "--as-of", "2023-06-30")[1]


def test_without_facts_what_two_persons_saw_counts_and_a_proposal_does_not(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PROGRAMME", "xinxiang-2023")
    database = Database.open(f"sqlite:///{tmp_path}/yuebao.db", programme="xinxiang-2023")
    database.upgrade()
    seat(database, 2)
    area = load("xinxiang-2023").unit_named("长垣市")
    assert area
    with database.write() as tx:
        seen = tx.facts.propose(Spot("areas", area.code, "4.1.met"), "yes", **OFFICIAL.at(NOW))
        tx.facts.confirm(seen.id, **OTHER.at(NOW))
        tx.facts.propose(Spot("areas", area.code, "4.3.met"), "yes", **OFFICIAL.at(NOW))
    code, out, _ = run("score", "areas", "--as-of", "2023-06-30", "--unit", "长垣市", "--json")
    (unit,) = json.loads(out)["units"]
    assert (code, item(unit, "4.1")["points"], item(unit, "4.3")["state"]) == (0, "1", "open")
    assert run("db", "verify")[0] == 0
    database.close()


@pytest.mark.parametrize("book", ["bureaus", "schools"])
def test_a_checklist_has_states_and_no_total(run: Run, book: str) -> None:
    file = str(DOCS / "rulebooks" / f"{book}.csv")
    code, out, _ = run("score", book, "--as-of", "2022-12-31", "--facts", file, "--json")
    units = json.loads(out)["units"]
    assert (code, len(units)) == (0, {"bureaus": 28, "schools": 143}[book])
    assert {one["state"] for unit in units for one in unit["items"]} <= {"met", "partly", "not", "na", "open"}
    assert all("total" not in unit for unit in units)
    assert (units[0]["open"], len(units[-1]["open"])) == ([], {"bureaus": 14, "schools": 19}[book])
    code, out, _ = run("score", book, "--as-of", "2022-12-31", "--facts", file, "--unit", units[0]["unit"])
    assert (code, "1.1" in out) == (0, True)


def test_a_state_that_there_is_not_is_refused(run: Run) -> None:
    file = facts("郑州市,1.1.state,,good")
    code, _, err = run("score", "bureaus", "--as-of", "2022-12-31", "--facts", file)
    assert (code, "one of met, partly, not, na" in err) == (1, True)
