"""`yuebao ask` about scores: the same knowledge as `yuebao score`, from the store; and nothing of it to others."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.cli import run_command
from programmes.facts import FactKind
from programmes.loading import load
from scoring.rulebooks.entered import Spot
from store.database import Database
from store.transactions import Transaction
from tests.cli.conftest import Operate

NOW = datetime(2023, 8, 10, 4, tzinfo=UTC)
OWN, OTHER = "市科技局", "市民政局"
TARGETS = {OWN: (700, 300, 70), OTHER: (3000, 300, 100)}
BEST = {FactKind.COUNT: "0", FactKind.YES_NO: "yes", FactKind.DATE: "2023-05-21"}
Run = Callable[..., dict[str, Any]]


@pytest.fixture(autouse=True)
def operator(operate: Operate) -> None:
    """10 August 2023; two departments exactly on schedule, every judgement but one entered by two persons."""
    operate(PROGRAMME="xinxiang-2023", LANGUAGE="zh_CN", CLOCK="2023-08-10T12:00:00+08:00")
    rows = [
        f"{unit},{month},{code},{-(-target // 4)}"
        for unit, targets in TARGETS.items()
        for code, target in zip(("training", "skilled", "high_skilled"), targets, strict=True)
        for month in ("2023-02", "2023-05")
    ]
    Path("figures.csv").write_text("\n".join(["unit,period,indicator,completed", *rows]), "utf-8")
    assert run_command(["import", "figures.csv", "--json"]) == 0
    database = Database.open(os.environ["DATABASE_URL"], programme="xinxiang-2023")
    with database.write() as tx:
        _judge(tx)
    database.close()


def _judge(tx: Transaction) -> None:
    programme = load("xinxiang-2023")
    one, two = (tx.people.add(telegram_id, name, "zh_CN", NOW).id for telegram_id, name in ((1, "甲"), (2, "乙")))
    for unit in (OWN, OTHER):
        code = programme.unit_named(unit)
        assert code is not None
        for key, fact in programme.rulebooks["departments"].facts().items():
            value = "6" if (unit, key) == (OWN, "2.1.2.incomplete") else BEST[fact.kind]
            if (unit, key) != (OTHER, "3.7.met") and key not in ("liability", "disqualified"):
                entry = tx.facts.propose(Spot("departments", code.code, key), value, by=one, who="甲", now=NOW)
                assert tx.facts.confirm(entry.id, by=two, who="乙", now=NOW)


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Run:
    def document(question: str, *who: str, unit: str | None = OWN) -> dict[str, Any]:
        capsys.readouterr()
        asker = ("--role", "liaison", "--unit", unit) if unit else ("--role", "official")
        assert run_command(["ask", question, *asker, *who, "--json"]) == 0
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return found

    return document


@pytest.fixture
def score(capsys: pytest.CaptureFixture[str]) -> Callable[[str], dict[str, Any]]:
    def unit(day: str) -> dict[str, Any]:
        capsys.readouterr()
        assert run_command(["score", "departments", "--as-of", day, "--unit", OWN, "--json"]) == 0
        found: dict[str, Any] = json.loads(capsys.readouterr().out)["units"][0]
        return found

    return unit


def values(found: dict[str, Any]) -> dict[tuple[str | None, str], object]:
    return {(one["indicator"], one["measure"]): one["value"] for one in found["figures"] if one["unit"] == OWN}


def test_the_answer_is_that_of_yuebao_score(ask: Run, score: Callable[[str], dict[str, Any]]) -> None:
    found = ask("年中得分")
    assert found["understood"] == {"intent": "score", "units": [OWN], "indicators": [], "period": "2023-06"}
    assert (found["outcome"], found["options"]) == ("answered", [])
    # 95 less 6 × 0.5, 3 for publicity without an article, and nothing late that the bot has seen: imported.
    assert values(found)[None, "total"] == score("2023-06-30")["total"] == "89"
    assert values(ask("我们得了多少分"))[None, "total"] == score("2023-08-10")["total"]
    assert "按上报数测算" in found["text"]


def test_an_item_key_stands_as_the_indicator_of_its_figures(ask: Run) -> None:
    found = ask("为什么扣分", "--after", "我们年中得了多少分")
    assert found["understood"]["intent"] == "score_why"
    assert values(found)["2.1.2", "lost"] == "3"
    assert {one["unit"] for one in found["figures"]} == {OWN}


def test_a_supposition_stores_nothing(ask: Run, score: Callable[[str], dict[str, Any]]) -> None:
    before = score("2023-09-30")
    found = ask("如果9月底前再培训175人")
    assert values(found)[None, "total"] == before["total"]
    assert values(found)[None, "total_after"] != before["total"]
    assert score("2023-09-30") == before


def test_in_english_with_the_indicator_from_the_thread(ask: Run) -> None:
    found = ask("if we do 175 more by September?", "--after", "our training completion rate")
    assert (found["outcome"], found["understood"]["indicators"]) == ("answered", ["training"])
    assert ask("if we do 175 more by September?")["outcome"] == "clarify"


@pytest.mark.parametrize(
    "question",
    ["市民政局得了多少分", "得分排名前五", "市民政局为什么扣分", "如果市民政局再培训500人", "市民政局还差什么能进前八"],
)
def test_of_other_units_a_liaison_hears_nothing(ask: Run, question: str) -> None:
    found = ask(question)
    assert (found["outcome"], found["figures"]) == ("refused", [])
    assert found["text"] == ask("北京大学得了多少分")["text"]


def test_an_official_hears_all(ask: Run) -> None:
    assert values(ask("市科技局年中得分", unit=None))[None, "total"] == "89"
    listed = ask("市直单位年中得分排名", unit=None)
    assert "1. 市科技局 89 分" in listed["text"]
    assert "市民政局" in listed["text"]
    assert ask("我们得了多少分", unit=None)["outcome"] == "clarify"
    open_ = ask("市民政局年中得分", unit=None)
    assert "待评定：3.7" in open_["text"]
