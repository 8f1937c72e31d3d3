"""`yuebao programme`: what a coordinator who reads no Python types and reads."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from bot.cli.programmes import programme
from bot.refusals import ANSWER_IS_NO, RefusalError

PROGRAMMES = Path(__file__).parents[2] / "programmes"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No `.env` of the developer, a known language and a known day."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("CLOCK", "2023-01-05T09:00:00+08:00")


def run(*arguments: str) -> None:
    programme(list(arguments), standalone_mode=False)


def test_list_names_the_shipped_programmes(capsys: pytest.CaptureFixture[str]) -> None:
    run("list", "--json")
    (row,) = [row for row in json.loads(capsys.readouterr().out) if row["id"] == "henan-edu-2022"]
    assert (row["units"], row["first_period"], row["last_period"], row["over"]) == (171, "2022-03", "2022-12", True)
    run("list")
    told = capsys.readouterr().out
    assert "henan-edu-2022" in told
    assert "its year is over" in told


def test_check_of_a_sound_folder_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    run("check", "--json")
    assert json.loads(capsys.readouterr().out) == {"programme": "henan-edu-2022", "ok": True, "problems": []}
    run("check")
    assert "171 units" in capsys.readouterr().out


def test_check_lists_file_key_found_and_expected(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = folder / "calendar.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("value = 30\n", "value = 300\n"), encoding="utf-8")
    with pytest.raises(RefusalError) as refusal:
        run("check", str(folder), "--json")
    assert refusal.value.code == ANSWER_IS_NO
    assert json.loads(capsys.readouterr().out)["problems"] == [
        {
            "file": "calendar.toml",
            "key": "due_day.value",
            "line": None,
            "found": "300",
            "expected": "a whole number from 1 to 31, without quotes",
        }
    ]


@pytest.mark.parametrize(
    ("old", "new", "key", "expected"),
    [
        ("base = 1, miss = 1", "base = 1, miss = 0.5", "items[2.1.1].examples[2].points", "0.5, as the rules"),
        ("facts = {incomplete =", "facts = {incomplet =", "items[2.1.4].examples[1].points", "an example that can be"),
    ],
)
def test_check_names_the_example_that_a_changed_rule_no_longer_gives(
    old: str, new: str, key: str, expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(PROGRAMMES / "xinxiang-2023", changed := tmp_path / "changed")
    file = changed / "rulebooks" / "areas.toml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RefusalError):
        run("check", str(changed), "--json")
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert [(one["file"], one["key"]) for one in problems] == [("rulebooks/areas.toml", key)]
    assert expected in problems[0]["expected"]


def test_new_says_what_to_fill_in_and_check_says_it_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("new", "next-year", "--from", "henan-edu-2022")
    told = capsys.readouterr().out.splitlines()
    assert "yuebao programme check next-year" in told[-2]
    assert "still hold the targets of henan-edu-2022" in told[-1]
    with pytest.raises(RefusalError):
        run("check", "next-year")
    assert capsys.readouterr().out.splitlines() == told[:-2]


@pytest.mark.parametrize(("source", "more"), [("henan-edu-2022", "--empty-targets"), ("jiaozuo-edu-2022", "--json")])
def test_no_old_targets_are_spoken_of_where_none_were_kept(
    source: str, more: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run("new", "next-year", "--from", source, more)
    assert "still hold the targets" not in capsys.readouterr().out


def test_new_says_the_same_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    run("new", "next-year", "--from", "henan-edu-2022", "--json")
    told = json.loads(capsys.readouterr().out)
    assert told["programme"] == "next-year"
    with pytest.raises(RefusalError):
        run("check", "next-year", "--json")
    assert json.loads(capsys.readouterr().out)["problems"] == told["problems"] != []


@pytest.mark.parametrize(
    "arguments",
    [("check", "nowhere"), ("new", "x", "--from", "nothing"), ("new", "/dev/null/x", "--from", "henan-edu-2022")],
)
def test_what_cannot_be_done_is_one_refusal(arguments: tuple[str, ...]) -> None:
    with pytest.raises(RefusalError) as refusal:
        run(*arguments)
    assert refusal.value.code == ANSWER_IS_NO
