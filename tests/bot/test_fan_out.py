"""A broadcast to thousands, in virtual time: one final state each, no limit ever exceeded, replies overtake."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.transport.answers import Answer, Refused, Unclear
from store.database import Database
from store.outbox import BROADCAST, REPLY, State
from store.records import Message
from store.tables import OUTBOX
from store.transactions import Transaction
from tests.bot.virtual import OneTransaction, StrictTelegram, VirtualClock, delivery, one_transaction, payload, run
from tests.databases import new_file

PEOPLE = 3000
FINAL = {str(State.SENT), str(State.FAILED), str(State.UNKNOWN)}


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database.open(new_file(tmp_path / "yuebao.db"), programme="henan-edu-2022")


def put(tx: Transaction, key: str, chat: int, priority: int = BROADCAST) -> None:
    message = Message(key, chat, "sendMessage", payload(chat), "person:1", "broadcast:1", priority)
    assert tx.outbox.put(message, VirtualClock().real()) is not None


def states(tx: Transaction) -> dict[str, str]:
    return {row.key: row.state for row in tx._connection.execute(select(OUTBOX.c.key, OUTBOX.c.state))}


async def until_ended(writer: OneTransaction, seconds: float = 36_000) -> None:
    """Until nothing waits any more, or so much virtual time has passed."""
    for _ in range(int(seconds / 5)):
        if set(states(writer.tx).values()) <= FINAL:
            return
        await asyncio.sleep(5)
    raise AssertionError(Counter(states(writer.tx).values()))


def test_three_thousand_with_every_kind_of_trouble_end_in_one_state_each(database: Database) -> None:
    chance = random.Random(4)
    chats = [10_000 + number for number in range(PEOPLE)]
    troubled = chance.sample(chats, PEOPLE * 9 // 100)
    early, blocked, moved, unknown = troubled[:150], troubled[150:210], troubled[210:240], troubled[240:270]
    # What can move is a group, and its number is negative.
    numbers = {chat: -chat if chat in set(moved) else chat for chat in chats}
    waits = {numbers[chat]: chance.choice([1, 1, 2, 3, 7, 30]) for chat in early}
    kept: dict[int, tuple[float, int]] = {}

    def scripted(_: str, chat: int) -> Answer | None:
        if chat in waits:
            kept[chat] = (asyncio.get_running_loop().time(), waits[chat])
            return Refused(429, "Too Many Requests", waits.pop(chat))
        if chat in blocked:
            return Refused(403, "Forbidden: bot was blocked by the user")
        if -chat in moved:
            return Refused(400, "Bad Request: group chat was upgraded", moved_to=chat - 1_000_000_000)
        return Unclear("500") if chat in unknown else None

    async def work(writer: OneTransaction) -> StrictTelegram:
        api = StrictTelegram(scripted)
        for chat in chats:
            put(writer.tx, f"broadcast:1:{chat}", numbers[chat])
        sending = asyncio.create_task(delivery(api, writer).run())
        await until_ended(writer)
        sending.cancel()
        return api

    with one_transaction(database) as writer:
        api = run(work(writer))
        ended = states(writer.tx)
    found = Counter(ended[f"broadcast:1:{chat}"] for chat in chats)
    anew = [state for key, state in ended.items() if key.endswith(":anew")]
    assert found == {"sent": PEOPLE - 60 - 30 - 30, "failed": 60 + 30, "unknown": 30}
    assert anew == ["sent"] * 30, "each moved group got it in its new place, once"
    assert max(api.delivered.values()) == 1
    assert api.too_fast == 0
    for chat, (refused_at, seconds) in kept.items():
        again = [at for at in api.of(chat) if at > refused_at]
        assert len(again) == 1
        assert again[0] >= refused_at + seconds


def test_a_broadcast_keeps_close_to_thirty_a_second(database: Database) -> None:
    async def work(writer: OneTransaction) -> StrictTelegram:
        api = StrictTelegram()
        for chat in range(1, 901):
            put(writer.tx, f"b:{chat}", chat)
        sending = asyncio.create_task(delivery(api, writer).run())
        await until_ended(writer)
        sending.cancel()
        return api

    with one_transaction(database) as writer:
        api = run(work(writer))
    assert api.too_fast == 0
    first, last = api.calls[0][0], api.calls[-1][0]
    assert (len(api.calls) - 1) / (last - first) >= 0.97 * 30


def test_replies_overtake_a_broadcast_and_nothing_becomes_too_much(database: Database) -> None:
    async def work(writer: OneTransaction) -> tuple[StrictTelegram, dict[int, float]]:
        api, asked = StrictTelegram(), dict[int, float]()
        for chat in range(1, 601):
            put(writer.tx, f"b:{chat}", chat)
        deliverer = delivery(api, writer)
        sending = asyncio.create_task(deliverer.run())
        await asyncio.sleep(2)
        for number in range(60):
            chat = 100_000 + number
            put(writer.tx, f"r:{number}", chat, REPLY)
            asked[chat] = asyncio.get_running_loop().time()
            deliverer.wake()
            await asyncio.sleep(0.21)
        await until_ended(writer)
        sending.cancel()
        return api, asked

    with one_transaction(database) as writer:
        api, asked = run(work(writer))
    delays = sorted(api.of(chat)[0] - at for chat, at in asked.items())
    assert delays[len(delays) * 95 // 100] < 1.0
    assert api.too_fast == 0


def test_one_slow_chat_holds_nobody_else(database: Database) -> None:
    async def work(writer: OneTransaction) -> StrictTelegram:
        api = StrictTelegram(slow={7: 60.0})
        for number in range(5):
            put(writer.tx, f"slow:{number}", 7)
        for chat in range(100, 400):
            put(writer.tx, f"b:{chat}", chat)
        sending = asyncio.create_task(delivery(api, writer).run())
        await asyncio.sleep(15)
        sending.cancel()
        return api

    with one_transaction(database) as writer:
        api = run(work(writer))
    assert sum(api.delivered[chat] for chat in range(100, 400)) == 300
    assert len(api.of(7)) == 1, "its second message waits for the first"


def test_a_pause_that_telegram_asked_for_outlasts_a_restart(database: Database) -> None:
    async def work(writer: OneTransaction) -> StrictTelegram:
        answers = [Refused(429, "Too Many Requests", 40)]
        api = StrictTelegram(lambda _, chat: answers.pop() if chat == 5 and answers else None)
        put(writer.tx, "one", 5)
        put(writer.tx, "two", 5)
        for life in range(8):
            sending = asyncio.create_task(delivery(api, writer, f"life {life}").run())
            await asyncio.sleep(6)
            sending.cancel()
        return api

    with one_transaction(database) as writer:
        api = run(work(writer))
    refused, *again = api.of(5)
    assert 40 <= again[0] - refused <= 41
    assert api.delivered[5] == 2
