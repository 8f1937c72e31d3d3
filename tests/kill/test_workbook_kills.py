"""The service is killed while a workbook is fetched, kept, proposed and confirmed: each value is entered once."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from programmes.loading import load
from store.database import Database
from store.workbooks import WorkbookState
from tests.chat import Chat, Person, Screen
from tests.kill.evidence import assert_nothing_lost_or_doubled, wait_until_settled
from tests.running import Bot

pytestmark = pytest.mark.kill

ENTRY = ("-m", "tests.kill.workbook_entry")
PROGRAMME = "xinxiang-2023"
AREAS = [unit for unit in load(PROGRAMME).units if unit.unit_class == "areas" and unit.assessed]
FILE = "unit,key,period,value\n" + "".join(f"{unit.name},2.1.4.untrue,2023-Q3,{unit.number}\n" for unit in AREAS)
POINTS = ["file.asked", "file.fetched", "file.kept", "file.entered:7", "file.proposed", "file.confirmed:7"]
CHOSEN = POINTS if os.environ.get("YUEBAO_KILLS") == "all" else ["file.fetched"]


@pytest.mark.parametrize("point", CHOSEN)
def test_killed_on_a_workbooks_way(point: str, tmp_path: Path) -> None:
    with Chat() as chat:
        bot = Bot(chat, tmp_path, entry=ENTRY, PROGRAMME=PROGRAMME, CLOCK="2023-10-09T09:00:00+08:00")
        zhou, wu = (chat.person(name, language_code="zh-hans") for name in ("周处", "吴处"))
        bot.start(YUEBAO_KILL_AT=point)
        acts = 0
        for person in (zhou, wu):
            person.say(f"/start {bot.invite('official')}")
            acts += _settled(chat, bot)
        zhou.say("/score")
        acts += _settled(chat, bot)
        for label in ("Excel 导入导出", "导入Excel"):
            _press(zhou, label)
            acts += _settled(chat, bot)
        zhou.send_file("评价.csv", FILE.encode())
        acts += _settled(chat, bot)
        _press(zhou, f"提交 {len(AREAS)} 项")
        acts += _settled(chat, bot)
        for label in ("查看", "核对表（Excel）", "全部确认"):
            _press(wu, label)
            acts += _settled(chat, bot)
        assert bot.stop() == 0
        assert bot.log.count(" serving ") == 2, "the point was never passed"
        assert_nothing_lost_or_doubled(chat, bot, acts)
    database = Database.open(f"sqlite:///{bot.database}", programme=PROGRAMME)
    with database.read() as tx:
        assert {one.spot.unit: one.value for one in tx.facts.standing()} == {one.code: str(one.number) for one in AREAS}
        assert tx.facts.open() == ()
        assert all(len(tx.facts.history(one.spot)) == 1 for one in tx.facts.standing())
        assert [one.state for one in tx.workbooks.all_proposed()] == [WorkbookState.PROPOSED]
    database.close()


def _settled(chat: Chat, bot: Bot) -> int:
    """Until the update is dealt with; started again where the trap has closed. One act."""
    assert bot.process
    until = time.monotonic() + 60
    while bot.process.poll() is None and time.monotonic() < until:
        try:
            wait_until_settled(chat, bot, 0.2)
        except AssertionError:
            continue
        return 1
    bot.start()
    wait_until_settled(chat, bot, 60)
    return 1


def _press(person: Person, label: str) -> None:
    """The newest button so labelled, as soon as it is there: edits may come after all that was sent."""
    person.chat.wait_until(lambda: any(_labelled(person, label)), f"a button {label}", 30)
    screen = next(_labelled(person, label))
    person.press_data(screen.button(label).data or "", on=screen.message_id)


def _labelled(person: Person, label: str) -> Iterator[Screen]:
    return (one for one in reversed(person.screens()) if label in " ".join(one.buttons))
