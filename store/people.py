"""People and what they are for which unit: `tx.people`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, insert, select, update

from programmes.roles import Role
from store.inserting import InsertNew
from store.records import Membership, Person, Seated
from store.tables import MEMBERSHIP, PERSON, SESSION

_COLUMNS = (PERSON.c.id, PERSON.c.telegram_id, PERSON.c.name, PERSON.c.language, PERSON.c.unreachable_why)
_BY_TELEGRAM = select(*_COLUMNS).where(PERSON.c.telegram_id == bindparam("of"))
_BY_ID = select(*_COLUMNS).where(PERSON.c.id == bindparam("of"))
_ADD = InsertNew(PERSON)
_MEMBERSHIPS = (
    select(MEMBERSHIP.c.role, MEMBERSHIP.c.unit)
    .where(MEMBERSHIP.c.person == bindparam("of"), MEMBERSHIP.c.revoked_at.is_(None))
    .order_by(MEMBERSHIP.c.granted_at, MEMBERSHIP.c.id)
)
_SEATED = (
    select(*_COLUMNS, MEMBERSHIP.c.role, MEMBERSHIP.c.unit, SESSION.c.body, SESSION.c.saved_at)
    .select_from(PERSON.join(MEMBERSHIP, MEMBERSHIP.c.person == PERSON.c.id).outerjoin(SESSION))
    .where(MEMBERSHIP.c.revoked_at.is_(None))
    .order_by(PERSON.c.id, MEMBERSHIP.c.granted_at, MEMBERSHIP.c.id)
)


class People:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def by_telegram(self, telegram_id: int) -> Person | None:
        return self._one(_BY_TELEGRAM, telegram_id)

    def by_id(self, person: int) -> Person | None:
        return self._one(_BY_ID, person)

    def add(self, telegram_id: int, name: str, language: str | None, now: datetime) -> Person:
        """The person of that account, new or known already."""
        values = {"telegram_id": telegram_id, "name": name, "language": language, "added_at": now}
        _ADD(self._connection, values)
        found = self.by_telegram(telegram_id)
        if found is None:
            raise LookupError("a person just added is not there")
        return found

    def set_language(self, person: int, language: str) -> None:
        self._change(person, language=language)

    def set_unreachable(self, person: int, why: str | None) -> None:
        """Telegram refuses messages to this person (blocked, deleted); None: they are back."""
        self._change(person, unreachable_why=why)

    def memberships(self, person: int) -> tuple[Membership, ...]:
        """What the person is now, in the order of granting."""
        found = self._connection.execute(_MEMBERSHIPS, {"of": person})
        return tuple(Membership(Role(row.role), row.unit or None) for row in found)

    def grant(self, person: int, role: Role, unit: str | None, by: str, now: datetime) -> bool:
        """Give a role, for one unit or (None) for all; False where the person has it already."""
        if Membership(role, unit) in self.memberships(person):
            return False
        given = {"granted_by": by, "granted_at": now, "revoked_at": None}
        again = self._connection.execute(update(MEMBERSHIP).where(*_is(person, role, unit)).values(**given))
        if not again.rowcount:
            self._connection.execute(insert(MEMBERSHIP).values(person=person, role=str(role), unit=unit or "", **given))
        return True

    def revoke(self, person: int, role: Role, unit: str | None, now: datetime) -> bool:
        """Take a role away; False where the person does not have it."""
        held = update(MEMBERSHIP).where(*_is(person, role, unit), MEMBERSHIP.c.revoked_at.is_(None))
        return bool(self._connection.execute(held.values(revoked_at=now)).rowcount)

    def of_unit(self, unit: str | None, *roles: Role) -> tuple[Person, ...]:
        """Who has one of the roles for that unit, or (None) for all units; each once, by the order of the roles."""
        return tuple({one.id: one for role in roles for one in self._with_role(unit, role)}.values())

    def _with_role(self, unit: str | None, role: Role) -> tuple[Person, ...]:
        query = (
            select(*_COLUMNS)
            .join(MEMBERSHIP, MEMBERSHIP.c.person == PERSON.c.id)
            .where(MEMBERSHIP.c.unit == (unit or ""), MEMBERSHIP.c.role == str(role), MEMBERSHIP.c.revoked_at.is_(None))
        )
        return tuple(Person(*row) for row in self._connection.execute(query.order_by(PERSON.c.id)))

    def seated(self) -> tuple[Seated, ...]:
        """Everyone who holds a role, with all roles and how their conversation stands, in one query."""
        found: dict[int, Seated] = {}
        for row in self._connection.execute(_SEATED):
            role = Membership(Role(row.role), row.unit or None)
            known = found.get(row.id)
            roles = (*known.roles, role) if known else (role,)
            person = Person(row.id, row.telegram_id, row.name, row.language, row.unreachable_why)
            found[row.id] = Seated(person, roles, row.body, row.saved_at)
        return tuple(found.values())

    def _one(self, query: Select[*tuple[Any, ...]], of: int) -> Person | None:
        found = self._connection.execute(query, {"of": of}).first()
        return Person(*found) if found else None

    def _change(self, person: int, **values: str | None) -> None:
        self._connection.execute(update(PERSON).where(PERSON.c.id == person).values(**values))


def _is(person: int, role: Role, unit: str | None) -> tuple[ColumnElement[bool], ...]:
    return (MEMBERSHIP.c.person == person, MEMBERSHIP.c.role == str(role), MEMBERSHIP.c.unit == (unit or ""))
