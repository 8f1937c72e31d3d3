"""SIGTERM ends the service, whatever is just going on."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest

from store.database import Database
from tests.bot.test_webhook import SECRET, free_port
from tests.bot.virtual import OneTransaction, StrictTelegram, delivery, one_transaction, run
from tests.chat import Chat
from tests.databases import new_file
from tests.running import running


def test_a_delivery_that_is_woken_and_cancelled_in_one_moment_ends(tmp_path: Path) -> None:
    async def work(writer: OneTransaction) -> None:
        sending = delivery(StrictTelegram(), writer)
        running = asyncio.create_task(sending.run())
        await asyncio.sleep(1)
        sending.wake()
        await asyncio.sleep(0)
        running.cancel()
        _, left = await asyncio.wait({running}, timeout=60)
        assert not left

    database = Database.open(new_file(tmp_path / "yuebao.db"), programme="henan-edu-2022")
    with one_transaction(database) as writer:
        run(work(writer))


BODY = f"POST /telegram HTTP/1.1\r\nHost: x\r\nX-Telegram-Bot-Api-Secret-Token: {SECRET}\r\nContent-Length: 9\r\n\r\n{{"


@pytest.mark.parametrize("begun", ["", "GET /healthz HTTP/1.1\r\nHost: x\r\n", BODY])
def test_a_caller_who_never_ends_a_request_does_not_keep_the_service(begun: str, chat: Chat, tmp_path: Path) -> None:
    port = free_port()
    settings = {"PUBLIC_URL": f"http://127.0.0.1:{port}", "WEBHOOK_SECRET": SECRET, "LISTEN": f"127.0.0.1:{port}"}
    with running(chat, tmp_path, cold=False, **settings) as bot:
        chat.person("路人").ask("你好")
        with socket.create_connection(("127.0.0.1", port)) as calling:
            calling.sendall(begun.encode())
            assert bot.stop() == 0
