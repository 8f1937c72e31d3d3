"""The service is killed at each point between planning, fire row, outbox rows, claim, send and record of a tick.

Whatever happens, everybody is written to once, or the message is listed as of unknown fate; never twice.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.chat import Chat
from tests.running import Bot, running

pytestmark = pytest.mark.kill

ENTRY = ("-m", "tests.kill.tick_entry")
OPENING = "2022-10-20T10:00:10+08:00"
WORDS = ("10月月报开始填报", "2022年10月月报（相关学校）")
# The n-th passage of a point; of calls the first are those of the start.
PLACES = [
    *("tick.prepared", "tick.begins", "tick.since:2", "tick.planned", "tick.fixed", "tick.fired", "tick.fired:2"),
    *("tick.posted", "tick.pushed", "tick.pushed:3", "tick.queued", "tick.queued:3", "turn.put:2", "tick.committed"),
    *("turn.claimed:2", "turn.claimed:3", "outbox.before_call:5", "outbox.before_call:7", "outbox.answered:6"),
    *("outbox.noting", "outbox.noting:3", "outbox.noted", "outbox.noted:3", "outbox.recorded:2"),
]
CHOSEN = ["tick.fired", "tick.queued:3", "outbox.noting:3"]


@dataclass(frozen=True)
class Base:
    """A service that ran before the opening: three liaisons, a coordinator and a bound group; stopped."""

    chat: Chat
    folder: Path


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    folder = tmp_path_factory.mktemp("base")
    with Chat() as chat, running(chat, folder, CLOCK="2022-10-19T09:00:00+08:00") as bot:
        chief = bot.join("李处长", role="coordinator")
        for unit in ("焦作大学", "开封大学", "商丘学院"):
            bot.join(f"{unit}联络员", unit=unit)
        chief.ask("/bind")
        found = re.search(r"startgroup=(\S+)", chief.tap("绑定群：相关学校").text)
        assert found
        group = chat.group("学校工作群", chief)
        chief.at(group).say(f"/start@{chat.world.username} {found[1]}")
        chief.expect("绑定为")
        chief.tap("确认绑定")
        chief.at(group).expect("工作群")
        assert bot.stop() == 0
        yield Base(chat, folder)


@pytest.mark.parametrize("place", PLACES if os.environ.get("YUEBAO_KILLS") == "all" else CHOSEN)
def test_killed_within_a_tick_everybody_is_written_to_once(base: Base, tmp_path: Path, place: str) -> None:
    shutil.copytree(base.folder, tmp_path, dirs_exist_ok=True)
    before = len(base.chat.journal)
    bot = Bot(base.chat, tmp_path, entry=ENTRY, CLOCK=OPENING)
    bot.start(YUEBAO_KILL_AT=place)
    assert bot.wait(15) == -9, bot.log[-2000:]
    bot.start()
    base.chat.wait_until(lambda: _fired(bot) == 2 and not _waiting(bot), "the opening to be settled", 60)
    assert bot.stop() == 0
    said = [one for one in base.chat.journal[before:] if one.method == "sendMessage"]
    chats = [one.chat_id for one in said if any(words in str(one.payload) for words in WORDS)]
    assert len(chats) == len(set(chats))
    assert len(chats) <= 4 <= len(chats) + _unknown(bot)


def _fired(bot: Bot) -> int:
    return _count(bot, "select count(*) from occurrence where kind in ('opening', 'roster') and day = '2022-10-20'")


def _unknown(bot: Bot) -> int:
    return _count(bot, "select count(*) from outbox where state = 'unknown'")


def _waiting(bot: Bot) -> int:
    return _count(bot, "select count(*) from outbox where state in ('queued', 'sending')")


def _count(bot: Bot, query: str) -> int:
    with closing(sqlite3.connect(f"file:{bot.database}?mode=ro", uri=True)) as database:
        return int(database.execute(query).fetchone()[0])
