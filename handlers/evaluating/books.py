"""The programme's rulebooks as a turn works with them: by place (which buttons carry), by unit, and who may what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dialog.evaluation.subjects import Questionnaire
from handlers.turns import Turn
from programmes.evaluations import Rulebook
from programmes.model import Programme, Unit
from programmes.roles import OFFICIALS


@dataclass(frozen=True)
class Shelf:
    """A rulebook with its place among the programme's, and what it asks."""

    programme: Programme
    place: int
    book: Rulebook

    @cached_property
    def questions(self) -> Questionnaire:
        return Questionnaire(self.programme, self.book)

    def unit(self, code: str) -> Unit | None:
        """A unit that the rulebook assesses."""
        return next((one for one in self.questions.units if one.code == code), None)


def shelves(programme: Programme) -> tuple[Shelf, ...]:
    return tuple(Shelf(programme, place, book) for place, book in enumerate(programme.rulebooks.values()))


def shelf_at(programme: Programme, place: str) -> Shelf | None:
    """By the number in a button."""
    return next((one for one in shelves(programme) if str(one.place) == place), None)


def shelf_of(programme: Programme, code: str) -> Shelf | None:
    """By the rulebook's code."""
    return next((one for one in shelves(programme) if one.book.code == code), None)


def shelf_for(programme: Programme, unit: Unit) -> Shelf | None:
    """The rulebook by which the unit is assessed; None where there is none."""
    return next((one for one in shelves(programme) if one.unit(unit.code)), None)


def own_shelves(turn: Turn) -> tuple[tuple[Shelf, Unit], ...]:
    """The units that the person reports for and that are assessed, each with its rulebook."""
    units = (turn.programme.unit(code) for code in turn.own_units)
    return tuple((shelf, unit) for unit in units if (shelf := shelf_for(turn.programme, unit)))


def judges(turn: Turn) -> bool:
    return turn.has(*OFFICIALS)


def belongs(turn: Turn, unit: str) -> bool:
    """Whether the person speaks for that unit."""
    return unit in turn.own_units
