"""Deadline posts of the work groups, and who confirmed a message (收到): `tx.posts`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, select, update

from programmes.periods import Period
from store.inserting import InsertNew
from store.tables import ACKNOWLEDGEMENT, DEADLINE_POST, WORK_GROUP


@dataclass(frozen=True, slots=True)
class DeadlinePost:
    """A group's post of a period. `key` is its outbox key, by which the message's number is found; `shown` a digest
    of what it says; `turns` counts posting and edits; `edit_at` (real time) paces them.
    """

    id: int
    group: int
    chat: int
    period: Period
    key: str
    turns: int
    shown: str
    posted_at: datetime
    edit_at: datetime


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Who confirmed, and when (CLOCK time)."""

    telegram_id: int
    name: str
    at: datetime


_COLUMNS = (
    *(DEADLINE_POST.c[name] for name in ("id", "group")),
    WORK_GROUP.c.chat,
    *(DEADLINE_POST.c[name] for name in ("period", "key", "turns", "shown", "posted_at", "edit_at")),
)
_JOINED = DEADLINE_POST.join(WORK_GROUP, WORK_GROUP.c.id == DEADLINE_POST.c.group)
_ADD = InsertNew(DEADLINE_POST)
_ACKNOWLEDGE = InsertNew(ACKNOWLEDGEMENT)


class Posts:
    def __init__(self, connection: Connection, programme: str) -> None:
        self._connection = connection
        self._own = WORK_GROUP.c.programme == programme

    def add(self, group: int, period: Period, now: datetime, real: datetime) -> int | None:
        """The group's post of that period; None where it has one."""
        values = {"group": group, "period": str(period), "key": "", "turns": 0, "shown": ""}
        return _ADD(self._connection, {**values, "posted_at": now, "edit_at": real})

    def get(self, post: int) -> DeadlinePost | None:
        found = self._some(DEADLINE_POST.c.id == post)
        return found[0] if found else None

    def of_period(self, period: Period) -> tuple[DeadlinePost, ...]:
        return self._some(DEADLINE_POST.c.period == str(period))

    def of_group(self, group: int) -> tuple[DeadlinePost, ...]:
        """Oldest first."""
        return self._some(DEADLINE_POST.c.group == group)

    def shown(self, post: int, shown: str, edit_at: datetime, key: str | None = None) -> None:
        """What it says from now on; `key` where it was posted (anew) and not edited."""
        values: dict[str, object] = {"shown": shown, "edit_at": edit_at, "turns": DEADLINE_POST.c.turns + 1}
        if key is not None:
            values["key"] = key
        self._connection.execute(update(DEADLINE_POST).where(DEADLINE_POST.c.id == post).values(**values))

    def forget_message(self, post: int) -> None:
        """Its message cannot be edited any more (the group moved): it is posted anew at the next refreshing."""
        self._connection.execute(update(DEADLINE_POST).where(DEADLINE_POST.c.id == post).values(key="", shown=""))

    def end_of_group(self, group: int) -> None:
        """The group was unbound."""
        self._connection.execute(delete(DEADLINE_POST).where(DEADLINE_POST.c.group == group))

    def acknowledge(self, subject: str, telegram_id: int, name: str, now: datetime) -> bool:
        """收到, once a person; False where they had."""
        values = {"subject": subject, "telegram_id": telegram_id, "name": name, "at": now}
        return _ACKNOWLEDGE(self._connection, values) is not None

    def acknowledged(self, subject: str) -> tuple[Acknowledged, ...]:
        """In the order of confirming."""
        columns = (ACKNOWLEDGEMENT.c.telegram_id, ACKNOWLEDGEMENT.c.name, ACKNOWLEDGEMENT.c.at)
        query = select(*columns).where(ACKNOWLEDGEMENT.c.subject == subject).order_by(ACKNOWLEDGEMENT.c.id)
        return tuple(Acknowledged(*row) for row in self._connection.execute(query))

    def count_acknowledged(self, subject: str) -> int:
        query = select(func.count()).where(ACKNOWLEDGEMENT.c.subject == subject)
        return int(self._connection.execute(query).scalar_one())

    def _some(self, which: ColumnElement[bool]) -> tuple[DeadlinePost, ...]:
        query = select(*_COLUMNS).select_from(_JOINED).where(self._own, which).order_by(DEADLINE_POST.c.id)
        return tuple(_post(row) for row in self._connection.execute(query))


def _post(row: Row[Any]) -> DeadlinePost:
    values = dict(row._mapping)
    return DeadlinePost(**{**values, "period": Period.parse(values["period"])})
