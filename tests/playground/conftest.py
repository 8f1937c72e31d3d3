"""What the playground's tests share: a stand-in on a port with a plain HTTP client, and a whole playground."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
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


class Stage:
    """A playground that runs, and a browser's view of its HTTP."""

    def __init__(self, home: Path) -> None:
        self.home = home
        environment = {name: value for name, value in os.environ.items() if name not in ("BOT_TOKEN", "CHANNELS")}
        script = Path(__file__).with_name("stage.py")
        self.process = subprocess.Popen(
            [sys.executable, str(script), str(home)], stdout=subprocess.PIPE, text=True, env=environment
        )
        assert self.process.stdout
        self.first_line = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", self.first_line)
        assert found, self.first_line
        self.url = found.group()
        self.http = httpx.Client(base_url=self.url, timeout=30, trust_env=False, headers={"Origin": self.url})
        self.http.get("/")

    def state(self) -> Any:
        return self.http.get("/chat/state").json()

    def messages(self, name: str) -> list[str]:
        chat = next(chat for chat in self.state()["chats"] if chat["title"] == name)
        return [message["text"] for message in chat["messages"]]

    def wait_for(self, holds: Callable[[], Any], what: str) -> Any:
        """Asked again and again: there is nothing to be notified by over HTTP."""
        for _ in range(600):
            found = holds()
            if found:
                return found
            time.sleep(0.05)
        raise AssertionError(f"waited in vain for {what}: {self.state()['backstage']}")

    def wait_until_online(self) -> None:
        self.wait_for(lambda: self.state()["backstage"]["state"] == "running", "the bot")

    def act(self, name: str, /, **body: Any) -> httpx.Response:
        return self.http.post(f"/chat/{name}", json=body)

    def commands(self) -> list[tuple[list[str], str]]:
        lines = (self.home / "commands.log").read_text().splitlines()
        return [(json.loads(line[: line.rindex("]") + 1]), line[line.rindex("]") + 2 :]) for line in lines]

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        self.http.close()
        self.process.send_signal(number)
        code = self.process.wait(timeout=30)
        assert self.process.stdout
        self.process.stdout.close()
        return code


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(tmp_path / "playground")
    yield stage
    if stage.process.poll() is None:
        stage.stop()
