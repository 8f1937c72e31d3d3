"""People at once before one bot: `python -m benchmarks.crowd`, a process of its own, started by `benchmarks.sides`.

A load server that speaks as much of the Bot API as the bots under test use, and people who send their next answer as
soon as the reply is there. They look at the screen as a person would, so that the same people can use any bot that
asks for numbers, shows 确认提交 and ends by a 回执. Told by one line of JSON on standard input; tells, line by line:
`{"url"}`, `{"began"}` once everyone has joined (nothing of that is counted), `{"done"}` with what was measured.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from time import monotonic, process_time, time
from typing import Any

from benchmarks.wire import Connection, Parameters, Reply

TOKEN = "2022:AAbenchmarks-benchmarks-benchmarks0"  # noqa: S105 - the load server's own
FIRST_PERSON = 7_000_000_001
_BATCH = 100
# A bot that leaves someone without an answer must not keep the benchmark waiting for ever.
_PATIENCE_SECONDS = 120.0
_BOT = {"id": 2022, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
_SCREENS = ("sendMessage", "editMessageText")
_USUAL = ("确认提交", "与上月相同", "否")


@dataclass
class Person:
    """One account in its private chat. `said`: since when the answer to the last words is awaited."""

    id: int
    opening: list[str] = field(default_factory=list)
    reports: int = 0
    screen: tuple[int, str, list[list[dict[str, str]]]] = (0, "", [])
    said: float | None = None

    def next(self) -> str | dict[str, str] | None:
        """What they do next: words, or the button that they press; None when they are done."""
        if self.opening:
            return self.opening.pop(0)
        if not self.reports:
            return None
        _, text, rows = self.screen
        if "回执" in text:
            self.reports -= 1
            return "/report" if self.reports else None
        buttons = [button for row in rows for button in row]
        usual = next((button for wanted in _USUAL for button in buttons if button["text"].startswith(wanted)), None)
        if usual or "先填哪一个月" in text or "请点一个原因" in text:
            return usual or buttons[0]
        return "3"


@dataclass
class Crowd:
    """The load server's world. `latencies`: seconds from each input to the screen that answers it."""

    people: dict[int, Person]
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    latencies: list[float] = field(default_factory=list)
    calls: int = 0
    _updates: list[dict[str, Any]] = field(default_factory=list)
    _poll: Reply | None = None
    # Numbers of updates that a bot has seen before would be passed over as repeats.
    _numbers: Iterator[int] = field(default_factory=lambda: count(int(time() * 100) % 2**30))
    _busy: int = 0

    def begin(self) -> None:
        """Everyone says their first words."""
        self.ended.clear()
        self.latencies.clear()
        self.calls, self._busy = 0, len(self.people)
        for person in self.people.values():
            self._act(person)

    def call(self, method: str, parameters: Parameters, reply: Reply) -> None:
        """One call of the Bot API."""
        self.calls += 1
        if method == "getUpdates":
            self._take_poll(parameters, reply)
        elif method in _SCREENS:
            self._show(method, parameters, reply)
        elif method == "getMe":
            reply(_BOT)
        elif method == "getWebhookInfo":
            reply({"url": "", "has_custom_certificate": False, "pending_update_count": 0})
        else:
            reply(True)

    def _take_poll(self, parameters: Parameters, reply: Reply) -> None:
        offset = int(parameters.get("offset", 0))
        self._updates = [update for update in self._updates if update["update_id"] >= offset]
        self._poll = reply
        self._hand_over()

    def _hand_over(self) -> None:
        if self._poll and self._updates:
            self._poll(self._updates[:_BATCH])
            self._poll = None

    def _show(self, method: str, parameters: Parameters, reply: Reply) -> None:
        person, text = self.people[int(parameters["chat_id"])], parameters["text"]
        number = int(parameters["message_id"]) if method == "editMessageText" else next(self._numbers)
        markup = json.loads(parameters.get("reply_markup", "{}"))
        reply(self._message(person, number, text, _BOT))
        if person.said is None:
            return  # a second message of the same turn
        self.latencies.append(monotonic() - person.said)
        person.said, person.screen = None, (number, text, markup.get("inline_keyboard", []))
        self._act(person)

    def _act(self, person: Person) -> None:
        act = person.next()
        if act is None:
            self._busy -= 1
            if not self._busy:
                self.ended.set()
            return
        person.said = monotonic()
        self._updates.append({"update_id": next(self._numbers), **self._update(person, act)})
        asyncio.get_running_loop().call_soon(self._hand_over)

    def _update(self, person: Person, act: str | dict[str, str]) -> dict[str, Any]:
        user = {"id": person.id, "is_bot": False, "first_name": "王老师", "language_code": "zh-hans"}
        if isinstance(act, str):
            return {"message": self._message(person, next(self._numbers), act, user)}
        number, text, _ = person.screen
        message = self._message(person, number, text, _BOT)
        pressed = {"id": str(next(self._numbers)), "from": user, "chat_instance": "1", "message": message}
        return {"callback_query": {**pressed, "data": act["callback_data"]}}

    def _message(self, person: Person, number: int, text: str, sender: dict[str, Any]) -> dict[str, Any]:
        chat = {"id": person.id, "type": "private", "first_name": "王老师"}
        return {"message_id": number, "date": 1_664_150_400, "chat": chat, "from": sender, "text": text}


async def _run(told: dict[str, Any]) -> None:
    crowd = Crowd({FIRST_PERSON + number: Person(FIRST_PERSON + number) for number in range(told["people"])})
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(crowd.call), "127.0.0.1", 0, backlog=512)
    _tell(url=f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    if told["joining"]:
        for person, words in zip(crowd.people.values(), told["joining"], strict=True):
            person.opening = [words]
        crowd.begin()
        await asyncio.wait_for(crowd.ended.wait(), _PATIENCE_SECONDS)
    for person in crowd.people.values():
        person.opening, person.reports = list(told["opening"]), told["reports"]
    _tell(began=True)
    begun, worked = monotonic(), process_time()
    crowd.begin()
    await asyncio.wait_for(crowd.ended.wait(), _PATIENCE_SECONDS)
    seconds = monotonic() - begun
    share = (process_time() - worked) / seconds
    _tell(done={"seconds": seconds, "share": share, "calls": crowd.calls, "latencies": crowd.latencies})
    await loop.run_in_executor(None, sys.stdin.readline)  # until the other side has looked at the bot
    server.close()


def _tell(**said: object) -> None:
    print(json.dumps(said), flush=True)


if __name__ == "__main__":
    asyncio.run(_run(json.loads(sys.stdin.readline())))
