"""`yuebao db copy URL`: the move to PostgreSQL and back, with a service before and after, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.chat import Chat
from tests.databases import postgresql_server, target_url
from tests.running import Bot

__all__ = ["postgresql_server", "target_url"]

FIGURES = ["1", "2", "3", "4", "120", "80", "30", "10"]
BEFORE = ["/report 2022-09", "是，已包含", "都从 0 开始", *FIGURES[:5]]
ASKED = [
    ["progress", "--period", "2022-09", "--class", "schools"],
    ["ask", "焦作大学9月培训完成多少", "--role", "official"],
    ["ask", "我们单位排第几", "--role", "liaison", "--unit", "焦作大学"],
    ["rehearse", "--month", "2022-09"],
    ["db", "verify"],
]


@pytest.fixture
def chat() -> Iterator[Chat]:
    with Chat() as chat:
        yield chat


@pytest.fixture
def bot(chat: Chat, tmp_path: Path) -> Iterator[Bot]:
    """Not started yet, on SQLite."""
    bot = Bot(chat, tmp_path, LANGUAGE="en")
    yield bot
    if bot.process and bot.process.poll() is None:
        bot.kill()


def answers(bot: Bot) -> list[Any]:
    return [bot.json(*asked) for asked in ASKED]


def moved(bot: Bot, url: str, **settings: str) -> Bot:
    """The service as it is set after the copy."""
    settings = {**bot.settings, "DATABASE_URL": url, **settings}
    return Bot(bot.chat, bot.folder, cold=bot.cold, **settings)


def with_password(url: str) -> str:
    return url.replace("postgres@", "postgres:p4ss@")


def test_a_service_moves_in_the_middle_of_a_conversation_and_back(bot: Bot, target_url: str) -> None:
    bot.start()
    wang = bot.join("王老师", unit="焦作大学")
    for words in BEFORE:
        wang.ask(words)
    served = bot.cli("db", "copy", target_url)
    assert (served.returncode, served.stdout, served.stderr.count("\n")) == (1, "", 1)
    assert "stop it first" in served.stderr
    bot.kill()
    expected, key = answers(bot), (bot.folder / "secret").read_text()

    copied = bot.cli("db", "copy", with_password(target_url))
    assert (copied.returncode, copied.stderr) == (0, "")
    assert "SECRET_KEY" in copied.stdout
    assert key not in copied.stdout
    assert "p4ss" not in copied.stdout
    there = moved(bot, target_url, SECRET_KEY=key)
    assert answers(there) == expected

    there.start()
    assert "培训任务" in wang.tap("上一项")
    for words in (*FIGURES[4:], "确认提交"):
        wang.ask(words)
    wang.expect("回执")
    assert there.stop() == 0
    assert there.cli("db", "verify", "--heads", str(bot.folder / "audit-heads.jsonl")).returncode == 0
    later = answers(there)
    assert later != expected

    back_url = f"sqlite:///{bot.folder / 'back' / 'yuebao.db'}"
    told = json.loads(there.cli("db", "copy", back_url, "--json").stdout)
    assert set(told) == {"rows", "tables", "then"}
    assert told["rows"] == sum(told["tables"].values())
    assert told["tables"]["report"] == 8  # the opening, September and the six months that it contains
    back = moved(bot, back_url)
    assert answers(back) == later
    back.start()
    assert "202209-075-1" in wang.ask("/status")
    assert back.stop() == 0


@pytest.mark.parametrize(
    ("url", "code", "said"),
    [
        ("", 2, "sqlite:///path"),
        ("nonsense", 2, "sqlite:///path"),
        ("mysql://u:p4ss@host/d", 2, "postgresql://"),
        ("postgresql://u:p4ss", 2, "postgresql://"),
        ("postgresql://u@host:p4ss/d", 2, "postgresql://"),
        ("sqlite://", 2, "sqlite:///path"),
        ("postgresql://u:p4ss@127.0.0.1:1/d", 1, "127.0.0.1/d"),
        ("postgresql://u:p4ss@p4ss@127.0.0.1:1/d", 1, "127.0.0.1/d"),
        ("sqlite:///{folder}/yuebao.db", 1, "itself"),
        ("sqlite:///{folder}/noise", 1, "noise"),
        ("sqlite:////proc/nowhere/yuebao.db", 1, "/proc/nowhere"),
    ],
)
def test_a_refusal_is_one_sentence_without_a_password(bot: Bot, url: str, code: int, said: str) -> None:
    bot.invite("admin")
    (bot.folder / "noise").write_bytes(b"no database" * 500)
    done = bot.cli("db", "copy", url.format(folder=bot.folder))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (code, "", 1), done.stderr
    assert said in done.stderr
    assert "p4ss" not in done.stderr


def test_a_second_address_is_not_repeated(bot: Bot) -> None:
    done = bot.cli("db", "copy", "sqlite:///x.db", "postgresql://u:p4ss@host/p4ss")
    assert (done.returncode, done.stdout) == (2, "")
    assert "p4ss" not in done.stderr


def test_there_must_be_something_to_copy(bot: Bot) -> None:
    done = bot.cli("db", "copy", f"sqlite:///{bot.folder / 'new.db'}")
    assert (done.returncode, done.stdout) == (1, "")
    assert "yuebao.db" in done.stderr
    assert not (bot.folder / "new.db").exists()


def test_a_second_copy_into_the_same_place_is_refused(bot: Bot) -> None:
    bot.invite("admin")
    url = f"sqlite:///{bot.folder / 'new.db'}"
    assert bot.cli("db", "copy", url).returncode == 0
    done = bot.cli("db", "copy", url)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "new.db" in done.stderr
