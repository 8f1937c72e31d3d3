"""Where a walk through the facts stands and where it goes: on to what is still open, past it, back, to the end.

Nothing that was entered lives here: a walk is a place, a period, and remarks that wait for their value. A walk whose
`fact` is empty has come to its end.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from dialog.codec import plain, typed
from dialog.evaluation.subjects import Questionnaire, Stop

VERSION = 1
Settled = Callable[[Stop], bool]


class By(StrEnum):
    """What the walk goes through."""

    ITEM = "item"
    """One item for all units."""
    UNIT = "unit"
    """All items of one unit."""
    CLAIMS = "claims"
    """What one unit says of itself, before an official."""
    SELF = "self"
    """All items of the own unit, before the unit's own people."""


@dataclass(frozen=True, slots=True)
class Walk:
    """`of` is the item's key or the unit's code; `unit` and `fact` are where it stands.

    `number` is of the screen shown last, so that an older screen's buttons are known. `every`: also what is settled.
    `pending`: a value that waits for its reason. `remarks` by `unit fact`, until they go with a value.
    """

    rulebook: str
    by: By
    of: str
    period: str
    unit: str = ""
    fact: str = ""
    number: int = 0
    every: bool = False
    pending: str = ""
    remarks: Mapping[str, str] = field(default_factory=dict)

    @property
    def over(self) -> bool:
        return not self.fact

    @property
    def remark(self) -> str:
        """What was said of the fact that is asked now, and waits for its value."""
        return self.remarks.get(f"{self.unit} {self.fact}", "")

    def remarked(self, words: str) -> Walk:
        """With the remark to the fact that is asked now; empty words take it away."""
        others = {place: said for place, said in self.remarks.items() if place != f"{self.unit} {self.fact}"}
        return replace(self, remarks=others | ({f"{self.unit} {self.fact}": words} if words else {}))


def stops(questions: Questionnaire, walk: Walk) -> tuple[Stop, ...]:
    """All places of the walk, in their order; none where its unit or item is no longer there."""
    if walk.by is By.ITEM:
        return questions.about_subject(walk.of)
    return next((questions.about_unit(unit) for unit in questions.units if unit.code == walk.of), ())


def position(walk: Walk, places: Sequence[Stop]) -> int | None:
    """Which of the places the walk stands at, from 0; None at the end."""
    found = (at for at, stop in enumerate(places) if (stop.unit, stop.fact) == (walk.unit, walk.fact))
    return next(found, None)


def begun(walk: Walk, places: Sequence[Stop], settled: Settled) -> Walk:
    """At the first place that is open, from the beginning."""
    return _at(walk, _next(places, 0, walk, settled))


def onward(walk: Walk, places: Sequence[Stop], settled: Settled) -> Walk:
    """At the next open place after this one: what was answered is behind, what was skipped is left out."""
    at = position(walk, places)
    return _at(walk, _next(places, len(places) if at is None else at + 1, walk, settled))


def back(walk: Walk, places: Sequence[Stop]) -> Walk:
    """At the place before, answered or not; from the end to the last one."""
    at = position(walk, places)
    before = len(places) - 1 if at is None else max(0, at - 1)
    return _at(walk, places[before] if places else None)


def at_fact(walk: Walk, places: Sequence[Stop], wanted: Callable[[Stop], bool]) -> Walk:
    """At the first place that is wanted; where it stands when there is none."""
    found = next((stop for stop in places if wanted(stop)), None)
    return _at(walk, found) if found else walk


def left(places: Sequence[Stop], settled: Settled) -> int:
    """How many places are still open."""
    return sum(not settled(stop) for stop in places)


def dumped(walk: Walk) -> str:
    return json.dumps({"version": VERSION, "body": plain(walk)}, ensure_ascii=False, separators=(",", ":"))


def loaded(body: str) -> Walk | None:
    """The walk as it was saved; None where there is none, or one of another version."""
    try:
        outer = json.loads(body or "")
        found = typed(Walk, outer["body"]) if outer["version"] == VERSION else None
    except (ValueError, TypeError, KeyError):
        return None
    return found if isinstance(found, Walk) else None


def _next(places: Sequence[Stop], start: int, walk: Walk, settled: Settled) -> Stop | None:
    return next((stop for stop in places[start:] if walk.every or not settled(stop)), None)


def _at(walk: Walk, stop: Stop | None) -> Walk:
    """There, with nothing pending; at the end without a place."""
    return replace(walk, unit=stop.unit if stop else "", fact=stop.fact if stop else "", pending="")
