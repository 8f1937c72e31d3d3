"""What people file, made into what stands in the tables, and back into a unit's history. Used by `store.reports`."""

from __future__ import annotations

from programmes.periods import Period
from scoring.figures import History, Status, number
from store.records import Balances, Filing
from store.revisions import OPENING, Revision, receipt_number


def revision_of(programme: str, filing: Filing) -> Revision:
    """A confirmed report as what is to stand."""
    period, revision = str(filing.period), filing.revises + 1
    return Revision(
        programme=programme,
        unit=filing.unit,
        period=period,
        revision=revision,
        figures=filing.figures,
        late=filing.late,
        filed_at=filing.filed_at,
        first_filed_at=filing.filed_at,
        confirmed_at=filing.confirmed_at or filing.filed_at,
        held_up=filing.held_up,
        source=filing.source,
        receipt=receipt_number(period, filing.number, revision),
        reported_in=None,
        reason=filing.reason,
        who=filing.who,
        status=str(Status.SUBMITTED),
    )


def opening_of(programme: str, balances: Balances) -> Revision:
    """A stated balance as the report of the pseudo-period before the first."""
    revision = balances.revises + 1
    return Revision(
        programme=programme,
        unit=balances.unit,
        period=OPENING,
        revision=revision,
        figures={code: number(value) for code, value in balances.values.items()},
        late=None,
        filed_at=balances.stated_at,
        first_filed_at=balances.stated_at,
        confirmed_at=balances.stated_at,
        held_up=False,
        source=balances.source,
        receipt=receipt_number(OPENING, balances.number, revision),
        reported_in=None,
        reason=balances.reason,
        who=balances.who,
        status=str(Status.SUBMITTED),
    )


def history_of(unit: str, found: list[Revision]) -> History:
    """What one unit has filed, out of its standing revisions."""
    stated = next((one for one in found if one.period == OPENING), None)
    opening = {code: figure.counted for code, figure in stated.figures.items()} if stated else None
    filed = sorted((one for one in found if one.period != OPENING), key=lambda one: one.period)
    months = {Period.parse(one.period): one.month for one in filed}
    return History(unit, opening, months, stated.source if stated else "")
