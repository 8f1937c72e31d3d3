"""Circulars and their corrections: `tx.circulars`. A draft can change; what was approved is numbered and frozen.

The contract lets liaisons see other units' figures only as a published circular has them: `issue(number)` is where
those are read from.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, insert, or_, select, update

from programmes.periods import Period
from scoring.circulars.freezing import Frozen, Issue, freeze, thaw
from store.tables import CIRCULAR, REPORT

UNNUMBERED = 0
"""The number in a draft's body."""


class CircularState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    DISCARDED = "discarded"


class Papers(StrEnum):
    """Whether the picture and the table for the groups are made."""

    NONE = ""
    WANTED = "wanted"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class CircularRecord:
    """A draft (number None) or a published circular; `corrects` is the number that a 更正 corrects.

    `last_report` is the newest filed revision when it was computed.
    """

    id: int
    period: Period
    unit_class: str
    state: CircularState
    number: int | None
    corrects: int | None
    sha256: str
    last_report: int
    approved_at: datetime | None
    papers: Papers
    preview_for: int | None
    issue: Issue

    @property
    def nonce(self) -> str:
        """Names what a preview showed: another word or figure gives another."""
        return self.sha256[:8]


_COLUMNS = tuple(
    CIRCULAR.c[name]
    for name in (
        "id", "period", "unit_class", "state", "number", "corrects", "body", "sha256", "last_report", "approved_at",
        "papers", "preview_for",
    )
)  # fmt: skip
_PUBLISHED = CIRCULAR.c.state == str(CircularState.PUBLISHED)
_DRAFT = CIRCULAR.c.state == str(CircularState.DRAFT)


class Circulars:
    def __init__(self, connection: Connection, programme: str) -> None:
        self._connection = connection
        self._programme = programme
        self._own = CIRCULAR.c.programme == programme

    def get(self, circular: int) -> CircularRecord | None:
        return self._one(CIRCULAR.c.id == circular)

    def draft(self, period: Period, unit_class: str, corrects: int | None = None) -> CircularRecord | None:
        """The open draft of that period and class: of a circular, or of the correction of no. `corrects`."""
        which = CIRCULAR.c.corrects.is_(None) if corrects is None else CIRCULAR.c.corrects == corrects
        return self._one(_DRAFT, *_about(period, unit_class), which)

    def drafts(self) -> tuple[CircularRecord, ...]:
        return self._some(_DRAFT)

    def add(
        self, period: Period, unit_class: str, corrects: int | None, issue: Issue, last_report: int, now: datetime
    ) -> CircularRecord:
        """A new draft."""
        frozen = freeze(issue)
        values = {
            "programme": self._programme, "period": str(period), "unit_class": unit_class,
            "state": str(CircularState.DRAFT), "corrects": corrects, "body": frozen.body, "sha256": frozen.sha256,
            "last_report": last_report, "drafted_at": now, "papers": str(Papers.NONE),
        }  # fmt: skip
        made = self._connection.execute(insert(CIRCULAR).values(**values).returning(CIRCULAR.c.id)).scalar_one()
        found = self.get(made)
        if found is None:
            raise LookupError("a circular just drafted is not there")
        return found

    def rewrite(self, circular: int, issue: Issue, last_report: int) -> CircularRecord | None:
        """Put other words or newly computed figures into a draft. None where it is no draft any more."""
        frozen = freeze(issue)
        row = update(CIRCULAR).where(CIRCULAR.c.id == circular, _DRAFT)
        new = {"body": frozen.body, "sha256": frozen.sha256, "last_report": last_report}
        return self.get(circular) if self._connection.execute(row.values(**new)).rowcount else None

    def discard(self, circular: int) -> bool:
        row = update(CIRCULAR).where(CIRCULAR.c.id == circular, _DRAFT)
        return bool(self._connection.execute(row.values(state=str(CircularState.DISCARDED))).rowcount)

    def next_number(self) -> int:
        """Numbers run through a programme, corrections included."""
        last = self._connection.execute(select(func.max(CIRCULAR.c.number)).where(self._own)).scalar()
        return int(last or 0) + 1

    def publish(self, circular: int, frozen: Frozen, by: int, now: datetime) -> bool:
        """Freeze an approved draft under its number; False where it was published before."""
        row = update(CIRCULAR).where(self._own, CIRCULAR.c.id == circular, _DRAFT)
        values = {
            "state": str(CircularState.PUBLISHED), "number": frozen.number, "body": frozen.body,
            "sha256": frozen.sha256, "approved_by": by, "approved_at": now, "papers": str(Papers.WANTED),
        }  # fmt: skip
        return bool(self._connection.execute(row.values(**values)).rowcount)

    def published(self) -> tuple[CircularRecord, ...]:
        """Everything published, by number."""
        return self._some(_PUBLISHED)

    def numbered(self, number: int) -> CircularRecord | None:
        """The published one of that number; a FrozenError where it is not what was approved."""
        return self._one(_PUBLISHED, CIRCULAR.c.number == number)

    def frozen(self, number: int) -> Frozen | None:
        """What is kept of no. `number`: its canonical text and hash."""
        query = select(CIRCULAR.c.number, CIRCULAR.c.body, CIRCULAR.c.sha256).where(self._own, _PUBLISHED)
        found = self._connection.execute(query.where(CIRCULAR.c.number == number)).first()
        return Frozen(*found) if found else None

    def issue(self, number: int) -> Issue | None:
        """No. `number` with its figures, for "as of circular no. n": `issue.circular.cell(unit, indicator)`.

        A correction holds the whole recomputed circular too.
        """
        kept = self.frozen(number)
        return thaw(kept) if kept else None

    def latest(self, period: Period, unit_class: str) -> CircularRecord | None:
        """What stands published for that period and class: the circular or its last correction."""
        found = self._some(_PUBLISHED, *_about(period, unit_class))
        return found[-1] if found else None

    def standing(self) -> tuple[CircularRecord, ...]:
        """What stands published for each period and class."""
        return tuple({(one.period, one.unit_class): one for one in self.published()}.values())

    def corrected_by(self, number: int) -> int | None:
        """The number of the correction of no. `number`, where one is published."""
        query = select(CIRCULAR.c.number).where(self._own, _PUBLISHED, CIRCULAR.c.corrects == number)
        found: int | None = self._connection.execute(query).scalar()
        return found

    def newest_report(self) -> int:
        """The number of the newest filed revision of this programme."""
        query = select(func.max(REPORT.c.id)).where(REPORT.c.programme == self._programme)
        return int(self._connection.execute(query).scalar() or 0)

    def revised_since(self, last_report: int, upto: Period) -> bool:
        """Whether a report up to that period (or an opening balance) was corrected after that revision."""
        query = select(REPORT.c.id).where(
            REPORT.c.programme == self._programme,
            REPORT.c.id > last_report,
            REPORT.c.revision > 1,
            or_(REPORT.c.period <= str(upto), REPORT.c.period == "opening"),
        )
        return self._connection.execute(query.limit(1)).first() is not None

    def seen(self, circular: int, last_report: int) -> None:
        """Looked at again up to that revision."""
        self._change(circular, last_report=last_report)

    def want_preview(self, circular: int, person: int | None) -> None:
        """This person waits for the picture and the table; None: they have them."""
        self._change(circular, preview_for=person)

    def wanted(self) -> tuple[CircularRecord, ...]:
        """Those whose picture and table somebody waits for."""
        return self._some(or_(CIRCULAR.c.papers == str(Papers.WANTED), CIRCULAR.c.preview_for.is_not(None)))

    def papers_done(self, circular: int) -> None:
        self._change(circular, papers=str(Papers.DONE))

    def _change(self, circular: int, **values: object) -> None:
        self._connection.execute(update(CIRCULAR).where(CIRCULAR.c.id == circular).values(**values))

    def _one(self, *which: ColumnElement[bool]) -> CircularRecord | None:
        found = self._some(*which)
        return found[0] if found else None

    def _some(self, *which: ColumnElement[bool]) -> tuple[CircularRecord, ...]:
        query = select(*_COLUMNS).where(self._own, *which).order_by(CIRCULAR.c.number, CIRCULAR.c.id)
        return tuple(_record(row) for row in self._connection.execute(query))


def _about(period: Period, unit_class: str) -> tuple[ColumnElement[bool], ...]:
    return CIRCULAR.c.period == str(period), CIRCULAR.c.unit_class == unit_class


def _record(row: Row[Any]) -> CircularRecord:
    issue = thaw(Frozen(row.number or UNNUMBERED, row.body, row.sha256))
    return CircularRecord(
        row.id, Period.parse(row.period), row.unit_class, CircularState(row.state), row.number, row.corrects,
        row.sha256, row.last_report, row.approved_at, Papers(row.papers), row.preview_for, issue,
    )  # fmt: skip
