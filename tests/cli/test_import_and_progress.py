"""`yuebao import` and `yuebao progress`, as an operator uses them: files in, JSON or words out, exit codes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from bot.settings import Settings
from bot.wiring import open_database, open_programme
from programmes.model import Programme
from programmes.periods import Period
from scoring.figures import number
from store.records import Balances, Filing
from tests.cli.conftest import Operate, Run

HEADER = "unit,period,indicator,completed"


@pytest.fixture(autouse=True)
def operator(operate: Operate) -> None:
    """An operator on 5 July 2022."""
    operate(CLOCK="2022-07-05T09:00:00+08:00", LANGUAGE="en")


def _file(*rows: str) -> str:
    Path("f.csv").write_text("\n".join((HEADER, *rows)), "utf-8")
    return "f.csv"


def _progress(run: Run, period: str = "2022-06") -> dict[tuple[str, str], dict[str, Any]]:
    code, out, err = run("progress", "--period", period, "--json")
    assert (code, err) == (0, "")
    return {(row["unit"], row["indicator"]): row for row in json.loads(out)["rows"]}


def test_imported_figures_are_in_the_progress(run: Run) -> None:
    file = _file("河南理工大学,opening,training,20", "29,2022-05,培训任务,80", "hn-029,2022-06,training,120")
    assert run("import", file) == (0, "3 rows read; 3 reports filed.\n", "")
    row = _progress(run)["河南理工大学", "training"]
    assert (row["completed"], row["cumulative"], row["rate"]) == (120, 220, "44.00")
    assert (row["expected"], row["gap"], row["rank"]) == ("250", 30, 1)
    assert (row["status"], row["late"]) == ("submitted", None)
    assert _progress(run)["河南理工大学", "certificates"]["completed"] is None
    assert _progress(run, "2022-05")["河南理工大学", "training"]["cumulative"] == 100


def test_the_same_file_again_changes_nothing(run: Run) -> None:
    file = _file("29,opening,training,20", "29,2022-06,training,120")
    run("import", file)
    before = _links()
    assert run("import", file) == (0, "2 rows read; all of it is filed already.\n", "")
    assert _links() == before


def test_each_unit_and_file_leaves_one_row_in_the_audit_trail(run: Run) -> None:
    run("import", _file("29,2022-05,training,1", "29,2022-06,training,2", "30,2022-06,training,3"))
    told = [(link.unit, json.loads(link.after)) for link in _links() if link.what == "import.file"]
    assert [(unit, after["file"], after["months"]) for unit, after in told] == [
        ("hn-029", "f.csv", ["2022-05", "2022-06"]),
        ("hn-030", "f.csv", ["2022-06"]),
    ]
    assert run("db", "verify")[0] == 0


def test_a_dry_run_says_what_would_be_done_and_does_nothing(run: Run) -> None:
    assert run("import", _file("29,2022-06,training,1"), "--dry-run")[1] == "1 row read; 1 report would be filed.\n"
    assert _progress(run)["河南理工大学", "training"]["status"] == "missing"


def test_one_bad_row_keeps_everything_out_and_all_are_listed(run: Run) -> None:
    file = _file(
        "29,2022-06,training,1", "郑州市,2022-06,senior,1", "某校,2022-06,training,-1", "29,2022-06,training,1"
    )
    code, out, err = run("import", file, "--json")
    told = json.loads(out)
    assert (code, told["ok"], told["rows"], told["changed"]) == (1, False, 3, 0)
    assert [(bad["line"], bad["column"], bad["found"]) for bad in told["bad"]] == [
        (3, "indicator", "senior"),
        (4, "unit", "某校"),
        (4, "completed", "-1"),
        (5, "unit", "河南理工大学"),
    ]
    assert all(bad["expected"] for bad in told["bad"])
    assert err == "f.csv was not taken in: 3 bad lines; correct them and import the file again.\n"
    code, out, err = run("import", file)
    assert (code, out) == (1, "")
    assert "line 4, completed: -1; expected: a whole number from 0 to 100 000 000" in err
    assert _progress(run)["河南理工大学", "training"]["status"] == "missing"


def test_what_was_filed_in_chat_is_replaced_only_with_a_reason(run: Run) -> None:
    _filed_in_chat()
    file = _file("29,2022-06,training,7", "29,opening,training,1")
    code, out, _ = run("import", file, "--json")
    assert (code, [bad["line"] for bad in json.loads(out)["bad"]]) == (1, [2, 3])
    assert run("import", file, "--replace", " ")[0] == 2
    assert run("import", file, "--replace", "checked with the school")[0] == 0
    row = _progress(run)["河南理工大学", "training"]
    assert (row["completed"], row["cumulative"], row["late"]) == (7, 8, True)
    assert run("import", file)[1] == "2 rows read; all of it is filed already.\n"


def test_a_file_that_is_no_table_is_refused_with_a_sentence(run: Run) -> None:
    Path("f.bin").write_bytes(b"\0\1")
    assert run("import", "f.bin") == (1, "", "f.bin is no table; give CSV (UTF-8 or GB18030) or XLSX.\n")
    assert run("import", "none.csv")[0] == 1


def test_the_table_for_people_is_aligned_and_has_totals(run: Run) -> None:
    run("import", _file("29,2022-06,training,120"))
    code, out, err = run("progress", "--class", "schools")
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert lines[0].endswith("progress in June 2022")
    assert " ".join(lines[3].split()) == "河南理工大学 training 500 120 120 24.00% 250 130 1 submitted —"
    places = [cell_len(line[: line.rindex("—")]) for line in lines[3:9]]
    assert len(set(places)) == 1
    assert len(lines[lines.index("", 3) + 1 :]) == 5


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (("--period", "2022-07"), 1, "has not opened yet; it opens on 20 July 2022"),
        (("--period", "2022-02"), 1, "its periods are 2022-03 to 2022-12"),
        (("--period", "2023-01"), 1, "has no period 2023-01"),
        (("--period", "2022-13"), 1, "has no period 2022-13"),
        (("--period", "June"), 2, "is written like 2022-06"),
        (("--class", "towns"), 1, "the classes are bureaus, schools"),
        (("--colour",), 2, "--help"),
    ],
)
def test_what_cannot_be_answered_is_one_sentence(
    run: Run, arguments: tuple[str, ...], code: int, complaint: str
) -> None:
    found, out, err = run("progress", *arguments)
    assert (found, out, err.count("\n")) == (code, "", 1)
    assert complaint in err


def test_before_the_first_period_there_is_no_table(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOCK", "2022-03-19T23:59:59+08:00")
    assert run("progress") == (1, "", "No period has opened yet; the first opens on 20 March 2022 00:00.\n")


def test_a_draft_shows_until_the_report_is_filed(run: Run) -> None:
    settings = Settings.load()
    database = open_database(settings)
    now = datetime(2022, 6, 25, tzinfo=UTC)
    with database.write() as tx:
        person = tx.people.add(7, "刘老师", None, now)
        tx.drafts.save("hn-029", Period(2022, 6), "{}", 0, person.id, now)
    database.close()
    assert _progress(run)["河南理工大学", "training"]["status"] == "draft"


def _links() -> list[Any]:
    database = open_database(Settings.load())
    with database.read() as tx:
        links = list(tx.audit.links())
    database.close()
    return links


def _filed_in_chat() -> None:
    """June filed late by a person, with an opening balance."""
    settings = Settings.load()
    programme: Programme = open_programme(settings)
    unit, now = programme.unit("hn-029"), datetime(2022, 7, 4, tzinfo=UTC)
    database = open_database(settings)
    with database.write() as tx:
        tx.reports.state_opening(Balances(unit.code, unit.number, {"training": 0}, now, "chat", "person:1"))
        figures = {"training": number(5)}
        tx.reports.file(Filing(unit.code, unit.number, Period(2022, 6), figures, now, True, "chat", "person:1"))
    database.close()
