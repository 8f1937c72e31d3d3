"""The service is killed at every step of a self-assessment and of the judgements on it: each entry is there once.

`make test` runs a part, `make kill` everything.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.chat import Chat, Person
from tests.kill.evidence import wait_until_settled
from tests.kill.judging_entry import POINTS_OF_JUDGING, POINTS_OF_TURNS
from tests.kill.test_kills import EVERYTHING
from tests.running import Bot

pytestmark = pytest.mark.kill

EVERY_POINT = (*POINTS_OF_JUDGING, *POINTS_OF_TURNS)
CHOSEN = ("fact.proposed", "turn.committed")


@pytest.mark.parametrize("point", EVERY_POINT if EVERYTHING else CHOSEN)
def test_every_claim_and_every_judgement_is_there_once(point: str, tmp_path: Path) -> None:
    with Chat() as chat:
        entry = ("-m", "tests.kill.judging_entry")
        bot = Bot(chat, tmp_path, entry=entry, PROGRAMME="xinxiang-2023", CLOCK="2023-12-20T09:00:00+08:00")
        bot.start()
        chat.wait_until_online()
        wang, zhou, li = (
            bot.join("王老师", unit="长垣市"),
            bot.join("周处", role="official"),
            bot.join("李处", role="official"),
        )
        wang.ask("自查")
        wang.tap("开始自查")
        kills = 0
        for person, words, writes in (
            (wang, "4", True),
            (wang, "0", False),
            (wang, "自查", False),
            (wang, "提交自查", True),
            (zhou, "/score", False),
            (zhou, "各县市区考核指标验收评价标准", False),
            (zhou, "单位自查", False),
            (zhou, "长垣市", False),
            (zhou, "按自报确认：4", True),
            (zhou, "2", False),
            (zhou, "电话核实", True),
            (li, "/score", False),
            (li, "各县市区考核指标验收评价标准", False),
            (li, "待核对", False),
            (li, "长垣市", False),
            (li, "全部确认", True),
        ):
            if writes:
                kills += _killed(bot, point, person, words)
            else:
                person.ask(words)
        assert kills, "the point was never passed"
        assert bot.stop() == 0
        found = _rows(bot, "select key, value, state, origin from fact where unit = 'xx-a02' order by id")
        assert found == [
            ("2.1.4.incomplete", "4", "standing", "unit"),
            ("2.1.4.untrue", "0", "declined", "unit"),
            ("2.1.4.untrue", "2", "standing", "official"),
        ]
        assert _rows(bot, "select claims from self_assessment") == [(2,)]
        told = _rows(bot, "select state from outbox where key like 'notice:evaluation:through:%'")
        assert len(told) == 1
        assert sum("自查审核结果" in screen.text for screen in wang.screens()) <= 1
        assert bot.cli("db", "verify").returncode == 0


def _killed(bot: Bot, point: str, person: Person, words: str) -> bool:
    """Say it with the trap set, where it passes it, and come back without it. Whether the service was killed."""
    assert bot.stop() == 0
    bot.start(YUEBAO_KILL_AT=f"{point}:1")
    bot.chat.wait_until_online()
    person.say(words)
    until = time.monotonic() + 30
    while (dead := bot.process is not None and bot.process.poll() is not None) is False and _waits(bot):
        assert time.monotonic() < until, bot.log[-2000:]
        time.sleep(0.02)
    if not dead:
        bot.stop()
    bot.start()
    wait_until_settled(bot.chat, bot, 60)
    return dead


def _waits(bot: Bot) -> bool:
    pending = _rows(bot, "select 1 from inbox where state = 'pending'")
    sending = _rows(bot, "select 1 from outbox where state in ('queued', 'sending')")
    return bool(pending or sending or bot.chat.world.updates.pending)


def _rows(bot: Bot, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"file:{bot.database}?mode=ro", uri=True)) as opened:
        return opened.execute(query).fetchall()
