"""The units' own assessments (年底自查): `tx.self_assessments`. Handed in, a unit's draft claims become proposals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from store.audit import Audit
from store.entering import EnteredFacts
from store.tables import SELF_ASSESSMENT
from store.telling import Telling, Told


@dataclass(frozen=True, slots=True)
class Submitted:
    """A unit handed in so many claims."""

    id: int
    rulebook: str
    unit: str
    claims: int
    submitted_by: int
    submitted_at: datetime


SUBMITTED = "self_assessment.submitted"
TOLD = Told(SELF_ASSESSMENT, SUBMITTED)

_OF_RULEBOOK = (
    select(*SELF_ASSESSMENT.c)
    .where(
        SELF_ASSESSMENT.c.programme == bindparam("in_programme"),
        SELF_ASSESSMENT.c.rulebook == bindparam("of_rulebook"),
    )
    .order_by(SELF_ASSESSMENT.c.id)
)
_OF_UNIT = _OF_RULEBOOK.where(SELF_ASSESSMENT.c.unit == bindparam("of_unit"))


class SelfAssessments:
    def __init__(self, connection: Connection, programme: str, audit: Audit, facts: EnteredFacts) -> None:
        self._connection = connection
        self._programme = programme
        self._facts = facts
        self._rows = TOLD.at(connection, audit)

    def submit(self, rulebook: str, unit: str, *, by: int, who: str, now: datetime) -> Submitted | None:
        """Hand in all claims of the unit at once; None where it has none that are not handed in."""
        claims = self._facts.hand_in(rulebook, unit, who=who, now=now)
        if not claims:
            return None
        values = {
            "programme": self._programme,
            "rulebook": rulebook,
            "unit": unit,
            "claims": len(claims),
            "submitted_by": by,
            "submitted_at": now,
        }
        return _submitted(self._rows.add(Telling(SUBMITTED, who, now), values))

    def latest(self, rulebook: str, unit: str) -> Submitted | None:
        asked = {"in_programme": self._programme, "of_rulebook": rulebook, "of_unit": unit}
        found = self._connection.execute(_OF_UNIT, asked).all()
        return _submitted(found[-1]) if found else None

    def all(self, rulebook: str) -> tuple[Submitted, ...]:
        """Everything that was handed in, oldest first; a unit that handed in again is there again."""
        asked = {"in_programme": self._programme, "of_rulebook": rulebook}
        return tuple(map(_submitted, self._connection.execute(_OF_RULEBOOK, asked)))


def _submitted(row: Row[Any]) -> Submitted:
    return Submitted(row.id, row.rulebook, row.unit, row.claims, row.submitted_by, row.submitted_at)
