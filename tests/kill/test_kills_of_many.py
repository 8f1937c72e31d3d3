"""The service is killed while a broadcast or a circular goes out: each message at most once, and everything ends.

`make test` runs a part, `make kill` everything.
"""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.chat import Chat, Person
from tests.kill.many import BROADCAST_POINTS, CIRCULAR_POINTS, SHARED_POINTS
from tests.kill.test_kills import EVERYTHING
from tests.running import Bot

pytestmark = pytest.mark.kill

UNITS = ("郑州市", "开封市", "洛阳市")
ENDED = {"sent", "failed", "unknown", "cancelled"}


def points(own: Mapping[str, object], chosen: tuple[str, ...]) -> list[str]:
    return [*own, *SHARED_POINTS] if EVERYTHING else list(chosen)


def rows(bot: Bot, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"file:{bot.database}?mode=ro", uri=True)) as opened:
        return opened.execute(query).fetchall()


def until_settled(bot: Bot, done: str) -> None:
    """Until the query gives a row and nothing in the outbox can change any more."""
    for _ in range(300):
        open_ones = "select 1 from outbox where state in ('queued', 'sending')"
        if rows(bot, done) and not rows(bot, open_ones):
            return
        time.sleep(0.1)
    raise AssertionError(bot.log[-3000:])


def killed(bot: Bot, point: str, act: Callable[[], object], passage: int) -> None:
    """Run into the trap by the act, and come back without it."""
    assert bot.stop() == 0
    bot.start(YUEBAO_KILL_AT=f"{point}:{passage}")
    bot.chat.wait_until_online()
    act()
    try:
        bot.wait(15)
    except Exception:
        bot.kill()
    bot.start()


@pytest.mark.parametrize("point", points(BROADCAST_POINTS, ("broadcast.confirmed", "broadcast.fed", "outbox.answered")))
def test_a_broadcast_survives_being_killed(point: str, tmp_path: Path) -> None:
    with Chat() as chat:
        bot = Bot(chat, tmp_path, entry=["-m", "tests.kill.many"])
        bot.start()
        chat.wait_until_online()
        boss = bot.join("李协调", role="coordinator")
        liaisons = [bot.join(f"{unit}联络员", unit=unit) for unit in UNITS]
        boss.ask("/remind broadcast")
        boss.tap("写内容")
        boss.say("请填报")
        boss.expect("3 人会收到")
        killed(bot, point, lambda: boss.press("确认发送"), 2 if point.startswith(("outbox", "broadcast.fed")) else 1)
        until_settled(bot, "select 1 from broadcast where ended_at is not null")
        bot.stop()
        states = dict(rows(bot, "select key, state from outbox where key like 'broadcast:1:%' and why = 'broadcast:1'"))
        assert len(states) == len(UNITS)
        for person in liaisons:
            assert _got(person, "请填报") <= 1
        delivered = sum(_got(person, "请填报") for person in liaisons)
        counts = Counter(states.values())
        assert counts["sent"] <= delivered <= counts["sent"] + counts["unknown"]
        assert counts["failed"] == 0
        assert len(rows(bot, "select 1 from outbox where key = 'broadcast:1:report'")) == 1


@pytest.mark.parametrize(
    "point", points(CIRCULAR_POINTS, ("circular.published", "circular.posted", "outbox.before_call"))
)
def test_a_circular_survives_being_killed(point: str, tmp_path: Path) -> None:
    with Chat() as chat:
        bot = Bot(chat, tmp_path, entry=["-m", "tests.kill.many"], CLOCK="2022-10-08T09:00:00+08:00")
        bot.start()
        chat.wait_until_online()
        boss = bot.join("李协调", role="coordinator")
        work = chat.group("工作群", boss)
        _bind_by_hand(bot, work.id)
        boss.ask("/circular 2022-09")
        boss.tap("地方教育局")
        killed(bot, point, lambda: boss.press("批准并发布"), 1)
        until_settled(bot, "select 1 from circular where papers = 'done'")
        bot.stop()
        assert rows(bot, "select number, state from circular where number is not null") == [(1, "published")]
        assert _got(boss.at(work), "第 1 号") <= 1
        files = [screen for screen in boss.at(work).screens() if screen.file]
        assert len(files) <= 2
        sent = rows(bot, "select key from outbox where key like 'circular:1:1%' and state in ('sent', 'unknown')")
        assert len(sent) == 3


def _got(person: Person, words: str) -> int:
    return sum(words in screen.text for screen in person.screens())


def _bind_by_hand(bot: Bot, chat_id: int) -> None:
    with closing(sqlite3.connect(bot.database, timeout=10)) as opened:
        opened.execute(
            "insert into work_group (programme, chat, unit_class, title, language, privileged, state, reason, bound_by,"
            " bound_at, changed_at) values ('henan-edu-2022', ?, '', '工作群', 'zh_CN', 0, 'active', '', 1,"
            " '2022-10-08 01:00:00.000000', '2022-10-08 01:00:00.000000')",
            (chat_id,),
        )
        opened.commit()
