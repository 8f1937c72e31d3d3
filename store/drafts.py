"""Open answers, one draft for a unit and month or quarter whoever fills it: `tx.drafts`. Bodies are JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from programmes.periods import Period
from programmes.quarters import Quarter
from store.inserting import InsertNew
from store.records import Draft
from store.refusals import DraftChangedError
from store.tables import DRAFT

Span = Period | Quarter
_COLUMNS = (DRAFT.c.unit, DRAFT.c.period, DRAFT.c.body, DRAFT.c.version, DRAFT.c.filler, DRAFT.c.touched_at)


# Bound names differ from the columns', which SQLAlchemy keeps for the values of an update.
_OF_UNIT = (DRAFT.c.programme == bindparam("in_programme")) & (DRAFT.c.unit == bindparam("of_unit"))
_HERE = _OF_UNIT & (DRAFT.c.period == bindparam("of_period"))
_OPEN = DRAFT.c.body.is_not(None)
_LOAD = select(*_COLUMNS).where(_HERE, _OPEN)
_ALL_OF_UNIT = select(*_COLUMNS).where(_OF_UNIT, _OPEN).order_by(DRAFT.c.period)
_UNITS = select(DRAFT.c.unit).where(
    DRAFT.c.programme == bindparam("in_programme"), DRAFT.c.period == bindparam("of_period"), _OPEN
)
_BEGIN = InsertNew(DRAFT)
_WRITTEN: dict[str, Any] = {name: bindparam(f"new_{name}") for name in ("body", "filler", "touched_at")}
_NEXT = update(DRAFT).values(version=DRAFT.c.version + 1).returning(DRAFT.c.version)
_SAVE = _NEXT.where(_HERE, _OPEN, DRAFT.c.version == bindparam("expected")).values(**_WRITTEN)
_BEGIN_AGAIN = _NEXT.where(_HERE, DRAFT.c.body.is_(None)).values(**_WRITTEN)
_DISCARD = _NEXT.where(_HERE, _OPEN).values(body=None)


class Drafts:
    def __init__(self, connection: Connection, programme: str) -> None:
        self._connection = connection
        self._programme = programme

    def load(self, unit: str, period: Span) -> Draft | None:
        found = self._connection.execute(_LOAD, self._at(unit, period)).first()
        return Draft(*found) if found else None

    def of_unit(self, unit: str) -> tuple[Draft, ...]:
        """The unit's drafts, by period."""
        found = self._connection.execute(_ALL_OF_UNIT, {"in_programme": self._programme, "of_unit": unit})
        return tuple(Draft(*row) for row in found)

    def of_period(self, period: Span) -> frozenset[str]:
        """The units that have a draft for the period."""
        asked = {"in_programme": self._programme, "of_period": str(period)}
        return frozenset(self._connection.execute(_UNITS, asked).scalars())

    def save(self, unit: str, period: Span, body: str, expected_version: int, filler: int, now: datetime) -> int:
        """Store the answers and return the new version. `expected_version` is the one loaded, 0 where there was none.

        Raises DraftChangedError when someone else saved or discarded it meanwhile.
        """
        new = {"new_body": body, "new_filler": filler, "new_touched_at": now}
        place = self._at(unit, period)
        if expected_version:
            version = self._connection.execute(_SAVE, {**place, **new, "expected": expected_version}).scalar()
        elif self._begin(unit, period, body, filler, now):
            version = 1
        else:
            version = self._connection.execute(_BEGIN_AGAIN, {**place, **new}).scalar()
        if version is None:
            raise DraftChangedError(unit, str(period))
        return int(version)

    def delete(self, unit: str, period: Span) -> bool:
        """Discard the draft; False where there is none. Its version lives on, so no late save can bring it back."""
        return self._connection.execute(_DISCARD, self._at(unit, period)).first() is not None

    def _begin(self, unit: str, period: Span, body: str, filler: int, now: datetime) -> bool:
        place = {"programme": self._programme, "unit": unit, "period": str(period)}
        values = {**place, "version": 1, "body": body, "filler": filler, "touched_at": now}
        return _BEGIN(self._connection, values) is not None

    def _at(self, unit: str, period: Span) -> dict[str, Any]:
        return {"in_programme": self._programme, "of_unit": unit, "of_period": str(period)}
