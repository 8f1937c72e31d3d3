"""Filed reports: `tx.reports`. Filing is idempotent; a revision is never changed, a correction is the next one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from programmes.periods import Period
from scoring.figures import History, Status
from store import revisions
from store.audit import Audit
from store.filings import history_of, opening_of, revision_of
from store.records import Balances, Filed, Filing, Observation
from store.reviews import Review, Reviews, reasons
from store.revisions import OPENING, Revision
from store.tables import FIGURE, REPORT

_PROGRAMME = REPORT.c.programme == bindparam("in_programme")
_STANDING = revisions.selecting(_PROGRAMME, REPORT.c.latest)
_STANDING_OF_UNIT = _STANDING.where(REPORT.c.unit == bindparam("of_unit"))


class Reports:
    def __init__(self, connection: Connection, programme: str, audit: Audit) -> None:
        self._connection = connection
        self._programme = programme
        self._audit = audit
        self._reviews = Reviews(connection, programme, audit)

    def history(self, unit: str) -> History:
        """All that the unit has filed; its cost does not grow with the number of units."""
        asked = {"in_programme": self._programme, "of_unit": unit}
        found = [one for _, one in revisions.gather(self._connection, _STANDING_OF_UNIT, asked)]
        return self._with_reasons({unit: history_of(unit, found)}, unit)[unit]

    def histories(self, units: Collection[str] | None = None) -> dict[str, History]:
        """The histories of those units, or of all that have filed anything, in one query."""
        statement = _STANDING if units is None else _STANDING.where(REPORT.c.unit.in_(units))
        found = revisions.gather(self._connection, statement, {"in_programme": self._programme})
        read = {unit: history_of(unit, of_unit) for unit, of_unit in revisions.months(found).items()}
        return self._with_reasons(read)

    def filed(self, period: Period) -> dict[str, bool | None]:
        """The units that have filed the period, each with whether it was late (None: unknown)."""
        query = select(REPORT.c.unit, REPORT.c.late).where(
            REPORT.c.programme == self._programme, REPORT.c.period == str(period), REPORT.c.latest
        )
        return {row.unit: row.late for row in self._connection.execute(query)}

    def series(self, unit: str | None = None) -> list[Observation]:
        """Every figure that stands, raw and in no order: what whole-table computing needs, in one query."""
        joined = REPORT.outerjoin(FIGURE, FIGURE.c.report == REPORT.c.id)
        columns = (REPORT.c.unit, REPORT.c.period, REPORT.c.status, REPORT.c.late, REPORT.c.reported_in)
        query = select(*columns, FIGURE.c.indicator, FIGURE.c.kind, FIGURE.c.value).select_from(joined)
        query = query.where(REPORT.c.programme == self._programme, REPORT.c.latest)
        if unit is not None:
            query = query.where(REPORT.c.unit == unit)
        return list(map(Observation._make, self._connection.execute(query)))

    def file(self, filing: Filing) -> Filed:
        """File a confirmed report, and the earlier months that it contains, with their audit links.

        Confirmed twice, from two phones or again after a crash, the first one stands and is returned as not new.
        """
        last = self._latest(filing.unit, str(filing.period))
        if last and last.revision > filing.revises:
            return Filed(last.month, new=False)
        _check_revises(filing.revises, last, filing.unit, str(filing.period))
        new = self._write(revision_of(self._programme, filing), last)
        for earlier, late in filing.contains.items():
            self._close(filing, earlier, late)
        return Filed(new.month, new=True)

    def state_opening(self, balances: Balances) -> bool:
        """File the balance before the first period; False where a revision beyond `revises` stands already."""
        last = self._latest(balances.unit, OPENING)
        if last and last.revision > balances.revises:
            return False
        _check_revises(balances.revises, last, balances.unit, OPENING)
        self._write(opening_of(self._programme, balances), last)
        return True

    def opening_revision(self, unit: str) -> int:
        """What a correction of the opening balance revises; 0 while none was stated."""
        last = self._latest(unit, OPENING)
        return last.revision if last else 0

    def revisions(self, unit: str, period: Period) -> tuple[Revision, ...]:
        """Every revision ever filed, oldest first: who, when, why and what."""
        statement = revisions.selecting(_PROGRAMME, REPORT.c.unit == unit, REPORT.c.period == str(period))
        asked = {"in_programme": self._programme}
        found = (revision for _, revision in revisions.gather(self._connection, statement, asked))
        return tuple(sorted(found, key=lambda revision: revision.revision))

    def review(
        self, unit: str, period: Period, revision: int, status: Status, *, who: str, now: datetime, reason: str = ""
    ) -> bool:
        """Accept or return the revision; False where another one stands, or it has that status already."""
        return self._reviews.add(unit, period, revision, status, who=who, now=now, reason=reason)

    def reviews(self, unit: str, period: Period) -> tuple[Review, ...]:
        """Who accepted or returned which revision, when and why, oldest first."""
        return self._reviews.of(unit, period)

    def _with_reasons(self, histories: dict[str, History], of_unit: str | None = None) -> dict[str, History]:
        """What was returned says why; most of the time nothing is, and then nothing is asked."""
        returned = [
            (unit, month)
            for unit, held in histories.items()
            for month in held.months.values()
            if month.status is Status.RETURNED
        ]
        found = reasons(self._connection, self._programme, of_unit) if returned else {}
        for unit, month in returned:
            told = replace(month, returned_for=found.get((unit, str(month.period), month.revision), ""))
            held = histories[unit]
            histories[unit] = replace(held, months={**held.months, month.period: told})
        return histories

    def _latest(self, unit: str, period: str) -> Revision | None:
        return revisions.latest(self._connection, self._programme, unit, period)

    def _write(self, new: Revision, last: Revision | None) -> Revision:
        kept = new.following(last) if last else new
        revisions.write(self._connection, self._audit, kept, last)
        return kept

    def _close(self, filing: Filing, earlier: Period, late: bool | None) -> None:
        """A month whose figures are in a later one: submitted, without figures. One that was filed meanwhile stays."""
        if self._latest(filing.unit, str(earlier)):
            return
        contained = replace(filing, period=earlier, figures={}, late=late, revises=0, contains={})
        self._write(replace(revision_of(self._programme, contained), reported_in=str(filing.period)), None)


def _check_revises(revises: int, last: Revision | None, unit: str, period: str) -> None:
    """A correction names what it corrects; one of something that does not stand is a fault of the caller."""
    stands = last.revision if last else 0
    if revises != stands:
        raise ValueError(f"{unit} {period}: revision {revises} is to be revised, but revision {stands} stands")
