"""Per-person order: one at a time, in order, and nobody waits for anybody else."""

from __future__ import annotations

import asyncio
import random

from bot.transport.backoff import backoff
from bot.transport.lanes import Lanes


async def test_each_key_in_order_and_keys_in_parallel() -> None:
    done: dict[int, list[int]] = {key: [] for key in range(5)}
    busy: set[int] = set()
    together = 0

    async def handle(item: tuple[int, int]) -> None:
        nonlocal together
        key, number = item
        assert key not in busy
        busy.add(key)
        together = max(together, len(busy))
        for _ in range(random.randint(0, 3)):
            await asyncio.sleep(0)
        busy.discard(key)
        done[key].append(number)
        if sum(map(len, done.values())) == 100:
            everything.set()

    everything = asyncio.Event()
    lanes = Lanes(handle)
    for number in range(20):
        for key in range(5):
            lanes.put(key, (key, number))
    await everything.wait()
    assert all(numbers == list(range(20)) for numbers in done.values())
    assert together > 1


async def test_closing_finishes_what_runs_and_leaves_what_waits() -> None:
    handled: list[int] = []
    go = asyncio.Event()

    async def handle(item: int) -> None:
        await go.wait()
        handled.append(item)

    lanes = Lanes(handle)
    for item in range(3):
        lanes.put(1, item)
    await asyncio.sleep(0)
    closing = asyncio.create_task(lanes.close(5))
    await asyncio.sleep(0)
    go.set()
    await closing
    assert handled == [0]


async def test_closing_does_not_wait_for_ever() -> None:
    async def handle(_: int) -> None:
        await asyncio.Event().wait()

    lanes = Lanes(handle)
    lanes.put(1, 1)
    await asyncio.sleep(0)
    await lanes.close(0.01)


def test_waiting_doubles_up_to_the_ceiling() -> None:
    assert [backoff(attempts) for attempts in (0, 1, 2, 3, 7, 1000)] == [1, 1, 2, 4, 60, 60]
