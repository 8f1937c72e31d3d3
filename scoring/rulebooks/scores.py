"""What an evaluation comes to: for each unit its items with their trace, its total, its place. Frozen, no words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from locales.text import Text
from programmes.evaluations import Item, Rulebook
from programmes.model import Unit
from scoring.rulebooks.merging import ItemState
from scoring.rulebooks.parts import Input, Part
from scoring.rulebooks.stages import Stage


class Advanced(StrEnum):
    """Whether a unit is chosen; TIE: its group of equals would go beyond the last place."""

    YES = "yes"
    NO = "no"
    TIE = "tie"


@dataclass(frozen=True, slots=True)
class ItemScore:
    """`points` is None unless the item is scored. `item` is as it applies to this unit, grown where it was merged.

    `reported`: some of its figures are only what the unit reported. `parts` are those of its rules, in their order.
    """

    item: Item
    state: ItemState
    points: Fraction | None
    most: Fraction
    inputs: Mapping[str, Input]
    why: tuple[Text, ...]
    reported: bool = False
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitScore:
    """`points` of `assessable` ones make `total` of 100. `open` are the items that still need a person.

    `open_mid_year`: those without which the final result lacks its mid-year share.
    """

    unit: Unit
    items: tuple[ItemScore, ...]
    points: Fraction | None
    assessable: Fraction
    total: Fraction | None
    open: tuple[str, ...]
    vetoed: tuple[str, ...]
    disqualified: bool
    open_mid_year: tuple[str, ...] = ()
    final: Fraction | None = None
    rank: int | None = None
    advanced: Advanced = Advanced.NO

    @property
    def reported(self) -> bool:
        """Whether some figure is only what the unit reported (按上报数测算)."""
        return any(item.reported for item in self.items)

    @property
    def eligible(self) -> bool:
        """Whether it can be ranked and chosen at all."""
        return not self.vetoed and not self.disqualified


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A rulebook on a day."""

    rulebook: Rulebook
    as_of: date
    stage: Stage
    units: tuple[UnitScore, ...]
