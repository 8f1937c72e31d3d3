"""Every way in which a rulebook can be wrong, and what the loader answers with."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from programmes.loading import check

PROGRAMMES = Path(__file__).parents[2] / "programmes"
A, D = "rulebooks/areas.toml", "rulebooks/departments.toml"
FIRST = '{kind = "schedule", indicator = "training", base = 1, miss = 1}'

# file, what stands there, what is put instead (the first place only), then the problems: key, found, expected.
SPOILED = [
    (A, FIRST, FIRST.replace("base = 1", "base = 1.5"), [("items[2.1.1].rules", "2.5", "adds_up")]),
    (A, FIRST, FIRST.replace("base = 1", "base = -1"), [
        ("items[2.1.1].rules[training].base", "-1", "amount"), ("items[2.1.1].rules", "1", "adds_up"),
    ]),
    (A, FIRST, FIRST.replace("base = 1", 'base = "1"'), [
        ("items[2.1.1].rules[training].base", "1", "amount"), ("items[2.1.1].rules", "1", "adds_up"),
    ]),
    (A, FIRST, FIRST.replace("base = 1", "base = nan"), [
        ("items[2.1.1].rules[training].base", "NaN", "amount"), ("items[2.1.1].rules", "1", "adds_up"),
    ]),
    (A, FIRST, FIRST.replace("schedule", "schedules"), [
        ("items[2.1.1].rules[training].kind", "schedules", "one_of"), ("items[2.1.1].rules", "1", "adds_up"),
    ]),
    (A, FIRST, FIRST.replace("training", "trainings"), [
        ("items[2.1.1].rules[trainings].indicator", "trainings", "one_of"),
    ]),
    (A, FIRST, FIRST.replace("miss = 1", "miss = 1, mist = 2"), [
        ("items[2.1.1].rules[training].mist", "mist", "known_key"),
    ]),
    (A, 'key = "2.1"\n', 'key = "2.7"\n', [
        ("groups[2.7].points", "0", "adds_up"),
    ]),
    (A, "points = 55", "points = 54", [("groups[2].points", "55", "adds_up"), ("groups", "99", "adds_up")]),
    (A, 'key = "2.1.1"', 'key = "6.1"', [
        ("items[6.1].key", "6.1", "in_group"), ("groups[2].points", "53", "adds_up"),
        ("groups[2.1].points", "12", "adds_up"),
    ]),
    (A, 'key = "2.1.2"', 'key = "2.1.1"', [("items[2.1.1].key", "2.1.1", "only_once")]),
    (A, "mid_year = 40", "mid_year = 50", [("selection.year_end", "60", "adds_up")]),
    (A, 'stages = ["year-end"]', 'stages = ["autumn"]', [("vetoes[subsidised].stages", "autumn", "some_of")]),
    (A, 'indicator = "apprenticeship"\nstages', 'indicator = "subsidised"\nstages', [
        ("vetoes[subsidised].indicator", "subsidised", "only_once"),
    ]),
    (A, 'key = "liability"', 'key = "liable"', [("findings[liable].key", "liable", "one_of")]),
    (A, 'class = "areas"', 'class = "area"', [("class", "area", "one_of")]),
    (A, 'fact = "untrue"', 'fact = "false"', [("items[2.1.4].rules[1].each[2].fact", "false", "one_of")]),
    (A, 'clause = "附件3 二（一）1"', 'clause = ""', [("items[2.1.1].cites.clause", "", "text")]),
    (A, "training = [250, 250, 250, 650]", "training = 1400", [
        ("items[2.1.1].examples[1].figures.training", "1400", "whole_numbers"),
    ]),
    (A, 'code = "areas"', 'code = "districts"', [("code", "districts", "one_of")]),
    (A, "by = [{day = 2023-05-21,", "by = [{day = 2022-05-21,", [("items[4.2].rules", "2022-05-21", "day_of_year")]),
    (A, 'last = "01-31"', 'last = "31 January"', [("self_assessment.last", "31 January", "month_day")]),
    (A, 'last = "01-31"', 'last = "02-30"', [("self_assessment.last", "02-30", "month_day")]),
    (A, 'last = "01-31"', "", [("self_assessment.last", None, "key")]),
    (D, '"2.3.2" = "2.2.2"', '"2.3.2" = "2.2.3"', [("merges.items.2.3.2", "2.2.3", "counterpart")]),
    (D, '"2.3.2" = "2.2.2"', '"3.3" = "3.7"', [("merges.items.3.3", "3.7", "counterpart")]),
    (D, '"2.3.2" = "2.2.2"', '"2.3.2" = "9.9"', [("merges.items.2.3.2", "9.9", "counterpart")]),
]  # fmt: skip

S = "rulebooks/schools.toml"
SPOILED_CHECKLIST = [
    (S, 'recorded = "completion_rates"', 'recorded = "rates"', [("items[2.4].recorded", "rates", "one_of")]),
    (S, 'recorded = "completion_rates"', "recorded = 1", [("items[2.4].recorded", "1", "text")]),
    (S, 'kind = "visits"', 'kind = "journeys"', [("commendation.criteria[4].kind", "journeys", "one_of")]),
    (S, 'kind = "visits"', 'kind = "items"', [("commendation.criteria[items].kind", "items", "only_once")]),
    (S, "[commendation]", "[commendations]", [
        ("commendation.reading", None, "key"), ("commendation.cites", None, "citation"),
        ("commendations", "commendations", "known_key"),
    ]),
    (S, 'clause = "三（二）完成任务好"', 'clause = ""', [("commendation.criteria[1].cites.clause", "", "text")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("programme", "file", "old", "new", "problems"),
    [*(("xinxiang-2023", *one) for one in SPOILED), *(("henan-edu-2022", *one) for one in SPOILED_CHECKLIST)],
)
def test_a_spoiled_rulebook_is_refused_for_exactly_what_was_spoiled(
    tmp_path: Path, programme: str, file: str, old: str, new: str, problems: list[tuple[str, str | None, str]]
) -> None:
    folder = Path(shutil.copytree(PROGRAMMES / programme, tmp_path / programme))
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    told = [(problem.file, problem.key, problem.found, problem.expected) for problem in check(folder)]
    assert told == [(file, *problem) for problem in problems]
