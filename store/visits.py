"""Visits (视导) and their findings: `tx.visits`. A finding is open until it was mended and an official closed it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from store.audit import Audit
from store.tables import FINDING, VISIT
from store.telling import Telling, Told


class FindingState(StrEnum):
    OPEN = "open"
    MENDED = "mended"
    """The unit says that it is mended; an official has to look."""
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Visit:
    """Held on a local date; who took part and what was seen, as words or empty."""

    id: int
    unit: str
    held_on: date
    present: str
    seen: str
    recorded_by: int
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """What is to be mended by `mend_by`; `opened_at`: since when the unit knows of this day.

    `mended_words` are the unit's own and stay when it is opened again; `answer` is what an official said last.
    """

    id: int
    visit: int
    unit: str
    words: str
    mend_by: date
    opened_at: datetime
    state: FindingState
    mended_words: str
    mended_by: int | None
    mended_at: datetime | None
    answer: str
    answered_by: int | None
    answered_at: datetime | None
    added_by: int
    added_at: datetime


RECORDED, ADDED, MENDED = "visit.recorded", "finding.added", "finding.mended"
CLOSED, REOPENED, MOVED = "finding.closed", "finding.reopened", "finding.moved"
VISITS_TOLD = Told(VISIT, RECORDED)
FINDINGS_TOLD = Told(FINDING, ADDED, MENDED, CLOSED, REOPENED, MOVED)

_VISITS = select(*VISIT.c).where(VISIT.c.programme == bindparam("in_programme")).order_by(VISIT.c.held_on, VISIT.c.id)
_FINDINGS = (
    select(*FINDING.c).where(FINDING.c.programme == bindparam("in_programme")).order_by(FINDING.c.mend_by, FINDING.c.id)
)
_UNTOUCHED = {"mended_words": "", "mended_by": None, "mended_at": None}
_UNANSWERED = {"answer": "", "answered_by": None, "answered_at": None}


class Visits:
    def __init__(self, connection: Connection, programme: str, audit: Audit) -> None:
        self._connection = connection
        self._asked = {"in_programme": programme}
        self._programme = programme
        self._visits = VISITS_TOLD.at(connection, audit)
        self._findings = FINDINGS_TOLD.at(connection, audit)

    def record(
        self, unit: str, held_on: date, *, by: int, who: str, now: datetime, present: str = "", seen: str = ""
    ) -> Visit:
        values = {"programme": self._programme, "unit": unit, "held_on": held_on, "present": present, "seen": seen}
        values |= {"recorded_by": by, "recorded_at": now}
        return _visit(self._visits.add(Telling(RECORDED, who, now), values))

    def add_finding(self, visit: int, words: str, mend_by: date, *, by: int, who: str, now: datetime) -> Finding:
        """Note what was found on the visit; a LookupError where there is no such visit."""
        of = self.get(visit)
        if of is None:
            raise LookupError(f"visit {visit} is not there")
        values = {"programme": self._programme, "visit": visit, "unit": of.unit, "words": words, "mend_by": mend_by}
        values |= {"opened_at": now, "state": str(FindingState.OPEN), "added_by": by, "added_at": now}
        return _finding(self._findings.add(Telling(ADDED, who, now), values | _UNTOUCHED | _UNANSWERED))

    def tell_mended(self, finding: int, words: str, *, by: int, who: str, now: datetime) -> Finding | None:
        """The unit says how it was mended; None where it is not open."""
        values = {"state": str(FindingState.MENDED), "mended_words": words, "mended_by": by, "mended_at": now}
        return self._change(finding, (FindingState.OPEN,), Telling(MENDED, who, now), values)

    def close(self, finding: int, *, by: int, who: str, now: datetime, answer: str = "") -> Finding | None:
        """An official is content, whether the unit told or not; None where it is closed already."""
        values = {"state": str(FindingState.CLOSED), "answer": answer, "answered_by": by, "answered_at": now}
        return self._change(finding, (FindingState.OPEN, FindingState.MENDED), Telling(CLOSED, who, now), values)

    def reopen(
        self, finding: int, answer: str, *, by: int, who: str, now: datetime, mend_by: date | None = None
    ) -> Finding | None:
        """An official is not content and says why, with another day if wanted; None where it is open."""
        values = {"opened_at": now, "state": str(FindingState.OPEN)}
        values |= {"answer": answer, "answered_by": by, "answered_at": now}
        if mend_by is not None:
            values["mend_by"] = mend_by
        return self._change(finding, (FindingState.MENDED, FindingState.CLOSED), Telling(REOPENED, who, now), values)

    def move(self, finding: int, mend_by: date, *, who: str, now: datetime) -> Finding | None:
        """An official gives another day; None where it is not open."""
        values = {"opened_at": now, "mend_by": mend_by}
        return self._change(finding, (FindingState.OPEN,), Telling(MOVED, who, now), values)

    def get(self, visit: int) -> Visit | None:
        row = self._connection.execute(_VISITS.where(VISIT.c.id == visit), self._asked).first()
        return _visit(row) if row else None

    def finding(self, finding: int) -> Finding | None:
        row = self._row(finding)
        return _finding(row) if row else None

    def of_unit(self, unit: str | None = None) -> tuple[Visit, ...]:
        """By their dates; None: of all units."""
        query = _VISITS if unit is None else _VISITS.where(VISIT.c.unit == unit)
        return tuple(map(_visit, self._connection.execute(query, self._asked)))

    def findings(
        self, states: Collection[FindingState] | None = None, unit: str | None = None, visit: int | None = None
    ) -> tuple[Finding, ...]:
        """In the order of the days by which they are to be mended."""
        query = _FINDINGS
        if states is not None:
            query = query.where(FINDING.c.state.in_([str(state) for state in states]))
        for column, wanted in ((FINDING.c.unit, unit), (FINDING.c.visit, visit)):
            if wanted is not None:
                query = query.where(column == wanted)
        return tuple(map(_finding, self._connection.execute(query, self._asked)))

    def _change(
        self, finding: int, states: Collection[FindingState], telling: Telling, values: dict[str, Any]
    ) -> Finding | None:
        row = self._row(finding)
        if row is None or row.state not in states:
            return None
        return _finding(self._findings.change(telling, row, values))

    def _row(self, finding: int) -> Row[Any] | None:
        return self._connection.execute(_FINDINGS.where(FINDING.c.id == finding), self._asked).first()


def _visit(row: Row[Any]) -> Visit:
    return Visit(row.id, row.unit, row.held_on, row.present, row.seen, row.recorded_by, row.recorded_at)


def _finding(row: Row[Any]) -> Finding:
    values = {name: value for name, value in row._mapping.items() if name not in {"programme", "state"}}
    return Finding(**values, state=FindingState(row.state))
