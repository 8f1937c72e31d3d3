"""A second computation of 附件3 and 附件4, from the document and its readings alone: Python over dictionaries.

It shares nothing with the engine: no rulebook is read and none of its code is called. `rows` are lines of a facts file.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from fractions import Fraction as F  # noqa: N817

HALF, ONE = F(1, 2), F(1)
TENTH = F(1, 10)
NEVER = date(9999, 1, 1)

Row = tuple[str, str, str, str]
Targets = dict[str, dict[str, int]]
INDICATORS = ("training", "subsidised", "skilled", "high_skilled", "technicians", "apprenticeship")


def stage_of(day: date) -> tuple[str, int]:
    ends = [date(2023, 3, 31), date(2023, 6, 30), date(2023, 9, 30), date(2023, 12, 31)]
    names = {ends[1]: "mid", ends[3]: "end"}
    return names.get(day, "running"), len([end for end in ends if end <= day])


class Sheet:
    """One unit's facts at a day."""

    def __init__(self, targets: dict[str, int], rows: list[Row], day: date) -> None:
        self.t = {code: targets.get(code) or 0 for code in INDICATORS}
        self.stage, self.quarters = stage_of(day)
        self.day = day
        self.done = {code: [0, 0, 0, 0] for code in INDICATORS}
        self.found: dict[str, list[str]] = defaultdict(list)
        begun = (day.month + 2) // 3
        for _, key, period, value in rows:
            if key in INDICATORS:
                q = int(period[-1]) if "Q" in period else (int(period[-2:]) + 2) // 3
                for later in range(q, 5):
                    self.done[key][later - 1] += int(value)
            elif period == "" or int(period[-1]) <= (begun if "." not in key else self.quarters):
                self.found[key].append(value)

    def now(self, code: str) -> int:
        return self.done[code][self.quarters - 1] if self.quarters else 0

    def count(self, key: str) -> F | None:
        return sum((F(value) for value in self.found[key]), F(0)) if self.found[key] else None

    def yes(self, key: str) -> bool | None:
        return "yes" in self.found[key] if self.found[key] else None

    def issued(self, key: str) -> date | None:
        if not self.found[key]:
            return None
        return min(NEVER if value == "none" else date.fromisoformat(value) for value in self.found[key])

    def misses(self, code: str) -> int:
        return sum(4 * self.done[code][q] < self.t[code] * (q + 1) for q in range(self.quarters))

    def scheduled(self, code: str, base: F | int, miss: F | int) -> F:
        return max(F(0), F(base) - F(miss) * self.misses(code)) if self.t[code] else F(0)

    def reached(self, code: str, percent: int) -> bool:
        return self.stage == "end" and self.t[code] > 0 and 100 * self.now(code) >= percent * self.t[code]


def rates(sheets: dict[str, Sheet], code: str) -> dict[str, F]:
    return {unit: F(s.now(code), s.t[code]) for unit, s in sheets.items() if s.t[code]}


def first_three(sheets: dict[str, Sheet], code: str) -> set[str]:
    rate = rates(sheets, code)
    ahead = {unit: sum(other > mine for other in rate.values()) for unit, mine in rate.items()}
    return {unit for unit in rate if ahead[unit] < 3 and sheets[unit].stage == "end"}


def off(base: int, *less: tuple[F | None, F | int]) -> F | None:
    known = sum((number * each for number, each in less if number is not None), F(0))
    left = max(F(0), base - known)
    return None if left and any(number is None for number, _ in less) else left


def most(cap: int, *more: tuple[F | None, F | int]) -> F | None:
    known = min(F(cap), sum((number * each for number, each in more if number is not None), F(0)))
    return None if known < cap and any(number is None for number, _ in more) else known


def if_yes(found: bool | None, points: int) -> F | None:
    return None if found is None else F(points if found else 0)


def by_place(values: dict[str, F], unit: str, top: int) -> F:
    place = 1 + sum(value > values[unit] for value in values.values())
    return max(F(0), top - TENTH * (place - 1))


def ranked(sheets: dict[str, Sheet], part: str, whole: str, sign: int, top: int) -> dict[str, F | None]:
    shares: dict[str, F] = {}
    points: dict[str, F | None] = {}
    for unit, s in sheets.items():
        over, under = s.count(part), s.count(whole)
        if under == 0:
            points[unit] = F(0)
        elif over is None or under is None:
            points[unit] = None
        else:
            shares[unit] = sign * over / under
    return points | {unit: by_place(shares, unit, top) for unit in shares}


def add(first: F | None, second: F | None) -> F | None:
    return None if first is None or second is None else first + second


def stepped(part: F | None, whole: int, line: int, base: int, up: F | int, down: F | int, cap: int) -> F | None:
    if whole == 0:
        return F(0)
    if part is None:
        return None
    hundredths = 100 * part - line * whole
    steps = abs(hundredths) // whole
    return min(F(cap), F(base + up * steps)) if hundredths >= 0 else max(F(0), F(base - down * steps))


def area_items(sheets: dict[str, Sheet]) -> dict[str, dict[str, F | None]]:
    third = {code: first_three(sheets, code) for code in ("subsidised", "skilled", "high_skilled")}
    voided = ranked(sheets, "2.2.4.voided", "2.2.4.issued", -1, 2)
    online = ranked(sheets, "2.2.4.online", "2.2.4.issued", 1, 2)
    certified = ranked(sheets, "5.4.brand_certified", "5.4.certified", 1, 2)
    employed = ranked(sheets, "5.4.brand_employed", "5.4.employed", 1, 2)
    muye = {
        unit: number
        for unit, s in sheets.items()
        if s.yes("5.3.carried_out") and (number := s.count("5.3.recognised")) is not None
    }
    points: dict[str, dict[str, F | None]] = {}
    for unit, s in sheets.items():
        p: dict[str, F | None] = {}
        p["2.1.1"] = s.scheduled("training", 1, 1) + s.reached("training", 140)
        p["2.1.2"] = s.scheduled("subsidised", 4, 1) + (unit in third["subsidised"])
        p["2.1.3"] = s.scheduled("apprenticeship", 2, HALF)
        p["2.1.4"] = off(2, (s.count("2.1.4.incomplete"), TENTH), (s.count("2.1.4.untrue"), 2 * TENTH))
        p["2.1.5"] = stepped(s.count("2.1.5.manufacturing"), s.now("subsidised"), 30, 3, 0, 2 * TENTH, 3)
        p["2.2.1"] = s.scheduled("skilled", 6, F(3, 2)) + s.reached("skilled", 110) + (unit in third["skilled"])
        p["2.2.2"] = stepped(s.count("2.2.2.mid_high"), s.now("skilled"), 80, 4, 2 * TENTH, 2 * TENTH, 5)
        special, certificates = s.count("2.2.3.special"), s.count("2.2.3.certificates")
        if certificates == 0:
            p["2.2.3"] = F(0)
        elif special is None or certificates is None:
            p["2.2.3"] = None
        else:
            over = max(F(0), 100 * special - 10 * certificates) // certificates
            p["2.2.3"] = max(F(0), 4 - F(2) * over)
        p["2.2.4"] = add(voided[unit], online[unit])
        p["2.2.5"] = off(1, (s.count("2.2.5.violations"), HALF))
        p["2.3.1"] = (
            s.scheduled("high_skilled", 10, F(5, 2)) + s.reached("high_skilled", 110) + (unit in third["high_skilled"])
        )
        p["2.3.2"] = s.scheduled("technicians", 2, HALF) + s.reached("technicians", 110)
        p["2.3.3"] = stepped(F(s.now("high_skilled")), s.now("skilled"), 30, 3, 2 * TENTH, 1, 4)
        spent, fund = s.count("3.1.spent"), s.count("3.1.fund")
        if fund == 0 or spent == 0:
            p["3.1"] = F(0)
        else:
            p["3.1"] = None if spent is None or fund is None else F(10 if spent * 100 >= fund * 15 else 0)
        money = s.count("3.2.amount")
        if money is None:
            p["3.2"] = None
        else:
            p["3.2"] = F(0) if money < 50 else min(F(3), 2 + HALF * ((money - 50) // 50))
        p["3.3"] = conditioned(s.yes("3.3.met"), off(5, (s.count("3.3.months_over"), 1)))
        p["3.4"] = off(2, (s.count("3.4.overdue"), 1))
        p["4.1"] = if_yes(s.yes("4.1.met"), 1)
        day = s.issued("4.2.issued_on")
        p["4.2"] = None if day is None else F(day <= min(date(2023, 5, 21), s.day))
        p["4.3"] = if_yes(s.yes("4.3.met"), 1)
        p["4.4"] = conditioned(s.yes("4.4.met"), off(4, (s.count("4.4.incidents"), HALF)))
        p["4.5"] = most(
            3, (s.count("4.5.national"), F(3, 2)), (s.count("4.5.provincial"), 1), (s.count("4.5.municipal"), HALF)
        )
        p["5.1"] = most(2, (s.count("5.1.policies"), 1))
        p["5.2"] = most(2, (s.count("5.2.projects"), HALF))
        carried = s.yes("5.3.carried_out")
        if carried:
            p["5.3"] = 1 + by_place(muye, unit, 1) if unit in muye else None
        else:
            p["5.3"] = if_yes(carried, 1)
        p["5.4"] = add(certified[unit], employed[unit])
        p["5.5"] = if_yes(s.yes("5.5.met"), 2)
        p["5.6"] = if_yes(s.yes("5.6.met"), 3)
        points[unit] = p
    return points


def conditioned(met: bool | None, points: F | None) -> F | None:
    if met is False or points == 0:
        return F(0)
    return None if met is None else points


def department_items(sheets: dict[str, Sheet]) -> dict[str, dict[str, F | str | None]]:
    third = {code: first_three(sheets, code) for code in ("training", "skilled")}
    points: dict[str, dict[str, F | str | None]] = {}
    for unit, s in sheets.items():
        p: dict[str, F | str | None] = {}
        p["2.1.1"] = s.scheduled("training", 8, F(5, 2)) + s.reached("training", 140) + (unit in third["training"])
        p["2.1.2"] = off(10, (s.count("2.1.2.incomplete"), HALF), (s.count("2.1.2.untrue"), HALF))
        ledger = (s.count("2.2.2.months_missing"), s.count("2.2.2.mismatched"))
        high = (s.count("2.3.2.months_missing"), s.count("2.3.2.mismatched"))
        if not s.t["skilled"] and not s.t["high_skilled"]:
            p |= dict.fromkeys(("2.2.1", "2.2.2", "2.2.3", "2.3.1", "2.3.2", "2.3.3"), "not_assessable")
        elif not s.t["high_skilled"]:
            p["2.2.1"] = s.scheduled("skilled", 27, 7) + 2 * s.reached("skilled", 110) + (unit in third["skilled"])
            p["2.2.2"] = off(10, (ledger[0], 2), (ledger[1], 2 * TENTH))
            p["2.2.3"] = off(10, (s.count("2.2.3.months_mismatched"), 2))
            p |= dict.fromkeys(("2.3.1", "2.3.2", "2.3.3"), "merged")
        else:
            bonus = s.reached("skilled", 110) + (unit in third["skilled"])
            p["2.2.1"] = s.scheduled("skilled", 13, F(7, 2)) + bonus
            p["2.2.2"] = off(5, (ledger[0], 1), (ledger[1], TENTH))
            p["2.2.3"] = off(5, (s.count("2.2.3.months_mismatched"), 1))
            p["2.3.1"] = s.scheduled("high_skilled", 14, F(7, 2)) + s.reached("high_skilled", 110)
            p["2.3.2"] = off(5, (high[0], 1), (high[1], TENTH))
            p["2.3.3"] = off(5, (s.count("2.3.3.months_mismatched"), 1))
        p["3.1"] = off(6, (s.count("3.1.missing"), 1))
        day = s.issued("3.2.issued_on")
        if day is None:
            p["3.2"] = None
        else:
            p["3.2"] = F(0) if day > s.day else F(6 if day <= date(2023, 5, 21) else 3)
        p["3.3"] = if_yes(s.yes("3.3.met"), 3)
        p["3.4"] = off(5, (s.count("3.4.late"), HALF))
        subsidy, false = s.yes("3.5.has_subsidy"), off(5, (s.count("3.5.false_records"), HALF))
        if subsidy is False or false == 5:
            p["3.5"] = F(5)
        else:
            p["3.5"] = false if subsidy else None
        p["3.6"] = most(
            3, (s.count("3.6.national"), F(3, 2)), (s.count("3.6.provincial"), 1), (s.count("3.6.municipal"), HALF)
        )
        p["3.7"] = if_yes(s.yes("3.7.met"), 2)
        points[unit] = p
    return points


def total_of(items: dict[str, F | str | None], assessable: int) -> F | None:
    if None in items.values():
        return None
    return (
        sum((F(value) for value in items.values() if value is not None and not isinstance(value, str)), F(0))
        * 100
        / assessable
    )


def evaluation(table: str, targets: Targets, rows: list[Row], day: date) -> dict[str, dict[str, object]]:
    """What the document makes of the facts on that day, for each unit."""
    of_unit: dict[str, list[Row]] = {unit: [] for unit in targets}
    for row in rows:
        of_unit[row[0]].append(row)
    result = _on(table, targets, of_unit, day)
    if stage_of(day)[0] == "end":
        early = _on(table, targets, of_unit, date(2023, 6, 30))
        for unit, one in result.items():
            a, b = early[unit]["total"], one["total"]
            if isinstance(a, F) and isinstance(b, F):
                one["final"] = F(int((4 * a + 6 * b) * 10 + HALF), 100)
    _choose(result, "final" if stage_of(day)[0] == "end" else "total", {"areas": 5, "departments": 8}[table], day)
    return result


def _on(table: str, targets: Targets, of_unit: dict[str, list[Row]], day: date) -> dict[str, dict[str, object]]:
    sheets = {unit: Sheet(targets[unit], of_unit[unit], day) for unit in targets}
    items = area_items(sheets) if table == "areas" else department_items(sheets)
    result: dict[str, dict[str, object]] = {}
    for unit, s in sheets.items():
        mine: dict[str, F | str | None] = dict(items[unit])
        assessable = 50 if "not_assessable" in mine.values() else 100
        result[unit] = {
            "items": mine,
            "assessable": assessable,
            "total": total_of(mine, assessable),
            "final": None,
            "vetoed": _vetoed(table, s),
            "disqualified": bool(s.yes("disqualified")),
        }
    return result


def _vetoed(table: str, s: Sheet) -> list[str]:
    three = ["training", "skilled", "high_skilled"]
    short: list[str] = []
    if s.stage == "mid":
        short = [code for code in three if 2 * s.now(code) < s.t[code]]
    if s.stage == "end":
        all_six = [*three, "subsidised", "apprenticeship", "technicians"]
        short = [code for code in (all_six if table == "areas" else three) if s.now(code) < s.t[code]]
    return short + ["liability"] * bool(s.yes("liability"))


def _choose(result: dict[str, dict[str, object]], by: str, seats: int, day: date) -> None:
    running = stage_of(day)[0] == "running"
    values = {
        unit: value
        for unit, one in result.items()
        if isinstance(value := one[by], F) and not one["vetoed"] and not one["disqualified"]
    }
    for unit, one in result.items():
        one["rank"], one["advanced"] = None, False
        if unit in values:
            better = sum(value > values[unit] for value in values.values())
            equal = sum(value == values[unit] for value in values.values())
            one["rank"] = better + 1
            if better < seats and not running:
                one["advanced"] = True if better + equal <= seats else "tie"
