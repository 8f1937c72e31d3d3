"""A next year begins from a sound folder, and nothing of the old documents can pass as the new ones."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programmes.loading import check, load
from programmes.problems import ProgrammeError
from programmes.sections import CODE, FILL_IN
from programmes.starting import start

NEW = {
    "programme.toml": [
        ('title = "?"\ntitle_en', 'title = "工作（2023 年）"\ntitle_en'),
        ('title_en = "?"', 'title_en = "Work (2023)"'),
        ('jurisdiction = "?"', 'jurisdiction = "河南省"'),
        ('year = "?"', "year = 2023"),
        ('issued = "?"', "issued = 2023-03-01"),
        ('code = "?"', 'code = "henan-edu-2024"'),
        ('"?"', '"新文件"'),
    ],
    "calendar.toml": [
        ('[first_period]\nvalue = "?"', '[first_period]\nvalue = "2023-03"'),
        ('value = "?"', 'value = "2023-12"'),
    ],
}


# Folders are copied and read whole, and a busy machine takes its time for that.
@settings(deadline=None)
@given(name=st.from_regex(CODE, fullmatch=True).filter(lambda name: len(name) < 40), empty_targets=st.booleans())
def test_of_a_new_folder_only_what_must_be_filled_in_is_wrong(name: str, empty_targets: bool) -> None:
    with tempfile.TemporaryDirectory() as place:
        left = start(Path(place) / name, "henan-edu-2022", empty_targets=empty_targets)
        assert left == check(Path(place) / name)
    assert {problem.found for problem in left} == {FILL_IN}
    assert {problem.expected for problem in left} <= {"filled_in", "target_filled_in"}
    keys = {problem.key for problem in left if problem.file == "programme.toml"}
    assert {"title", "title_en", "year", "documents[tasks].number", "next_year.code"} <= keys
    assert len([problem for problem in left if problem.file == "units.csv"]) == 171 * empty_targets


def test_a_new_folder_loads_once_it_is_filled_in(tmp_path: Path) -> None:
    folder = tmp_path / "plans" / "henan-edu-2023"
    start(folder, "henan-edu-2022", empty_targets=False)
    for file, changes in NEW.items():
        text = (folder / file).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        (folder / file).write_text(text, encoding="utf-8")
    programme = load(folder)
    assert (programme.id, programme.year, len(programme.units)) == ("henan-edu-2023", 2023, 171)
    assert start(folder.with_name("henan-edu-2024"), folder, empty_targets=True)


def test_emptied_targets_are_asked_row_by_row_and_sums_with_them(tmp_path: Path) -> None:
    left = start(tmp_path / "next", "henan-edu-2022", empty_targets=True)
    rows = [(problem.line, problem.key) for problem in left if problem.file == "units.csv"]
    assert rows[74] == (76, "hn-075.training,certificates,senior,one_plus_x")
    assert [problem.key for problem in left if problem.file == "totals.toml"][:2] == [
        "totals[training].sum",
        "totals[certificates].sum",
    ]


def test_comments_stay_and_a_spreadsheet_knows_the_encoding(tmp_path: Path) -> None:
    start(tmp_path / "next", "henan-edu-2022", empty_targets=False)
    assert 'id = "next"    # the name of this folder' in (tmp_path / "next" / "programme.toml").read_text("utf-8")
    assert (tmp_path / "next" / "units.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert [path.name for path in tmp_path.iterdir()] == ["next"]


@pytest.mark.parametrize(("name", "expected"), [("old", "new_folder"), ("henan-edu-2022", "new_id"), ("新", "new_id")])
def test_the_new_folders_name_must_be_free_and_able_to_be_an_id(tmp_path: Path, name: str, expected: str) -> None:
    (tmp_path / "old").mkdir()
    with pytest.raises(ProgrammeError) as refusal:
        start(tmp_path / name, "henan-edu-2022", empty_targets=False)
    assert [problem.expected for problem in refusal.value.problems] == [expected]
    assert [path.name for path in tmp_path.iterdir()] == ["old"]


def test_a_value_over_several_lines_is_left_alone_and_told(folder: Path) -> None:
    file = folder / "programme.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('jurisdiction = "河南省"', 'jurisdiction = """\n河南省"""'), encoding="utf-8")
    with pytest.raises(ProgrammeError) as refusal:
        start(folder.with_name("next"), folder, empty_targets=False)
    assert [(p.key, p.expected) for p in refusal.value.problems] == [("jurisdiction", "one_line")]
    assert not folder.with_name("next").exists()


def test_a_broken_folder_begins_nothing(folder: Path) -> None:
    (folder / "totals.toml").unlink()
    with pytest.raises(ProgrammeError, match=r"totals\.toml"):
        start(folder.with_name("next"), folder, empty_targets=False)
