"""A unit's unfinished report: one for each unit and period, shared by its liaisons, kept by the store as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from programmes.periods import Period
from scoring.figures import Figure


@dataclass(frozen=True, slots=True)
class Draft:
    """What was answered so far.

    A line stands in `figures`, or in `skipped` (put off: 跳过), or in `unstated` (a body never counted, left so by the
    one-message way), or in none of them (not asked yet). `opening` and `contains` are None until they were settled;
    `filler`, `filler_name` and `since` say who fills it now.
    """

    unit: str
    period: Period
    filler: int
    filler_name: str
    since: datetime
    figures: Mapping[str, Figure] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()
    unstated: tuple[str, ...] = ()
    opening: Mapping[str, int] | None = None
    contains: tuple[Period, ...] | None = None

    def answered(self, line: str) -> bool:
        """Whether the line needs no question now; a skipped one is put off, not missing from the walk."""
        return line in self.figures or line in self.skipped or line in self.unstated

    def with_figure(self, line: str, figure: Figure) -> Draft:
        cleared = self.without((line,))
        return replace(cleared, figures={**cleared.figures, line: figure})

    def with_skip(self, line: str) -> Draft:
        cleared = self.without((line,))
        return replace(cleared, skipped=(*cleared.skipped, line))

    def with_unstated(self, line: str) -> Draft:
        cleared = self.without((line,))
        return replace(cleared, unstated=(*cleared.unstated, line))

    def without(self, lines: Iterable[str]) -> Draft:
        """As if these lines had never been answered."""
        gone = set(lines)
        return replace(
            self,
            figures={code: figure for code, figure in self.figures.items() if code not in gone},
            skipped=tuple(code for code in self.skipped if code not in gone),
            unstated=tuple(code for code in self.unstated if code not in gone),
        )

    @property
    def empty(self) -> bool:
        """Whether throwing it away would lose nothing that a person typed."""
        return not (self.figures or self.skipped or self.opening)
