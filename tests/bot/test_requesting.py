"""The HTTP client under the library: calls and files arrive, failures are told apart, proxies are used."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot.transport.answers import Done, NeverSent, Refused, Unclear
from bot.transport.api import TelegramApi
from bot.transport.requesting import AiohttpRequest
from playground.faults import Fault, close, hang
from tests.chat import Chat

SECONDS = 5.0


@pytest.fixture
def chat() -> Iterator[Chat]:
    with Chat() as stand_in:
        yield stand_in


@asynccontextmanager
async def speaking(
    root: str, token: str, files: Path, *, proxy: str | None = None, read_timeout: float = SECONDS
) -> AsyncIterator[TelegramApi]:
    sending = AiohttpRequest(connections=4, read_timeout=read_timeout, proxy=proxy)
    polling = AiohttpRequest(connections=1, read_timeout=read_timeout, proxy=proxy)
    api = TelegramApi(root, token, sending, polling, files)
    await api.open()
    try:
        yield api
    finally:
        await api.close()


async def test_a_call_and_its_refusal_are_read(chat: Chat, tmp_path: Path) -> None:
    wang = chat.person()
    wang.say("在吗")
    async with speaking(chat.url, chat.token, tmp_path) as api:
        said = await api.call("sendMessage", {"chat_id": wang.user.id, "text": "培训 120 & 80%"})
        assert isinstance(said, Done)
        assert wang.screen.text == "培训 120 & 80%"
        assert isinstance(await api.call("sendMessage", {"chat_id": wang.user.id, "text": ""}), Refused)


async def test_a_file_arrives_with_its_words(chat: Chat, tmp_path: Path) -> None:
    (tmp_path / "form.pdf").write_bytes(b"%PDF")
    wang = chat.person()
    wang.say("在吗")
    async with speaking(chat.url, chat.token, tmp_path) as api:
        document = {"file": "form.pdf", "name": "月报.pdf"}
        sent = await api.call("sendDocument", {"chat_id": wang.user.id, "document": document, "caption": "请盖章"})
    assert isinstance(sent, Done)
    assert (wang.screen.file_name, wang.screen.file, wang.screen.text) == ("月报.pdf", b"%PDF", "请盖章")


async def test_where_nobody_listens_nothing_was_sent(tmp_path: Path) -> None:
    async with speaking("http://127.0.0.1:9", "1:x", tmp_path) as api:
        assert isinstance(await api.call("getMe"), NeverSent)


@pytest.mark.parametrize("fault", [hang(2.0), close(delivered=False), close(delivered=True)])
async def test_a_request_that_left_without_an_answer_is_unclear(chat: Chat, tmp_path: Path, fault: Fault) -> None:
    async with speaking(chat.url, chat.token, tmp_path, read_timeout=0.2) as api:
        chat.world.faults.script(fault, "*")
        assert isinstance(await api.call("getMe"), Unclear)


@pytest.mark.parametrize("scheme", ["socks5", "http"])
async def test_a_proxy_carries_the_call(chat: Chat, tmp_path: Path, scheme: str) -> None:
    async with Proxy() as proxy, speaking(chat.url, chat.token, tmp_path, proxy=f"{scheme}://{proxy.address}") as api:
        assert isinstance(await api.call("getMe"), Done)
        assert proxy.carried == 1


async def test_what_a_dead_proxy_was_to_carry_was_never_sent(chat: Chat, tmp_path: Path) -> None:
    for scheme in ("socks5", "http"):
        async with speaking(chat.url, chat.token, tmp_path, proxy=f"{scheme}://127.0.0.1:9") as api:
            assert isinstance(await api.call("getMe"), NeverSent)


async def test_no_error_holds_the_token(tmp_path: Path) -> None:
    request = AiohttpRequest(connections=1, read_timeout=SECONDS)
    await request.initialize()
    with pytest.raises(Exception) as caught:
        await request.do_request("http://127.0.0.1:9/bot123456:secret/getMe", "POST")
    await request.shutdown()
    assert "secret" not in str(caught.value)


class Proxy:
    """Takes both kinds of proxy connections on one port, and passes bytes to and fro."""

    def __init__(self) -> None:
        self.carried = 0
        self._serving: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Proxy:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.address = f"127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        await asyncio.gather(*self._serving)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._serving.add(task)
        first = await reader.readexactly(1)
        if first == b"\x05":
            await reader.readexactly((await reader.readexactly(1))[0])
            writer.write(b"\x05\x00")
            asked = await reader.readexactly(4)
            length = 4 if asked[3] == 1 else (await reader.readexactly(1))[0]
            host = await reader.readexactly(length)
            named = ".".join(map(str, host)) if asked[3] == 1 else host.decode()
            port, head = int.from_bytes(await reader.readexactly(2), "big"), b""
            writer.write(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00")
        else:
            verb, address, version = (first + await reader.readuntil(b"\r\n")).split(b" ", 2)
            asked_of = urlsplit(address.decode())
            named, port = asked_of.hostname or "", asked_of.port or 80
            head = b" ".join((verb, asked_of.path.encode(), version))
        self.carried += 1
        back, forth = await asyncio.open_connection(named, port)
        forth.write(head)
        await asyncio.gather(_pass(reader, forth), _pass(back, writer))


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
    writer.close()
