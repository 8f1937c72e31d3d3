"""SIGTERM ends the service, whatever is just going on."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TypeVar

import pytest

from bot.service import _until
from bot.transport.leases import PollerLease
from locales.text import text
from store.database import Database
from store.records import Message
from store.refusals import StoreError
from store.transactions import Transaction
from tests.bot.test_channels import approve, ended
from tests.bot.test_webhook import SECRET, free_port
from tests.bot.virtual import (
    START,
    OneTransaction,
    StrictTelegram,
    VirtualClock,
    delivery,
    one_transaction,
    payload,
    run,
)
from tests.chat import Chat
from tests.databases import new_file
from tests.running import running

T = TypeVar("T")


def test_a_delivery_that_is_woken_and_cancelled_in_one_moment_ends(tmp_path: Path) -> None:
    async def work(writer: OneTransaction) -> None:
        sending = delivery(StrictTelegram(), writer)
        running = asyncio.create_task(sending.run())
        await asyncio.sleep(1)
        sending.wake()
        await asyncio.sleep(0)
        running.cancel()
        _, left = await asyncio.wait({running}, timeout=60)
        assert not left

    database = Database.open(new_file(tmp_path / "yuebao.db"), programme="henan-edu-2022")
    with one_transaction(database) as writer:
        run(work(writer))


@dataclass
class SlowToTell(OneTransaction):
    """What a turn wrote is there; its caller hears of it later, or never."""

    async def run(self, turn: Callable[[Transaction], T]) -> T:
        result = turn(self.tx)
        await asyncio.sleep(1)
        return result


def test_what_is_claimed_and_not_begun_leaves_after_the_next_start(tmp_path: Path) -> None:
    api = StrictTelegram(latency=1)

    async def work(writer: SlowToTell) -> None:
        for chat in (1, 2):
            writer.tx.outbox.put(Message(f"{chat}", chat, "sendMessage", payload(chat), "person:1", "reply"), START)
        sending = delivery(api, writer, owner="first")
        running = asyncio.create_task(sending.run())
        await asyncio.sleep(0.5)
        running.cancel()
        await asyncio.wait({running})
        assert [writer.tx.outbox.state_of(f"{chat}") for chat in (1, 2)] == ["sending", "sending"]
        await sending.close(3)
        await deliver(writer)

    async def deliver(writer: SlowToTell) -> None:
        writer.tx.outbox.expire_leases(START, only_living="second")
        sending = delivery(api, writer, owner="second")
        running = asyncio.create_task(sending.run())
        await asyncio.sleep(10)
        running.cancel()
        await asyncio.wait({running})
        await sending.close(3)

    database = Database.open(new_file(tmp_path / "yuebao.db"), programme="henan-edu-2022")
    with one_transaction(database) as writer:
        run(work(SlowToTell(writer.tx)))
    assert api.delivered == {1: 1, 2: 1}


@pytest.mark.parametrize("stubborn", [1, 3])
def test_a_task_that_swallows_a_cancellation_is_cancelled_again(stubborn: int) -> None:
    async def work(left: int) -> None:
        while True:
            try:
                await asyncio.sleep(3600)
            except asyncio.CancelledError:
                if not (left := left - 1):
                    raise

    async def serve() -> None:
        stop = asyncio.Event()
        serving = asyncio.create_task(_until(stop, 5, work(stubborn), work(1)))
        await asyncio.sleep(1)
        stop.set()
        await asyncio.wait_for(serving, 60)

    run(serve())


@dataclass
class FailsAtTimes(OneTransaction):
    """The store is out of reach at the turns with these numbers."""

    failing: Collection[int] = ()
    turns: int = 0

    async def run(self, turn: Callable[[Transaction], T]) -> T:
        await asyncio.sleep(0)
        self.turns += 1
        if self.turns in self.failing:
            raise StoreError(text("store.unreachable_sqlite", database="x"))
        return turn(self.tx)


@pytest.mark.parametrize("failing", [(1, 2, 3), (2, 3, 4, 5)])
def test_a_store_that_fails_for_a_while_ends_neither_delivery_nor_lease(
    failing: tuple[int, ...], tmp_path: Path
) -> None:
    """Be it at a claim or where the outcome of a call is noted: the chat goes on at once when the store is back."""
    api = StrictTelegram()

    async def work(tx: Transaction) -> None:
        for key in ("a", "b"):
            tx.outbox.put(Message(key, 1, "sendMessage", payload(1), "person:1", "reply"), START)
        sending = delivery(api, FailsAtTimes(tx, failing))
        lease = PollerLease(FailsAtTimes(tx, failing), VirtualClock(), "poller:1")  # type: ignore[arg-type]
        tasks = {asyncio.create_task(sending.run()), asyncio.create_task(lease.keep())}
        ended, _ = await asyncio.wait(tasks, timeout=60)
        assert not ended
        assert tx.leases.holder("poller:1", VirtualClock().real()) == lease.owner
        assert [tx.outbox.state_of(key) for key in ("a", "b")] == ["sent", "sent"]
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)

    database = Database.open(new_file(tmp_path / "yuebao.db"), programme="henan-edu-2022")
    with one_transaction(database) as writer:
        run(work(writer.tx))
    assert api.delivered == {1: 2}


class Trickle(BaseHTTPRequestHandler):
    """A channel that answers without end, a byte now and then."""

    asked = threading.Event()
    over = threading.Event()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()
        self.asked.set()
        with contextlib.suppress(OSError):
            while not self.over.wait(0.1):
                self.wfile.write(b".")

    def log_message(self, *_: object) -> None:
        """Nothing."""


def test_a_channel_that_never_ends_its_answer_does_not_keep_the_service(tmp_path: Path) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Trickle)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    addresses = " ".join(f"json://127.0.0.1:{server.server_port}/{place}" for place in ("one", "two"))
    try:
        with Chat() as chat, running(chat, tmp_path, CLOCK="", CHANNELS=addresses) as bot:
            approve(bot, tmp_path)
            assert Trickle.asked.wait(30)
            assert bot.stop() == 0
            assert sorted(ended(bot).values()) == ["queued", "sending"]
    finally:
        Trickle.over.set()
        server.shutdown()
        serving.join()
        server.server_close()


BODY = f"POST /telegram HTTP/1.1\r\nHost: x\r\nX-Telegram-Bot-Api-Secret-Token: {SECRET}\r\nContent-Length: 9\r\n\r\n{{"


@pytest.mark.parametrize("begun", ["", "GET /healthz HTTP/1.1\r\nHost: x\r\n", BODY])
def test_a_caller_who_never_ends_a_request_does_not_keep_the_service(begun: str, chat: Chat, tmp_path: Path) -> None:
    port = free_port()
    settings = {"PUBLIC_URL": f"http://127.0.0.1:{port}", "WEBHOOK_SECRET": SECRET, "LISTEN": f"127.0.0.1:{port}"}
    with running(chat, tmp_path, cold=False, **settings) as bot:
        chat.person("路人").ask("你好")
        with socket.create_connection(("127.0.0.1", port)) as calling:
            calling.sendall(begun.encode())
            assert bot.stop() == 0
