"""Reports made from drawn numbers, and what a plain loop makes of them: the oracle of the answers' tests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache

from hypothesis import strategies as st

from programmes.loading import load
from programmes.model import Programme, Unit
from programmes.periods import Period
from programmes.roles import Role
from scoring.answers import Given
from scoring.figures import FiledMonth, History, Status, number

AT = datetime(2022, 3, 25, tzinfo=UTC)
MONTHS = tuple(Period(2022, month) for month in range(3, 13))
CODES = ("training", "certificates", "senior", "one_plus_x")

Raw = Mapping[str, Mapping[str, Mapping[str, int]]]


@cache
def programme() -> Programme:
    return load("henan-edu-2022")


def unit(name: str) -> Unit:
    found = programme().unit_named(name)
    assert found is not None
    return found


def filed(period: Period, figures: Mapping[str, int], late: bool | None = False, **more: object) -> FiledMonth:
    said = {code: number(value) for code, value in figures.items()}
    made = FiledMonth(period, said, 1, Status.SUBMITTED, late, AT, AT, "chat", "R1")
    from dataclasses import replace

    return replace(made, **more)  # type: ignore[arg-type]


def facts(raw: Raw, role: Role = Role.OFFICIAL, own: str | None = None) -> Given:
    """`raw`: unit name -> `opening` or month -> indicator -> number."""
    reports = {}
    for name, months in raw.items():
        code = unit(name).code
        held = {Period.parse(at): filed(Period.parse(at), row) for at, row in months.items() if at != "opening"}
        reports[code] = History(code, dict(months.get("opening", {})), held)
    return Given(programme(), role, unit(own).code if own else None, reports)


_names = st.sampled_from(["焦作大学", "开封大学", "焦作市", "洛阳市", "信阳学院", "滑县", "许昌学院"])
_row = st.fixed_dictionaries({code: st.integers(0, 9_000) for code in CODES})
_months = st.sampled_from(["opening", *map(str, MONTHS[:5])])
raws = st.dictionaries(_names, st.dictionaries(_months, _row, max_size=6), min_size=1, max_size=7)


def total(raw: Raw, name: str, code: str, upto: str) -> int:
    """Opening balance + every month up to `upto`, added one by one."""
    added = 0
    for at, row in raw.get(name, {}).items():
        if at == "opening" or at <= upto:
            added += row[code]
    return added


def last(raw: Raw, name: str, upto: str) -> str | None:
    months = [at for at in raw.get(name, {}) if at != "opening" and at <= upto]
    return max(months) if months else None


def halves(share: float | int, of: int) -> str:
    """A rate with two decimals, rounded half up, by whole numbers only."""
    hundredths = (2 * 10_000 * int(share) + of) // (2 * of)
    return f"{hundredths // 100}.{hundredths % 100:02d}"
