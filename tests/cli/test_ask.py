"""`yuebao ask`: the document of the contract, exit codes, who asks, when, and after what."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.cli import run_command
from programmes.loading import load
from tests.cli.conftest import Operate, Run

ROWS = """unit,period,indicator,completed
焦作大学,opening,training,100
焦作大学,2022-05,training,1000
焦作大学,2022-06,training,300
焦作大学,2022-06,certificates,90
开封大学,2022-06,training,55
"""
OWN = ("--role", "liaison", "--unit", "焦作大学")
OFFICIAL = ("--role", "official")


@pytest.fixture(autouse=True)
def operator(operate: Operate) -> None:
    """An operator on 5 July 2022 with figures of two units."""
    operate(CLOCK="2022-07-05T09:00:00+08:00", LANGUAGE="en")
    Path("figures.csv").write_text(ROWS, "utf-8")
    assert run_command(["import", "figures.csv", "--json"]) == 0


@pytest.fixture
def ask(run: Run) -> Callable[..., dict[str, Any]]:
    def document(question: str, *who: str) -> dict[str, Any]:
        code, out, err = run("ask", question, *who, "--json")
        assert (code, err) == (0, "")
        found: dict[str, Any] = json.loads(out)
        return found

    return document


Ask = Callable[..., dict[str, Any]]


def values(found: dict[str, Any]) -> dict[str, object]:
    return {figure["measure"]: figure["value"] for figure in found["figures"]}


def test_an_answer_is_the_contracts_document(ask: Ask) -> None:
    found = ask("我们的培训完成率", *OWN)
    assert set(found) == {"outcome", "understood", "text", "options", "figures"}
    assert found["outcome"] == "answered"
    assert found["understood"] == {
        "intent": "cumulative_rate", "units": ["焦作大学"], "indicators": ["training"], "period": "2022-06",
    }  # fmt: skip
    assert found["options"] == []
    rate = {"unit": "焦作大学", "indicator": "training", "measure": "rate", "period": "2022-06", "value": "25.45"}
    assert rate in found["figures"]
    assert "25.45%" in found["text"]


def test_all_three_outcomes_exit_with_0(ask: Ask) -> None:
    assert ask("平职院培训完成率", *OFFICIAL)["options"] == ["平顶山工业职业技术学院", "平顶山职业技术学院"]
    assert ask("平职院培训完成率", *OFFICIAL)["outcome"] == "clarify"
    assert ask("天气怎么样", *OFFICIAL)["outcome"] == "refused"
    assert ask("截止哪天", *OFFICIAL)["outcome"] == "answered"


def test_what_is_refused_and_what_does_not_exist_read_the_same(ask: Ask) -> None:
    other, nowhere = ask("开封大学培训完成率", *OWN), ask("北京大学培训完成率", *OWN)
    assert other["outcome"] == nowhere["outcome"] == "refused"
    assert other["text"] == nowhere["text"]
    assert other["figures"] == nowhere["figures"] == []


def test_at_moves_today_only(ask: Ask) -> None:
    assert values(ask("截止哪天", *OWN, "--at", "2022-06-20"))["days_left"] == 10
    assert values(ask("截止哪天", *OWN))["days_left"] == -5
    early = ask("我们的培训完成率", *OWN, "--at", "2022-05-25")
    assert early["understood"]["period"] == "2022-05"
    assert values(early)["cumulative"] == 1100


def test_after_gives_the_thread_in_order(ask: Ask) -> None:
    thread = ("--after", "焦作大学5月培训完成率", "--after", "那取证呢", "--after", "开封大学呢")
    found = ask("培训呢", *OFFICIAL, *thread)
    assert found["understood"] == {
        "intent": "cumulative_rate", "units": ["开封大学"], "indicators": ["training"], "period": "2022-05",
    }  # fmt: skip


def test_figures_are_those_of_progress(run: Run, ask: Ask) -> None:
    rows = json.loads(run("progress", "--period", "2022-06", "--json")[1])["rows"]
    row = next(row for row in rows if (row["unit"], row["indicator"]) == ("焦作大学", "training"))
    found = values(ask("6月培训完成率", *OWN)) | values(ask("6月培训季度缺口", *OWN)) | values(ask("培训排第几", *OWN))
    for measure in ("rate", "cumulative", "target", "gap", "expected", "rank"):
        assert found[measure] == row[measure]


def test_words_for_people_without_json(run: Run) -> None:
    code, out, _ = run("ask", "our training completion rate", *OWN)
    assert code == 0
    assert out.splitlines()[0].startswith("焦作大学")
    assert "25.45%" in out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--role", "liaison"), 2),
        (("--role", "leader"), 2),
        (("--role", "boss"), 2),
        ((), 2),
        ((*OFFICIAL, "--at", "tomorrow"), 2),
        ((*OFFICIAL, "--at", "2022-02-30"), 2),
        (("--role", "liaison", "--unit", "没有的大学"), 1),
    ],
)
def test_what_is_wrong_is_one_sentence(run: Run, arguments: tuple[str, ...], code: int) -> None:
    found, out, err = run("ask", "完成率", *arguments, "--json")
    assert (found, out) == (code, "")
    assert err.count("\n") == 1


def test_a_unit_with_a_parenthesis_is_named_without_it(ask: Ask) -> None:
    unit = next(unit for unit in load("henan-edu-2022").units if "（" in unit.printed)
    found = ask("我们的培训任务是多少", "--role", "leader", "--unit", unit.printed)
    assert found["understood"]["units"] == [unit.printed.partition("（")[0]]
    assert "（" not in found["figures"][0]["unit"]


def test_neither_pandas_nor_matplotlib_is_loaded_for_an_answer() -> None:
    words = "import sys; from bot.cli import run_command; run_command(['ask', '最慢的3个地市', '--role', 'official'])"
    check = "; print(sorted({'pandas', 'numpy', 'matplotlib', 'openpyxl', 'telegram'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", words + check], capture_output=True, text=True, check=True,
                          cwd=Path(__file__).parents[2])  # fmt: skip
    assert done.stdout.splitlines()[-1] == "[]"
