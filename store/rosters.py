"""Which units are expected for a period: `tx.rosters`. Fixed once, at the due moment; before it units can be exempted.

Lateness, circulars and the evaluation count by it, so that a unit that joins or leaves later changes no past period.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from programmes.periods import Period
from store.inserting import Put
from store.tables import ROSTER, ROSTER_UNIT

_PUT = Put(ROSTER_UNIT)


@dataclass(frozen=True, slots=True)
class Roster:
    """The expected units of a period and the exempt ones with the reason. `fixed_at` None: the due moment is to come,
    and every unit that is not exempt is expected.
    """

    period: Period
    fixed_at: datetime | None
    expected: tuple[str, ...]
    exempt: dict[str, str]


class Rosters:
    def __init__(self, connection: Connection, programme: str) -> None:
        self._connection = connection
        self._programme = programme

    def of(self, period: Period) -> Roster:
        """As it stands; `expected` is empty before it is fixed. In the order in which the units were handed in."""
        query = select(ROSTER_UNIT.c.unit, ROSTER_UNIT.c.exempt).where(
            ROSTER_UNIT.c.programme == self._programme, ROSTER_UNIT.c.period == str(period)
        )
        rows = self._connection.execute(query.order_by(ROSTER_UNIT.c.unit)).all()
        fixed = self._fixed_at(period)
        expected = tuple(row.unit for row in rows if row.exempt is None)
        return Roster(period, fixed, expected, {row.unit: row.exempt for row in rows if row.exempt is not None})

    def fixed(self) -> frozenset[Period]:
        """The periods whose roster is fixed."""
        query = select(ROSTER.c.period).where(ROSTER.c.programme == self._programme)
        return frozenset(Period.parse(period) for period in self._connection.execute(query).scalars())

    def fix(self, period: Period, units: Sequence[str], now: datetime) -> bool:
        """Fix it with those of `units` that are not exempt; False where it was fixed before, and stays."""
        if self._fixed_at(period):
            return False
        exempt = self.of(period).exempt
        head = {"programme": self._programme, "period": str(period)}
        self._connection.execute(insert(ROSTER).values(**head, fixed_at=now))
        rows = [
            {**head, "unit": unit, "exempt": None, "who": "service", "at": now} for unit in units if unit not in exempt
        ]
        if rows:
            self._connection.execute(insert(ROSTER_UNIT), rows)
        return True

    def exempt(self, period: Period, unit: str, reason: str, who: str, now: datetime) -> bool:
        """The unit need not report; the reason is said wherever it is left out. False once the roster is fixed."""
        if self._fixed_at(period):
            return False
        values = {"unit": unit, "exempt": reason, "who": who, "at": now}
        _PUT(self._connection, {"programme": self._programme, "period": str(period), **values})
        return True

    def expect(self, period: Period, unit: str) -> bool:
        """The unit is to report after all. False once the roster is fixed, or where it was not exempt."""
        if self._fixed_at(period):
            return False
        taken_back = delete(ROSTER_UNIT).where(
            ROSTER_UNIT.c.programme == self._programme,
            ROSTER_UNIT.c.period == str(period),
            ROSTER_UNIT.c.unit == unit,
            ROSTER_UNIT.c.exempt.is_not(None),
        )
        return bool(self._connection.execute(taken_back).rowcount)

    def _fixed_at(self, period: Period) -> datetime | None:
        query = select(ROSTER.c.fixed_at).where(ROSTER.c.programme == self._programme, ROSTER.c.period == str(period))
        found: datetime | None = self._connection.execute(query).scalar()
        return found
