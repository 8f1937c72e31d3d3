"""What a whole rulebook must keep to: points that add up, counterparts that fit, days of its year. For `rulebooks`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction

from programmes.evaluations import Item, Rulebook
from programmes.rules import Dates, Deductions, FirstBonus, Schedule, ShareBonus
from programmes.sections import NO_DAY, Section

FULL = Fraction(100)
# The kinds whose numbers can be added to those of a counterpart.
MERGED = (Schedule, ShareBonus, FirstBonus, Deductions)


def refuse_wrong_sums(file: Section, book: Rulebook) -> None:
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


def refuse_strange_merges(file: Section, book: Rulebook) -> None:
    """A merged item and the one that takes it in are scored by the same kinds of rule and by the same facts."""
    items: Mapping[str, Item] = {item.key: item for item in book.items}
    for merge in book.merges:
        for key, into in merge.items.items():
            if key not in items or into not in items or not _alike(items[key], items[into]):
                file.note(f"merges.items.{key}", into, "counterpart")


def refuse_days_of_another_year(file: Section, book: Rulebook, year: int) -> None:
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
