"""What somebody sends in for an evaluation, held against what stands and what waits for a second person. Pure.

A spot is what an entry speaks of, in the words of a facts file. Called by the store's entries, by the import of
workbooks and its preview.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Spot(NamedTuple):
    """What an entry speaks of. `period` is `2023-Q1`, `2023-03` or empty; `source` is for figures only."""

    rulebook: str
    unit: str
    key: str
    period: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A value for a spot, in its one way of being written, with what was remarked."""

    spot: Spot
    value: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A value that is not what stands; `stands` None: nothing does. `waiting`: another value is proposed there."""

    said: Said
    stands: str | None
    waiting: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """`same`: how many stand so already; `proposed`: how many wait so already. Neither is entered again."""

    changes: tuple[Change, ...]
    same: int
    proposed: int

    @property
    def new(self) -> tuple[Change, ...]:
        return tuple(one for one in self.changes if one.stands is None)

    @property
    def replacing(self) -> tuple[Change, ...]:
        """Those that would change what stands."""
        return tuple(one for one in self.changes if one.stands is not None)

    @property
    def conflicting(self) -> tuple[Change, ...]:
        """Those where another value waits for its second person."""
        return tuple(one for one in self.changes if one.waiting is not None)


def compare(said: Iterable[Said], standing: Mapping[Spot, str], waiting: Mapping[Spot, str]) -> Comparison:
    """What would be new. Where another value waits, the one that stands is said again, for else that one would come."""
    changes, same, proposed = [], 0, 0
    for one in said:
        stands, waits = standing.get(one.spot), waiting.get(one.spot)
        if waits == one.value:
            proposed += 1
        elif stands == one.value and waits is None:
            same += 1
        else:
            changes.append(Change(one, stands, waits))
    return Comparison(tuple(changes), same, proposed)
