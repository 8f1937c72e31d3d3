"""What the playground's tests share: a stand-in on a port, and a plain HTTP client of its Bot API."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.chat import Chat


class Client:
    """Calls methods as any library would and gives back Telegram's JSON."""

    def __init__(self, chat: Chat) -> None:
        self.chat = chat
        self.http = httpx.Client(base_url=chat.url, timeout=20, trust_env=False)

    def __call__(self, method: str, /, **arguments: Any) -> Any:
        shaped = {k: v if isinstance(v, str) else json.dumps(v) for k, v in arguments.items()}
        return self.http.post(f"/bot{self.chat.token}/{method}", data=shaped).json()

    def ok(self, method: str, /, **arguments: Any) -> Any:
        answer = self(method, **arguments)
        assert answer["ok"], answer
        return answer["result"]

    def error(self, method: str, /, **arguments: Any) -> str:
        answer = self(method, **arguments)
        assert not answer["ok"], answer
        return f"{answer['error_code']} {answer['description']}"


@pytest.fixture
def chat() -> Iterator[Chat]:
    with Chat() as chat:
        yield chat


@pytest.fixture
def client(chat: Chat) -> Iterator[Client]:
    client = Client(chat)
    yield client
    client.http.close()
