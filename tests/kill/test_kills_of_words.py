"""The service is killed where a report in words is filed and where an official accepts one: each is there once."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.chat import Chat
from tests.dialog.text_reports.world import HEADED
from tests.kill.evidence import wait_until_settled
from tests.kill.test_kills import EVERYTHING
from tests.running import Bot, running

pytestmark = pytest.mark.kill

ENTRY = ("-m", "tests.kill.words_entry")
SETTINGS: dict[str, Any] = {"PROGRAMME": "xinxiang-2023", "CLOCK": "2023-04-03T10:30:00+08:00"}
OF_BOTH = ("turn.saved", "turn.done", "turn.committed", "outbox.before_call", "outbox.answered", "outbox.noted")
OF_FILING = ("text.filing", "text.filed", "text.discarded", *OF_BOTH)
OF_REVIEWING = ("review.begins", "review.added", "review.told", *OF_BOTH)


@pytest.mark.parametrize("point", OF_FILING if EVERYTHING else ("text.filed", "turn.committed"))
def test_a_report_in_words_is_filed_once(point: str, tmp_path: Path) -> None:
    with Chat() as chat, running(chat, tmp_path, **SETTINGS) as bot:
        wang = bot.join("王老师", unit="市教育局")
        wang.ask(HEADED)
        assert bot.stop() == 0
        wang.press("确认提交")
        _killed_at(bot, point)
        wait_until_settled(chat, bot, 60)
        wang.say("/status")
        wang.expect("✅ 2023年一季度 · 按期")
        assert _rows(bot, "select unit, quarter, revision, late from text_report") == [("xx-d01", "2023-Q1", 1, 0)]
        assert _rows(bot, "select body from draft where period = '2023-Q1'") == [(None,)]
        assert bot.cli("db", "verify").returncode == 0
        assert bot.stop() == 0


@pytest.mark.parametrize("point", OF_REVIEWING if EVERYTHING else ("review.added",))
def test_a_review_stands_once_and_the_unit_is_told_once(point: str, tmp_path: Path) -> None:
    with Chat() as chat, running(chat, tmp_path, **SETTINGS) as bot:
        wang, official = bot.join("王老师", unit="市教育局"), bot.join("周处", role="official")
        head = "unit,period,indicator,completed\n"
        (tmp_path / "figures.csv").write_text(f"{head}市教育局,2023-03,training,120\n", "utf-8")
        assert bot.cli("import", str(tmp_path / "figures.csv")).returncode == 0
        official.ask("/review 市教育局")
        official.tap("3月")
        assert bot.stop() == 0
        official.press("审核通过")
        _killed_at(bot, point)
        wait_until_settled(chat, bot, 60)
        assert _rows(bot, "select unit, period, revision, status from review") == [("xx-d01", "2023-03", 1, "accepted")]
        (told,) = _rows(bot, "select state from outbox where key like 'notice:review:%'")
        times = sum("已审核通过" in screen.text for screen in wang.screens())
        assert times == 1 or (told == ("unknown",) and times == 0)
        assert bot.cli("db", "verify").returncode == 0
        assert bot.stop() == 0


def _killed_at(bot: Bot, point: str) -> None:
    """Start with the trap set, die in it, and start again without."""
    plain, bot.entry = bot.entry, ENTRY
    bot.start(YUEBAO_KILL_AT=point)
    assert bot.wait(30) == -9, bot.log[-2000:]
    bot.entry = plain
    bot.start()


def _rows(bot: Bot, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"file:{bot.database}?mode=ro", uri=True)) as database:
        return list(database.execute(query))
