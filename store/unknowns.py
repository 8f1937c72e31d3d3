"""Calls of unknown fate that nobody has been told of yet: `tx.unknowns`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy import text as sql

from store.outbox import State
from store.tables import OUTBOX, TOLD_UNKNOWN

_COLUMNS = tuple(OUTBOX.c[name] for name in ("id", "chat", "method", "why", "ended_at"))
_UNTOLD = (
    select(*_COLUMNS)
    .select_from(OUTBOX.outerjoin(TOLD_UNKNOWN, TOLD_UNKNOWN.c.outbox == OUTBOX.c.id))
    # The words of the partial index, as in `store.outbox`.
    .where(sql("outbox.state IN ('failed', 'unknown')"), OUTBOX.c.state == str(State.UNKNOWN))
    .where(TOLD_UNKNOWN.c.outbox.is_(None))
    .order_by(OUTBOX.c.id)
)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A call that may or may not have been carried out."""

    id: int
    chat: int | None
    method: str
    why: str
    ended_at: datetime | None


class Unknowns:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def untold(self) -> tuple[Unknown, ...]:
        return tuple(Unknown(*row) for row in self._connection.execute(_UNTOLD))

    def get(self, outbox: int) -> Unknown | None:
        """The call of that number while its fate is unknown."""
        query = select(*_COLUMNS).where(OUTBOX.c.id == outbox, OUTBOX.c.state == str(State.UNKNOWN))
        found = self._connection.execute(query).first()
        return Unknown(*found) if found else None

    def told(self, found: Sequence[Unknown], real: datetime) -> None:
        """The coordinators know of these now."""
        rows = [{"outbox": one.id, "told_at": real} for one in found]
        if rows:
            self._connection.execute(insert(TOLD_UNKNOWN), rows)

    def forget(self, outbox: int) -> None:
        """It is sent once more: should its fate be unknown again, the coordinators are told again."""
        self._connection.execute(delete(TOLD_UNKNOWN).where(TOLD_UNKNOWN.c.outbox == outbox))
