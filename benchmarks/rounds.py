"""Taking turns: every way is run once a round, so that a slow minute of the machine falls on all of them alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")


def taking_turns(ways: Mapping[str, Callable[[], T]], rounds: int) -> dict[str, list[T]]:
    """What each way gave in each round."""
    given: dict[str, list[T]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way, run in ways.items():
            given[way].append(run())
    return given


def timed(run: Callable[[], object]) -> Callable[[], float]:
    """The same work, giving the seconds that it took."""

    def measured() -> float:
        begun = perf_counter()
        run()
        return perf_counter() - begun

    return measured


def fixed_work() -> object:
    """The same work whenever it is run; how much its time differs is the machine's noise."""
    return sum(number * number % 7 for number in range(400_000))


def spread(values: Sequence[float], scale: float = 1.0, digits: int = 0) -> str:
    """The median, and the least and the most: `158 (151–163)`."""
    middle, least, most = (f"{value * scale:.{digits}f}" for value in (median(values), min(values), max(values)))
    return f"{middle} ({least}–{most})"


def noise(seconds: Sequence[float]) -> str:
    """How far the same work strayed from its median: `±4 %`."""
    middle = median(seconds)
    return f"±{max(abs(one - middle) for one in seconds) / middle * 100:.0f} %"
