"""Where one unit stands at a moment: its cumulative figures quarter by quarter, and what has been found by then.

Amounts add up; of several sources the highest present is taken. A yes stays; of several days the first counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from programmes.facts import Fact, FactKind
from programmes.model import Indicator, Unit
from scoring.rulebooks.facts import Amount, Judgement, Source, UnitFacts, Value
from scoring.rulebooks.stages import Moment


@dataclass(frozen=True, slots=True)
class Standing:
    """`done`: cumulative at the end of each quarter that has ended; `sources`: those that its figures come from."""

    unit: Unit
    done: Mapping[str, tuple[int, ...]]
    sources: Mapping[str, tuple[Source, ...]]
    found: Mapping[str, Value]
    late: int | None

    def target(self, indicator: str) -> int:
        """The annual target; 0 where there is none."""
        return self.unit.targets.get(indicator, 0)

    def sum(self, indicator: str) -> int:
        """All that was done so far."""
        done = self.done.get(indicator)
        return done[-1] if done else 0

    def rate(self, indicator: str) -> Fraction | None:
        """The share of the annual target reached; None without a target."""
        target = self.target(indicator)
        return Fraction(self.sum(indicator), target) if target else None


@dataclass(frozen=True, slots=True)
class Ground:
    """What all units of one evaluation have in common when their standings are made."""

    moment: Moment
    facts: Mapping[str, Fact]
    findings: frozenset[str]
    last_months: Mapping[str, int]

    @classmethod
    def of(
        cls, moment: Moment, facts: Mapping[str, Fact], findings: Iterable[str], indicators: Iterable[Indicator]
    ) -> Ground:
        last = {one.code: one.year_end.month for one in indicators if one.year_end}
        return cls(moment, facts, frozenset(findings), last)


def standing(unit: Unit, known: UnitFacts, ground: Ground) -> Standing:
    """The unit at the ground's moment."""
    done, sources = _done(known.amounts, ground)
    late = None if known.late is None else sum(n for quarter, n in known.late.items() if quarter <= ground.moment.ended)
    return Standing(unit, done, sources, _found(known.judgements, ground), late)


def _done(
    amounts: Sequence[Amount], ground: Ground
) -> tuple[dict[str, tuple[int, ...]], dict[str, tuple[Source, ...]]]:
    by_indicator: dict[str, list[list[Amount]]] = {}
    for one in amounts:
        if one.quarter <= ground.moment.ended and (one.month or 0) <= ground.last_months.get(one.indicator, 12):
            by_indicator.setdefault(one.indicator, [[] for _ in range(ground.moment.ended)])[one.quarter - 1].append(
                one
            )
    done, sources = {}, {}
    for code, quarters in by_indicator.items():
        total, ends, used = 0, [], set()
        for quarter in quarters:
            taken = _taken(quarter)
            total += sum(one.value for one in taken)
            used |= {one.source for one in taken}
            ends.append(total)
        done[code], sources[code] = tuple(ends), tuple(sorted(used, reverse=True))
    return done, sources


def _taken(quarter: Sequence[Amount]) -> list[Amount]:
    """A higher source's quarter stands for the whole quarter; its month for that month and for lower quarters."""
    if len({one.source for one in quarter}) < 2:
        return list(quarter)
    taken: list[Amount] = []
    months: set[int] = set()
    for source in sorted(Source, reverse=True):
        mine = [one for one in quarter if one.source is source]
        wholes = [] if months else [one for one in mine if one.month is None]
        taken += wholes + [one for one in mine if one.month is not None and one.month not in months]
        if wholes:
            break
        months |= {one.month for one in mine if one.month is not None}
    return taken


def _found(judgements: Sequence[Judgement], ground: Ground) -> dict[str, Value]:
    by_key: dict[str, list[Judgement]] = {}
    for one in judgements:
        upto = ground.moment.begun if one.key in ground.findings else ground.moment.ended
        if one.quarter is None or one.quarter <= upto:
            by_key.setdefault(one.key, []).append(one)
    return {key: _together(ground.facts[key].kind, ones) for key, ones in by_key.items() if key in ground.facts}


def _together(kind: FactKind, ones: Sequence[Judgement]) -> Value:
    if len(ones) == 1:
        return ones[0].value
    values = [one.value for one in ones]
    match kind:
        case FactKind.COUNT | FactKind.AMOUNT:
            return sum((Fraction(value) for value in values if isinstance(value, int | Fraction)), Fraction(0))
        case FactKind.YES_NO:
            return any(values)
        case FactKind.DATE:
            return min(value for value in values if isinstance(value, date))
        case FactKind.STATE:
            return max(ones, key=lambda one: one.quarter or 0).value
