"""What an evaluation's table is made of: items in groups, merges, vetoes, the selection, and the whole rulebook.

Read from `rulebooks/*.toml` by `programmes.rulebooks`, computed by `scoring.rulebooks`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from programmes.citations import Citation
from programmes.facts import Fact, Recorded
from programmes.rules import Rule


@dataclass(frozen=True, slots=True)
class Case:
    """What one unit has in an example: amounts of the first, second … quarter by indicator, facts by their names."""

    targets: Mapping[str, int]
    figures: Mapping[str, tuple[int, ...]]
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Example:
    """One case as the item's rules must decide it, run by the tests; `others` are there for the places."""

    stage: str
    case: Case
    others: tuple[Case, ...]
    points: Fraction


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the table: its key (section.subsection.item), what it asks, and how it is scored."""

    key: str
    zh: str
    en: str
    most: Fraction
    facts: tuple[Fact, ...]
    rules: tuple[Rule, ...]
    reading: str
    cites: Citation
    examples: tuple[Example, ...]
    evidence: str = ""
    recorded: Recorded | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A section or subsection with the points that the document gives it; None in a checklist."""

    key: str
    zh: str
    en: str
    points: Fraction | None
    cites: Citation


@dataclass(frozen=True, slots=True)
class Merge:
    """A unit without a target for `indicator` has each item of `items` scored inside its counterpart.

    Without a target for `counterpart` as well, both are not assessable.
    """

    indicator: str
    counterpart: str
    items: Mapping[str, str]
    reading: str
    cites: Citation


@dataclass(frozen=True, slots=True)
class Veto:
    """The evaluation is 不合格 when the indicator is below its target at one of the stages (`mid-year`, `year-end`)."""

    indicator: str
    stages: tuple[str, ...]
    cites: Citation


@dataclass(frozen=True, slots=True)
class Finding:
    """A yes/no fact about the unit itself: `liability` vetoes, `disqualified` takes it out of the selection."""

    fact: Fact
    cites: Citation


@dataclass(frozen=True, slots=True)
class Selection:
    """How many units are chosen, and what the two stages weigh in the final result.

    `mid_year_month`: the month in which the first half of the year is judged.
    """

    places: int
    mid_year: Fraction
    year_end: Fraction
    mid_year_month: int
    reading: str
    cites: Citation


class CriterionKind(StrEnum):
    """What a unit is commended by."""

    TARGETS = "targets"
    """Every indicator with a target has reached it, or is up to schedule."""
    REPORTS = "reports"
    """No monthly report late or missing."""
    ITEMS = "items"
    """No item of the checklist is `not`."""
    VISITS = "visits"
    """No finding of a visit is open past its deadline."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that a candidate for commendation must show, and how it is taken."""

    kind: CriterionKind
    zh: str
    en: str
    reading: str
    cites: Citation


@dataclass(frozen=True, slots=True)
class Commendation:
    """By what the candidates for commendation are found; the document names qualities and no numbers."""

    criteria: tuple[Criterion, ...]
    reading: str
    cites: Citation


@dataclass(frozen=True, slots=True)
class SelfAssessment:
    """When units may assess themselves (年底自查), first and last day included."""

    opens: date
    closes: date
    reading: str
    cites: Citation


@dataclass(frozen=True)
class Rulebook:
    """One table of an evaluation, for the units of one class. A checklist has states and no points."""

    code: str
    zh: str
    en: str
    unit_class: str
    checklist: bool
    groups: tuple[Group, ...]
    items: tuple[Item, ...]
    reading: str
    cites: Citation
    merges: tuple[Merge, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    findings: tuple[Finding, ...] = ()
    selection: Selection | None = None
    commendation: Commendation | None = None
    self_assessment: SelfAssessment | None = None

    def facts(self) -> dict[str, Fact]:
        """Every fact by the key that a facts file gives it."""
        of_items = (fact for item in self.items for fact in item.facts)
        return {fact.key: fact for fact in (*of_items, *(finding.fact for finding in self.findings))}

    def measured(self) -> frozenset[str]:
        """What the rules and vetoes measure: indicators, and counted facts by their short names."""
        rules = (rule for item in self.items for rule in item.rules)
        named = (getattr(rule, name, None) for rule in rules for name in ("indicator", "part", "whole"))
        return frozenset(filter(None, named)) | {veto.indicator for veto in self.vetoes}
