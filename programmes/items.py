"""Reads `[[items]]` of a rulebook: what each asks, its facts, its rules and its examples. Called by `rulebooks`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from programmes.evaluations import Case, Example, Item
from programmes.facts import FACT_CEILING, Fact, FactKind, Recorded
from programmes.rulekinds import KINDS, Names
from programmes.rules import Rule
from programmes.sections import Section

STAGES = ("mid-year", "year-end")
STATE = "state"


def read_items(file: Section, documents: Sequence[str], indicators: Sequence[str], checklist: bool) -> tuple[Item, ...]:
    items = tuple(_item(section, documents, indicators, checklist) for section in file.tables("items"))
    file.once("key", (item.key for item in items), inside="items")
    return items


def _item(section: Section, documents: Sequence[str], indicators: Sequence[str], checklist: bool) -> Item:
    key = section.string("key")
    facts = (_state(key),) if checklist else _facts(section, key)
    names = Names(frozenset(fact.name for fact in facts), frozenset(indicators))
    return Item(
        key=key,
        zh=section.string("zh"),
        en=section.string("en"),
        most=Fraction(0) if checklist else section.amount("points"),
        facts=facts,
        rules=() if checklist else _rules(section, names),
        reading=section.string("reading", required=False),
        cites=section.cites(documents),
        examples=() if checklist else tuple(map(_example, section.tables("examples"))),
        evidence=section.string("evidence", required=checklist),
        recorded=_recorded(section) if checklist else None,
    )


def _recorded(section: Section) -> Recorded | None:
    """What the bot's own record shows for the item, where it shows anything."""
    found = section.choice("recorded", Recorded, required=False)
    return Recorded(found) if found else None


def _state(key: str) -> Fact:
    return Fact(f"{key}.{STATE}", STATE, FactKind.STATE, "", "")


def _facts(section: Section, item: str) -> tuple[Fact, ...]:
    found = []
    for one in section.tables("facts", required=False):
        name, kind = one.code("name"), one.choice("kind", [str(kind) for kind in FactKind if kind != FactKind.STATE])
        fact_kind = FactKind(kind) if kind else FactKind.COUNT
        most = (
            one.whole("most", 1, FACT_CEILING, otherwise=FACT_CEILING) if fact_kind is FactKind.COUNT else FACT_CEILING
        )
        found.append(Fact(f"{item}.{name}", name, fact_kind, one.string("zh"), one.string("en"), most))
    section.once("name", (fact.name for fact in found), inside="facts")
    return tuple(found)


def _rules(section: Section, names: Names) -> tuple[Rule, ...]:
    rules: list[Rule] = []
    for one in section.tables("rules"):
        kind = one.choice("kind", KINDS)
        if kind:
            rules.append(KINDS[kind](one, names))
        else:
            one.known.update(one.data)
    return tuple(rules)


def _example(section: Section) -> Example:
    others = tuple(_case(one) for one in section.tables("others", required=False))
    return Example(section.choice("stage", STAGES), _case(section), others, section.amount("points"))


def _case(section: Section) -> Case:
    figures = {code: _quarters(section, code, value) for code, value in section.mapping("figures").items()}
    targets = {code: value for code, value in section.mapping("targets").items() if isinstance(value, int)}
    return Case(targets, figures, section.mapping("facts"))


def _quarters(section: Section, code: str, value: object) -> tuple[int, ...]:
    if isinstance(value, list) and 0 < len(value) <= 4 and all(isinstance(one, int) for one in value):
        return tuple(value)
    section.note(f"figures.{code}", str(value), "whole_numbers")
    return ()
