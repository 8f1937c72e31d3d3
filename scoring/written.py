"""The progress table as the contract prints it: names, whole numbers, and decimals as strings. Called by the CLI."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from scoring import arithmetic
from scoring.progress import Progress, Row, Total

Cell = str | int | bool | None


def document(programme: str, as_of: date, table: Progress) -> dict[str, object]:
    """The JSON document of section Progress."""
    return {
        "programme": programme,
        "period": str(table.period),
        "as_of": as_of.isoformat(),
        "rows": [row_document(row) for row in table.rows],
        "totals": [total_document(total) for total in table.totals],
    }


def row_document(row: Row) -> dict[str, Cell]:
    return {
        "unit": row.unit.name,
        "class": row.unit.unit_class,
        "indicator": row.indicator.code,
        "target": row.target,
        "completed": row.completed,
        "cumulative": row.cumulative,
        "rate": _percent(row.share),
        "expected": None if row.expected is None else arithmetic.plain(row.expected),
        "gap": row.gap,
        "rank": row.rank,
        "status": row.status.value,
        "late": row.late,
    }


def total_document(total: Total) -> dict[str, Cell]:
    return {
        "class": total.unit_class,
        "indicator": total.indicator.code,
        "target": total.target,
        "completed": total.completed,
        "cumulative": total.cumulative,
        "rate": _percent(total.share),
    }


def _percent(share: Fraction | None) -> str | None:
    return None if share is None else arithmetic.percent(share)
