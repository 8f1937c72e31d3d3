"""The same service on SQLite and on PostgreSQL: joining, filing, a kill in the middle."""

from __future__ import annotations

from pathlib import Path

from tests.chat import Chat
from tests.databases import database_url, postgresql_server
from tests.running import running

__all__ = ["database_url", "postgresql_server"]


def test_a_report_is_filed(database_url: str, tmp_path: Path) -> None:
    with Chat() as chat, running(chat, tmp_path, DATABASE_URL=database_url, SECRET_KEY="a key") as bot:
        wang = bot.join(unit="焦作大学")
        assert "确认提交" in wang.ask("培训120 取证80 高级工30 1+X10").buttons
        bot.kill()
        bot.start()
        assert "回执" in wang.tap("确认提交").text
        rows = [row for row in bot.json("progress", "--period", "2022-09")["rows"] if row["unit"] == "焦作大学"]
        assert {row["completed"] for row in rows} == {120, 80, 30, 10}
        assert bot.stop() == 0
