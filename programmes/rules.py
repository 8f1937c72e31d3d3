"""The vocabulary that rulebooks are written in: one frozen class a rule kind, and what an item is made of.

Read from `rulebooks/*.toml` by `programmes.rulebooks`, computed by `scoring.rulebooks`. Points, shares and money are
exact fractions. A name in `part`, `whole` or `value` is a fact of the item, or an indicator of the programme.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from programmes.citations import Citation


class FactKind(StrEnum):
    """What a person enters for a fact."""

    COUNT = "count"
    """A whole number, 0 or more; the amounts of the quarters add up."""
    AMOUNT = "amount"
    """A number with decimals, 0 or more; the amounts of the quarters add up."""
    YES_NO = "yes_no"
    """A finding: once yes, it stays."""
    DATE = "date"
    """A day, or none so far; the earliest counts."""
    STATE = "state"
    """How an item of a checklist stands: met, partly, not or na; the last one entered counts."""


class Recorded(StrEnum):
    """What the bot's own record can show for an item, beside what people hand in as evidence."""

    MONTHLY_REPORTS = "monthly_reports"
    """Which of the months that were due came in time, came late, did not come."""
    COMPLETION_RATES = "completion_rates"
    """The completion rate of each indicator with a target."""


FACT_CEILING = 10**9


@dataclass(frozen=True, slots=True)
class Fact:
    """What somebody has to find out for an item. `key` is what a facts file calls it (`2.1.4.incomplete`).

    `most`: the largest number that can be entered for a count, such as 12 for months.
    """

    key: str
    name: str
    kind: FactKind
    zh: str
    en: str
    most: int = FACT_CEILING


@dataclass(frozen=True, slots=True)
class Priced:
    """Points for each one of a counted fact."""

    fact: str
    points: Fraction


@dataclass(frozen=True, slots=True)
class Schedule:
    """`base` points while the schedule is met at each quarter's end; each quarter missed costs `miss`, not below 0."""

    indicator: str
    base: Fraction
    miss: Fraction

    @property
    def most(self) -> Fraction:
        return self.base


@dataclass(frozen=True, slots=True)
class ShareBonus:
    """`points` more when, at the year's end, the annual target is reached at `share` of it or above."""

    indicator: str
    share: Fraction
    points: Fraction

    @property
    def most(self) -> Fraction:
        return self.points


@dataclass(frozen=True, slots=True)
class FirstBonus:
    """`points` more, at the year's end, for places up to `within` by annual rate among units with a target."""

    indicator: str
    within: int
    points: Fraction

    @property
    def most(self) -> Fraction:
        return self.points


@dataclass(frozen=True, slots=True)
class Ratio:
    """`base` points for part ÷ whole at `line`; each whole percentage point above adds `up`, below takes `down`."""

    part: str
    whole: str
    line: Fraction
    base: Fraction
    up: Fraction
    down: Fraction
    cap: Fraction

    @property
    def most(self) -> Fraction:
        return self.cap


@dataclass(frozen=True, slots=True)
class Ceiling:
    """`base` points while part ÷ whole is not above `line`; each whole percentage point above takes `down`."""

    part: str
    whole: str
    line: Fraction
    base: Fraction
    down: Fraction

    @property
    def most(self) -> Fraction:
        return self.base


@dataclass(frozen=True, slots=True)
class Line:
    """All `points` when part ÷ whole reaches `line`, none below it."""

    part: str
    whole: str
    line: Fraction
    points: Fraction

    @property
    def most(self) -> Fraction:
        return self.points


@dataclass(frozen=True, slots=True)
class Rank:
    """`top` points for the first place by part ÷ whole (by `part` alone without a whole), each place on `step` less.

    `lowest`: the smallest comes first. `condition`: a yes/no fact; a unit without it takes no place and earns 0.
    """

    part: str
    whole: str | None
    lowest: bool
    top: Fraction
    step: Fraction
    condition: str | None

    @property
    def most(self) -> Fraction:
        return self.top


@dataclass(frozen=True, slots=True)
class Deductions:
    """`base` points less what each incident costs, not below 0.

    `condition`: a yes/no fact without which there are no points. `applies`: a yes/no fact; where it is no, the item is
    full whatever else is known.
    """

    base: Fraction
    each: tuple[Priced, ...]
    condition: str | None
    applies: str | None

    @property
    def most(self) -> Fraction:
        return self.base


@dataclass(frozen=True, slots=True)
class Met:
    """All or nothing by a yes/no fact."""

    fact: str
    points: Fraction

    @property
    def most(self) -> Fraction:
        return self.points


@dataclass(frozen=True, slots=True)
class Threshold:
    """The last day, itself included, on which something done earns `points`."""

    day: date
    points: Fraction


@dataclass(frozen=True, slots=True)
class Dates:
    """The points of the first threshold that the day keeps; `later` points after all of them; none if not done."""

    fact: str
    by: tuple[Threshold, ...]
    later: Fraction

    @property
    def most(self) -> Fraction:
        return max((one.points for one in self.by), default=self.later)


@dataclass(frozen=True, slots=True)
class Counted:
    """Points for each counted thing, together not above `cap`."""

    each: tuple[Priced, ...]
    cap: Fraction

    @property
    def most(self) -> Fraction:
        return self.cap


@dataclass(frozen=True, slots=True)
class Money:
    """`points` from the amount `first` on, `more` for each whole `step` above it, not above `cap`."""

    fact: str
    first: Fraction
    points: Fraction
    step: Fraction
    more: Fraction
    cap: Fraction

    @property
    def most(self) -> Fraction:
        return self.cap


@dataclass(frozen=True, slots=True)
class Timeliness:
    """`base` points less `each` for every late report: from the bot's own record, else from the fact."""

    fact: str
    base: Fraction
    each: Fraction

    @property
    def most(self) -> Fraction:
        return self.base


Rule = (
    Schedule | ShareBonus | FirstBonus | Ratio | Ceiling | Line | Rank | Deductions | Met | Dates | Counted | Money
    | Timeliness
)  # fmt: skip


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
