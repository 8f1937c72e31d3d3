"""A table that a person asked for holds the figures of the answer, readable by a spreadsheet and by people."""

from __future__ import annotations

import ast
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from documents.answer_tables import Written, answer_rows, file_name, progress_rows, write_rows
from documents.tables import read_tables
from locales.catalog import ROOT, catalog
from locales.text import text
from programmes.periods import Period
from scoring.answers.answered import Value
from tests.documents.charts.year import PERIOD, PROGRAMME, table

JUNE = Period(2022, 6)
FIGURES = (
    Value("焦作大学", "training", "rate", JUNE, "43.64"),
    Value("焦作大学", "training", "cumulative", JUNE, 2400),
    Value("焦作大学", "training", "completed", JUNE, None),
    Value("schools", "training", "rate", JUNE, "50.00"),
    Value("schools", None, "missing", JUNE, 3),
    Value("焦作大学", "certificates", "late", JUNE, True),
    Value("焦作大学", "certificates", "status", JUNE, "submitted"),
)


def rows(language: str) -> list[list[Written]]:
    return list(answer_rows(FIGURES, PROGRAMME, catalog(language), ["2022年6月期", "演示数据"]))


def test_an_answer_is_one_line_for_each_unit_indicator_and_month() -> None:
    found = rows("zh_CN")
    assert found[0] == ["单位", "指标", "月份", "完成率（%）", "累计完成", "当月完成", "未报", "逾期报送", "状态"]
    assert found[1] == ["焦作大学", "培训任务", "2022-06", 43.64, 2400, None, None, None, None]
    assert found[2] == ["相关学校", "培训任务", "2022-06", 50.0, None, None, None, None, None]
    assert found[3] == ["相关学校", "", "2022-06", None, None, None, 3, None, None]
    assert found[4] == ["焦作大学", "取证人数", "2022-06", None, None, None, None, "是", "已报送"]
    assert found[5:] == [[], ["2022年6月期"], ["演示数据"]]


def test_the_same_table_in_english_has_english_words() -> None:
    assert rows("en")[0][:4] == ["Unit", "Indicator", "Month", "Rate (%)"]
    assert rows("en")[2][:2] == ["schools", "training"]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_file_reads_back_as_it_was_written(tmp_path: Path, ending: str) -> None:
    path = tmp_path / file_name("answer", "2022-06", datetime(2022, 6, 30, tzinfo=UTC), ending)
    write_rows(path, rows("zh_CN"), catalog("zh_CN"))
    (read,) = read_tables(path)
    assert read.lines[1].cells == ("焦作大学", "培训任务", "2022-06", "43.64", "2400")
    assert path.name == f"answer-2022-06-20220630.{ending}"


def test_numbers_are_numbers_in_the_workbook(tmp_path: Path) -> None:
    write_rows(tmp_path / "a.xlsx", rows("zh_CN"), catalog("zh_CN"))
    book = load_workbook(tmp_path / "a.xlsx")
    assert [type(cell.value) for cell in book["数据"][2]][3:5] == [float, int]
    book.close()


def test_the_progress_table_has_every_row_of_scoring() -> None:
    found = table()
    written = list(progress_rows(found, PROGRAMME, catalog("zh_CN"), ["来源"]))
    assert len(written) == len(found.rows) + 3
    assert written[0][:4] == ["单位", "类别", "指标", "年度任务"]
    row, line = found.rows[0], written[1]
    assert line[:6] == [row.unit.name, "地方教育局", "培训任务", row.target, row.completed, row.cumulative]
    assert found.period == PERIOD


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\.xlsx or \.csv"):
        write_rows(tmp_path / "a.pdf", [], catalog("en"))


def test_every_measure_of_an_answer_has_a_heading() -> None:
    """Found in the code of the answers, so that a new measure cannot come without its word."""
    for source in sorted((ROOT.parent / "scoring" / "answers").glob("*.py")):
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            for measure in _measures(node):
                assert catalog("en").plain(text(f"charts.table.column.{measure}")), measure


def _measures(node: ast.AST) -> list[str]:
    """The literal third argument of `note(draft, numbers, "rate", …)` and `draft.figure(unit, code, "rate", …)`."""
    if not isinstance(node, ast.Call) or len(node.args) < 3:
        return []
    called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    third = node.args[2]
    literal = isinstance(third, ast.Constant) and isinstance(third.value, str)
    return [str(third.value)] if called in {"note", "figure"} and literal and isinstance(third, ast.Constant) else []
