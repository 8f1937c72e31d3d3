"""The piece that a question is cut into. Shared by the readers of periods, numbers, units and words."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.answers.asked import When

UNKNOWN = "unknown"
PLAIN = frozenset({"filler", "vocative", "head", "for_us"})
"""Tags of words that change nothing in what is asked."""


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the normalised question and what it stands for. `cost`: the cheapest cut of a question is taken."""

    start: int
    end: int
    text: str
    tags: frozenset[str]
    cost: float = 1.0
    units: tuple[str, ...] = ()
    when: When | None = None
    count: int | None = None

    def has(self, *tags: str) -> bool:
        return not self.tags.isdisjoint(tags)


def tagged(*tags: str) -> frozenset[str]:
    return frozenset(tags)
