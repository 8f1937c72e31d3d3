"""The entries of facts: `tx.facts`. Proposed by one person, a fact stands when a second one has confirmed it.

A unit's own claims are drafts until it hands in its self-assessment. Nothing is overwritten: what stood, or was
proposed before, stays as a replaced entry.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, bindparam, select

from scoring.rulebooks.entered import Spot
from store.audit import Audit
from store.facts import Entry, FactState, Origin, entry_of, spot_of
from store.refusals import SamePersonError
from store.tables import FACT
from store.telling import Telling, Told

PROPOSED, HANDED_IN, CONFIRMED = "fact.proposed", "fact.handed_in", "fact.confirmed"
DECLINED, REPLACED = "fact.declined", "fact.replaced"
TOLD = Told(FACT, PROPOSED, HANDED_IN, CONFIRMED, DECLINED, REPLACED)

_OPEN = (str(FactState.DRAFT), str(FactState.PROPOSED))
_ALL = select(*FACT.c).where(FACT.c.programme == bindparam("in_programme")).order_by(FACT.c.id)
_AT_SPOT = _ALL.where(*(FACT.c[name] == bindparam(f"of_{name}") for name in Spot._fields))
_STANDING = _AT_SPOT.where(FACT.c.state == str(FactState.STANDING))
_OPEN_OF_UNIT = _AT_SPOT.where(FACT.c.state.in_(_OPEN), FACT.c.origin == str(Origin.UNIT))
_OPEN_OF_OFFICE = _AT_SPOT.where(FACT.c.state.in_(_OPEN), FACT.c.origin != str(Origin.UNIT))
_BY_ID = _ALL.where(FACT.c.id == bindparam("of_id"))


class EnteredFacts:
    def __init__(self, connection: Connection, programme: str, audit: Audit) -> None:
        self._connection = connection
        self._programme = programme
        self._rows = TOLD.at(connection, audit)

    def propose(
        self,
        spot: Spot,
        value: str | None,
        *,
        by: int,
        who: str,
        now: datetime,
        remark: str = "",
        origin: Origin = Origin.OFFICIAL,
        batch: str = "",
    ) -> Entry:
        """Enter it, in place of what the same side (unit or officials) had open there. `value` is canonical."""
        own = _OPEN_OF_UNIT if origin is Origin.UNIT else _OPEN_OF_OFFICE
        self._replace(own, spot, who, now)
        state = FactState.DRAFT if origin is Origin.UNIT else FactState.PROPOSED
        values = {
            "programme": self._programme,
            **spot._asdict(),
            "value": value,
            "remark": remark,
            "origin": str(origin),
            "state": str(state),
            "entered_by": by,
            "entered_at": now,
            "settled_by": None,
            "settled_at": None,
            "reason": "",
            "batch": batch,
        }
        return entry_of(self._rows.add(Telling(PROPOSED, who, now), values))

    def confirm(self, entry: int, *, by: int, who: str, now: datetime) -> Entry | None:
        """Make a proposed entry stand, in place of what stood there; None where it is not proposed any more.

        A SamePersonError where `by` entered it: two persons look at every fact.
        """
        row = self._row(entry)
        if row is None or row.state != FactState.PROPOSED:
            return None
        if row.entered_by == by:
            raise SamePersonError(f"person {by} entered fact {entry}: another one has to confirm it")
        self._replace(_STANDING, spot_of(row), who, now)
        values = {"state": str(FactState.STANDING), "settled_by": by, "settled_at": now}
        return entry_of(self._rows.change(Telling(CONFIRMED, who, now), row, values))

    def decline(self, entry: int, *, by: int, who: str, now: datetime, reason: str) -> Entry | None:
        """Settle an open entry without effect, one's own too (taking it back); None where it is not open any more."""
        row = self._row(entry)
        if row is None or row.state not in _OPEN:
            return None
        values = {"state": str(FactState.DECLINED), "settled_by": by, "settled_at": now, "reason": reason}
        return entry_of(self._rows.change(Telling(DECLINED, who, now), row, values))

    def hand_in(self, rulebook: str, unit: str, *, who: str, now: datetime) -> tuple[Entry, ...]:
        """The unit's drafts become proposals, all at once. Called by `tx.self_assessments.submit`."""
        proposed = {"state": str(FactState.PROPOSED)}
        rows = self._found(FactState.DRAFT, rulebook, unit)
        return tuple(entry_of(self._rows.change(Telling(HANDED_IN, who, now), row, proposed)) for row in rows)

    def get(self, entry: int) -> Entry | None:
        row = self._row(entry)
        return entry_of(row) if row else None

    def standing(
        self, rulebook: str | None = None, unit: str | None = None, keys: Collection[str] | None = None
    ) -> tuple[Entry, ...]:
        """What stands, and alone is scored; what was taken back is not there. `keys`: of these facts only."""
        rows = self._found(FactState.STANDING, rulebook, unit, *_among(keys))
        return tuple(entry_of(row) for row in rows if row.value is not None)

    def open(
        self,
        rulebook: str | None = None,
        unit: str | None = None,
        origin: Origin | None = None,
        batch: str | None = None,
        keys: Collection[str] | None = None,
    ) -> tuple[Entry, ...]:
        """What waits for a second person, oldest first; drafts are not there."""
        more = [*_among(keys), *([FACT.c.origin == str(origin)] if origin else [])]
        if batch is not None:
            more.append(FACT.c.batch == batch)
        return tuple(map(entry_of, self._found(FactState.PROPOSED, rulebook, unit, *more)))

    def drafts(self, rulebook: str, unit: str) -> tuple[Entry, ...]:
        """The claims that the unit has not handed in yet."""
        return tuple(map(entry_of, self._found(FactState.DRAFT, rulebook, unit)))

    def history(self, spot: Spot) -> tuple[Entry, ...]:
        """Everything that was ever entered there, oldest first."""
        return tuple(map(entry_of, self._connection.execute(_AT_SPOT, self._asked(spot))))

    def _replace(self, which: Any, spot: Spot, who: str, now: datetime) -> None:
        for row in self._connection.execute(which, self._asked(spot)).all():
            self._rows.change(Telling(REPLACED, who, now), row, {"state": str(FactState.REPLACED)})

    def _row(self, entry: int) -> Row[Any] | None:
        return self._connection.execute(_BY_ID, {"in_programme": self._programme, "of_id": entry}).first()

    def _found(
        self, state: FactState, rulebook: str | None, unit: str | None, *more: ColumnElement[bool]
    ) -> list[Row[Any]]:
        query = _ALL.where(FACT.c.state == str(state), *more)
        for column, wanted in ((FACT.c.rulebook, rulebook), (FACT.c.unit, unit)):
            if wanted is not None:
                query = query.where(column == wanted)
        return list(self._connection.execute(query, {"in_programme": self._programme}))

    def _asked(self, spot: Spot) -> dict[str, str]:
        return {"in_programme": self._programme, **{f"of_{name}": value for name, value in spot._asdict().items()}}


def _among(keys: Collection[str] | None) -> list[ColumnElement[bool]]:
    return [] if keys is None else [FACT.c.key.in_(keys)]
