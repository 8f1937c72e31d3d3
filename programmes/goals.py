"""Reads goals.toml: the headlines and ratio limits of a plan that no unit's column holds. Called by the loader."""

from __future__ import annotations

from collections.abc import Sequence

from programmes.model import Goal, Indicator, Limit, Named
from programmes.sections import Section

LARGEST = 10**12


def read_goals(file: Section, documents: Sequence[str], indicators: Sequence[Indicator]) -> tuple[Goal, ...]:
    """The headlines, each at least so many by the end of a year."""
    codes = [indicator.code for indicator in indicators]
    goals = tuple(_goal(section, documents, codes) for section in file.tables("goals"))
    file.once("code", (goal.code for goal in goals), inside="goals")
    return goals


def read_limits(file: Section, documents: Sequence[str]) -> tuple[Limit, ...]:
    """The ratios; a plan may have none."""
    limits = tuple(
        Limit(
            code=section.code("code"),
            zh=section.string("zh"),
            en=section.string("en"),
            at_least=section.choice("bound", ("at_least", "at_most")) == "at_least",
            share=section.amount("percent") / 100,
            reading=section.string("reading", required=False),
            cites=section.cites(documents),
        )
        for section in file.tables("limits", required=False)
    )
    file.once("code", (limit.code for limit in limits), inside="limits")
    return limits


def _goal(section: Section, documents: Sequence[str], codes: Sequence[str]) -> Goal:
    measure = section.table("measure")
    return Goal(
        code=section.code("code"),
        zh=section.string("zh"),
        en=section.string("en"),
        year=section.whole("year", 2000, 2100),
        value=section.whole("value", 1, LARGEST),
        measure=measure.named() if measure else Named("", "", ""),
        indicator=section.choice("indicator", codes, required=False) or None,
        cites=section.cites(documents),
    )
