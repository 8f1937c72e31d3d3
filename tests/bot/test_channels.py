"""Further channels: the same post as text, sent or unknown, never again; no address leaves the settings."""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.chat import Chat
from tests.running import Bot, running


@dataclass
class Station:
    """Somebody's web hook: takes posts, and answers as told."""

    posts: list[dict[str, str]] = field(default_factory=list)
    status: int = 200
    port: int = 0


@pytest.fixture
def station() -> Iterator[Station]:
    found = Station()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            found.posts.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(found.status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    found.port = server.server_port
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


def approve(bot: Bot, folder: Path) -> None:
    """A circular is published by chat."""
    (folder / "figures.csv").write_text("unit,period,indicator,completed\n郑州市,2022-09,certificates,100\n", "utf-8")
    assert bot.cli("import", str(folder / "figures.csv")).returncode == 0
    boss = bot.join("李协调", role="coordinator")
    boss.ask("/circular 2022-09")
    boss.tap("地方教育局")
    boss.press("批准并发布")
    boss.expect("已发布第 1 号，发到 2 处")


def until(holds: Callable[[], bool]) -> None:
    """Looked at again and again: what a channel does is no event of the stand-in."""
    for _ in range(600):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("waited in vain")


def ended(bot: Bot) -> dict[str, str]:
    with closing(sqlite3.connect(bot.database)) as database:
        return dict(database.execute("select payload, state from outbox where method = 'channel'").fetchall())


def test_a_circular_reaches_every_channel_once_and_a_no_is_unknown(station: Station, tmp_path: Path) -> None:
    with Chat() as chat:
        good, bad = f"json://127.0.0.1:{station.port}/geheim-eins", "json://127.0.0.1:9/geheim-zwei"
        with running(chat, tmp_path, CLOCK="", CHANNELS=f"{good} {bad}") as bot:
            chat.wait_until_online()
            approve(bot, tmp_path)
            until(lambda: sorted(ended(bot).values()) == ["sent", "unknown"])
            assert len(station.posts) == 1
            assert "第 1 号" in station.posts[0]["title"]
            assert "郑州市" in station.posts[0]["message"]
            bot.kill()
            bot.start()
            chat.wait_until_online()
            assert sorted(ended(bot).values()) == ["sent", "unknown"]
            assert len(station.posts) == 1
            assert "geheim" not in bot.log + "".join(ended(bot))


def test_channels_go_out_while_telegram_cannot_be_reached(station: Station, tmp_path: Path) -> None:
    with Chat() as chat:
        address = f"json://127.0.0.1:{station.port}/geheim"
        station.status = 500
        with running(chat, tmp_path, CLOCK="", CHANNELS=f"{address} {address}/zwei") as bot:
            chat.wait_until_online()
            approve(bot, tmp_path)
            until(lambda: len(station.posts) >= 1)
            bot.kill()
        station.status = 200
        with closing(sqlite3.connect(bot.database)) as database:
            database.execute("update outbox set state = 'queued', owner = '' where method = 'channel'")
            database.commit()
        before = len(station.posts)
        with running(
            chat, tmp_path, CLOCK="", CHANNELS=f"{address} {address}/zwei", BOT_API_URL="http://127.0.0.1:9"
        ) as cut:
            until(lambda: list(ended(cut).values()) == ["sent", "sent"])
        assert len(station.posts) == before + 2


def test_an_address_that_nobody_understands_is_refused_by_its_place(tmp_path: Path) -> None:
    with Chat() as chat:
        bot = Bot(chat, tmp_path, CLOCK="", CHANNELS="json://127.0.0.1/a nonsense")
        bot.start()
        assert bot.wait() != 0
        assert "第 2 个" in bot.log
        assert "nonsense" not in bot.log
