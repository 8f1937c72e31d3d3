"""People in parallel, each person's work in order and one at a time. Fed by polling, the webhook and the start."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Lanes(Generic[Item]):
    """One lane a key; a lane lives while it has work. `handle` must not raise: it settles its own failures."""

    def __init__(self, handle: Callable[[Item], Awaitable[None]], at_once: int = 64) -> None:
        self._handle = handle
        self._waiting: dict[int, deque[Item]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(at_once)
        self._open = True

    def put(self, key: int, item: Item) -> None:
        """Queue `item` behind everything of the same key."""
        if key in self._waiting:
            self._waiting[key].append(item)
            return
        self._waiting[key] = deque([item])
        task = asyncio.create_task(self._run(key), name=f"lane {key}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    @property
    def length(self) -> int:
        """How many items wait or are being handled."""
        return sum(len(lane) for lane in self._waiting.values())

    async def close(self, seconds: float) -> None:
        """Finish what is being handled, for so many seconds at most; what only waits stays in the inbox."""
        self._open = False
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _run(self, key: int) -> None:
        lane = self._waiting[key]
        while lane and self._open:
            async with self._slots:
                await self._handle(lane[0])
            lane.popleft()
        del self._waiting[key]
