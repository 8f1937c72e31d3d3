"""Reports in words, by the quarter (`2023-Q1`): `tx.text_reports`. Filed once, corrected by revisions, like the months.

Lateness and the first moment are those of the first filing. A receipt's number is quarter, unit and revision.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from store.audit import Audit
from store.chains import canonical
from store.tables import TEXT_REPORT
from store.telling import Telling, Told

_QUARTER = re.compile(r"\d{4}-Q[1-4]", re.ASCII)


@dataclass(frozen=True, slots=True)
class FiledText:
    """The revision that stands. Not `new`: it had been filed before (confirmed twice, or again after a crash)."""

    form: str
    unit: str
    quarter: str
    parts: Mapping[str, str]
    revision: int
    late: bool | None
    filed_at: datetime
    first_filed_at: datetime
    receipt: str
    reason: str
    who: str
    new: bool = field(default=True, compare=False)


FILED, CORRECTED, REPLACED = "text_report.filed", "text_report.corrected", "text_report.replaced"
TOLD = Told(TEXT_REPORT, FILED, CORRECTED, REPLACED)

_STANDING = (
    select(*TEXT_REPORT.c)
    .where(
        TEXT_REPORT.c.programme == bindparam("in_programme"),
        TEXT_REPORT.c.form == bindparam("of_form"),
        TEXT_REPORT.c.latest,
    )
    .order_by(TEXT_REPORT.c.unit, TEXT_REPORT.c.quarter)
)
_OF_QUARTER = _STANDING.where(TEXT_REPORT.c.quarter == bindparam("of_quarter"))
_OF_UNIT = _STANDING.where(TEXT_REPORT.c.unit == bindparam("of_unit"))
_LATEST = _OF_QUARTER.where(TEXT_REPORT.c.unit == bindparam("of_unit"))


class TextReports:
    def __init__(self, connection: Connection, programme: str, audit: Audit) -> None:
        self._connection = connection
        self._programme = programme
        self._rows = TOLD.at(connection, audit)

    def file(
        self,
        form: str,
        unit: str,
        quarter: str,
        parts: Mapping[str, str],
        *,
        filed_at: datetime,
        late: bool | None,
        who: str,
        revises: int = 0,
        reason: str = "",
    ) -> FiledText:
        """File it, or its correction; confirmed twice, the first one stands and is returned as not new."""
        if not _QUARTER.fullmatch(quarter):
            raise ValueError(f"a quarter is written like 2023-Q1, not {quarter!r}")
        last = self._row(form, unit, quarter)
        stands = last.revision if last else 0
        if last and stands > revises:
            return _filed(last, new=False)
        if stands != revises:
            raise ValueError(f"{unit} {quarter}: revision {revises} is to be revised, but revision {stands} stands")
        if last:
            self._rows.change(Telling(REPLACED, who, filed_at), last, {"latest": False})
        values = {
            "programme": self._programme,
            "form": form,
            "unit": unit,
            "quarter": quarter,
            "revision": stands + 1,
            "latest": True,
            "parts": canonical(dict(parts)),
            "late": last.late if last else late,
            "filed_at": filed_at,
            "first_filed_at": last.first_filed_at if last else filed_at,
            "receipt": f"{quarter.replace('-', '')}-{unit}-{stands + 1}",
            "reason": reason,
            "who": who,
        }
        return _filed(self._rows.add(Telling(CORRECTED if last else FILED, who, filed_at), values))

    def latest(self, form: str, unit: str, quarter: str) -> FiledText | None:
        row = self._row(form, unit, quarter)
        return _filed(row) if row else None

    def of_unit(self, form: str, unit: str) -> tuple[FiledText, ...]:
        """What stands of the unit, by quarter."""
        asked = {"in_programme": self._programme, "of_form": form, "of_unit": unit}
        return tuple(map(_filed, self._connection.execute(_OF_UNIT, asked)))

    def of(self, form: str, quarter: str) -> dict[str, FiledText]:
        """What stands for the quarter, by unit."""
        asked = {"in_programme": self._programme, "of_form": form, "of_quarter": quarter}
        return {row.unit: _filed(row) for row in self._connection.execute(_OF_QUARTER, asked)}

    def all(self, form: str) -> tuple[FiledText, ...]:
        """What stands of every unit, by unit and quarter."""
        asked = {"in_programme": self._programme, "of_form": form}
        return tuple(map(_filed, self._connection.execute(_STANDING, asked)))

    def _row(self, form: str, unit: str, quarter: str) -> Row[Any] | None:
        asked = {"in_programme": self._programme, "of_form": form, "of_quarter": quarter, "of_unit": unit}
        return self._connection.execute(_LATEST, asked).first()


def _filed(row: Row[Any], *, new: bool = True) -> FiledText:
    return FiledText(
        form=row.form,
        unit=row.unit,
        quarter=row.quarter,
        parts=json.loads(row.parts),
        revision=row.revision,
        late=row.late,
        filed_at=row.filed_at,
        first_filed_at=row.first_filed_at,
        receipt=row.receipt,
        reason=row.reason,
        who=row.who,
        new=new,
    )
