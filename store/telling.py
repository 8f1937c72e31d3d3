"""Rows whose every change is told: written and changed only together with a link in their unit's audit chain.

Used by the repositories of what an evaluation needs (`entering`, `evidence`, `visits`, …). A link holds the whole row
as it stands after it, so that `verify` finds every row that was changed, added or removed behind the trail's back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Table, bindparam, insert, select, update

from store.audit import Audit
from store.chains import Plain, canonical
from store.records import Break, Link


class Telling(NamedTuple):
    """What happened, who did it (`person:12`), and when (CLOCK time)."""

    what: str
    who: str
    now: datetime


class Told:
    """A table and the links that tell of its rows. Its statements are made once, at import."""

    def __init__(self, table: Table, *tells: str) -> None:
        self.tells = frozenset(tells)
        self._table = table
        self._insert = insert(table).returning(*table.c)
        self._update = update(table).where(table.c.id == bindparam("of_id")).returning(*table.c)

    def at(self, connection: Connection, audit: Audit) -> Rows:
        return Rows(self, connection, audit)

    def insert(self, connection: Connection, values: Mapping[str, Any]) -> Row[Any]:
        return connection.execute(self._insert, values).one()

    def update(self, connection: Connection, row: int, values: Mapping[str, Any]) -> Row[Any]:
        return connection.execute(self._update, {"of_id": row, **values}).one()

    def disagreements(self, connection: Connection, links: Mapping[str, list[Link]]) -> Iterator[Break]:
        """Rows that differ from the last link that tells of them; `links` are all, by what they say, in order."""
        last: dict[int, Link] = {}
        for one in sorted((link for what in self.tells for link in links.get(what, ())), key=_place):
            last[json.loads(one.after)["id"]] = one
        for row in connection.execute(select(*self._table.c).order_by(self._table.c.id)):
            link = last.pop(row.id, None)
            if link is None:
                yield Break(row.unit, 0, "record_untold")
            elif link.after != canonical(told(row)):
                yield Break(link.unit, link.number, "record_differs")
        for link in last.values():
            yield Break(link.unit, link.number, "record_lost")


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one table within one transaction."""

    told: Told
    connection: Connection
    audit: Audit

    def add(self, telling: Telling, values: Mapping[str, Any]) -> Row[Any]:
        row = self.told.insert(self.connection, values)
        self.audit.append(row.unit, telling.who, telling.what, None, told(row), telling.now)
        return row

    def change(self, telling: Telling, before: Row[Any], values: Mapping[str, Any]) -> Row[Any]:
        row = self.told.update(self.connection, before.id, values)
        self.audit.append(row.unit, telling.who, telling.what, told(before), told(row), telling.now)
        return row


def told(row: Row[Any]) -> dict[str, Plain]:
    """All columns of the row, as the audit trail holds them."""
    return {name: _plain(value) for name, value in row._mapping.items()}


def by_what(links: Iterator[Link], told_of: frozenset[str]) -> dict[str, list[Link]]:
    """Those of the links that tell of rows, by what they say."""
    found: dict[str, list[Link]] = {}
    for link in links:
        if link.what in told_of:
            found.setdefault(link.what, []).append(link)
    return found


def _place(link: Link) -> tuple[str, int]:
    return link.unit, link.number


def _plain(value: Any) -> Plain:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    plain: Plain = value
    return plain
