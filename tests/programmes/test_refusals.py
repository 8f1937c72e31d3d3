"""Every way in which a folder can be wrong, and the file, key, found and expected that the loader answers with."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bot.problems import refused, said
from locales.catalog import ROOT, catalog
from programmes.loading import check, load
from programmes.problems import ProgrammeError

P, N, U, C, F, T, R, K = (
    "programme.toml",
    "indicators.toml",
    "units.csv",
    "calendar.toml",
    "forms/monthly.toml",
    "totals.toml",
    "reminders.toml",
    "circular.toml",
)
JIAODA = "hn-075,焦作大学,焦大,schools,vocational_college,,5500,4410,3400,890"
KAIDA = "hn-074,开封大学,开大,schools,vocational_college,,7000,5580,4500,1120"
TASKS = 'cites = {document = "tasks", clause = "三"}'
TWICE = 'key = "tasks"\ntitle = "t"\nnumber = "1 号"\nissued = 2022-01-01\n\n[[documents]]\n'

# file, what stands there, what is put instead (the first place only), then the problems: key, found, expected.
Wrong = tuple[str, str, str, list[tuple[str, str | None, str]]]
SPOILED: list[Wrong] = [
    (P, "year = 2022", 'year = "2022"', [("year", "2022", "whole_between")]),
    (P, "year = 2022", "", [("year", None, "key")]),
    (P, "year = 2022", "year = true", [("year", "true", "whole_between")]),
    (P, 'jurisdiction = "河南省"', 'jurisdiction = ""', [("jurisdiction", "", "text")]),
    (P, 'jurisdiction = "河南省"', "jurisdiction = 4", [("jurisdiction", "4", "text")]),
    (P, 'id = "henan-edu-2022"', 'id = "Henan 2022"', [("id", "Henan 2022", "code")]),
    (P, "year = 2022", "year = 2022\nyaer = 1", [("yaer", "yaer", "known_key")]),
    (P, "issued = 2022-03-02", 'issued = "2022-03-02"', [("documents[tasks].issued", "2022-03-02", "date")]),
    (P, "issued = 2022-03-02", "issued = 2022-13-02", [("", "*", "toml")]),
    (P, 'key = "evaluation"', TWICE + 'key = "evaluation"', [("documents[tasks].key", "tasks", "only_once")]),
    (P, 'cites = {document = "tasks", clause = "标题、导语"}', "", [("cites", None, "citation")]),
    (P, 'clause = "标题、导语"', 'clause = ""', [("cites.clause", "", "text")]),
    (P, '{document = "tasks", clause = "标题、导语"}', '"50 号"', [("cites", "50 号", "table")]),
    (P, 'document = "tasks", clause = "标', 'document = "task", clause = "标', [("cites.document", "task", "one_of")]),
    (P, 'code = "coordinator"', 'code = "boss"', [("roles", "admin, boss, leader, liaison, official", "exactly")]),
    (P, "[category_reading]", "[category_readings]", [
        ("category_reading", None, "key"), ("category_readings", "category_readings", "known_key"),
    ]),
    (N, "\nstock = false", '\nstock = "no"', [("indicators[training].stock", "no", "flag")]),
    (N, 'names = ["培训",', 'names = ["取证",', [("indicators[certificates].names", "取证", "name_of_one")]),
    (N, 'names = ["培训",', "names = [7,", [("indicators[training].names", "*", "texts")]),
    (N, 'names = ["培训",', 'name = ["培训",', [
        ("indicators[training].names", None, "key"), ("indicators[training].name", "name", "known_key"),
    ]),
    (N, 'part_of = "certificates"', 'part_of = "diplomas"', [("indicators[senior].part_of", "diplomas", "one_of")]),
    (N, 'part_of = "certificates"', 'part_of = "senior"', [("indicators[senior].part_of", "senior", "one_of")]),
    (N, 'cites = {document = "tasks", clause = "附件1、附件2"}', "", [
        ("indicators[training].cites", None, "citation"),
    ]),
    (U, JIAODA, JIAODA.replace("5500", "-5500"), [("hn-075.training", "-5500", "target")]),
    (U, JIAODA, JIAODA.replace("5500", "5500.0"), [("hn-075.training", "5500.0", "target")]),
    (U, JIAODA, JIAODA.replace("5500", "５５００"), [("hn-075.training", "５５００", "target")]),
    (U, JIAODA, JIAODA.replace("5500", "——"), [("hn-075.training", "——", "target")]),
    (U, JIAODA, JIAODA.replace("5500", "5501"), [("training", "1100001", "sum")]),
    (U, JIAODA, JIAODA.replace("4410", "4400"), [("certificates", "799990", "sum"), ("certificates", "799990", "sum")]),
    (U, JIAODA, JIAODA.replace("3400", "4411"), [
        ("hn-075.senior", "4411", "at_most"), ("senior", "311011", "sum"), ("senior", "311011", "sum"),
    ]),
    (U, JIAODA, JIAODA.replace("schools", "school"), [("hn-075.class", "school", "one_of")]),
    (U, JIAODA, JIAODA.replace("vocational_college", ""), [("hn-075.category", None, "one_of")]),
    (U, JIAODA, JIAODA.replace(",,5500", ",hn-999,5500"), [("hn-075.parent", "hn-999", "parent")]),
    (U, JIAODA, JIAODA.replace("焦作大学", "开封大学"), [("hn-075.name", "开封大学", "unit_once")]),
    (U, JIAODA, JIAODA.replace("大学", "大学（含郑州测绘学校）", 1), [("hn-144.name", "郑州测绘学校", "unit_once")]),
    (U, JIAODA, JIAODA.replace("焦大", "开封大学"), [("hn-075.short_names", "开封大学", "unit_once")]),
    (U, JIAODA, JIAODA.replace("焦作大学", ""), [("hn-075.name", None, "text")]),
    (U, JIAODA, JIAODA.replace("hn-075", "hn-074"), [("hn-074.code", "hn-074", "unit_once")]),
    (U, JIAODA, JIAODA.replace("hn-075", "七五"), [("code", "七五", "code")]),
    (U, JIAODA, JIAODA + ",1", [("", "11", "cells")]),
    (U, JIAODA, JIAODA.replace("焦大", '"焦大'), [("", "*", "csv")]),
    (U, "code,name", "code,title", [("name", None, "column"), ("title", "title", "known_column")]),
    (U, "senior,one_plus_x\n", "senior,1+X\n", [("one_plus_x", None, "column"), ("1+X", "1+X", "known_column")]),
    (C, 'value = "2022-03"', 'value = "March"', [("first_period.value", "March", "period")]),
    (C, 'value = "2022-03"', 'value = "2022-13"', [("first_period.value", "2022-13", "period")]),
    (C, 'value = "2022-03"', 'value = "2021-03"', [("first_period.value", "2021-03", "month_of_year")]),
    (C, 'value = "2022-12"', 'value = "2022-02"', [("last_period.value", "2022-02", "not_before")]),
    (C, "value = 20\n", "value = 31\n", [("opens_day.value", "31", "day_before")]),
    (C, "value = 30\n", "value = 32\n", [("due_day.value", "32", "whole_between")]),
    (C, "[25, 50, 75, 100]", "[25, 50, 75, 90]", [("schedule.value", "[25, 50, 75, 90]", "schedule")]),
    (C, "[25, 50, 75, 100]", "[50, 25, 75, 100]", [("schedule.value", "[50, 25, 75, 100]", "schedule")]),
    (C, "[25, 50, 75, 100]", "[-5, 50, 75, 100]", [("schedule.value", "[-5, 50, 75, 100]", "schedule")]),
    (C, "[25, 50, 75, 100]", "[50, 100]", [("schedule.value", "[50, 100]", "schedule")]),
    (C, "[25, 50, 75, 100]", "[]", [("schedule.value", "[]", "whole_numbers")]),
    (C, "[25, 50, 75, 100]", '"quarterly"', [("schedule.value", "quarterly", "whole_numbers")]),
    (C, '"Asia/Shanghai"', '"Asia/Zhengzhou"', [("zone.value", "Asia/Zhengzhou", "zone")]),
    (C, "value = [25, 50, 75, 100]", "", [("schedule.value", None, "key")]),
    (C, "[zone]", "[zones]", [("zone", None, "key"), ("zones", "zones", "known_key")]),
    (C, 'reading = "50 号未定时序', 'reading_ = "50 号未定时序', [
        ("schedule.reading", None, "key"), ("schedule.reading_", "reading_", "known_key"),
    ]),
    (C, TASKS, "", [("first_period.cites", None, "citation")]),
    (F, "value = 100000000", "value = 0", [("ceiling.value", "0", "whole_between")]),
    (F, "factor = 5", "factor = 5.5", [("unusual.factor", "5.5", "whole_between")]),
    (F, 'indicator = "senior"', 'indicator = "seniors"', [("lines[seniors].indicator", "seniors", "one_of")]),
    (F, 'indicator = "one_plus_x"', 'indicator = "senior"', [
        ("lines[senior].indicator", "senior", "only_once"), ("lines", None, "line_for"),
    ]),
    (F, 'label = "取证人数"', 'label = "培训任务"', [("lines[培训任务].label", "培训任务", "only_once")]),
    (F, "[signed_scan]\ncites", "[signed_scan]\nsites", [
        ("signed_scan.cites", None, "citation"), ("signed_scan.sites", "sites", "known_key"),
    ]),
    (F, "[[anchors]]", "[[anchor]]", [("anchor", "anchor", "known_key")]),
    (T, "sum = 1100000", "sum = 1100001", [("training", "1100000", "sum")]),
    (T, "sum = 1100000", 'sum = "110 万"', [("totals[training].sum", "110 万", "whole_between")]),
    (T, 'indicator = "training"', 'indicator = "trainings"', [("totals[trainings].indicator", "trainings", "one_of")]),
    (T, 'indicator = "training"\nsum = 1100000', 'indicator = "senior"\nsum = 310000', [("totals", None, "total_for")]),
    (T, "sum = 1100000", 'sum = 1100000\nclass = "all"', [("totals[training].class", "all", "one_of")]),
    (T, "sum = 1100000", 'sum = 321700\nclass = "bureaus"', [("totals", None, "total_for")]),
    (T, 'document = "plan"', 'document = "plans"', [("totals[certificates].cites.document", "plans", "one_of")]),
    (R, 'time = "10:00"', 'time = "25:00"', [("reminders[opening].time", "25:00", "clock")]),
    (R, "days = -7", "days = -70", [("reminders[t-7].days", "-70", "whole_between")]),
    (R, 'missed = "asks"', 'missed = "waits"', [("reminders[leaders].missed", "waits", "one_of")]),
    (R, 'content = "opening"', 'content = "texts"', [("reminders[opening].anchor", "opening", "one_of")]),
    (R, 'code = "t-3"', 'code = "t-7"', [("reminders[t-7].code", "t-7", "only_once")]),
    (R, "before = [7, 3, 1]", "before = [7, 3, 3]", [("findings.before", "7, 3, 3", "days_once")]),
    (R, "offered = [7, 15, 30]", "offered = [0]", [("findings.offered", "0", "days_once")]),
    (R, "again = 7", "again = 0", [("findings.again", "0", "whole_between")]),
    (R, 'content = "digest"', 'content = "findings"', [("reminders[digest].content", "findings", "one_of")]),
    (R, "[findings]", "[finding]", [("finding", "finding", "known_key")]),
    (K, '"training"]', '"one_plus_x"]', [("ranking.order", "certificates, one_plus_x", "some_of")]),
    (K, "[ranking]", "[rankings]", [("ranking", None, "key"), ("rankings", "rankings", "known_key")]),
]  # fmt: skip


def put(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def found(folder: Path) -> list[tuple[str, str, str | None, str]]:
    return [(problem.file, problem.key, problem.found, problem.expected) for problem in check(folder)]


@pytest.mark.parametrize(("file", "old", "new", "problems"), SPOILED)
def test_a_spoiled_folder_is_refused_for_exactly_what_was_spoiled(
    folder: Path, file: str, old: str, new: str, problems: list[tuple[str, str | None, str]]
) -> None:
    put(folder, file, old, new)
    told = check(folder)
    assert [(p.key, p.expected) for p in told] == [(key, expected) for key, _, expected in problems]
    assert all(want in ("*", p.found) for p, (_, want, _) in zip(told, problems, strict=True))
    # A wrong sum is told of the column, wherever the slip is.
    assert {problem.file for problem in told} <= {file, U}
    with pytest.raises(ProgrammeError, match=re.escape(told[0].expected.replace("_", " "))) as refusal:
        load(folder)
    assert refusal.value.problems == told


@pytest.mark.parametrize("file", [P, N, U, C, F, T, R, K])
def test_a_missing_file_is_named(folder: Path, file: str) -> None:
    (folder / file).unlink()
    assert (file, "", None, "file") in found(folder)


def test_two_stocks_after_a_flow_are_refused(folder: Path) -> None:
    text = (folder / F).read_text(encoding="utf-8")
    head, *lines = text.split("[[lines]]")
    (folder / F).write_text("[[lines]]".join([head, lines[4], *lines[:4], *lines[5:]]), encoding="utf-8")
    assert [(key, expected) for _, key, _, expected in found(folder)] == [("lines", "stocks_first")]


def test_a_table_saved_in_a_chinese_legacy_encoding_is_refused(folder: Path) -> None:
    (folder / U).write_text((folder / U).read_text(encoding="utf-8"), encoding="gb18030")
    assert [(p.file, p.expected) for p in check(folder)] == [(U, "utf8")]


def test_a_table_saved_by_a_spreadsheet_loads(folder: Path) -> None:
    text = (folder / U).read_text(encoding="utf-8")
    (folder / U).write_bytes(("\ufeff" + text.replace("\n", "\r\n") + ",,,,,,,,,\r\n").encode())
    assert len(load(folder).units) == 171


def test_all_problems_are_told_at_once_in_the_order_of_the_files(folder: Path) -> None:
    put(folder, P, "year = 2022", "year = 22")
    put(folder, U, JIAODA, JIAODA.replace("5500", "many"))
    put(folder, U, KAIDA, KAIDA.replace("开大", "焦作大学"))
    put(folder, C, "value = 30\n", "value = 99\n")
    assert [(p.file, p.key, p.line) for p in check(folder)] == [
        (P, "year", None),
        (U, "hn-075.training", 76),
        (U, "hn-074.short_names", 75),
        (C, "due_day.value", None),
    ]


def test_a_column_may_say_who_is_not_assessed(folder: Path) -> None:
    lines = (folder / U).read_text(encoding="utf-8").splitlines()
    rows = [lines[0] + ",assessed", lines[1] + ",no", *(line + ",yes" for line in lines[2:])]
    (folder / U).write_text("\n".join(rows), encoding="utf-8")
    assert [unit.number for unit in load(folder).units if not unit.assessed] == [1]
    (folder / U).write_text("\n".join(rows).replace(",no\n", ",maybe\n"), encoding="utf-8")
    assert found(folder) == [(U, "hn-001.assessed", "maybe", "one_of")]


def test_totals_may_stand_class_by_class(folder: Path) -> None:
    two = 'sum = 321700\nclass = "bureaus"\n{0}\n[[totals]]\nindicator = "training"\nclass = "schools"\nsum = 778300'
    put(folder, T, "sum = 1100000", two.format('cites = {document = "tasks", clause = "附件1"}'))
    load(folder)
    put(folder, T, "sum = 778300", "sum = 778301")
    assert found(folder) == [(U, "training (schools)", "778300", "sum")]


def test_no_such_programme_is_told_with_those_that_there_are() -> None:
    with pytest.raises(ProgrammeError, match="henan-edu-2022"):
        load("henan-edu-1999")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_each_problem_can_be_said_in_words(folder: Path, language: str) -> None:
    put(folder, U, JIAODA, JIAODA.replace("5500", "-1"))
    (problem,) = check(folder)
    words = catalog(language).plain(said(problem))
    assert all(part in words for part in (U, "76", "hn-075.training", "“-1”"))
    assert words in catalog(language).plain(refused(ProgrammeError("folder", [problem])).said)
    assert "2" in catalog(language).plain(refused(ProgrammeError("folder", [problem, problem])).said)


def test_every_way_to_be_wrong_has_words_and_a_test() -> None:
    with (ROOT / "en" / "LC_MESSAGES" / "pack.po").open("rb") as file:
        keys = {str(message.id) for message in read_po(file) if message.id}
    worded = {key.removeprefix("pack.expected.") for key in keys if key.startswith("pack.expected.")}
    here = {expected for *_, problems in SPOILED for _, _, expected in problems}
    elsewhere = {"file", "utf8", "stocks_first", "tables", "programme"}
    starting = {"filled_in", "target_filled_in", "new_folder", "new_id", "one_line"}
    rulebooks = {"amount", "adds_up", "in_group", "counterpart", "day_of_year", "month_day"}
    examples = {"example", "example_decided"}
    assert worded == here | elsewhere | starting | rulebooks | examples


def test_a_list_of_sections_must_have_one(folder: Path) -> None:
    text = (folder / T).read_text(encoding="utf-8")
    (folder / T).write_text("totals = []\n" + text[: text.index("[[totals]]")], encoding="utf-8")
    assert (T, "totals", "[]", "tables") in found(folder)
    (folder / T).write_text("", encoding="utf-8")
    assert (T, "totals", None, "key") in found(folder)
