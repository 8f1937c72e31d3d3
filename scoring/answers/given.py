"""What an answer may look at: the programme, who asks, and the histories, fetched only as far as the question needs.

The store gives its own `Facts`; `Given` is the one in memory, for tests and for tables that are loaded anyway.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Protocol

from programmes.evaluations import Rulebook
from programmes.model import Programme
from programmes.periods import Period
from programmes.roles import Role
from scoring.answers.rosters import Roster
from scoring.circulars.contents import Circular
from scoring.figures import History
from scoring.rulebooks.facts import NOTHING
from scoring.rulebooks.facts import Facts as Known
from scoring.rulebooks.recording import Record
from scoring.rulebooks.reported import moment_of, recorded


@dataclass(frozen=True, slots=True)
class Published:
    """A published circular; `corrected_by` is the number of its correction."""

    number: int
    circular: Circular
    corrected_by: int | None = None


class Facts(Protocol):
    """Read by `scoring.answers.answer`. A question about one unit asks for one history only (its rank apart)."""

    @property
    def programme(self) -> Programme: ...

    @property
    def role(self) -> Role: ...

    @property
    def units(self) -> Collection[str]:
        """The asker's own units: mostly one, or none."""

    def history(self, unit: str) -> History: ...

    def histories(self) -> Mapping[str, History]: ...

    def drafts(self, period: Period) -> Collection[str]:
        """Codes of units with a draft for the period."""

    def roster(self, period: Period) -> Roster | None:
        """Who is expected in the period, as fixed at its due moment; None when it was never fixed."""

    def published(self) -> Sequence[Published]:
        """The published circulars, by number."""

    def evaluation_facts(self, book: Rulebook, as_of: date, now: datetime) -> Known:
        """What is known of the units for that rulebook; asked for by questions about scores alone."""


@dataclass(frozen=True)
class Given:
    """Facts held in memory."""

    programme: Programme
    role: Role
    unit: str | None = None
    reports: Mapping[str, History] = field(default_factory=dict)
    drafted: Mapping[Period, Collection[str]] = field(default_factory=dict)
    rosters: Mapping[Period, Roster] = field(default_factory=dict)
    circulars: Sequence[Published] = ()
    judged: Known = field(default_factory=dict)

    @property
    def units(self) -> Collection[str]:
        return (self.unit,) if self.unit is not None else ()

    def history(self, unit: str) -> History:
        return self.reports.get(unit, History(unit))

    def histories(self) -> Mapping[str, History]:
        return self.reports

    def drafts(self, period: Period) -> Collection[str]:
        return self.drafted.get(period, frozenset())

    def roster(self, period: Period) -> Roster | None:
        return self.rosters.get(period)

    def published(self) -> Sequence[Published]:
        return self.circulars

    def evaluation_facts(self, book: Rulebook, as_of: date, now: datetime) -> Known:
        """What was reported, and `judged` beside it."""
        records = {code: Record(history) for code, history in self.reports.items()}
        found = recorded(self.programme, records, moment_of(self.programme.calendar, as_of, now))
        of_book = {unit.code for unit in self.programme.units if unit.unit_class == book.unit_class}
        for unit, more in self.judged.items():
            if unit not in of_book:
                continue
            own = found.get(unit, NOTHING)
            found[unit] = replace(own, amounts=(*own.amounts, *more.amounts), judgements=more.judgements)
        return found
