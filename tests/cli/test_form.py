"""`yuebao document form`: the figures of `yuebao progress` on paper; what is not filed is refused in one sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.cli import run_command
from tests.cli.conftest import Operate

CSV = """unit,period,indicator,completed
河南理工大学,opening,training,20
河南理工大学,2022-05,training,80
河南理工大学,2022-05,certificates,41
河南理工大学,2022-06,training,120
河南理工大学,2022-06,body_school,2
"""


@pytest.fixture(autouse=True)
def operator(operate: Operate) -> None:
    """An operator on 5 July 2022, after an import."""
    operate(PROGRAMME="henan-edu-2022", CLOCK="2022-07-05T09:00:00+08:00")
    Path("f.csv").write_text(CSV, "utf-8")
    assert run_command(["import", "f.csv"]) == 0


def _form(*arguments: str) -> int:
    return run_command(["document", "form", *arguments])


def _numbers(file: str) -> list[float]:
    rows = load_workbook(file).active.iter_rows(values_only=True)
    return [value for row in rows for value in row if isinstance(value, int | float)]


def test_the_figures_are_those_of_progress(capsys: pytest.CaptureFixture[str]) -> None:
    assert _form("河南理工大学", "--period", "2022-06", "--out", "form.xlsx") == 0
    capsys.readouterr()
    assert run_command(["progress", "--period", "2022-06", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    own: dict[str, dict[str, Any]] = {row["indicator"]: row for row in rows if row["unit"] == "河南理工大学"}
    wanted: list[float] = [own["body_school"]["cumulative"]]
    for code in ("training", "certificates", "senior", "one_plus_x"):
        row = own[code]
        shown = (row["target"], row["completed"], row["cumulative"], float(row["rate"]))
        wanted += [value for value in shown if value is not None]
    assert _numbers("form.xlsx") == wanted


@pytest.mark.parametrize(
    "arguments",
    [
        ("form", "河南理工大学", "--period", "2022-06", "--out", "out.pdf"),
        ("circular", "--period", "2022-06", "--class", "schools", "--out", "out.txt"),
        ("workbook", "--template", "--out", "out.xlsx"),
    ],
)
def test_each_document_is_told_in_json_too(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    capsys.readouterr()
    assert run_command(["document", *arguments, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"file": arguments[-1]}
    assert Path(arguments[-1]).stat().st_size


@pytest.mark.parametrize("unit", ["29", "hn-029", "河南理工大学"])
def test_a_unit_is_named_as_everywhere_and_a_pdf_is_written_too(unit: str) -> None:
    assert _form(unit, "--period", "2022-05", "--out", "form.pdf") == 0
    assert Path("form.pdf").read_bytes().startswith(b"%PDF-")
    assert _form(unit, "--period", "2022-05", "--language", "en", "--out", "form.xlsx") == 0
    assert "Reporting unit" in str(load_workbook("form.xlsx").active["A3"].value)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("河南理工大学", "--period", "2022-04", "--out", "o.xlsx"), 1, "2022年4月"),
        (("郑州市", "--period", "2022-06", "--out", "o.xlsx"), 1, "郑州市"),
        (("不存在大学", "--period", "2022-06", "--out", "o.xlsx"), 1, "不存在大学"),
        (("河南理工大学", "--period", "2022-09", "--out", "o.xlsx"), 1, "2022-09"),
        (("河南理工大学", "--period", "2022-06", "--out", "nowhere/o.pdf"), 1, "nowhere/o.pdf"),
        (("河南理工大学", "--period", "2022-06", "--out", "nowhere/o.xlsx"), 1, "nowhere/o.xlsx"),
        (("河南理工大学", "--period", "2022-06", "--out", "o.docx"), 2, "o.docx"),
        (("河南理工大学", "--period", "2022-06", "--language", "fr", "--out", "o.xlsx"), 2, "fr"),
    ],
)
def test_what_cannot_be_printed_is_said_in_one_sentence(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int, said: str
) -> None:
    assert _form(*arguments) == code
    error = capsys.readouterr().err
    assert said in error
    assert len(error.strip().splitlines()) == 1
    assert not list(Path().glob("o.*"))
