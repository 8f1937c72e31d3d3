"""Open answers, one draft for a unit and period whoever fills it: `tx.drafts`. The body is the dialog codec's JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, select, update

from programmes.periods import Period
from store.inserting import insert_new
from store.records import Draft
from store.refusals import DraftChangedError
from store.tables import DRAFT

_COLUMNS = (DRAFT.c.unit, DRAFT.c.period, DRAFT.c.body, DRAFT.c.version, DRAFT.c.filler, DRAFT.c.touched_at)


class Drafts:
    def __init__(self, connection: Connection, programme: str) -> None:
        self._connection = connection
        self._programme = programme

    def load(self, unit: str, period: Period) -> Draft | None:
        found = self._connection.execute(select(*_COLUMNS).where(*self._at(unit, period))).first()
        return Draft(*found) if found and found.body is not None else None

    def of_unit(self, unit: str) -> tuple[Draft, ...]:
        """The unit's drafts, by period."""
        return self._found(DRAFT.c.unit == unit)

    def of_period(self, period: Period) -> frozenset[str]:
        """The units that have a draft for the period."""
        return frozenset(draft.unit for draft in self._found(DRAFT.c.period == str(period)))

    def save(self, unit: str, period: Period, body: str, expected_version: int, filler: int, now: datetime) -> int:
        """Store the answers and return the new version. `expected_version` is the one loaded, 0 where there was none.

        Raises DraftChangedError when someone else saved or discarded it meanwhile.
        """
        values: dict[str, Any] = {"body": body, "filler": filler, "touched_at": now}
        if expected_version == 0:
            return self._begin(unit, period, values)
        same = update(DRAFT).where(
            *self._at(unit, period), DRAFT.c.version == expected_version, DRAFT.c.body.is_not(None)
        )
        if not self._connection.execute(same.values(version=expected_version + 1, **values)).rowcount:
            raise DraftChangedError(unit, str(period))
        return expected_version + 1

    def delete(self, unit: str, period: Period) -> bool:
        """Discard the draft; False where there is none. Its version lives on, so no late save can bring it back."""
        held = update(DRAFT).where(*self._at(unit, period), DRAFT.c.body.is_not(None))
        return bool(self._connection.execute(held.values(body=None, version=DRAFT.c.version + 1)).rowcount)

    def _begin(self, unit: str, period: Period, values: dict[str, Any]) -> int:
        place = {"programme": self._programme, "unit": unit, "period": str(period)}
        if insert_new(self._connection, DRAFT, {**place, "version": 1, **values}):
            return 1
        discarded = update(DRAFT).where(*self._at(unit, period), DRAFT.c.body.is_(None))
        again = discarded.values(version=DRAFT.c.version + 1, **values).returning(DRAFT.c.version)
        version: int | None = self._connection.execute(again).scalar()
        if version is None:
            raise DraftChangedError(unit, str(period))
        return version

    def _at(self, unit: str, period: Period) -> tuple[ColumnElement[bool], ...]:
        return (DRAFT.c.programme == self._programme, DRAFT.c.unit == unit, DRAFT.c.period == str(period))

    def _found(self, condition: ColumnElement[bool]) -> tuple[Draft, ...]:
        query = select(*_COLUMNS).where(DRAFT.c.programme == self._programme, condition, DRAFT.c.body.is_not(None))
        return tuple(Draft(*row) for row in self._connection.execute(query.order_by(DRAFT.c.unit, DRAFT.c.period)))
