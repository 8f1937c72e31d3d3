"""Broadcasts: `tx.broadcasts`. Written by a coordinator, confirmed once, fed to the outbox in portions.

draft -> waiting (confirmed; for its moment) -> sending (recipients chosen) -> finished; or cancelled, or discarded as a
draft. What became of each recipient's message stands in the outbox alone, found by its key.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, and_, func, insert, select, update

from programmes.periods import Period
from store.outbox import State
from store.tables import BROADCAST, OUTBOX, RECIPIENT


class Stage(StrEnum):
    DRAFT = "draft"
    WAITING = "waiting"
    SENDING = "sending"
    CANCELLED = "cancelled"
    FINISHED = "finished"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class Broadcast:
    """`selection` is JSON, not read here. `file_kind` is `photo`, `document` or empty."""

    id: int
    author: int
    stage: Stage
    nonce: str
    selection: str
    words: str
    file_kind: str
    file_id: str
    period: Period
    starts_at: datetime | None
    confirmed_at: datetime | None
    ended_at: datetime | None
    shown: str
    turns: int
    edit_at: datetime | None

    @property
    def subject(self) -> str:
        """What its outbox rows are for, and what its 收到 confirms."""
        return f"broadcast:{self.id}"


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person who gets it, for which units (codes)."""

    person: int
    chat: int
    name: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of one recipient's message; `state` None while it is not in the outbox yet."""

    recipient: Recipient
    state: State | None
    error: str


_COLUMNS = tuple(
    BROADCAST.c[name]
    for name in (
        "id", "author", "state", "nonce", "selection", "words", "file_kind", "file_id", "period", "starts_at",
        "confirmed_at", "ended_at", "shown", "turns", "edit_at",
    )
)  # fmt: skip
_TO = tuple(RECIPIENT.c[name] for name in ("person", "chat", "name", "units"))
_LIVE = tuple(str(stage) for stage in (Stage.WAITING, Stage.SENDING, Stage.CANCELLED))


class Broadcasts:
    def __init__(self, connection: Connection, programme: str) -> None:
        self._connection = connection
        self._own = BROADCAST.c.programme == programme
        self._programme = programme

    def begin(self, author: int, selection: str, period: Period, now: datetime) -> Broadcast:
        """A new draft; the author's open one, if any, is discarded."""
        old = update(BROADCAST).where(self._own, BROADCAST.c.author == author, BROADCAST.c.state == str(Stage.DRAFT))
        self._connection.execute(old.values(state=str(Stage.DISCARDED)))
        values = {
            "programme": self._programme, "author": author, "state": str(Stage.DRAFT), "nonce": _nonce(),
            "selection": selection, "words": "", "file_kind": "", "file_id": "", "period": str(period),
            "drafted_at": now, "shown": "", "turns": 0,
        }  # fmt: skip
        made = self._connection.execute(insert(BROADCAST).values(**values).returning(BROADCAST.c.id)).scalar_one()
        return self.required(made)

    def get(self, broadcast: int) -> Broadcast | None:
        found = self._connection.execute(select(*_COLUMNS).where(self._own, BROADCAST.c.id == broadcast)).first()
        return _broadcast(found) if found else None

    def required(self, broadcast: int) -> Broadcast:
        found = self.get(broadcast)
        if found is None:
            raise LookupError(f"broadcast {broadcast} is not there")
        return found

    def recent(self, limit: int = 8) -> tuple[Broadcast, ...]:
        """Those that were confirmed, newest first."""
        query = select(*_COLUMNS).where(self._own, BROADCAST.c.confirmed_at.is_not(None))
        found = self._connection.execute(query.order_by(BROADCAST.c.id.desc()).limit(limit))
        return tuple(_broadcast(row) for row in found)

    def change(self, broadcast: int, **values: str | datetime | None) -> Broadcast:
        """Change a draft; earlier previews cannot be confirmed any more. One that is no draft stays as it is."""
        draft = update(BROADCAST).where(BROADCAST.c.id == broadcast, BROADCAST.c.state == str(Stage.DRAFT))
        self._connection.execute(draft.values(nonce=_nonce(), **values))
        return self.required(broadcast)

    def confirm(self, broadcast: int, nonce: str, now: datetime) -> bool:
        """Confirm the preview of that nonce; False where it is another one or was confirmed before."""
        return self._move(broadcast, (Stage.DRAFT,), Stage.WAITING, BROADCAST.c.nonce == nonce, confirmed_at=now)

    def discard(self, broadcast: int) -> bool:
        return self._move(broadcast, (Stage.DRAFT,), Stage.DISCARDED)

    def cancel(self, broadcast: int) -> bool:
        """Stop it; the caller takes back what waits in the outbox, in the same transaction."""
        return self._move(broadcast, (Stage.WAITING, Stage.SENDING), Stage.CANCELLED)

    def live(self) -> tuple[Broadcast, ...]:
        """Confirmed and without their final report yet, oldest first."""
        query = select(*_COLUMNS).where(self._own, BROADCAST.c.state.in_(_LIVE), BROADCAST.c.ended_at.is_(None))
        return tuple(_broadcast(row) for row in self._connection.execute(query.order_by(BROADCAST.c.id)))

    def start(self, broadcast: int, recipients: Sequence[Recipient]) -> bool:
        """Write down who gets it, once."""
        if not self._move(broadcast, (Stage.WAITING,), Stage.SENDING):
            return False
        rows = [
            {"broadcast": broadcast, "person": to.person, "chat": to.chat, "name": to.name, "key": ""}
            | {"units": ",".join(to.units)}
            for to in recipients
        ]
        if rows:
            self._connection.execute(insert(RECIPIENT), rows)
        return True

    def unfed(self, broadcast: int, limit: int) -> tuple[Recipient, ...]:
        """Recipients whose message is not in the outbox yet."""
        query = select(*_TO).where(RECIPIENT.c.broadcast == broadcast, RECIPIENT.c.key == "")
        found = self._connection.execute(query.order_by(RECIPIENT.c.person).limit(limit))
        return tuple(_recipient(row) for row in found)

    def fed(self, broadcast: int, person: int, key: str) -> None:
        row = update(RECIPIENT).where(RECIPIENT.c.broadcast == broadcast, RECIPIENT.c.person == person)
        self._connection.execute(row.values(key=key))

    def shown(self, broadcast: int, shown: str, edit_at: datetime) -> None:
        """What the progress message says from now on, and when it may be edited next (real time)."""
        row = update(BROADCAST).where(BROADCAST.c.id == broadcast)
        self._connection.execute(row.values(shown=shown, edit_at=edit_at, turns=BROADCAST.c.turns + 1))

    def end(self, broadcast: int, now: datetime) -> bool:
        """Its final report is out; one that was cancelled stays so."""
        row = update(BROADCAST).where(BROADCAST.c.id == broadcast, BROADCAST.c.ended_at.is_(None))
        self._move(broadcast, (Stage.SENDING,), Stage.FINISHED)
        return bool(self._connection.execute(row.values(ended_at=now)).rowcount)

    def tally(self, broadcast: int) -> dict[State | None, int]:
        """How many recipients' messages stand how; None: not in the outbox yet."""
        query = select(OUTBOX.c.state, func.count()).select_from(_JOINED).where(RECIPIENT.c.broadcast == broadcast)
        found = self._connection.execute(query.group_by(OUTBOX.c.state))
        return {State(state) if state else None: count for state, count in found}

    def delivered(self, broadcast: int, states: Collection[State] | None = None) -> tuple[Delivered, ...]:
        """Each recipient with what became of the message, or those of some states only."""
        query = select(*_TO, OUTBOX.c.state, OUTBOX.c.error).select_from(_JOINED)
        query = query.where(RECIPIENT.c.broadcast == broadcast)
        if states is not None:
            query = query.where(OUTBOX.c.state.in_([str(state) for state in states]))
        found = self._connection.execute(query.order_by(RECIPIENT.c.person))
        return tuple(
            Delivered(_recipient(row), State(row.state) if row.state else None, row.error or "") for row in found
        )

    def latest_to(self, person: int) -> Broadcast | None:
        """The newest that was sent to this person."""
        query = (
            select(*_COLUMNS)
            .join(RECIPIENT, and_(RECIPIENT.c.broadcast == BROADCAST.c.id, RECIPIENT.c.key != ""))
            .where(self._own, RECIPIENT.c.person == person)
        )
        found = self._connection.execute(query.order_by(BROADCAST.c.id.desc()).limit(1)).first()
        return _broadcast(found) if found else None

    def is_recipient(self, broadcast: int, person: int) -> bool:
        query = select(RECIPIENT.c.person).where(RECIPIENT.c.broadcast == broadcast, RECIPIENT.c.person == person)
        return self._connection.execute(query).first() is not None

    def _move(self, broadcast: int, old: Sequence[Stage], new: Stage, *more: Any, **values: object) -> bool:
        states = [str(stage) for stage in old]
        row = update(BROADCAST).where(self._own, BROADCAST.c.id == broadcast, BROADCAST.c.state.in_(states), *more)
        return bool(self._connection.execute(row.values(state=str(new), **values)).rowcount)


_JOINED = RECIPIENT.outerjoin(OUTBOX, and_(OUTBOX.c.key == RECIPIENT.c.key, RECIPIENT.c.key != ""))


def _nonce() -> str:
    """Names one preview; short, because it travels in a button."""
    return secrets.token_hex(4)


def _broadcast(row: Any) -> Broadcast:
    values = dict(row._mapping)
    stage, period = Stage(values.pop("state")), Period.parse(values.pop("period"))
    return Broadcast(**values, stage=stage, period=period)


def _recipient(row: Any) -> Recipient:
    return Recipient(row.person, row.chat, row.name, tuple(row.units.split(",")) if row.units else ())
