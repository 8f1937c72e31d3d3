"""Updates that cannot be read or handled: nothing stops the others, and their person is told in the end."""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.transport.intake import _person, _raw, pause_before
from tests.chat import Chat
from tests.running import Bot

BROKEN: list[dict[str, Any]] = [
    {},
    {"text": "x"},
    {"message_id": "x", "date": "yesterday", "chat": []},
    {"message_id": 1, "date": 0, "chat": {"id": 5, "type": "private"}, "from": {"id": "x"}},
    {"message_id": 1, "date": 0, "chat": {"id": 2**70, "type": "private"}, "text": 7},
    {"message_id": 1, "date": 0, "chat": {"id": 5, "type": "private", "first_name": "x"}, "text": "\0"},
]


def inbox(bot: Bot) -> dict[str, int]:
    with closing(sqlite3.connect(bot.database)) as opened:
        return dict(opened.execute("select state, count(*) from inbox group by state").fetchall())


def test_updates_that_cannot_be_read_do_not_stop_the_others(chat: Chat, bot: Bot) -> None:
    guest = chat.person("路人", language_code="zh")
    for body in BROKEN:
        chat.world.updates.add("message", body)
        chat.world.updates.add("callback_query", body)
    guest.ask("你好")
    until = time.monotonic() + 10
    while inbox(bot).get("pending"):
        assert time.monotonic() < until, inbox(bot)
        time.sleep(0.02)
    assert bot.process
    assert bot.process.poll() is None


def test_half_a_character_can_be_kept() -> None:
    raw = _raw({"update_id": 1, "message": {"text": "\ud800"}})
    assert raw.body.isascii()
    assert json.loads(raw.body)["message"]["text"] == "\ud800"


@pytest.mark.parametrize("body", BROKEN)
def test_the_order_is_found_in_anything(body: dict[str, Any]) -> None:
    assert isinstance(_person({"update_id": 1, "message": body}), int)


def test_each_try_waits_twice_as_long_as_the_last_and_none_longer_than_a_minute() -> None:
    assert [pause_before(attempt) for attempt in range(1, 8)] == [2, 4, 8, 16, 32, 60, 60]


def test_a_turn_that_always_fails_is_given_up_and_its_person_told(tmp_path: Path) -> None:
    entry = Path(__file__).with_name("failing_entry.py")
    with Chat() as chat:
        bot = Bot(chat, tmp_path, entry=[str(entry)])
        official = chat.person("王处长", language_code="zh")
        code = bot.invite("official")
        bot.start()
        try:
            official.ask(f"/start {code}")
            official.say("爆炸")
            other = chat.person("路人", language_code="zh")
            assert "协调员" in other.ask("你好").text
            assert "没能处理" in official.wait_for_reply().text
            assert "可以这样用" in official.ask("/help").text
            assert inbox(bot) == {"done": 3, "dead": 1}
        finally:
            bot.kill()


def test_a_turn_that_fails_once_is_done_at_the_next_try(tmp_path: Path) -> None:
    entry = Path(__file__).with_name("failing_entry.py")
    with Chat() as chat:
        bot = Bot(chat, tmp_path, entry=[str(entry)])
        guest = chat.person("路人", language_code="zh")
        bot.start(YUEBAO_FAIL_TIMES="1")
        try:
            guest.say("爆炸")
            guest.say("你好")
            assert "协调员" in guest.wait_for_reply(2).text
            assert inbox(bot) == {"done": 2}
        finally:
            bot.kill()
    assert "爆炸" not in bot.log, "what people write is not for the log"
    assert chat.token not in bot.log


def test_a_second_process_ends_with_a_sentence(chat: Chat, bot: Bot) -> None:
    second = Bot(chat, bot.folder)
    done = second.cli("run", LANGUAGE="en")
    assert done.returncode == 1
    assert "Another process" in done.stderr
    assert chat.person("路人", language_code="zh").ask("你好")


def test_a_refused_token_ends_with_a_sentence(chat: Chat, tmp_path: Path) -> None:
    done = Bot(chat, tmp_path).cli("run", BOT_TOKEN="999:wrong", LANGUAGE="en")
    assert done.returncode == 1
    assert "BOT_TOKEN" in done.stderr
    assert "999:wrong" not in done.stderr


def test_a_marked_database_is_refused(chat: Chat, tmp_path: Path) -> None:
    bot = Bot(chat, tmp_path)
    assert bot.cli("db", "mark", "playground", BOT_TOKEN="424242:other").returncode == 0
    done = bot.cli("run", LANGUAGE="en")
    assert done.returncode == 1
    assert "playground" in done.stderr


def test_a_start_without_telegram_says_so_once_and_tries_on(tmp_path: Path) -> None:
    with Chat() as gone:
        silent = gone.url
    bot = Bot(gone, tmp_path)
    bot.start(BOT_API_URL=silent)
    until = time.monotonic() + 20
    while "out of reach" not in bot.log:
        assert time.monotonic() < until
        time.sleep(0.05)
    time.sleep(1.5)
    assert bot.log.count("out of reach") == 1
    assert bot.stop() == 0


def test_the_log_names_the_address_of_the_http_server(chat: Chat, bot: Bot) -> None:
    import httpx

    line = next(line for line in bot.log.splitlines() if "listening address=" in line)
    address = line.partition("address=")[2]
    assert httpx.get(f"{address}/healthz").status_code == 200
    assert httpx.get(f"{address}/readyz").status_code == 200
    assert "python_info" in httpx.get(f"{address}/metrics").text
    assert httpx.post(f"{address}/telegram", content=json.dumps({"update_id": 1})).status_code == 404
