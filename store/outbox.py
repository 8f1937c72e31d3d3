"""Calls of the Bot API on their way out: `tx.outbox`. Put in the transaction of a turn, delivered after its commit.

queued -> sending (claimed under a lease, committed before the request leaves) -> sent | failed | unknown. Telegram has
no key that makes a repeat safe, so what may have arrived is *unknown* and never sent again by itself; only calls whose
repeat changes nothing go back to queued. All times are real time.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import (
    BindParameter,
    Connection,
    and_,
    bindparam,
    delete,
    exists,
    func,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy import text as sql

from store.inserting import InsertNew, Put
from store.records import Message, Parcel, Undelivered
from store.tables import OUTBOX, PAUSE

REPLY = 0
BROADCAST = 10
EVERY_CHAT = 0
# What stands as method in a row that is not for Telegram but for another channel; `claim_for_channels` alone takes it.
CHANNEL = "channel"
_REPEATABLE = ("edit", "answer", "delete", "set", "get", "pin", "unpin")


class State(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


_PARCEL = ("id", "key", "chat", "method", "payload", "priority", "attempts", "who", "why")
_TOLD = ("id", "key", "chat", "method", "who", "why", "state", "error", "put_at", "ended_at")
_OTHER = OUTBOX.alias("other")
# The words of the partial indexes: a bound parameter would keep both databases from using them.
_UNDELIVERED = sql("outbox.state IN ('queued', 'sending')")
_TO_LOOK_AT = sql("outbox.state IN ('failed', 'unknown')")
_OTHER_UNDELIVERED = sql("other.state IN ('queued', 'sending')")
_COUNTED = (_UNDELIVERED, _TO_LOOK_AT)

_PUT = InsertNew(OUTBOX)
_PAUSE = Put(PAUSE)
_NOW: BindParameter[datetime] = bindparam("now")
_PAUSED = exists().where(or_(PAUSE.c.chat == OUTBOX.c.chat, PAUSE.c.chat == EVERY_CHAT), PAUSE.c.until > _NOW)
# A call of the same chat is on its way, or one before this should leave first. One that was tried already keeps its
# place while it waits, or an old screen could overwrite a newer one; one planned for later holds nobody up.
_SOONER = tuple_(_OTHER.c.priority, _OTHER.c.id) < tuple_(OUTBOX.c.priority, OUTBOX.c.id)
_DUE = or_(_OTHER.c.not_before <= _NOW, _OTHER.c.attempts > 0)
_BEHIND_ANOTHER = exists().where(
    _OTHER_UNDELIVERED,
    _OTHER.c.chat == OUTBOX.c.chat,
    or_(_OTHER.c.state == str(State.SENDING), and_(_OTHER.c.state == str(State.QUEUED), _SOONER, _DUE)),
)
_MAY_LEAVE = (
    select(OUTBOX.c.id)
    .where(
        _UNDELIVERED,
        OUTBOX.c.state == str(State.QUEUED),
        OUTBOX.c.not_before <= _NOW,
        OUTBOX.c.method != CHANNEL,
        ~_PAUSED,
        ~_BEHIND_ANOTHER,
    )
    .order_by(OUTBOX.c.priority, OUTBOX.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_TAKE = (
    update(OUTBOX)
    .values(
        state=str(State.SENDING),
        owner=bindparam("new_owner"),
        lease_until=bindparam("new_lease"),
        attempts=OUTBOX.c.attempts + 1,
    )
    .returning(*(OUTBOX.c[name] for name in _PARCEL))
)
_CLAIM = _TAKE.where(OUTBOX.c.id.in_(_MAY_LEAVE))
_CLAIM_ONLY = _TAKE.where(OUTBOX.c.id.in_(_MAY_LEAVE.where(OUTBOX.c.id.in_(bindparam("ids", expanding=True)))))
_FOR_CHANNELS = (
    select(OUTBOX.c.id)
    .where(_UNDELIVERED, OUTBOX.c.state == str(State.QUEUED), OUTBOX.c.method == CHANNEL)
    .order_by(OUTBOX.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_CLAIM_FOR_CHANNELS = _TAKE.where(OUTBOX.c.id.in_(_FOR_CHANNELS))
_END = (
    update(OUTBOX)
    .where(OUTBOX.c.id == bindparam("of"), OUTBOX.c.state.in_((str(State.SENDING), str(State.UNKNOWN))))
    .values(
        state=bindparam("new_state"),
        error=bindparam("new_error"),
        ended_at=bindparam("new_end"),
        message_id=bindparam("new_message"),
        lease_until=None,
    )
)


def repeatable(method: str) -> bool:
    """Whether calling twice leaves what calling once does (an edit, the answer to a button), unlike any send."""
    return method.startswith(_REPEATABLE)


class Outbox:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, message: Message, now: datetime) -> int | None:
        """Queue a call and return its id; None where one of the same key was put before."""
        values = {
            "key": message.key,
            "chat": message.chat,
            "method": message.method,
            "payload": message.payload,
            "priority": message.priority,
            "who": message.who,
            "why": message.why,
            "state": str(State.QUEUED),
            "put_at": now,
            "not_before": message.not_before or now,
            "attempts": 0,
            "owner": "",
            "error": "",
        }
        return _PUT(self._connection, values)

    def claim(
        self, owner: str, now: datetime, lease: timedelta, limit: int = 100, only: Sequence[int] | None = None
    ) -> tuple[Parcel, ...]:
        """Take what may leave now, replies first; each row goes to one owner. `only` asks for certain ids alone.

        In one chat one call is on its way at a time, in order; calls without a chat never wait for others.
        """
        asked = {"now": now, "most": limit, "new_owner": owner, "new_lease": now + lease}
        if only is None:
            taken = self._connection.execute(_CLAIM, asked)
        else:
            taken = self._connection.execute(_CLAIM_ONLY, {**asked, "ids": list(only)})
        return tuple(sorted((Parcel(*row) for row in taken), key=lambda parcel: (parcel.priority, parcel.id)))

    def claim_for_channels(self, owner: str, now: datetime, lease: timedelta, limit: int = 10) -> tuple[Parcel, ...]:
        """Take what is for other channels, in order: nothing that Telegram does holds it up."""
        asked = {"most": limit, "new_owner": owner, "new_lease": now + lease}
        taken = self._connection.execute(_CLAIM_FOR_CHANNELS, asked)
        return tuple(sorted((Parcel(*row) for row in taken), key=lambda parcel: parcel.id))

    def sent(self, parcel: int, message_id: int | None, now: datetime) -> bool:
        """Telegram took it. True also where the lease had run out meanwhile: what is known now counts."""
        return self._end(parcel, State.SENT, "", now, message_id)

    def failed(self, parcel: int, reason: str, now: datetime) -> bool:
        """Telegram refused it for good. `reason` holds no token and no text of a message."""
        return self._end(parcel, State.FAILED, reason, now)

    def unknown(self, parcel: int, reason: str, now: datetime) -> bool:
        """The request left and no answer came."""
        return self._end(parcel, State.UNKNOWN, reason, now)

    def requeue(self, parcel: int, owner: str, not_before: datetime, reason: str) -> bool:
        """It surely did not arrive (no connection, 429) or may be repeated: again, not before that moment."""
        mine = update(OUTBOX).where(
            OUTBOX.c.id == parcel, OUTBOX.c.state == str(State.SENDING), OUTBOX.c.owner == owner
        )
        again = {
            "state": str(State.QUEUED),
            "owner": "",
            "lease_until": None,
            "not_before": not_before,
            "error": reason,
        }
        return bool(self._connection.execute(mine.values(**again)).rowcount)

    def put_back(self, owner: str, begun: Collection[int], now: datetime, *, channels: bool = False) -> int:
        """Who ends in order gives back what it claimed and never began to send; returns how many.

        `begun` may have left and stays. Telegram's rows and those for `channels` are given back apart.
        """
        kind = OUTBOX.c.method == CHANNEL if channels else OUTBOX.c.method != CHANNEL
        idle = update(OUTBOX).where(
            _UNDELIVERED, OUTBOX.c.state == str(State.SENDING), OUTBOX.c.owner == owner, kind, OUTBOX.c.id.not_in(begun)
        )
        again = {"state": str(State.QUEUED), "owner": "", "lease_until": None, "not_before": now, "error": "stop"}
        return self._connection.execute(idle.values(**again)).rowcount

    def resend(self, parcel: int, who: str, now: datetime) -> bool:
        """A person looked and decided: send an unknown or failed one once more, in that person's name."""
        ended = update(OUTBOX).where(OUTBOX.c.id == parcel, OUTBOX.c.state.in_((str(State.UNKNOWN), str(State.FAILED))))
        again = {"state": str(State.QUEUED), "owner": "", "not_before": now, "ended_at": None, "who": who}
        return bool(self._connection.execute(ended.values(**again)).rowcount)

    def expire_leases(self, now: datetime, only_living: str | None = None) -> tuple[int, int]:
        """Settle what a dead process was sending: (queued again, unknown now). Call it every few seconds.

        Whoever is known to be the only sender (it holds the poller's lease) names itself as `only_living` when it
        starts: then what any other owner was sending is settled at once, whatever is left of its lease.
        """
        over = OUTBOX.c.lease_until <= now if only_living is None else OUTBOX.c.owner != only_living
        query = select(OUTBOX.c.id, OUTBOX.c.method).where(_UNDELIVERED, OUTBOX.c.state == str(State.SENDING), over)
        found = self._connection.execute(query).all()
        again = [row.id for row in found if repeatable(row.method)]
        lost = [row.id for row in found if not repeatable(row.method)]
        back = {"state": str(State.QUEUED), "owner": "", "lease_until": None, "not_before": now, "error": "lease"}
        unknown = {"state": str(State.UNKNOWN), "ended_at": now, "error": "lease"}
        for ids, values in ((again, back), (lost, unknown)):
            if ids:
                self._connection.execute(update(OUTBOX).where(OUTBOX.c.id.in_(ids)).values(**values))
        return len(again), len(lost)

    def pause(self, chat: int | None, until: datetime) -> None:
        """Telegram asked to wait (429): this chat, or (None) all. A shorter pause never ends a longer one."""
        place = EVERY_CHAT if chat is None else chat
        known: datetime | None = self._connection.execute(select(PAUSE.c.until).where(PAUSE.c.chat == place)).scalar()
        _PAUSE(self._connection, {"chat": place, "until": max(known or until, until)})

    def next_moment(self, now: datetime) -> datetime | None:
        """When a row that waits for its time or a pause may next be asked for; None when nothing waits for time."""
        rows = select(func.min(OUTBOX.c.not_before)).where(
            _UNDELIVERED, OUTBOX.c.state == str(State.QUEUED), OUTBOX.c.not_before > now
        )
        pauses = select(func.min(PAUSE.c.until)).where(PAUSE.c.until > now)
        moments = [self._connection.execute(query).scalar() for query in (rows, pauses)]
        return min((moment for moment in moments if moment), default=None)

    def cancel(self, why: str, now: datetime) -> int:
        """Take back what has not left and is for that purpose; returns how many. Its keys stay used."""
        waiting = update(OUTBOX).where(_UNDELIVERED, OUTBOX.c.why == why, OUTBOX.c.state == str(State.QUEUED))
        return self._connection.execute(waiting.values(state=str(State.CANCELLED), ended_at=now)).rowcount

    def cancel_in(self, chat: int, now: datetime, only_edits: bool = False) -> int:
        """Take back what has not left for that chat: it cannot be reached any more, or has moved."""
        waiting = update(OUTBOX).where(_UNDELIVERED, OUTBOX.c.chat == chat, OUTBOX.c.state == str(State.QUEUED))
        if only_edits:
            waiting = waiting.where(OUTBOX.c.method.startswith("edit"))
        return self._connection.execute(waiting.values(state=str(State.CANCELLED), ended_at=now)).rowcount

    def move(self, old: int, new: int) -> int:
        """What has not left for the chat `old` goes to `new`, the number of the supergroup that it became."""
        waiting = (_UNDELIVERED, OUTBOX.c.chat == old, OUTBOX.c.state == str(State.QUEUED))
        found = self._connection.execute(select(OUTBOX.c.id, OUTBOX.c.payload).where(*waiting)).all()
        for row in found:
            payload = json.dumps({**json.loads(row.payload), "chat_id": new}, ensure_ascii=False)
            moved = update(OUTBOX).where(OUTBOX.c.id == row.id).values(chat=new, payload=payload)
            self._connection.execute(moved)
        return len(found)

    def state_of(self, key: str) -> State | None:
        """How the call of this key stands; None where there is none."""
        found: str | None = self._connection.execute(select(OUTBOX.c.state).where(OUTBOX.c.key == key)).scalar()
        return State(found) if found else None

    def undelivered(self, state: State = State.UNKNOWN, limit: int = 100) -> tuple[Undelivered, ...]:
        """What ended as unknown (or failed), newest first, for a person to look at."""
        query = select(*(OUTBOX.c[name] for name in _TOLD)).where(_TO_LOOK_AT, OUTBOX.c.state == str(state))
        found = self._connection.execute(query.order_by(OUTBOX.c.id.desc()).limit(limit))
        return tuple(Undelivered(*row) for row in found)

    def counts(self) -> dict[State, int]:
        """How many rows wait or want looking at, by state; what was sent is not counted."""
        queries = (select(OUTBOX.c.state, func.count()).where(which).group_by(OUTBOX.c.state) for which in _COUNTED)
        return {State(state): count for query in queries for state, count in self._connection.execute(query)}

    def message_id(self, key: str) -> int | None:
        """The message that the call of this key became, for a later edit of it."""
        found: int | None = self._connection.execute(select(OUTBOX.c.message_id).where(OUTBOX.c.key == key)).scalar()
        return found

    def purge(self, before: datetime) -> int:
        """Forget sent replies that ended before; broadcasts and what failed stay. Returns how many."""
        old = delete(OUTBOX).where(
            OUTBOX.c.state == str(State.SENT), OUTBOX.c.ended_at < before, OUTBOX.c.priority == REPLY
        )
        return self._connection.execute(old).rowcount

    def _end(self, parcel: int, state: State, reason: str, now: datetime, message_id: int | None = None) -> bool:
        ended = {"of": parcel, "new_state": str(state), "new_error": reason, "new_end": now, "new_message": message_id}
        return bool(self._connection.execute(_END, ended).rowcount)
