"""The service is killed within the tick that reminds of findings: each unit is written to once, never twice."""

from __future__ import annotations

import os
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
UNITS = ("焦作大学", "开封大学", "商丘学院")
# A Thursday without anything of the monthly report; seven days before the deadline.
REMINDING = "2022-10-13T10:00:10+08:00"
PLACES = [
    *("tick.begins", "tick.fired", "tick.fired:3", "tick.pushed", "tick.pushed:3", "tick.queued", "tick.queued:3"),
    *("tick.committed", "outbox.before_call:4", "outbox.noting", "outbox.noting:3", "outbox.noted:2"),
]
CHOSEN = ["tick.fired:3", "tick.queued", "outbox.noting"]


@dataclass(frozen=True)
class Base:
    """A service with a visit to each of three units, whose liaisons were told; stopped before the reminder."""

    chat: Chat
    folder: Path


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    folder = tmp_path_factory.mktemp("base")
    with Chat() as chat, running(chat, folder, CLOCK="2022-10-12T09:00:00+08:00") as bot:
        official = bot.join("赵处长", role="official")
        for unit in UNITS:
            liaison = bot.join(f"{unit}联络员", unit=unit)
            official.ask("/score")
            for words in ("视导", "记录视导", unit, "今天", "跳过", "跳过", f"{unit}的问题", "2022-10-20", "确认记录"):
                official.ask(words)
            liaison.expect("视导", f"{unit}的问题")
        assert bot.stop() == 0
        yield Base(chat, folder)


@pytest.mark.parametrize("place", PLACES if os.environ.get("YUEBAO_KILLS") == "all" else CHOSEN)
def test_killed_within_a_tick_each_unit_is_reminded_once(base: Base, tmp_path: Path, place: str) -> None:
    shutil.copytree(base.folder, tmp_path, dirs_exist_ok=True)
    before = len(base.chat.journal)
    bot = Bot(base.chat, tmp_path, entry=ENTRY, CLOCK=REMINDING)
    bot.start(YUEBAO_KILL_AT=place)
    assert bot.wait(15) == -9, bot.log[-2000:]
    bot.start()
    base.chat.wait_until(
        lambda: _count(bot, FIRED) == 3 and not _count(bot, WAITING), "the reminders to be settled", 60
    )
    assert bot.stop() == 0
    said = [one for one in base.chat.journal[before:] if one.method == "sendMessage"]
    chats = [one.chat_id for one in said if "视导整改提醒" in str(one.payload)]
    assert len(chats) == len(set(chats))
    assert len(chats) <= 3 <= len(chats) + _count(bot, "select count(*) from outbox where state = 'unknown'")


FIRED = "select count(*) from occurrence where kind like 'finding:%' and day = '2022-10-13' and state = 'fired'"
WAITING = "select count(*) from outbox where state in ('queued', 'sending')"


def _count(bot: Bot, query: str) -> int:
    with closing(sqlite3.connect(f"file:{bot.database}?mode=ro", uri=True)) as database:
        return int(database.execute(query).fetchone()[0])
