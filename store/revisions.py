"""One filed revision: its row, its figures, its link in the audit chain. Used by `store.reports` only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, insert, select, update

from programmes.periods import Period
from scoring.figures import Figure, FiledMonth, Kind, Status
from scoring.imports import SOURCE as IMPORTED
from store.audit import Audit
from store.chains import Plain, canonical
from store.records import Break
from store.tables import FIGURE, REPORT

OPENING = "opening"
FILED, CORRECTED = "report.filed", "report.corrected"
_FILING = frozenset({FILED, CORRECTED})


@dataclass(frozen=True, slots=True)
class Revision:
    """What stands, or is to stand, in `report` and `figure` for one unit and period. `status` is told by reviews."""

    programme: str
    unit: str
    period: str
    revision: int
    figures: Mapping[str, Figure]
    late: bool | None
    filed_at: datetime
    first_filed_at: datetime
    confirmed_at: datetime
    held_up: bool
    source: str
    receipt: str
    reported_in: str | None
    reason: str
    who: str
    status: str

    def following(self, last: Revision) -> Revision:
        """This one as the correction of `last`: lateness and the first moment are of the first filing, for ever.

        A month reported in a later one stays so: what a correction states of it was taken out of the later one. An
        import states both months anew, so there the month stands for itself.
        """
        first = replace(self, late=last.late, first_filed_at=last.first_filed_at, held_up=last.held_up)
        return first if self.source == IMPORTED else replace(first, reported_in=last.reported_in)

    @property
    def month(self) -> FiledMonth:
        return FiledMonth(
            period=Period.parse(self.period),
            figures=self.figures,
            revision=self.revision,
            status=Status(self.status),
            late=self.late,
            filed_at=self.filed_at,
            first_filed_at=self.first_filed_at,
            source=self.source,
            receipt=self.receipt,
            reported_in=Period.parse(self.reported_in) if self.reported_in else None,
            held_up=self.held_up,
        )

    @property
    def told(self) -> dict[str, Plain]:
        """What the audit trail says of it when it is filed: everything but the status, of which reviews tell."""
        return {
            "programme": self.programme,
            "period": self.period,
            "revision": self.revision,
            "figures": {
                code: {"kind": str(figure.kind), "value": figure.value, "reason": figure.reason}
                for code, figure in self.figures.items()
            },
            "late": self.late,
            "filed_at": _moment(self.filed_at),
            "first_filed_at": _moment(self.first_filed_at),
            "confirmed_at": _moment(self.confirmed_at),
            "held_up": self.held_up,
            "source": self.source,
            "receipt": self.receipt,
            "reported_in": self.reported_in,
            "reason": self.reason,
            "who": self.who,
        }


def receipt_number(period: str, number: int, revision: int) -> str:
    """`202206-045-1`: month, number of the unit in the programme's table, revision. The opening balance is month 00."""
    month = "000000" if period == OPENING else period.replace("-", "")
    return f"{month}-{number:03d}-{revision}"


def latest(connection: Connection, programme: str, unit: str, period: str) -> Revision | None:
    """The revision that stands for the unit's period."""
    found = gather(connection, _LATEST, {"in_programme": programme, "of_unit": unit, "of_period": period})
    return found[0][1] if found else None


def write(connection: Connection, audit: Audit, new: Revision, last: Revision | None) -> None:
    """Store a revision in place of `last`, which stays, and tell the audit trail."""
    what = FILED if last is None else CORRECTED
    head = audit.append(new.unit, new.who, what, last.told if last else None, new.told, new.confirmed_at)
    if last:
        stands = (REPORT.c.programme == new.programme, REPORT.c.unit == new.unit, REPORT.c.period == new.period)
        connection.execute(update(REPORT).where(*stands, REPORT.c.latest).values(latest=False))
    values = {name: getattr(new, name) for name in _PLAIN_COLUMNS}
    more = {"latest": True, "audit_number": head.count}
    report = connection.execute(insert(REPORT).values(**values, **more).returning(REPORT.c.id)).scalar_one()
    if new.figures:
        connection.execute(insert(FIGURE), [_figure_row(report, code, figure) for code, figure in new.figures.items()])


_PLAIN_COLUMNS = tuple(name for name in Revision.__slots__ if name != "figures")


@dataclass(frozen=True, slots=True)
class Selecting:
    """What `gather` asks: the reports for which the conditions hold, and their figures.

    Two statements, for a join would hand over each report's moments again with every figure; and reading a moment
    costs more than a statement.
    """

    reports: Select[Any]
    figures: Select[Any]

    def where(self, *conditions: ColumnElement[bool]) -> Selecting:
        return Selecting(self.reports.where(*conditions), self.figures.where(*conditions))


def selecting(*conditions: ColumnElement[bool]) -> Selecting:
    """The revisions for which all conditions, on `report` alone, hold."""
    lines = (FIGURE.c.report, FIGURE.c.indicator, FIGURE.c.kind, FIGURE.c.value, FIGURE.c.reason)
    every = Selecting(
        select(REPORT.c.id, REPORT.c.audit_number, *(REPORT.c[name] for name in _PLAIN_COLUMNS)),
        select(*lines).select_from(FIGURE.join(REPORT, REPORT.c.id == FIGURE.c.report)),
    )
    return every.where(*conditions)


def gather(
    connection: Connection, asking: Selecting, asked: Mapping[str, Any] | None = None
) -> list[tuple[int, Revision]]:
    """The revisions that it finds, each with the number of its audit link."""
    figures: dict[int, dict[str, Figure]] = {}
    for report, indicator, kind, value, reason in connection.execute(asking.figures, asked):
        figures.setdefault(report, {})[indicator] = Figure(Kind(kind), value, reason)
    return [
        (number, Revision(figures=figures.get(report, {}), **dict(zip(_PLAIN_COLUMNS, plain, strict=True))))
        for report, number, *plain in connection.execute(asking.reports, asked)
    ]


_LATEST = selecting(
    REPORT.c.programme == bindparam("in_programme"),
    REPORT.c.unit == bindparam("of_unit"),
    REPORT.c.period == bindparam("of_period"),
    REPORT.c.latest,
)


def _figure_row(report: int, code: str, figure: Figure) -> dict[str, Any]:
    return {
        "report": report,
        "indicator": code,
        "kind": str(figure.kind),
        "value": figure.value,
        "reason": figure.reason,
    }


def disagreements(connection: Connection, audit: Audit) -> Iterator[Break]:
    """Filed revisions that differ from what the audit trail says of them: changed, added or lost behind its back."""
    told = {(link.unit, link.number): link.after for link in audit.links() if link.what in _FILING}
    for number, revision in gather(connection, selecting()):
        if told.pop((revision.unit, number), None) != canonical(revision.told):
            yield Break(revision.unit, number, "report_differs")
    for unit, number in told:
        yield Break(unit, number, "report_lost")


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def months(found: Sequence[tuple[int, Revision]]) -> dict[str, list[Revision]]:
    """The revisions by unit."""
    by_unit: dict[str, list[Revision]] = {}
    for _, revision in found:
        by_unit.setdefault(revision.unit, []).append(revision)
    return by_unit
