"""A checklist: how each item stands for each unit, with no points and no total (136 号, 附件1 and 附件2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from programmes.evaluations import Item, Rulebook
from programmes.model import Programme, Unit
from scoring.rulebooks.evaluating import assessed
from scoring.rulebooks.facts import NOTHING, Facts
from scoring.rulebooks.recording import Evidence, Records, evidence, record_of
from scoring.rulebooks.stages import Stage, moment
from scoring.rulebooks.standings import Ground, standing

STATES = ("met", "partly", "not", "na")
OPEN = "open"


@dataclass(frozen=True, slots=True)
class Checked:
    """One item of one unit; `state` is one of STATES, or OPEN while nobody has judged it.

    `recorded`: what the bot's own record shows for it.
    """

    item: Item
    state: str
    recorded: Evidence | None = None


@dataclass(frozen=True, slots=True)
class CheckedUnit:
    unit: Unit
    items: tuple[Checked, ...]

    @property
    def open(self) -> tuple[str, ...]:
        return tuple(one.item.key for one in self.items if one.state == OPEN)


@dataclass(frozen=True, slots=True)
class Checklist:
    """A checklist on a day."""

    rulebook: Rulebook
    as_of: date
    stage: Stage
    units: tuple[CheckedUnit, ...]


def check(programme: Programme, book: Rulebook, facts: Facts, as_of: date, records: Records | None = None) -> Checklist:
    """The state last entered for each item by then; with `records`, also the evidence that the bot has itself."""
    now = moment(programme.year, as_of)
    ground = Ground.of(now, book.facts(), (), programme.indicators)
    units = []
    for unit in assessed(programme, book):
        found = standing(unit, facts.get(unit.code, NOTHING), ground).found
        items = tuple(
            Checked(
                item,
                str(found.get(item.facts[0].key, OPEN)),
                None if records is None else evidence(item, programme, unit, record_of(records, unit), as_of),
            )
            for item in book.items
        )
        units.append(CheckedUnit(unit, items))
    return Checklist(book, as_of, now.stage, tuple(units))
