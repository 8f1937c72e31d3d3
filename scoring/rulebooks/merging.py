"""附件4's note: a unit without a target has the item scored inside its counterpart, which takes on its points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import reduce

from programmes.evaluations import Item, Merge, Rulebook
from programmes.model import Unit
from programmes.rules import Deductions, FirstBonus, Priced, Rule, Schedule, ShareBonus


class ItemState(StrEnum):
    """How an item stands for a unit."""

    SCORED = "scored"
    OPEN = "open"
    MERGED = "merged"
    NOT_ASSESSABLE = "not_assessable"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The items of one kind of unit: as printed, with some grown by others; and the state of those that went."""

    items: tuple[Item, ...]
    gone: dict[str, ItemState]


def sheets(book: Rulebook) -> dict[tuple[ItemState | None, ...], Sheet]:
    """A sheet for each way in which the merges can turn out, by `outcomes`; there are very few."""
    ways: list[tuple[ItemState | None, ...]] = [()]
    for _ in book.merges:
        ways = [(*way, one) for way in ways for one in (None, ItemState.MERGED, ItemState.NOT_ASSESSABLE)]
    return {way: _sheet(book, way) for way in ways}


def outcomes(book: Rulebook, unit: Unit) -> tuple[ItemState | None, ...]:
    """For each merge of the book: None where the unit has both its items, else what becomes of them."""
    return tuple(_outcome(merge, unit) for merge in book.merges)


def _outcome(merge: Merge, unit: Unit) -> ItemState | None:
    if unit.targets.get(merge.indicator):
        return None
    return ItemState.MERGED if unit.targets.get(merge.counterpart) else ItemState.NOT_ASSESSABLE


def _sheet(book: Rulebook, way: tuple[ItemState | None, ...]) -> Sheet:
    printed = {item.key: item for item in book.items}
    items = dict(printed)
    gone: dict[str, ItemState] = {}
    for merge, outcome in zip(book.merges, way, strict=True):
        for key, into in merge.items.items():
            if outcome is ItemState.MERGED:
                items[into] = _grown(items[into], printed[key], merge)
                gone[key] = outcome
            elif outcome is ItemState.NOT_ASSESSABLE:
                gone[key] = gone[into] = outcome
    return Sheet(tuple(items.values()), gone)


def _grown(into: Item, merged: Item, merge: Merge) -> Item:
    rules = reduce(_with, merged.rules, into.rules)
    reading = " ".join(filter(None, (into.reading, merge.reading)))
    return replace(into, most=into.most + merged.most, rules=rules, reading=reading)


def _with(rules: tuple[Rule, ...], extra: Rule) -> tuple[Rule, ...]:
    """The rules with the one of the same kind grown; the loader has made sure that there is one."""
    return tuple(_sum(rule, extra) if type(rule) is type(extra) else rule for rule in rules)


def _sum(rule: Rule, extra: Rule) -> Rule:
    match rule, extra:
        case Schedule(), Schedule():
            return replace(rule, base=rule.base + extra.base, miss=rule.miss + extra.miss)
        case ShareBonus(), ShareBonus():
            return replace(rule, points=rule.points + extra.points)
        case FirstBonus(), FirstBonus():
            return replace(rule, points=rule.points + extra.points)
        case Deductions(), Deductions():
            more = {one.fact: one.points for one in extra.each}
            each = tuple(Priced(one.fact, one.points + more.get(one.fact, 0)) for one in rule.each)
            return replace(rule, base=rule.base + extra.base, each=each)
    raise TypeError(f"rules of kind {type(rule).__name__} cannot be merged")
