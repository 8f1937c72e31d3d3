"""The vocabulary that rulebooks are written in: one frozen class a rule kind.

Written by `programmes.rulekinds` from `rulebooks/*.toml`, computed by `scoring.rulebooks`. Points, shares and money are
exact fractions. A name in `part`, `whole` or `value` is a fact of the item, or an indicator of the programme.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction


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
