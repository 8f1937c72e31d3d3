"""Hours in seconds: an event loop whose time jumps to the next timer, and a Telegram for it that enforces its pace.

Nothing here is real but the code under test and the database: no sockets, no threads, no sleeping.
"""

from __future__ import annotations

import asyncio
import json
import selectors
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from bot.transport.answers import Answer, Done, Refused
from bot.transport.delivery import Delivery
from playground.pacing import Pace as Limits
from store.database import Database
from store.transactions import Transaction

T = TypeVar("T")
START = datetime(2026, 1, 1, tzinfo=UTC)


class _Selector(selectors.SelectSelector):
    """Waits for nothing: the time that would have passed is added to the loop's clock."""

    passed = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self.passed += timeout or 0.0
        return super().select(0)


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._virtual = _Selector()
        super().__init__(self._virtual)

    def time(self) -> float:
        return self._virtual.passed


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end in virtual time."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(work)


class VirtualClock:
    def monotonic(self) -> float:
        return asyncio.get_running_loop().time()

    def real(self) -> datetime:
        return START + timedelta(seconds=self.monotonic())

    def now(self) -> datetime:
        return self.real()


@dataclass
class OneTransaction:
    """In place of the writer: every turn in one transaction that stays open, so that no commit costs real time."""

    tx: Transaction

    async def run(self, turn: Callable[[Transaction], T]) -> T:
        return turn(self.tx)


@contextmanager
def one_transaction(database: Database) -> Iterator[OneTransaction]:
    with database.writing() as connection:
        yield OneTransaction(database.transaction(connection))


Scripted = Callable[[str, int], Answer | None]


@dataclass
class StrictTelegram:
    """Answers after `latency`; refuses what comes too fast. `scripted` may answer in its place, by method and chat."""

    scripted: Scripted = lambda _method, _chat: None
    latency: float = 0.12
    files: Path = Path()
    slow: Mapping[int, float] = field(default_factory=dict)
    calls: list[tuple[float, str, int]] = field(default_factory=list)
    delivered: Counter[int] = field(default_factory=Counter)
    too_fast: int = 0
    limits: Limits = field(default_factory=lambda: Limits(lambda: asyncio.get_running_loop().time(), strict=True))

    async def call(self, method: str, payload: Mapping[str, object] | None = None) -> Answer:
        chat = int(str((payload or {})["chat_id"]))
        self.calls.append((asyncio.get_running_loop().time(), method, chat))
        wait = self.limits.admit(chat, is_group=chat < 0)
        self.too_fast += bool(wait)
        answer = Refused(429, "Too Many Requests", wait) if wait else self.scripted(method, chat)
        await asyncio.sleep(self.slow.get(chat, self.latency))
        if answer is None:
            self.delivered[chat] += 1
            return Done({"message_id": len(self.calls)})
        return answer

    def of(self, chat: int) -> list[float]:
        return [at for at, _, to in self.calls if to == chat]


def delivery(api: StrictTelegram, writer: OneTransaction, owner: str = "me") -> Delivery:
    return Delivery(api, writer, VirtualClock(), owner)  # type: ignore[arg-type]


def payload(chat: int, words: str = "通知") -> str:
    return json.dumps({"chat_id": chat, "text": words}, ensure_ascii=False)
