"""Work groups: `tx.groups`. Bound by a one-time code, re-keyed when they become supergroups, inactive with a reason."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update

from store.inserting import InsertNew
from store.tables import BIND_CODE, DEADLINE_POST, WORK_GROUP

LIFETIME = timedelta(days=2)
# 144 bits; a `startgroup` link takes 64 characters.
_CODE_BYTES = 18


class GroupState(StrEnum):
    """Only active groups are posted to. `proposed`: the code was used, the coordinator has not confirmed the title."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    LEFT = "left"
    KICKED = "kicked"
    RESTRICTED = "restricted"
    TOPIC_CLOSED = "topic_closed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class WorkGroup:
    """`unit_class` None: all classes. `privileged`: the bot is an administrator there and sees every message."""

    id: int
    chat: int
    topic: int | None
    unit_class: str | None
    title: str
    language: str
    privileged: bool
    state: GroupState
    reason: str
    bound_by: int


_COLUMNS = tuple(
    WORK_GROUP.c[name]
    for name in ("id", "chat", "topic", "unit_class", "title", "language", "privileged", "state", "reason", "bound_by")
)
_ADD = InsertNew(WORK_GROUP)


class Groups:
    def __init__(self, connection: Connection, programme: str) -> None:
        self._connection = connection
        self._programme = programme
        self._own = WORK_GROUP.c.programme == programme

    def issue(self, unit_class: str | None, by: int, now: datetime, lifetime: timedelta = LIFETIME) -> str:
        """A new code for a group of that class (None: all), returned this once. Real time."""
        code = secrets.token_urlsafe(_CODE_BYTES)
        values = {"programme": self._programme, "code_hash": _hash(code), "unit_class": unit_class or ""}
        times = {"issued_by": by, "issued_at": now, "expires_at": now + lifetime}
        self._connection.execute(insert(BIND_CODE).values(**values, **times))
        return code

    def redeem(self, code: str, now: datetime) -> tuple[str | None, int] | None:
        """Use the code up: the class that it is for and who asked for it. None where it is not good. Real time."""
        good = (
            BIND_CODE.c.programme == self._programme,
            BIND_CODE.c.code_hash == _hash(code),
            BIND_CODE.c.expires_at > now,
            BIND_CODE.c.used_at.is_(None),
        )
        used = update(BIND_CODE).where(*good).values(used_at=now)
        found = self._connection.execute(used.returning(BIND_CODE.c.unit_class, BIND_CODE.c.issued_by)).first()
        return (found.unit_class or None, found.issued_by) if found else None

    def propose(
        self, chat: int, topic: int | None, unit_class: str | None, title: str, language: str, by: int, now: datetime
    ) -> WorkGroup:
        """A group whose title a coordinator is to confirm; one bound before is proposed anew."""
        values = {
            "topic": topic,
            "unit_class": unit_class or "",
            "title": title,
            "language": language,
            "state": str(GroupState.PROPOSED),
            "reason": "",
            "bound_by": by,
            "bound_at": now,
            "changed_at": now,
        }
        made = _ADD(self._connection, {"programme": self._programme, "chat": chat, "privileged": False, **values})
        if made is None:
            self._connection.execute(update(WORK_GROUP).where(self._own, WORK_GROUP.c.chat == chat).values(**values))
        found = self.by_chat(chat)
        if found is None:
            raise LookupError("a group just proposed is not there")
        return found

    def by_chat(self, chat: int) -> WorkGroup | None:
        return self._one(WORK_GROUP.c.chat == chat)

    def by_id(self, group: int) -> WorkGroup | None:
        return self._one(WORK_GROUP.c.id == group)

    def every(self) -> tuple[WorkGroup, ...]:
        """All groups, in the order of their binding."""
        query = select(*_COLUMNS).where(self._own).order_by(WORK_GROUP.c.id)
        return tuple(_group(row) for row in self._connection.execute(query))

    def active(self) -> tuple[WorkGroup, ...]:
        return tuple(one for one in self.every() if one.state is GroupState.ACTIVE)

    def set_state(self, group: int, state: GroupState, reason: str, now: datetime) -> bool:
        """False where it stood so already: whoever is told of changes is told once."""
        changed = update(WORK_GROUP).where(WORK_GROUP.c.id == group, WORK_GROUP.c.state != str(state))
        return bool(self._connection.execute(changed.values(state=str(state), reason=reason, changed_at=now)).rowcount)

    def set_topic(self, group: int, topic: int | None) -> None:
        self._change(group, topic=topic)

    def set_privileged(self, group: int, privileged: bool) -> None:
        self._change(group, privileged=privileged)

    def set_title(self, group: int, title: str) -> None:
        self._change(group, title=title)

    def unbind(self, group: int) -> bool:
        """Forget the group. Its posts go with it, so the caller ends them first."""
        gone = delete(WORK_GROUP).where(self._own, WORK_GROUP.c.id == group)
        return bool(self._connection.execute(gone).rowcount)

    def move(self, old: int, new: int) -> WorkGroup | None:
        """The group became a supergroup of another number. The group as it now is; None where nothing was to move:
        Telegram tells it up to three times.
        """
        group = self.by_chat(old)
        if group is None:
            return None
        if twin := self.by_chat(new):
            self._connection.execute(delete(DEADLINE_POST).where(DEADLINE_POST.c.group == twin.id))
            self.unbind(twin.id)
        self._change(group.id, chat=new)
        return self.by_id(group.id)

    def _change(self, group: int, **values: object) -> None:
        self._connection.execute(update(WORK_GROUP).where(WORK_GROUP.c.id == group).values(**values))

    def _one(self, which: ColumnElement[bool]) -> WorkGroup | None:
        row = self._connection.execute(select(*_COLUMNS).where(self._own, which)).first()
        return _group(row) if row else None


def _group(row: Row[Any]) -> WorkGroup:
    values = dict(row._mapping)
    return WorkGroup(**{**values, "unit_class": values["unit_class"] or None, "state": GroupState(values["state"])})


def _hash(code: str) -> str:
    """Enough for random codes: there is nothing to guess them by."""
    return sha256(code.encode("utf-8", "backslashreplace")).hexdigest()
