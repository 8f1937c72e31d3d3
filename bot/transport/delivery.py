"""Delivers the outbox at Telegram's pace: replies before broadcasts, one call a chat at a time, chats in parallel.

A turn's messages are claimed in the turn's own transaction and handed to `take`; everything else (queued for later,
put back, put by another process) is claimed by the loop here. What became of a call is noted before its chat goes on.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bot.clock import Clock
from bot.transport.answers import Answer, Done
from bot.transport.api import TelegramApi
from bot.transport.outcomes import record
from bot.transport.pacing import Pace
from handlers.results import Acknowledgement, Offer, Result
from store.outbox import BROADCAST
from store.records import Parcel
from store.transactions import Transaction
from store.writer import Writer

# What a refusal means for a work group; True where it is dealt with: nothing is to be made of the call any more.
GroupRefused = Callable[[Transaction, Parcel, tuple[int, str, int | None]], bool]

LEASE = timedelta(seconds=90)
# A call that must wait longer goes back into the outbox: what waits in memory would be "unknown" after a crash.
_LONGEST_HOLD = 2.0
_IDLE_SECONDS = 5.0
_AFTER_FAILURE = 2.0
_AT_ONCE = 28

log = logging.getLogger(__name__)


@dataclass
class Delivery:
    """`owner` is this boot of this process; its claims are its own. `_followed`: chats in which more may be waiting.

    `_begun`: rows whose call may have left and whose outcome is not noted yet.
    """

    api: TelegramApi
    writer: Writer
    clock: Clock
    owner: str
    pace: Pace = field(default_factory=Pace)
    group_refused: GroupRefused = field(default=lambda *_: False)
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _followed: set[int] = field(default_factory=set)
    _begun: set[int] = field(default_factory=set)
    _closing: bool = False
    _closed: bool = False

    def take(self, result: Result) -> None:
        """Send what a turn left. Called on the event loop, after the turn's commit."""
        if result.acknowledgement:
            self._start(self._acknowledge(result.acknowledgement))
        if result.offer:
            self._start(self._answer_inline(result.offer))
        for parcel in result.parcels:
            self._start(self._deliver(parcel))
        if result.waiting_in is not None:
            self._followed.add(result.waiting_in)
        if result.waiting_in is not None or result.elsewhere:
            self._wake.set()

    def wake(self) -> None:
        """Something was put into the outbox by other ways than a turn."""
        self._wake.set()

    async def run(self) -> None:
        """Claim and send until cancelled, also when the store fails for a while."""
        while not self._closing:
            try:
                await self._step()
            except Exception:
                log.exception("the outbox could not be read; trying on")
                await asyncio.sleep(_AFTER_FAILURE)

    async def _step(self) -> None:
        self._wake.clear()
        parcels = await self._claim()
        for parcel in parcels:
            self._followed.add(parcel.chat or 0)
            self._start(self._deliver(parcel))
        if not parcels:
            await self._pause(await self._seconds_to_next())

    async def close(self, seconds: float) -> None:
        """Let what is on its way end, for so many seconds at most; what was claimed and not begun is given back.

        Left as it is, the next start could not tell it from what may have arrived, and would never send it.
        """
        self._closing = True
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        self._closed = True
        begun = frozenset(self._begun)
        await self.writer.run(lambda tx: tx.outbox.put_back(self.owner, begun, self.clock.real()))

    async def _claim(self) -> tuple[Parcel, ...]:
        room = max(0, _AT_ONCE - len(self._tasks))
        if not room:
            return ()

        def claim(tx: Transaction) -> tuple[Parcel, ...]:
            tx.outbox.expire_leases(self.clock.real())
            return tx.outbox.claim(self.owner, self.clock.real(), LEASE, limit=room)

        return await self.writer.run(claim)

    async def _seconds_to_next(self) -> float:
        moment = await self.writer.run(lambda tx: tx.outbox.next_moment(self.clock.real()))
        if moment is None:
            return _IDLE_SECONDS
        return min(_IDLE_SECONDS, max(0.0, (moment - self.clock.real()).total_seconds()) + 0.01)

    async def _pause(self, seconds: float) -> None:
        # Not asyncio.wait_for: before Python 3.12 it swallows a cancellation in the moment in which the event is set,
        # and then the service would not stop.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._wake.wait()

    async def _deliver(self, parcel: Parcel) -> None:
        """Wait for the pace, call, and write down what became of it."""
        chat = parcel.chat or 0
        if (hold := await self._held(chat, reply=parcel.priority < BROADCAST)) > 0:
            until = self.clock.real() + timedelta(seconds=hold)
            await self.writer.run(lambda tx: tx.outbox.requeue(parcel.id, self.owner, until, "pace"))
            self._wake.set()
            return
        if self._closed:
            return
        self._begun.add(parcel.id)
        answer = await self.api.call(parcel.method, json.loads(parcel.payload))
        await self._record(parcel, answer)
        self._begun.discard(parcel.id)
        if not isinstance(answer, Done) or chat in self._followed:
            self._followed.discard(chat)
            self._wake.set()

    async def _record(self, parcel: Parcel, answer: Answer) -> None:
        """Note the outcome, also where the store fails for a while: without it the chat would wait for the lease."""
        until = self.clock.monotonic() + LEASE.total_seconds()
        while True:
            try:
                return await record(self, parcel, answer)
            except Exception:
                if self.clock.monotonic() > until:
                    raise
                log.exception("an outcome could not be noted; trying on", extra={"outbox": parcel.id})
                await asyncio.sleep(_AFTER_FAILURE)

    async def _held(self, chat: int, *, reply: bool) -> float:
        """Wait for the pace and take a place in it: 0. Where that would take too long: the seconds, and no place.

        Asked again after each wait: meanwhile a reply may have taken the place, or Telegram may have asked for a pause.
        """
        while (hold := self.pace.ready_at(chat, now := self.clock.monotonic(), reply=reply) - now) > 0:
            if hold > _LONGEST_HOLD:
                return hold
            # Broadcasts make room for a reply that waits for them, not for one that waits for its own chat.
            in_line = reply and self.pace.own_ready_at(chat, now, reply=True) <= now
            self.pace.waiting_replies += in_line
            try:
                await asyncio.sleep(hold)
            finally:
                self.pace.waiting_replies -= in_line
        self.pace.take(chat, self.clock.monotonic(), bulk=not reply)
        return 0.0

    async def _acknowledge(self, said: Acknowledgement) -> None:
        """Tell Telegram that a press was seen. Nothing depends on it, so it is not kept and not repeated."""
        payload: dict[str, object] = {"callback_query_id": said.query}
        if said.text:
            payload |= {"text": said.text, "show_alert": said.alert}
        answer: Answer = await self.api.call("answerCallbackQuery", payload)
        log.debug("press answered", extra={"outcome": type(answer).__name__})

    async def _answer_inline(self, offer: Offer) -> None:
        """What is offered under an inline query; it is asked anew with every letter, so nothing is repeated."""
        answer: Answer = await self.api.call("answerInlineQuery", offer.payload)
        log.debug("inline query answered", extra={"outcome": type(answer).__name__})

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("delivery failed", exc_info=error)
