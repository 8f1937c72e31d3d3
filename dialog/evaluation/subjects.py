"""What a rulebook asks of people: its items that have facts, and the findings about the unit itself.

Items scored from figures alone are not here; neither is, for a unit, an item that is merged into another or not
assessable because the unit has no target.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from locales.text import Name
from programmes.citations import Citation
from programmes.evaluations import Finding, Item, Rulebook
from programmes.facts import Fact
from programmes.model import Programme, Unit
from programmes.rules import Rule
from scoring.rulebooks.evaluating import assessed
from scoring.rulebooks.merging import ItemState, Sheet, outcomes, sheets


@dataclass(frozen=True, slots=True)
class Subject:
    """What is judged in one go. `most` is None where no points go with it: a checklist's item, a finding."""

    key: str
    name: Name
    most: Fraction | None
    facts: tuple[Fact, ...]
    rules: tuple[Rule, ...]
    reading: str
    evidence: str
    cites: Citation


@dataclass(frozen=True, slots=True)
class Stop:
    """One fact of one unit: where a walk can stand."""

    unit: str
    subject: str
    fact: str


@dataclass(frozen=True)
class Questionnaire:
    """A rulebook as far as people answer it."""

    programme: Programme
    book: Rulebook

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        return assessed(self.programme, self.book)

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        """As the table prints them, findings last."""
        return self._of(Sheet(self.book.items, {}))

    def subject(self, key: str) -> Subject | None:
        return next((one for one in self.subjects if one.key == key), None)

    def of(self, unit: Unit) -> tuple[Subject, ...]:
        """What is asked about that unit, each item as it applies to it."""
        return self._asked[outcomes(self.book, unit)]

    def about_unit(self, unit: Unit) -> tuple[Stop, ...]:
        return tuple(Stop(unit.code, one.key, fact.key) for one in self.of(unit) for fact in one.facts)

    def about_subject(self, key: str) -> tuple[Stop, ...]:
        """Unit by unit, in the order of the table."""
        return tuple(stop for unit in self.units for stop in self.about_unit(unit) if stop.subject == key)

    @cached_property
    def _asked(self) -> Mapping[tuple[ItemState | None, ...], tuple[Subject, ...]]:
        """By the few ways in which merges turn out."""
        return {way: self._of(sheet) for way, sheet in sheets(self.book).items()}

    def _of(self, sheet: Sheet) -> tuple[Subject, ...]:
        items = (item for item in sheet.items if item.facts and item.key not in sheet.gone)
        return (*(_item(item, self.book) for item in items), *map(_finding, self.book.findings))


def _item(item: Item, book: Rulebook) -> Subject:
    most = None if book.checklist else item.most
    name = Name(item.zh, item.en)
    return Subject(item.key, name, most, item.facts, item.rules, item.reading, item.evidence, item.cites)


def _finding(finding: Finding) -> Subject:
    fact = finding.fact
    return Subject(fact.key, Name(fact.zh, fact.en), None, (fact,), (), "", "", finding.cites)
