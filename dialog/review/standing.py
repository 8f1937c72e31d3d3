"""How a period stands before the officials: each class's reports, those to be looked at first, and who is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from dialog.report.facts import Person, ReportFacts
from dialog.review.remarks import Remark, remarks
from programmes.model import Programme, Unit
from programmes.periods import Period
from scoring.figures import FiledMonth, History, Status

# Nobody is talking for the unit here; the report's checks do not ask who.
_NOBODY = Person(0, "")
_ORDER = (Status.SUBMITTED, Status.RETURNED, Status.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One unit's filed month with what is noteworthy about it."""

    unit: Unit
    month: FiledMonth
    remarks: tuple[Remark, ...]

    @property
    def plain(self) -> bool:
        """Waits to be accepted, and nothing about it is noteworthy."""
        return self.month.status is Status.SUBMITTED and not self.remarks


@dataclass(frozen=True, slots=True)
class ClassStanding:
    """A class in a period: what waits and is noteworthy first, what was accepted last, each by the table's order."""

    period: Period
    unit_class: str
    reports: tuple[Reviewed, ...]
    missing: tuple[Unit, ...]

    def count(self, status: Status) -> int:
        return sum(one.month.status is status for one in self.reports)

    @property
    def plain(self) -> tuple[Reviewed, ...]:
        return tuple(one for one in self.reports if one.plain)


def facts_of(programme: Programme, unit: Unit, history: History) -> ReportFacts:
    """The record as the report's own checks look at it."""
    return ReportFacts(programme, unit, _NOBODY, history)


def reviewed(facts: ReportFacts, period: Period, *, was_accepted: bool) -> Reviewed | None:
    """The unit's month, None where it is not filed."""
    month = facts.history.months.get(period)
    return Reviewed(facts.unit, month, remarks(facts, month, was_accepted=was_accepted)) if month else None


def standing(
    programme: Programme,
    histories: Mapping[str, History],
    period: Period,
    unit_class: str,
    expected: Collection[str],
    accepted_before: Collection[str],
) -> ClassStanding:
    """`expected` are the units of the period's roster; `accepted_before` those of which an earlier revision was."""
    found: list[Reviewed] = []
    missing: list[Unit] = []
    for unit in programme.units:
        if unit.unit_class != unit_class:
            continue
        facts = facts_of(programme, unit, histories.get(unit.code, History(unit.code)))
        one = reviewed(facts, period, was_accepted=unit.code in accepted_before)
        if one:
            found.append(one)
        elif unit.code in expected:
            missing.append(unit)
    return ClassStanding(period, unit_class, tuple(sorted(found, key=_place)), tuple(missing))


def _place(one: Reviewed) -> tuple[int, bool, int]:
    return _ORDER.index(one.month.status), not one.remarks, one.unit.number


def mark(reports: Iterable[Reviewed]) -> str:
    """Tells one list of reports and revisions from any other: shown with a button, and known again at its press."""
    said = " ".join(f"{one.unit.code}:{one.month.revision}" for one in reports)
    return sha256(said.encode()).hexdigest()[:5]
