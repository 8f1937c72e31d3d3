"""Demonstration figures: a plausible year for every unit, the same in every run. Invented, and labelled as such.

Made for the programme on the stage and written as the CSV that `yuebao import` takes: from the first month to August
for all units, September for all but the one whose liaison the newcomer plays.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path

from playground import staged
from playground.staged import Staged

MOST_BODIES = {"body_public": 2}
"""How many of a registered body a unit has at most, where it is not one; stated once, with the first month."""
SHARES = {1: 0.04, 2: 0.03, 3: 0.05, 4: 0.07, 5: 0.09, 6: 0.13, 7: 0.10, 8: 0.08, 9: 0.12}
"""What a steady unit completes of its annual target in each month; summer is slow in schools."""
CEILING = 1.04
"""Few units end above their target, none far above."""

Row = tuple[str, str, str, int]


def write_figures(programme: Staged, out: Path) -> int:
    """Write the CSV; gives the number of its figures."""
    rows = [row for unit in programme.units for row in figures_of(programme, unit)]
    with out.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(("unit", "period", "indicator", "completed"))
        writer.writerows(rows)
    return len(rows)


def figures_of(programme: Staged, unit: dict[str, str]) -> Iterator[Row]:
    """One unit's figures. Its diligence is drawn once, so it stays ahead or behind all year."""
    name = staged.short_name(unit)
    draw = random.Random(f"yuebao {unit['code']}")  # noqa: S311 - a fixed seed is the point
    diligence = draw.choices((0.25, 0.6, 0.9, 1.15, 1.45), weights=(8, 22, 38, 24, 8))[0] * draw.uniform(0.9, 1.1)
    targets = {one.code: int(unit[one.code]) for one in programme.flows if unit[one.code].strip()}
    cumulative = dict.fromkeys(targets, 0)
    for body in (one.code for one in programme.indicators if one.is_stock):
        yield name, f"{programme.year}-{programme.first_month:02}", body, draw.randint(0, MOST_BODIES.get(body, 1))
    for month in programme.months:
        if name == programme.newcomer and month == programme.months[-1]:
            return
        for indicator, completed in month_of(programme, draw, month, targets, cumulative, diligence).items():
            cumulative[indicator] += completed
            yield name, f"{programme.year}-{month:02}", indicator, completed


def month_of(
    programme: Staged,
    draw: random.Random,
    month: int,
    targets: dict[str, int],
    cumulative: dict[str, int],
    diligence: float,
) -> dict[str, int]:
    idle = draw.random() < 0.04
    found: dict[str, int] = {}
    for one in programme.flows:
        if one.code not in targets or month not in one.months:
            continue
        # What is asked for by the quarter is the amount of the whole quarter.
        months = range(1 + max((past for past in one.months if past < month), default=0), month + 1)
        pace = diligence * sum(SHARES[each] for each in months if each in programme.months)
        # Certificates follow training by some weeks, and each count has its own luck.
        wanted = 0 if idle else round(targets[one.code] * pace * draw.uniform(0.7, 1.3))
        found[one.code] = max(0, min(wanted, round(targets[one.code] * CEILING) - cumulative[one.code]))
        if one.part_of in found:
            found[one.code] = min(found[one.code], found[one.part_of])
    return found
