"""Reads `rulebooks/*.toml`: an evaluation's items, rules, vetoes and selection, strictly. Called by the loader.

The points must add up as the document says: rules to their item, items to their group, groups to 100.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from programmes.commendations import read_commendation
from programmes.evaluations import Case, Example, Finding, Group, Item, Merge, Rulebook, Selection, Veto
from programmes.facts import FACT_CEILING, Fact, FactKind, Recorded
from programmes.rulekinds import KINDS, Names
from programmes.rules import Dates, Deductions, FirstBonus, Rule, Schedule, ShareBonus
from programmes.sections import NO_DAY, Section
from programmes.self_assessments import read_self_assessment

STAGES = ("mid-year", "year-end")
FINDINGS = ("liability", "disqualified")
STATE = "state"
FULL = Fraction(100)
# The kinds whose numbers can be added to those of a counterpart.
MERGED = (Schedule, ShareBonus, FirstBonus, Deductions)


@dataclass(frozen=True, slots=True)
class Around:
    """What the other files of the folder say, that a rulebook leans on."""

    documents: Sequence[str]
    classes: Sequence[str]
    indicators: Sequence[str]
    year: int


def read_rulebook(file: Section, around: Around) -> Rulebook:
    """The whole file; a checklist is read by the same keys, without points."""
    checklist = file.choice("kind", ("points", "checklist")) == "checklist"
    book = Rulebook(
        code=file.code("code"),
        zh=file.string("zh"),
        en=file.string("en"),
        unit_class=file.choice("class", around.classes),
        checklist=checklist,
        groups=_groups(file, around, checklist),
        items=_items(file, around, checklist),
        reading=file.string("reading"),
        cites=file.cites(around.documents),
        merges=() if checklist else _merges(file, around),
        vetoes=() if checklist else _vetoes(file, around),
        findings=() if checklist else _findings(file, around),
        selection=None if checklist else _selection(file, around),
        commendation=read_commendation(file, around.documents) if checklist else None,
        self_assessment=read_self_assessment(file, around.documents, around.year),
    )
    _refuse_wrong_sums(file, book)
    _refuse_strange_merges(file, book)
    _refuse_days_of_another_year(file, book, around.year)
    return book


def _groups(file: Section, around: Around, checklist: bool) -> tuple[Group, ...]:
    sections = file.tables("groups")
    groups = tuple(
        Group(
            key=section.string("key"),
            zh=section.string("zh"),
            en=section.string("en"),
            points=None if checklist else section.amount("points"),
            cites=section.cites(around.documents),
        )
        for section in sections
    )
    file.once("key", (group.key for group in groups), inside="groups")
    return groups


def _items(file: Section, around: Around, checklist: bool) -> tuple[Item, ...]:
    items = tuple(_item(section, around, checklist) for section in file.tables("items"))
    file.once("key", (item.key for item in items), inside="items")
    return items


def _item(section: Section, around: Around, checklist: bool) -> Item:
    key = section.string("key")
    facts = (_state(key),) if checklist else _facts(section, key)
    names = Names(frozenset(fact.name for fact in facts), frozenset(around.indicators))
    return Item(
        key=key,
        zh=section.string("zh"),
        en=section.string("en"),
        most=Fraction(0) if checklist else section.amount("points"),
        facts=facts,
        rules=() if checklist else _rules(section, names),
        reading=section.string("reading", required=False),
        cites=section.cites(around.documents),
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


def _merges(file: Section, around: Around) -> tuple[Merge, ...]:
    return tuple(
        Merge(
            indicator=section.choice("indicator", around.indicators),
            counterpart=section.choice("counterpart", around.indicators),
            items={key: str(value) for key, value in section.mapping("items").items()},
            reading=section.string("reading"),
            cites=section.cites(around.documents),
        )
        for section in file.tables("merges", required=False)
    )


def _vetoes(file: Section, around: Around) -> tuple[Veto, ...]:
    vetoes = []
    for section in file.tables("vetoes"):
        stages = section.texts("stages")
        if not set(stages) <= set(STAGES):
            section.note("stages", ", ".join(stages), "some_of", choices=", ".join(STAGES))
        indicator = section.choice("indicator", around.indicators)
        vetoes.append(Veto(indicator, stages, section.cites(around.documents)))
    file.once("indicator", (veto.indicator for veto in vetoes), inside="vetoes")
    return tuple(vetoes)


def _findings(file: Section, around: Around) -> tuple[Finding, ...]:
    found = []
    for section in file.tables("findings"):
        key = section.choice("key", FINDINGS)
        fact = Fact(key, key, FactKind.YES_NO, section.string("zh"), section.string("en"))
        found.append(Finding(fact, section.cites(around.documents)))
    file.once("key", (finding.fact.key for finding in found), inside="findings")
    return tuple(found)


def _selection(file: Section, around: Around) -> Selection | None:
    section = file.table("selection")
    if section is None:
        return None
    mid_year, year_end = section.whole("mid_year", 0, 100), section.whole("year_end", 0, 100)
    if mid_year + year_end != FULL:
        section.note("year_end", year_end, "adds_up", sum=100)
    return Selection(
        places=section.whole("places", 1, 1000),
        mid_year=Fraction(mid_year, 100),
        year_end=Fraction(year_end, 100),
        mid_year_month=section.whole("mid_year_month", 7, 12),
        reading=section.string("reading"),
        cites=section.cites(around.documents),
    )


def _refuse_wrong_sums(file: Section, book: Rulebook) -> None:
    """Every item stands in a group; rules add up to items, items to groups, and the whole to 100."""
    keys = [group.key for group in book.groups]
    for item in book.items:
        if keys and not any(_inside(item.key, key) for key in keys):
            file.note(f"items[{item.key}].key", item.key, "in_group", groups=", ".join(keys))
        if not book.checklist and item.rules and (found := _sum(rule.most for rule in item.rules)) != item.most:
            file.note(f"items[{item.key}].rules", _shown(found), "adds_up", sum=_shown(item.most))
    if book.checklist:
        return
    for group in book.groups:
        found = _sum(item.most for item in book.items if _inside(item.key, group.key))
        if group.points is not None and found != group.points:
            file.note(f"groups[{group.key}].points", _shown(found), "adds_up", sum=_shown(group.points))
    if (whole := _sum(group.points or Fraction(0) for group in book.groups if "." not in group.key)) != FULL:
        file.note("groups", _shown(whole), "adds_up", sum=_shown(FULL))


def _refuse_strange_merges(file: Section, book: Rulebook) -> None:
    """A merged item and the one that takes it in are scored by the same kinds of rule and by the same facts."""
    items: Mapping[str, Item] = {item.key: item for item in book.items}
    for merge in book.merges:
        for key, into in merge.items.items():
            if key not in items or into not in items or not _alike(items[key], items[into]):
                file.note(f"merges.items.{key}", into, "counterpart")


def _refuse_days_of_another_year(file: Section, book: Rulebook, year: int) -> None:
    """A day left over from last year's rules would score everybody wrongly without a word."""
    for item in book.items:
        days = (one.day for rule in item.rules if isinstance(rule, Dates) for one in rule.by)
        for day in days:
            if year and day != NO_DAY and day.year != year:
                file.note(f"items[{item.key}].rules", day.isoformat(), "day_of_year", year=year)


def _alike(merged: Item, into: Item) -> bool:
    kinds: Collection[type] = [type(rule) for rule in into.rules]
    addable = all(type(rule) in kinds and isinstance(rule, MERGED) for rule in merged.rules)
    return addable and {fact.name for fact in merged.facts} == {fact.name for fact in into.facts}


def _inside(item: str, group: str) -> bool:
    return item.startswith(f"{group}.")


def _sum(points: Iterable[Fraction]) -> Fraction:
    return sum(points, Fraction(0))


def _shown(points: Fraction) -> str:
    return str(float(points)).removesuffix(".0")
