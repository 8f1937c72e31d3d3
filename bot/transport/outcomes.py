"""What the outbox notes for each answer of Telegram. Called by delivery after every call.

Done or "not modified": sent. Too early: again later, the chat paused. Refused: failed, and what follows from it. Never
left: again. Unclear: a call whose repeat changes nothing is made again; a send ends as unknown and is never resent.
"""

from __future__ import annotations

import asyncio
import json
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.metrics import CALLS
from bot.transport.answers import Answer, Done, NeverSent, Refused, Unclear
from bot.transport.backoff import backoff
from handlers.outgoing import OUTGOING
from store.outbox import repeatable
from store.records import Message, Parcel
from store.transactions import Transaction

if TYPE_CHECKING:
    from bot.transport.delivery import Delivery

_SAME = "message is not modified"
_GONE = ("message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID")
_MOST_REPEATS = 8

log = logging.getLogger(__name__)


async def record(delivery: Delivery, parcel: Parcel, answer: Answer) -> None:
    """Write the outcome down; results of the same moment share one commit."""
    real = delivery.clock.real()

    def write(tx: Transaction) -> None:
        match answer:
            case Done(result):
                tx.outbox.sent(parcel.id, _message_id(result), real)
            case Refused(retry_after=int(seconds)):
                _too_early(delivery, tx, parcel, seconds)
            case Refused(code, description, _, moved_to):
                _refused(delivery, tx, parcel, code, description, moved_to)
            case NeverSent(why):
                _again(delivery, tx, parcel, why)
            case Unclear(why) if repeatable(parcel.method) and parcel.attempts < _MOST_REPEATS:
                _again(delivery, tx, parcel, why)
            case Unclear(why):
                tx.outbox.unknown(parcel.id, why, real)

    await delivery.writer.run(write)
    CALLS.labels(parcel.method, type(answer).__name__).inc()
    await _forget_file(delivery, parcel, answer)
    if not isinstance(answer, Done):
        log.warning("call not done", extra=_told(parcel, answer))


async def _forget_file(delivery: Delivery, parcel: Parcel, answer: Answer) -> None:
    """A file made for one sending holds codes or figures; once sent it is taken away."""
    if isinstance(answer, Done) and OUTGOING in parcel.payload:
        for value in json.loads(parcel.payload).values():
            if isinstance(value, dict) and str(value.get("file", "")).startswith(f"{OUTGOING}/"):
                await asyncio.to_thread((delivery.api.files / value["file"]).unlink, missing_ok=True)


def _too_early(delivery: Delivery, tx: Transaction, parcel: Parcel, seconds: int) -> None:
    """Keep Telegram's pause, for the chat or for all, also across a restart."""
    now, until = delivery.clock.monotonic(), delivery.clock.real() + timedelta(seconds=seconds)
    everything = delivery.pace.pause(parcel.chat or 0, now + seconds, now)
    tx.outbox.pause(None if everything else parcel.chat, until)
    tx.outbox.requeue(parcel.id, delivery.owner, until, "429")


def _again(delivery: Delivery, tx: Transaction, parcel: Parcel, why: str) -> None:
    later = delivery.clock.real() + timedelta(seconds=backoff(parcel.attempts, first=0.5, ceiling=60))
    tx.outbox.requeue(parcel.id, delivery.owner, later, why)


def _refused(
    delivery: Delivery, tx: Transaction, parcel: Parcel, code: int, description: str, moved_to: int | None
) -> None:
    """One attempt only: asking again would be refused again."""
    real = delivery.clock.real()
    if _SAME in description:
        tx.outbox.sent(parcel.id, None, real)
        return
    tx.outbox.failed(parcel.id, f"{code} {description}", real)
    if (parcel.chat or 0) < 0 and delivery.group_refused(tx, parcel, (code, description, moved_to)):
        return
    if moved_to is not None:
        _anew(tx, parcel, parcel.method, {"chat_id": moved_to}, delivery)
    elif code == 400 and _is_screen(parcel) and any(gone in description for gone in _GONE):
        _anew(tx, parcel, "sendMessage", {"message_id": None}, delivery)
    elif code == 403 and parcel.chat and parcel.chat > 0 and (person := tx.people.by_telegram(parcel.chat)):
        tx.people.set_unreachable(person.id, description)


def _is_screen(parcel: Parcel) -> bool:
    """A conversation's screen drawn anew. Other edits (progress, the pointer on an old post) end with their message."""
    return parcel.method == "editMessageText" and parcel.why == "reply"


def _anew(tx: Transaction, parcel: Parcel, method: str, changes: dict[str, object], delivery: Delivery) -> None:
    """The same content by another way: to the group's new number, or as a new message where the old one is gone."""
    merged = {**json.loads(parcel.payload), **changes}
    payload = {name: value for name, value in merged.items() if value is not None}
    chat = payload.get("chat_id")
    message = Message(
        f"{parcel.key}:anew", int(str(chat)), method, json.dumps(payload, ensure_ascii=False), parcel.who, parcel.why
    )
    tx.outbox.put(message, delivery.clock.real())


def _message_id(result: object) -> int | None:
    found = result.get("message_id") if isinstance(result, dict) else None
    return found if isinstance(found, int) else None


def _told(parcel: Parcel, answer: Answer) -> dict[str, object]:
    why = getattr(answer, "why", "") or getattr(answer, "description", "")
    return {"outbox": parcel.id, "method": parcel.method, "outcome": type(answer).__name__, "why": why}
