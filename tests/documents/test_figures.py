"""Monthly figures from a file: every cell read strictly, every fault named by line, column, found and expected."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from documents.figures import Reading, read_figures
from documents.tables import TableError
from documents.workbooks import write_workbook
from locales.catalog import catalog
from programmes.loading import load
from programmes.model import Programme
from programmes.periods import Period

HEADER = "unit,period,indicator,completed\n"


@pytest.fixture(scope="module")
def programme() -> Programme:
    return load("henan-edu-2022")


def _read(tmp_path: Path, programme: Programme, body: str) -> Reading:
    file = tmp_path / "f.csv"
    file.write_text(body, "utf-8")
    return read_figures(file, programme, datetime(2022, 7, 5, tzinfo=programme.calendar.zone))


@pytest.mark.parametrize("unit", ["郑州市", "1", "hn-001", " 郑州市 "])
@pytest.mark.parametrize("period", ["2022-06", "2022-6", "2022年6月", "2022年06月份", "２０２２/6", "2022-06-01"])
def test_units_and_months_are_known_in_each_form(tmp_path: Path, programme: Programme, unit: str, period: str) -> None:
    reading = _read(tmp_path, programme, f"{HEADER}{unit},{period},training,5\n")
    assert not reading.faults
    (entry,) = reading.entries
    assert (entry.line, entry.unit.name, entry.period, entry.value) == (2, "郑州市", Period(2022, 6), 5)


@pytest.mark.parametrize("name", ["one_plus_x", "1+X 证书取证人数", "1+X证书", "ONE_PLUS_X"])
def test_indicators_are_known_by_code_and_names(tmp_path: Path, programme: Programme, name: str) -> None:
    reading = _read(tmp_path, programme, f"{HEADER}郑州市,opening,{name},5\n")
    assert [(entry.period, entry.indicator.code) for entry in reading.entries] == [(None, "one_plus_x")]


@pytest.mark.parametrize(
    ("cell", "value"),
    [("120", 120), ("1200.0", 1200), ('"1,200"', 1200), ("１２０", 120), ("0", 0), ("100 000 000", 10**8)],
)
def test_whole_numbers_are_read(tmp_path: Path, programme: Programme, cell: str, value: int) -> None:
    assert _read(tmp_path, programme, f"{HEADER}1,2022-06,training,{cell}\n").entries[0].value == value


@pytest.mark.parametrize(
    "cell", ["", "-3", "1.5", "1e3", "1_000", "nan", "=A1", "十二", "100000001", "12,34", "9" * 5000, "٣"]
)
def test_anything_else_is_bad(tmp_path: Path, programme: Programme, cell: str) -> None:
    reading = _read(tmp_path, programme, f'{HEADER}1,2022-06,training,"{cell}"\n')
    assert not reading.entries
    assert [(fault.line, fault.column, fault.found) for fault in reading.faults] == [(2, "completed", cell)]


def test_every_bad_cell_is_listed_with_what_was_expected(tmp_path: Path, programme: Programme) -> None:
    body = f"{HEADER}郑州,2021-12,works,x\n郑州市,2022-06,training,7\n1,2022-08,training,7\n1,2022-13,training,7\n"
    reading = _read(tmp_path, programme, body)
    assert [(fault.line, fault.column, fault.found) for fault in reading.faults] == [
        (2, "unit", "郑州"),
        (2, "period", "2021-12"),
        (2, "indicator", "works"),
        (2, "completed", "x"),
        (4, "period", "2022-08"),
        (5, "period", "2022-13"),
    ]
    expected = [catalog("en").plain(fault.expected) for fault in reading.faults]
    assert "one of the 171 units" in expected[0]
    assert "from 2022-03 to 2022-12" in expected[1]
    assert "opens on 20 August 2022" in expected[4]
    assert len(reading.entries) == 1
    assert reading.unsure == {"hn-001"}


def test_columns_stand_in_any_order_under_a_title_in_either_language(tmp_path: Path, programme: Programme) -> None:
    body = "六月数据\n\n备注,当月完成,指标,月份,单位\nx,7,training,2022-06,郑州市\n"
    (entry,) = _read(tmp_path, programme, body).entries
    assert (entry.line, entry.value) == (4, 7)


def test_a_file_without_the_columns_names_those_it_lacks(tmp_path: Path, programme: Programme) -> None:
    with pytest.raises(TableError) as error:
        _read(tmp_path, programme, "unit,period,completed,completed\n")
    assert "missing: indicator and completed" in catalog("en").plain(error.value.said)
    with pytest.raises(TableError):
        _read(tmp_path, programme, "")


def test_figures_on_several_sheets_are_refused(tmp_path: Path, programme: Programme) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for sheet in (book.active, book.create_sheet("second")):
        assert sheet is not None
        sheet.append(HEADER.strip().split(","))
    book.save(tmp_path / "f.xlsx")
    with pytest.raises(TableError) as error:
        read_figures(tmp_path / "f.xlsx", programme, datetime(2022, 7, 5, tzinfo=programme.calendar.zone))
    assert "second" in catalog("en").plain(error.value.said)


def test_workbook_rows_keep_their_number(tmp_path: Path, programme: Programme) -> None:
    rows: list[list[str | int]] = [
        [*HEADER.strip().split(",")],
        [1, "2022-06", "training", 7],
        [2, "2022-06", "training", "1.5"],
    ]
    write_workbook(tmp_path / "f.xlsx", "s", rows)
    reading = read_figures(tmp_path / "f.xlsx", programme, datetime(2022, 7, 5, tzinfo=programme.calendar.zone))
    assert [entry.line for entry in reading.entries] == [2]
    assert [fault.line for fault in reading.faults] == [3]
