"""Reads `circular.toml`: by which rates the circular ranks, and how many units it names. Called by the loader."""

from __future__ import annotations

from collections.abc import Sequence

from programmes.model import CircularRule, Indicator
from programmes.sections import Section

_MOST = 100


def read_circular(file: Section, documents: Sequence[str], indicators: Sequence[Indicator]) -> CircularRule | None:
    """The rule; indicators listed separately have their own tables and cannot be in the order."""
    section = file.table("ranking")
    if section is None:
        return None
    rule = CircularRule(
        order=section.texts("order"),
        shown=section.whole("shown", 1, _MOST),
        moved=section.whole("moved", 1, _MOST),
        reading=section.string("reading"),
        cites=section.cites(documents),
    )
    ranked = [one.code for one in indicators if not one.stock and not one.listed_separately]
    if indicators and (not rule.order or not set(rule.order) <= set(ranked) or len(set(rule.order)) < len(rule.order)):
        section.note("order", ", ".join(rule.order), "some_of", choices=", ".join(ranked))
    return rule
