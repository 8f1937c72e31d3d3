"""How large a run is. `FULL` is what is published; tests run `SMOKE`, which shows that everything still works."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    people: int
    rounds: int
    units: tuple[int, ...]
    """Of the progress tables."""
    starts: int
    """How often the service is started."""


FULL = Sizes(people=200, rounds=3, units=(171, 2_000, 20_000), starts=5)
SMOKE = Sizes(people=3, rounds=1, units=(171,), starts=1)
