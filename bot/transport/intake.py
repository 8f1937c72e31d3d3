"""From the wire to the conversations: raw updates are committed to the inbox, then handled in order, person by person.

An update whose handling raises is tried again, later and later; at last it is given up and its person told. One that
cannot be read at all is given up at once. Nothing here can stop the updates that come after it.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from telegram import Update

from bot.clock import Clock
from bot.metrics import HANDLED, HANDLING, UPDATES, WAITING
from bot.transport.lanes import Lanes
from handlers.desks import RECEIVED, App, Context
from handlers.failing import apologise
from handlers.pushes.outages import tell_outage
from store.inbox import State
from store.records import RawUpdate, Received
from store.transactions import Transaction
from store.writer import Writer

_CONTACT_SECONDS = 30.0

log = logging.getLogger(__name__)


@dataclass
class Intake:
    """`accept` is called by polling and by the webhook; `resume` once at the start."""

    app: App
    writer: Writer
    clock: Clock
    bot: int
    _errors: dict[int, Exception] = field(default_factory=dict)
    _in_contact: bool = False

    def __post_init__(self) -> None:
        self.lanes: Lanes[Received] = Lanes(self._handle)
        self.app.add_error_handler(self._note_error)

    async def accept(self, updates: Sequence[Mapping[str, Any]], offset: int = 0) -> None:
        """Commit a batch, with the contact that brought it; only then is any of it handled."""
        raw = [_raw(update) for update in updates if _is_number(update.get("update_id"))]
        now, real = self.clock.now(), self.clock.real()

        def commit(tx: Transaction) -> tuple[Received, ...]:
            outage = tx.contacts.touch(self.bot, offset, real, now, restarted=not self._in_contact)
            if outage:
                log.warning("contact again", extra={"since": outage.began.isoformat()})
                tell_outage(tx, self.app.bot_data["desk"].setting, outage, now, real)
            return tx.inbox.add(self.bot, raw, now)

        received = await self.writer.run(commit)
        self._in_contact = True
        self._queue(received)

    async def keep_contact(self) -> None:
        """In webhook mode nothing comes in a quiet night; that the service is up is noted all the same."""
        while True:
            try:
                await self.accept([])
            except Exception:
                log.exception("contact could not be noted; trying on")
            await asyncio.sleep(_CONTACT_SECONDS)

    async def resume(self) -> None:
        """Handle what an earlier process had accepted and not finished, also what waited for another try."""
        real = self.clock.real() + timedelta(hours=1)
        self._queue(await self.writer.run(lambda tx: tx.inbox.pending(real, limit=100_000)))

    def _queue(self, received: Sequence[Received]) -> None:
        UPDATES.inc(len(received))
        WAITING.inc(len(received))
        for one in received:
            self.lanes.put(one.person, one)

    async def _handle(self, received: Received) -> None:
        """Handle one update to its end, and count how that ended."""
        with HANDLING.time():
            outcome = await self._finish(received)
        HANDLED.labels(outcome).inc()
        WAITING.dec()

    async def _finish(self, received: Received) -> str:
        """Try until it is done or given up."""
        while (error := await self._try(received)) is not None:
            try:
                if await self._failed(received, error) is State.DEAD:
                    return "dead"
            except Exception:
                # Not even the failure could be written: the store is down. The update stays pending.
                log.exception("store out of reach", extra={"update": received.update_id})
            received = _tried(received)
            await asyncio.sleep(pause_before(received.attempts))
        return "done"

    async def _try(self, received: Received) -> Exception | None:
        """One attempt; the error that ended it, None when the update is done."""
        try:
            update = Update.de_json(json.loads(received.body), self.app.bot)
        except Exception as unreadable:
            log.warning("update cannot be read", extra={"update": received.update_id, "why": type(unreadable).__name__})
            return await self._settle(received, type(unreadable).__name__)
        token = RECEIVED.set(received)
        try:
            await self.app.process_update(update)
        finally:
            RECEIVED.reset(token)
        if error := self._errors.pop(received.update_id, None):
            log.error("update failed", extra={"update": received.update_id}, exc_info=error)
            return error
        return await self._settle(received, None)

    async def _settle(self, received: Received, unreadable: str | None) -> Exception | None:
        """Mark what no turn has marked: an update nobody listens to, or one that cannot be read."""
        try:
            if unreadable is not None:
                await self.writer.run(lambda tx: tx.inbox.dead(received.id, unreadable))
            elif not self.app.bot_data["desk"].settled(received):
                await self.writer.run(lambda tx: tx.inbox.done(received.id))
        except Exception as error:
            return error
        return None

    async def _failed(self, received: Received, error: Exception) -> State:
        def write(tx: Transaction) -> State:
            state = tx.inbox.failed(received.id, type(error).__name__, self.clock.real())
            if state is State.DEAD:
                apologise(tx, self.app.bot_data["desk"].setting, received, self.clock.real())
            return state

        return await self.writer.run(write)

    async def _note_error(self, update: object, context: Context) -> None:
        if isinstance(update, Update) and isinstance(context.error, Exception):
            self._errors[update.update_id] = context.error


def pause_before(attempt: int) -> float:
    """Seconds before an update that failed so many times is tried again."""
    return min(60.0, 2.0**attempt)


def _raw(update: Mapping[str, Any]) -> RawUpdate:
    """As ASCII, which any database keeps, also where the text holds half a character."""
    return RawUpdate(int(update["update_id"]), _person(update), json.dumps(update))


def _is_number(value: object) -> bool:
    """A whole number that the database can hold."""
    return isinstance(value, int) and abs(value) < 2**63


def _person(update: Mapping[str, Any]) -> int:
    """By whom updates are ordered: who sent it, else the chat. Read without trust, for the update may be malformed."""
    for name, body in update.items():
        if name != "update_id" and isinstance(body, dict):
            for place in (body.get("from"), body.get("chat")):
                if isinstance(place, dict) and _is_number(place.get("id")):
                    return int(place["id"])
    return 0


def _tried(received: Received) -> Received:
    return Received(
        received.id, received.update_id, received.person, received.body, received.received_at, received.attempts + 1
    )
