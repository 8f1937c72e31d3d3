"""Updates that Telegram handed over: `tx.inbox`. Committed raw before the offset moves, done with their effects.

An update counts once by its id, whatever order ids come in: after a quiet week Telegram starts anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, String, bindparam, delete, exists, literal_column, or_, select, update

from store.inserting import InsertNew
from store.records import RawUpdate, Received
from store.tables import INBOX

MOST_ATTEMPTS = 5


class State(StrEnum):
    """`dead`: tried often enough; a person has to look."""

    PENDING = "pending"
    DONE = "done"
    DEAD = "dead"


_COLUMNS = (INBOX.c.id, INBOX.c.update_id, INBOX.c.person, INBOX.c.body, INBOX.c.received_at, INBOX.c.attempts)
_EARLIER = INBOX.alias("earlier")
# The words of the partial indexes: a bound parameter would keep both databases from using them.
_PENDING = literal_column("'pending'", String)
_HELD_BACK = exists().where(
    _EARLIER.c.person == INBOX.c.person,
    _EARLIER.c.id < INBOX.c.id,
    _EARLIER.c.state == _PENDING,
    _EARLIER.c.next_try > bindparam("now"),
)
_DUE = (
    select(*_COLUMNS)
    .where(
        INBOX.c.state == _PENDING,
        or_(INBOX.c.next_try.is_(None), INBOX.c.next_try <= bindparam("now")),
        ~_HELD_BACK,
    )
    .order_by(INBOX.c.id)
    .limit(bindparam("most"))
)
_ADD = InsertNew(INBOX)
_THIS_ONE = (INBOX.c.id == bindparam("of")) & (INBOX.c.state == _PENDING)
_IS_PENDING = select(INBOX.c.id).where(_THIS_ONE)
_END = update(INBOX).where(_THIS_ONE).values(state=bindparam("new_state"), error=bindparam("new_error"))


class Inbox:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, bot: int, updates: Sequence[RawUpdate], received_at: datetime) -> tuple[Received, ...]:
        """Keep a batch, CLOCK time beside it; returns those that are new, in their order."""
        added = []
        for one in updates:
            values = {
                "bot": bot,
                "update_id": one.update_id,
                "person": one.person,
                "body": one.body,
                "received_at": received_at,
                "state": str(State.PENDING),
                "attempts": 0,
                "error": "",
            }
            if new := _ADD(self._connection, values):
                added.append(Received(new, one.update_id, one.person, one.body, received_at, 0))
        return tuple(added)

    def pending(self, now: datetime, limit: int = 1000) -> tuple[Received, ...]:
        """What may be handled now (real time), in order. Behind an update that waits for its next try, its person
        waits."""
        found = self._connection.execute(_DUE, {"now": now, "most": limit})
        return tuple(Received(*row) for row in found)

    def is_pending(self, received: int) -> bool:
        """Asked by a turn before it acts: another process or an earlier try may have done it."""
        return self._connection.execute(_IS_PENDING, {"of": received}).first() is not None

    def done(self, received: int) -> bool:
        """Mark as handled, in the transaction of its effects; False where it was no longer pending."""
        return self._end(received, State.DONE, "")

    def dead(self, received: int, reason: str) -> bool:
        """Give up at once: the update cannot be read at all."""
        return self._end(received, State.DEAD, reason)

    def failed(self, received: int, reason: str, now: datetime) -> State:
        """Handling raised: another try later (2, 4, 8, 16 s), the fifth time dead. `reason` holds no answer's text."""
        query = select(INBOX.c.attempts).where(INBOX.c.id == received)
        attempts = self._connection.execute(query).scalar_one() + 1
        state = State.DEAD if attempts >= MOST_ATTEMPTS else State.PENDING
        values = {
            "state": str(state),
            "attempts": attempts,
            "error": reason,
            "next_try": now + timedelta(seconds=2**attempts),
        }
        pending = update(INBOX).where(INBOX.c.id == received, INBOX.c.state == _PENDING)
        self._connection.execute(pending.values(**values))
        return state

    def next_try(self) -> datetime | None:
        """The next moment (real time) at which something that failed is tried again."""
        query = select(INBOX.c.next_try).where(INBOX.c.state == _PENDING, INBOX.c.next_try.is_not(None))
        found: datetime | None = self._connection.execute(query.order_by(INBOX.c.next_try).limit(1)).scalar()
        return found

    def purge(self, before: datetime) -> int:
        """Forget handled updates received before; Telegram repeats none after a day. Returns how many."""
        old = delete(INBOX).where(INBOX.c.state == str(State.DONE), INBOX.c.received_at < before)
        return self._connection.execute(old).rowcount

    def _end(self, received: int, state: State, reason: str) -> bool:
        ended = {"of": received, "new_state": str(state), "new_error": reason}
        return bool(self._connection.execute(_END, ended).rowcount)
