"""Random facts files: rows that are possible, often near the thresholds, with gaps. The same seed draws the same."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from programmes.evaluations import Rulebook
from programmes.facts import Fact, FactKind
from programmes.model import Programme, Unit

Row = tuple[str, str, str, str]
DAYS = [date(2023, 6, 30), date(2023, 12, 31), date(2023, 12, 31), date(2023, 9, 30), date(2023, 5, 15)]


def draw(programme: Programme, book: Rulebook, seed: int) -> tuple[list[Row], date]:
    """Rows for the units of the table, and a day to score them on."""
    random = Random(seed)
    complete, rows = random.random() < 0.6, list[Row]()
    good = random.choice([0.5, 0.9, 1.0])
    for unit in programme.units:
        if unit.unit_class == book.unit_class and unit.assessed:
            rows += _figures(random, unit, good)
            rows += _judgements(random, unit, book, 1.0 if complete else 0.97)
    return rows, random.choice(DAYS)


def _figures(random: Random, unit: Unit, good: float) -> list[Row]:
    rows = []
    pace = random.choice([1.0, 1.0, 1.1, 1.4, 0.9])
    for code, target in unit.targets.items():
        on_pace = random.random() < good
        for quarter in range(1, 5):
            share = target * pace / 4
            amount = round(share) + 1 if on_pace else round(share * random.choice([0.5, 1, 1, 1.5]))
            if random.random() < 0.3:
                parts = [amount // 3, amount // 3, amount - 2 * (amount // 3)]
                rows += [
                    (unit.name, code, f"2023-{3 * quarter - 2 + at:02}", str(part)) for at, part in enumerate(parts)
                ]
            elif random.random() < 0.97:
                rows.append((unit.name, code, f"2023-Q{quarter}", str(amount)))
    return rows


def _judgements(random: Random, unit: Unit, book: Rulebook, known: float) -> list[Row]:
    rows = []
    for fact in book.facts().values():
        if fact.key in ("liability", "disqualified"):
            if random.random() < 0.05:
                rows.append((unit.name, fact.key, random.choice(["", "2023-Q1", "2023-Q3", "2023-Q4"]), "yes"))
        elif random.random() < known:
            periods = random.choice([[""], [""], ["", "2023-Q4"], ["2023-Q1", "2023-Q3"], ["2023-Q2"]])
            rows += [(unit.name, fact.key, period, _value(random, unit, fact)) for period in periods]
    return rows


def _value(random: Random, unit: Unit, fact: Fact) -> str:
    match fact.kind:
        case FactKind.YES_NO:
            return random.choice(["yes", "yes", "no"])
        case FactKind.DATE:
            near = date(2023, 5, 21) + timedelta(days=random.choice([-40, -1, 0, 1, 30, 39, 41, 60, 200]))
            return random.choice([near.isoformat(), near.isoformat(), "none"])
        case FactKind.AMOUNT:
            return random.choice(["0", "49.99", "50", "99", "100", "149.99", "150", "999.3", "1000", "750"])
    if fact.name in ("manufacturing", "mid_high"):
        whole = unit.targets.get("subsidised" if fact.name == "manufacturing" else "skilled", 0)
        return str(random.choice([0, whole // 6, whole * 3 // 20, whole * 2 // 5, whole * 4 // 5, whole]))
    if fact.name in ("certificates", "issued", "certified", "employed"):
        return str(random.choice([0, 100, 100, 200, 1000]))
    if fact.name in ("special", "voided", "online", "brand_certified", "brand_employed"):
        return str(random.choice([0, 1, 9, 10, 11, 12, 50, 100, 109]))
    return str(min(random.choice([0, 0, 0, 1, 1, 2, 3, 7, 25]), fact.most))
