"""Reads totals.toml and adds the columns of units.csv up against it: a slip in one cell shows in its sum."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from programmes.model import Document, Indicator, Total, Unit
from programmes.problems import Problem
from programmes.sections import Section
from programmes.units import FILE as UNITS

LARGEST = 10**15


def read_totals(
    file: Section, documents: Sequence[str], indicators: Sequence[Indicator], classes: Sequence[str]
) -> tuple[Total, ...]:
    codes = [indicator.code for indicator in indicators]
    return tuple(
        Total(
            indicator=section.choice("indicator", codes),
            unit_class=section.choice("class", classes, required=False) or None,
            sum=section.whole("sum", 1, LARGEST),
            reading=section.string("reading", required=False),
            cites=section.cites(documents),
        )
        for section in file.tables("totals")
    )


def wrong_sums(
    totals: Sequence[Total], units: Sequence[Unit], documents: Mapping[str, Document], unread: Collection[str]
) -> list[Problem]:
    """Columns whose sum is not what a document says; columns with cells that could not be read are left out."""
    return [
        Problem(UNITS, _column(total), str(found), "sum", _clause(total, documents))
        for total in totals
        if total.indicator not in {"", *unread} and total.sum and (found := _sum(total, units)) != total.sum
    ]


def missing_totals(file: Section, totals: Sequence[Total], units: Sequence[Unit]) -> None:
    """Note each column of targets that no total covers, whole or class by class; not while a total cannot be read."""
    covered = {(total.indicator, total.unit_class) for total in totals}
    if not all(indicator for indicator, _ in covered):
        return
    for code in dict.fromkeys(code for unit in units for code in unit.targets):
        classes = {unit.unit_class for unit in units if code in unit.targets}
        if (code, None) not in covered and not all((code, one) in covered for one in classes):
            file.note("totals", None, "total_for", indicator=code)


def _sum(total: Total, units: Sequence[Unit]) -> int:
    return sum(unit.targets.get(total.indicator, 0) for unit in units if total.unit_class in {None, unit.unit_class})


def _column(total: Total) -> str:
    return f"{total.indicator} ({total.unit_class})" if total.unit_class else total.indicator


def _clause(total: Total, documents: Mapping[str, Document]) -> dict[str, str | int]:
    document = documents.get(total.cites.document)
    return {"sum": total.sum, "document": document.number if document else "?", "clause": total.cites.clause}
