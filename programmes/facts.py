"""What somebody has to find out for an item of a rulebook: a fact, its kind, and what the bot's own record can show.

Read from `rulebooks/*.toml` by `programmes.rulebooks`; the values that are entered are read by `scoring.rulebooks`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FactKind(StrEnum):
    """What a person enters for a fact."""

    COUNT = "count"
    """A whole number, 0 or more; the amounts of the quarters add up."""
    AMOUNT = "amount"
    """A number with decimals, 0 or more; the amounts of the quarters add up."""
    YES_NO = "yes_no"
    """A finding: once yes, it stays."""
    DATE = "date"
    """A day, or none so far; the earliest counts."""
    STATE = "state"
    """How an item of a checklist stands: met, partly, not or na; the last one entered counts."""


class Recorded(StrEnum):
    """What the bot's own record can show for an item, beside what people hand in as evidence."""

    MONTHLY_REPORTS = "monthly_reports"
    """Which of the months that were due came in time, came late, did not come."""
    COMPLETION_RATES = "completion_rates"
    """The completion rate of each indicator with a target."""


FACT_CEILING = 10**9


@dataclass(frozen=True, slots=True)
class Fact:
    """What somebody has to find out for an item. `key` is what a facts file calls it (`2.1.4.incomplete`).

    `most`: the largest number that can be entered for a count, such as 12 for months.
    """

    key: str
    name: str
    kind: FactKind
    zh: str
    en: str
    most: int = FACT_CEILING
