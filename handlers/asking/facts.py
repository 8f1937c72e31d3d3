"""What an answer may look at, read from the store as far as the question needs it: the store's side of `Facts`.

A question about one unit reads that unit's reports alone; only ranks, lists and totals read everything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from handlers.asking.books import Books
from handlers.evaluating.facts import entered, known
from programmes.evaluations import Rulebook
from programmes.model import Programme
from programmes.periods import Period
from programmes.roles import Role
from scoring.answers import Published, Roster
from scoring.figures import History
from scoring.rulebooks.facts import Facts as Known
from store.transactions import Transaction

_FEW = 8


@dataclass
class StoreFacts:
    """For one question in one transaction."""

    tx: Transaction
    programme: Programme
    role: Role
    units: Collection[str]
    books: Books = field(default_factory=Books)
    _read: dict[str, History] = field(default_factory=dict)
    _all: Mapping[str, History] | None = None

    def history(self, unit: str) -> History:
        if self._all is not None:
            return self._all.get(unit, History(unit))
        if unit not in self._read:
            self._read[unit] = self.tx.reports.history(unit)
        return self._read[unit]

    def histories(self) -> Mapping[str, History]:
        if self._all is None:
            self._all = self.books.histories(self.tx)
        return self._all

    def drafts(self, period: Period) -> Collection[str]:
        return Drafted(self.tx, period) if self._all is None else self.tx.drafts.of_period(period)

    def roster(self, period: Period) -> Roster:
        """As fixed at the due moment; before that, every unit that is not exempt."""
        kept = self.tx.rosters.of(period)
        fixed = frozenset(kept.expected)
        expected = (
            unit.code
            for unit in self.programme.units
            if (unit.code in fixed if kept.fixed_at else unit.code not in kept.exempt)
        )
        return Roster(period, tuple(expected), kept.exempt)

    def published(self) -> Sequence[Published]:
        """Every published number that holds a whole circular, with the one that corrects it."""
        records = self.tx.circulars.published()
        corrected = {one.corrects: one.number for one in records if one.corrects is not None}
        return tuple(
            Published(one.number, one.issue.circular, corrected.get(one.number))
            for one in records
            if one.number is not None and one.issue.circular is not None
        )

    def evaluation_facts(self, book: Rulebook, as_of: date, now: datetime) -> Known:
        """The same that `yuebao score` knows; a checklist looks at no figures, so nothing filed is read for it."""
        if book.checklist:
            return entered(self.programme, book, self.tx.facts.standing(book.code))
        return known(self.tx, self.programme, book, as_of, now, self.histories())


@dataclass
class Drafted(Collection[str]):
    """The units with a draft for a period: asked about few units, it reads their rows; asked about many, all."""

    tx: Transaction
    period: Period
    _every: frozenset[str] | None = None
    _looked: int = 0

    def __contains__(self, unit: object) -> bool:
        self._looked += 1
        if self._every is not None or self._looked > _FEW:
            return unit in self._units
        return isinstance(unit, str) and self.tx.drafts.load(unit, self.period) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._units)

    def __len__(self) -> int:
        return len(self._units)

    @property
    def _units(self) -> frozenset[str]:
        if self._every is None:
            self._every = self.tx.drafts.of_period(self.period)
        return self._every
