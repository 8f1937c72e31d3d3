"""The audit trail: append-only rows, one hash chain a unit. Written in the transaction of what they tell of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, func, insert, select

from store import chains
from store.chains import Plain
from store.records import Break, Head, Link
from store.tables import AUDIT


class Mark(NamedTuple):
    """The newest row of the whole trail: while it is the same, nothing has changed."""

    id: int
    hash: str


class Audit:
    """`tx.audit`. The unit is `` for what belongs to none."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._grown: dict[str, Head] = {}

    @property
    def grown(self) -> tuple[Head, ...]:
        """The heads of the chains that this transaction lengthened."""
        return tuple(self._grown.values())

    def append(
        self,
        unit: str,
        who: str,
        what: str,
        before: Mapping[str, Plain] | None,
        after: Mapping[str, Plain] | None,
        now: datetime,
    ) -> Head:
        """Add a link. `who` is an id such as `person:12` or `cli`, never a name; `now` is CLOCK time."""
        last = self._grown.get(unit) or self.head(unit)
        link = chains.link(last, now, who, what, chains.canonical(before), chains.canonical(after))
        self._connection.execute(insert(AUDIT).values(**chains.columns(link)))
        self._grown[unit] = Head(unit, link.number, link.hash)
        return self._grown[unit]

    def head(self, unit: str) -> Head:
        """The last link of the chain; an empty chain's head has count 0."""
        query = select(AUDIT.c.number, AUDIT.c.hash).where(AUDIT.c.unit == unit).order_by(AUDIT.c.number.desc())
        found = self._connection.execute(query.limit(1)).first()
        return Head(unit, found.number, found.hash) if found else Head(unit, 0, "")

    def heads(self) -> tuple[Head, ...]:
        """The heads of all chains, by unit."""
        last = select(AUDIT.c.unit, func.max(AUDIT.c.number).label("number")).group_by(AUDIT.c.unit).subquery()
        joined = AUDIT.join(last, (AUDIT.c.unit == last.c.unit) & (AUDIT.c.number == last.c.number))
        query = select(AUDIT.c.unit, AUDIT.c.number, AUDIT.c.hash).select_from(joined).order_by(AUDIT.c.unit)
        return tuple(Head(*row) for row in self._connection.execute(query))

    def newest(self) -> Mark:
        """How far the trail goes; id 0 where it is empty."""
        found = self._connection.execute(select(AUDIT.c.id, AUDIT.c.hash).order_by(AUDIT.c.id.desc()).limit(1)).first()
        return Mark(found.id, found.hash) if found else Mark(0, "")

    def units_since(self, mark: Mark) -> tuple[str, ...] | None:
        """The units of which anything was noted after the mark; None where the trail does not hold it any more.

        A row that was rolled back is not held: another one has its number now.
        """
        if mark.id:
            held = self._connection.execute(select(AUDIT.c.hash).where(AUDIT.c.id == mark.id)).scalar()
            if held != mark.hash:
                return None
        query = select(AUDIT.c.unit).where(AUDIT.c.id > mark.id, AUDIT.c.unit != "").distinct()
        return tuple(self._connection.execute(query).scalars())

    def links(self, unit: str | None = None) -> Iterator[Link]:
        """The rows of one chain or of all, chain by chain in order."""
        columns = [AUDIT.c[name] for name in chains.COLUMNS]
        query = select(*columns).order_by(AUDIT.c.unit, AUDIT.c.number, AUDIT.c.id)
        if unit is not None:
            query = query.where(AUDIT.c.unit == unit)
        return (Link(*row) for row in self._connection.execute(query))

    def verify(self, heads: Iterable[Head] = ()) -> tuple[Break, ...]:
        """Recompute every chain; `heads` noted elsewhere show a cut tail too. Empty when all is as it was written."""
        return chains.verify(self.links(), heads)
