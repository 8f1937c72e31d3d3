"""A file that a person sent is fetched whole or not at all, and every failure is a sentence."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.transport.api import TelegramApi
from bot.transport.files import MOST, Files
from bot.transport.requesting import AiohttpRequest
from handlers.fetching import FetchError
from locales.catalog import catalog
from playground import faults
from playground.faults import Fault
from tests.chat import Chat


@pytest.fixture
def chat() -> Iterator[Chat]:
    with Chat() as stand_in:
        yield stand_in


@asynccontextmanager
async def files_of(chat: Chat, root: str = "") -> AsyncIterator[Files]:
    requests = [AiohttpRequest(connections=2, read_timeout=0.5) for _ in range(2)]
    api = TelegramApi(root or chat.url, chat.token, requests[0], requests[1], Path())
    await api.open()
    try:
        yield Files(api, first_pause=0.01)
    finally:
        await api.close()


def _sent(chat: Chat, content: bytes = b"unit,key\n", name: str = "评价表.csv") -> str:
    return chat.world.keep_file(name, "text/csv", content).id


def _said(error: FetchError) -> str:
    assert catalog("en").plain(error.said)
    return catalog("zh_CN").plain(error.said)


async def test_a_file_arrives_as_it_was_sent(chat: Chat) -> None:
    content = bytes(range(256)) * 1000
    async with files_of(chat) as files:
        assert await files.fetch(_sent(chat, content), "评价表.csv", len(content)) == content


async def test_what_is_too_large_is_not_asked_for(chat: Chat) -> None:
    async with files_of(chat) as files:
        with pytest.raises(FetchError) as error:
            await files.fetch("no such id", "大.xlsx", MOST + 1)
        assert "大.xlsx 超过 20 MB" in _said(error.value)
        with pytest.raises(FetchError) as error:
            await files.fetch(_sent(chat, bytes((20 << 20) + 1)), "大.xlsx", None)
        assert "超过 20 MB" in _said(error.value)


@pytest.mark.parametrize(
    ("fault", "method"),
    [
        (faults.too_many_requests(0), "getFile"),
        (faults.bad_gateway(), "getFile"),
        (faults.close(delivered=False), "getFile"),
        (faults.internal_error(), "file"),
        (faults.close(delivered=False), "file"),
    ],
)
async def test_a_moments_failure_is_tried_again(chat: Chat, fault: Fault, method: str) -> None:
    async with files_of(chat) as files:
        chat.world.faults.script(fault, method, times=2)
        assert await files.fetch(_sent(chat), "评价表.csv", 9) == b"unit,key\n"


@pytest.mark.parametrize("method", ["getFile", "file"])
async def test_at_last_the_person_is_asked_to_send_it_again(
    chat: Chat, method: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with files_of(chat) as files:
        chat.world.faults.script(faults.close(delivered=False), method, times=9)
        with pytest.raises(FetchError) as error:
            await files.fetch(_sent(chat), "评价表.csv", 9)
    assert "请再发一次" in _said(error.value)
    assert chat.token not in caplog.text + repr(error.value) + repr(error.value.__cause__)


async def test_a_file_that_telegram_does_not_have_is_no_reason_to_try_on(chat: Chat) -> None:
    async with files_of(chat) as files:
        with pytest.raises(FetchError) as error:
            await files.fetch("gone", "评价表.csv", 9)
        assert "没能从 Telegram 下载" in _said(error.value)


async def test_a_server_out_of_reach_is_said_plainly(chat: Chat) -> None:
    async with files_of(chat, "http://127.0.0.1:9") as files:
        with pytest.raises(FetchError):
            await files.fetch("any", "评价表.csv", 9)
