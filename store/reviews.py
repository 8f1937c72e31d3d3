"""Officials accept or return filed reports: asked by `tx.reports`. Reviews are added, never changed; the last counts.

It is of one revision: a unit that files again stands as submitted until somebody looks at the new revision.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from programmes.periods import Period
from scoring.figures import Status
from store.audit import Audit
from store.records import Break, Link
from store.tables import REPORT, REVIEW
from store.telling import Telling, Told


@dataclass(frozen=True, slots=True)
class Review:
    """`status` is accepted or returned; `who` an id such as `person:12`."""

    id: int
    unit: str
    period: Period
    revision: int
    status: Status
    reason: str
    who: str
    at: datetime


_TELLS = {Status.ACCEPTED: "report.accepted", Status.RETURNED: "report.returned"}
TOLD = Told(REVIEW, *_TELLS.values())

_OF_PERIOD = (
    select(*REVIEW.c)
    .where(
        REVIEW.c.programme == bindparam("in_programme"),
        REVIEW.c.unit == bindparam("of_unit"),
        REVIEW.c.period == bindparam("of_period"),
    )
    .order_by(REVIEW.c.id)
)
# The revision that stands, unless it has that status already.
_SETTLE = (
    update(REPORT)
    .where(
        REPORT.c.programme == bindparam("in_programme"),
        REPORT.c.unit == bindparam("of_unit"),
        REPORT.c.period == bindparam("of_period"),
        REPORT.c.revision == bindparam("of_revision"),
        REPORT.c.latest,
        REPORT.c.status != bindparam("new_status"),
    )
    .values(status=bindparam("new_status"))
)
# The last return of what is returned now, so it stands last.
_RETURNED = (
    select(REVIEW.c.unit, REVIEW.c.period, REVIEW.c.revision, REVIEW.c.reason)
    .where(REVIEW.c.programme == bindparam("in_programme"), REVIEW.c.status == str(Status.RETURNED))
    .order_by(REVIEW.c.id)
)


class Reviews:
    def __init__(self, connection: Connection, programme: str, audit: Audit) -> None:
        self._connection = connection
        self._programme = programme
        self._rows = TOLD.at(connection, audit)

    def add(
        self, unit: str, period: Period, revision: int, status: Status, *, who: str, now: datetime, reason: str
    ) -> bool:
        """False where another revision stands, or the report has that status already."""
        if status not in _TELLS:
            raise ValueError(f"a report is accepted or returned, not {status}")
        place = {"in_programme": self._programme, "of_unit": unit, "of_period": str(period), "of_revision": revision}
        if not self._connection.execute(_SETTLE, place | {"new_status": str(status)}).rowcount:
            return False
        values = {
            "programme": self._programme,
            "unit": unit,
            "period": str(period),
            "revision": revision,
            "status": str(status),
            "reason": reason,
            "who": who,
            "at": now,
        }
        self._rows.add(Telling(_TELLS[status], who, now), values)
        return True

    def of(self, unit: str, period: Period) -> tuple[Review, ...]:
        """Every review of the month's revisions, oldest first."""
        asked = {"in_programme": self._programme, "of_unit": unit, "of_period": str(period)}
        return tuple(map(_review, self._connection.execute(_OF_PERIOD, asked)))


def reasons(connection: Connection, programme: str, unit: str | None = None) -> dict[tuple[str, str, int], str]:
    """Why the returned revisions that stand were returned, by unit, period and revision."""
    query = _RETURNED if unit is None else _RETURNED.where(REVIEW.c.unit == unit)
    found = connection.execute(query, {"in_programme": programme})
    return {(row.unit, row.period, row.revision): row.reason for row in found}


def statuses(connection: Connection, links: Mapping[str, list[Link]]) -> Iterator[Break]:
    """Reports whose status is not the one that the trail tells of last; never reviewed, it is submitted."""
    told: dict[tuple[str, str, str, int], tuple[int, str]] = {}
    for link in sorted((one for what in TOLD.tells for one in links.get(what, ())), key=lambda one: one.number):
        after = json.loads(link.after)
        place = after["programme"], after["unit"], after["period"], after["revision"]
        told[place] = link.number, after["status"]
    columns = (REPORT.c.programme, REPORT.c.unit, REPORT.c.period, REPORT.c.revision)
    for *found, status, filed in connection.execute(select(*columns, REPORT.c.status, REPORT.c.audit_number)):
        programme, unit, period, revision = found
        number, expected = told.get((programme, unit, period, revision), (filed, str(Status.SUBMITTED)))
        if status != expected:
            yield Break(unit, number, "status_differs")


def _review(row: Row[Any]) -> Review:
    period, status = Period.parse(row.period), Status(row.status)
    return Review(row.id, row.unit, period, row.revision, status, row.reason, row.who, row.at)
