"""`yuebao document workbook`: results of a facts file or of the store, and the template; wrong calls said plainly."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.cli import run_command
from tests.cli.conftest import Operate

FACTS = Path(__file__).parents[2] / "docs" / "rulebooks"


@pytest.fixture(autouse=True)
def operator(operate: Operate) -> None:
    operate(PROGRAMME="xinxiang-2023", CLOCK="2023-10-09T09:00:00+08:00")


def _written(tmp_path: Path, *arguments: str) -> list[str]:
    out = tmp_path / "out.xlsx"
    assert run_command(["document", "workbook", *arguments, "--out", str(out)]) == 0
    return [sheet.title for sheet in load_workbook(out)]


@pytest.mark.parametrize("rulebook", ["areas", "departments", "bureaus", "schools"])
def test_results_of_a_facts_file(tmp_path: Path, rulebook: str) -> None:
    year = 2022 if rulebook in ("bureaus", "schools") else 2023
    asked = ("--rulebook", rulebook, "--as-of", f"{year}-12-31", "--facts", str(FACTS / f"{rulebook}.csv"))
    titles = _written(tmp_path, *asked)
    assert titles == (["评定", "逐项", "说明"] if year == 2022 else ["总表", "逐项", "说明"])


def test_results_of_the_store_and_the_template(tmp_path: Path) -> None:
    assert _written(tmp_path, "--rulebook", "areas", "--as-of", "2023-06-30") == ["总表", "逐项", "说明"]
    every = _written(tmp_path, "--template")
    assert [title.partition(" ")[0] for title in every] == ["areas", "departments", "怎么填"]
    assert len(_written(tmp_path, "--template", "--rulebook", "areas")) == 2


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--rulebook", "areas"], 2, "--as-of"),
        (["--template", "--as-of", "2023-06-30"], 2, "--template"),
        (["--template", "--rulebook", "nope"], 1, "areas, departments"),
        (["--rulebook", "nope", "--as-of", "2023-06-30"], 1, "nope"),
        (["--rulebook", "areas", "--as-of", "soon"], 2, "soon"),
    ],
)
def test_a_wrong_call_is_said_plainly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, said: str
) -> None:
    out = tmp_path / "out.xlsx"
    assert run_command(["document", "workbook", *arguments, "--out", str(out)]) == code
    assert said in capsys.readouterr().err
    assert not out.exists()
    assert run_command(["document", "workbook", "--template", "--out", str(tmp_path / "out.pdf")]) == 2
