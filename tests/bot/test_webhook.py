"""Webhook mode: only Telegram may post, an update is kept before it is answered, and nothing else is let in."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import httpx
import pytest

from tests.chat import Chat
from tests.running import Bot, running

SECRET = "only-telegram-knows"


def free_port() -> int:
    with socket.socket() as trying:
        trying.bind(("127.0.0.1", 0))
        return int(trying.getsockname()[1])


@pytest.fixture(scope="module")
def address() -> str:
    return f"127.0.0.1:{free_port()}"


@pytest.fixture(scope="module")
def chat() -> Iterator[Chat]:
    with Chat() as chat:
        yield chat


@pytest.fixture(scope="module")
def bot(chat: Chat, address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    settings = {"PUBLIC_URL": f"http://{address}", "WEBHOOK_SECRET": SECRET, "LISTEN": address}
    with running(chat, tmp_path_factory.mktemp("webhook"), cold=False, **settings) as bot:
        chat.person("路人", language_code="zh").ask("你好")
        yield bot


def post(address: str, secret: str | None, content: bytes, update: str = "") -> int:
    del update
    headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
    return httpx.post(f"http://{address}/telegram", content=content, headers=headers).status_code


def test_a_report_is_filed_by_webhook(bot: Bot) -> None:
    wang = bot.join(unit="焦作大学")
    wang.ask("培训120 取证80 高级工30 1+X10")
    assert "回执" in wang.tap("确认提交").text


@pytest.mark.parametrize("secret", [None, "", SECRET[:-1], SECRET + "x", "x" * 10_000])
def test_whoever_does_not_know_the_secret_is_refused(bot: Bot, address: str, secret: str | None) -> None:
    assert post(address, secret, b'{"update_id": 1}') == 403


@pytest.mark.parametrize(("secret", "status"), [(SECRET, 400), ("x", 403)])
def test_a_proxy_may_leave_the_path_of_the_public_address(bot: Bot, address: str, secret: str, status: int) -> None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
    assert httpx.post(f"http://{address}/bots/yuebao/telegram", content=b"junk", headers=headers).status_code == status


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"not json", 400), (b"[]", 400), (b"{}", 400), (b'{"update_id": "x"}', 400), (b"x" * 1_000_001, 413)],
)
def test_what_is_no_update_is_refused(bot: Bot, address: str, content: bytes, status: int) -> None:
    assert post(address, SECRET, content) == status


def test_an_update_posted_twice_is_handled_once(bot: Bot, chat: Chat, address: str) -> None:
    guest = chat.person("路人", language_code="zh")
    sender = {"id": guest.id, "is_bot": False, "first_name": "路人", "language_code": "zh"}
    place = {"id": guest.id, "type": "private", "first_name": "路人"}
    chat.world.faults.clear()
    guest.ask("你好")
    message = {"message_id": 900, "date": 1, "from": sender, "chat": place, "text": "再来"}
    content = httpx.Request("POST", "http://x", json={"update_id": 777, "message": message}).content
    assert [post(address, SECRET, content) for _ in range(3)] == [200, 200, 200]
    guest.ask("最后")
    assert len(guest.screens()) == 3


def test_a_taken_port_is_refused_with_a_sentence(bot: Bot, chat: Chat, address: str) -> None:
    with socket.socket() as holding:
        holding.bind(("127.0.0.1", 0))
        holding.listen()
        taken = f"127.0.0.1:{holding.getsockname()[1]}"
        with Chat() as other:
            done = Bot(other, bot.folder / "..", DATABASE_URL=f"sqlite:///{bot.folder}/other.db").cli(
                "run", LISTEN=taken, PUBLIC_URL=f"http://{taken}", WEBHOOK_SECRET=SECRET, LANGUAGE="en"
            )
    assert done.returncode == 1
    assert taken in done.stderr


def test_polling_takes_a_forgotten_webhook_away(chat: Chat, tmp_path_factory: pytest.TempPathFactory) -> None:
    with Chat() as other:
        httpx.post(f"{other.url}/bot{other.token}/setWebhook", json={"url": "http://127.0.0.1:9/x"})
        guest = other.person("路人", language_code="zh")
        guest.say("你好")
        with running(other, tmp_path_factory.mktemp("polling")):
            assert guest.wait_for_reply()
