"""A coordinator exempts a unit from the coming period's roster, with a reason; it is neither reminded nor expected."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.chat import Chat
from tests.running import Bot, running


def audited(bot: Bot, what: str) -> list[str]:
    with closing(sqlite3.connect(bot.database)) as database:
        rows = database.execute("select unit || ' ' || after from audit where what = ?", (what,))
        return [row[0] for row in rows]


def test_an_exempt_unit_is_left_out_until_it_is_expected_again(tmp_path: Path) -> None:
    with Chat() as chat, running(chat, tmp_path) as bot:
        boss, wang = bot.join("李协调", role="coordinator"), bot.join("王老师", unit="焦作大学")
        boss.ask("/people 焦作大学")
        boss.tap("2022年9月免报")
        boss.ask("字" * 201)
        assert "最多 200 个字" in boss.screen
        screen = boss.ask("学校停办，\n资产移交")
        assert "焦作大学 2022年9月免报" in screen
        assert "原因：学校停办， 资产移交" in screen
        assert audited(bot, "exempted") == ['hn-075 {"period":"2022-09","reason":"学校停办， 资产移交"}']
        assert "原因：学校停办" in boss.ask("/people 焦作大学")
        boss.ask("/remind")
        boss.tap("立即提醒未报单位")
        assert "170" in boss.screen
        boss.ask("/people 焦作大学")
        assert "恢复填报" in boss.ask("恢复 2022年9月填报")
        assert audited(bot, "expected_again") == ['hn-075 {"period":"2022-09"}']
        assert "没有 /people 这个命令" in wang.ask("/people 焦作大学")


def test_after_the_due_moment_the_roster_stays(tmp_path: Path) -> None:
    with Chat() as chat, running(chat, tmp_path, CLOCK="2022-09-30T22:00:00+08:00") as bot:
        boss = bot.join("李协调", role="coordinator")
        boss.ask("/people 焦作大学")
        old = boss.screen.button("免报").data
        assert old
        bot.stop()
        bot.start(CLOCK="2022-10-01T09:00:00+08:00")
        chat.wait_until_online()
        query = boss.press_data(old, on=boss.screen.message_id)
        assert "已经截止" in boss.wait_for_answer(query)
        boss.ask("/people 焦作大学")
        boss.tap("2022年10月免报")
        assert "免报" in boss.ask("停办")
