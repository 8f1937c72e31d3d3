"""Demonstration figures: a plausible year for every unit, the same in every run. Invented, and labelled as such.

Read from the programme's `units.csv` as a plain file and written as the CSV that `yuebao import` takes. March to
August for all units, September for all but the one whose liaison the newcomer plays.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path

INDICATORS = ("training", "certificates", "senior", "one_plus_x")
BODIES = {"body_school": 1, "body_exam": 1, "body_public": 2, "body_special": 1}
"""The registered bodies, and how many of each a unit has at most; stated once, with March."""
PERIODS = tuple(f"2022-{month:02}" for month in range(3, 10))
SHARES = (0.05, 0.07, 0.09, 0.13, 0.10, 0.08, 0.12)
"""What a steady unit completes of its annual target in each of these months; summer is slow in schools."""
NEWCOMER = "焦作大学"
CEILING = 1.04
"""Few units end above their target, none far above."""

Row = tuple[str, str, str, int]


def write_figures(units: Path, out: Path) -> int:
    """Write the CSV; gives the number of its figures."""
    with units.open(encoding="utf-8-sig", newline="") as source:
        rows = [row for unit in csv.DictReader(source) for row in figures_of(unit)]
    with out.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(("unit", "period", "indicator", "completed"))
        writer.writerows(rows)
    return len(rows)


def figures_of(unit: dict[str, str]) -> Iterator[Row]:
    """One unit's figures. Its diligence is drawn once, so it stays ahead or behind all year."""
    name = unit["name"].partition("（")[0]
    draw = random.Random(f"yuebao {unit['code']}")  # noqa: S311 - a fixed seed is the point
    diligence = draw.choices((0.25, 0.6, 0.9, 1.15, 1.45), weights=(8, 22, 38, 24, 8))[0] * draw.uniform(0.9, 1.1)
    targets = {indicator: int(unit[indicator]) for indicator in INDICATORS if unit[indicator].strip()}
    cumulative = dict.fromkeys(targets, 0)
    for body, most in BODIES.items():
        yield name, PERIODS[0], body, draw.randint(0, most)
    for period, share in zip(PERIODS, SHARES, strict=True):
        if name == NEWCOMER and period == PERIODS[-1]:
            return
        month = month_of(draw, targets, cumulative, diligence * share)
        for indicator, completed in month.items():
            cumulative[indicator] += completed
            yield name, period, indicator, completed


def month_of(draw: random.Random, targets: dict[str, int], cumulative: dict[str, int], pace: float) -> dict[str, int]:
    idle = draw.random() < 0.04
    month = {}
    for indicator, target in targets.items():
        # Certificates follow training by some weeks, and each count has its own luck.
        wanted = 0 if idle else round(target * pace * draw.uniform(0.7, 1.3))
        month[indicator] = max(0, min(wanted, round(target * CEILING) - cumulative[indicator]))
    if "senior" in month and "certificates" in month:
        month["senior"] = min(month["senior"], month["certificates"])
    return month
