"""Whom a broadcast goes to: chosen by class, kind, how the period stands, a rate, or a list of names.

Called by the preview and again when it is sent. All that is chosen must hold at once; who cannot be reached is listed
by name, so that nobody believes a message arrived that never could.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from dialog.reminders.people import Contact, Reach, Seat
from programmes.model import Programme, Unit
from programmes.roles import Role
from scoring.progress import Progress, Row
from scoring.standing import Standing


class Condition(StrEnum):
    """How a unit stands in the period."""

    NOT_REPORTED = "not_reported"
    LATE = "late"
    """Filed after the due day."""
    ZERO_PROGRESS = "zero_progress"
    """Has a target, and its cumulative is 0."""
    BELOW = "below"
    """Its cumulative rate is under `Selection.below`."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What was chosen; None and () choose everybody. `indicator` is what ZERO_PROGRESS and BELOW look at."""

    unit_class: str | None = None
    category: str | None = None
    condition: Condition | None = None
    indicator: str | None = None
    below: Fraction | None = None
    units: tuple[str, ...] = ()
    roles: tuple[Role, ...] = (Role.LIAISON,)


@dataclass(frozen=True, slots=True)
class Unreached:
    """A person who cannot be written to, and why."""

    name: str
    unit: str
    reach: Reach


@dataclass(frozen=True, slots=True)
class Chosen:
    """The units in the table's order, each person once, who is out of reach, and the units without anyone."""

    units: tuple[str, ...]
    people: tuple[Contact, ...]
    unreached: tuple[Unreached, ...]
    empty: tuple[str, ...]


def choose(
    selection: Selection, programme: Programme, standing: Standing, table: Progress, contacts: Sequence[Contact]
) -> Chosen:
    """The selection as of now; `standing` and `table` are of the period that it is about."""
    units = units_chosen(selection, programme, standing, table)
    seats = {Seat(unit, role) for unit in units for role in selection.roles}
    seated = [contact for contact in contacts if seats.intersection(contact.seats)]
    held = {seat for contact in seated for seat in contact.seats}
    return Chosen(
        units,
        tuple(contact for contact in seated if contact.reach is Reach.REACHABLE),
        tuple(
            Unreached(contact.name, seat.unit, contact.reach)
            for contact in seated
            if contact.reach is not Reach.REACHABLE
            for seat in contact.seats
            if seat in seats
        ),
        tuple(unit for unit in units if not any(Seat(unit, role) in held for role in selection.roles)),
    )


def units_chosen(selection: Selection, programme: Programme, standing: Standing, table: Progress) -> tuple[str, ...]:
    """The codes of the units for which all that was chosen holds."""
    indicator = selection.indicator or (programme.circular.order[0] if programme.circular else None)
    rows = {row.unit.code: row for row in table.rows if row.indicator.code == indicator}
    return tuple(
        unit.code
        for unit in programme.units
        if _belongs(unit, selection) and _stands(selection, unit.code, standing, rows.get(unit.code))
    )


def _belongs(unit: Unit, selection: Selection) -> bool:
    return (
        selection.unit_class in (None, unit.unit_class)
        and selection.category in (None, unit.category)
        and (not selection.units or unit.code in selection.units)
    )


def _stands(selection: Selection, unit: str, standing: Standing, row: Row | None) -> bool:
    match selection.condition:
        case None:
            return True
        case Condition.NOT_REPORTED:
            return unit in standing.missing
        case Condition.LATE:
            return unit in standing.late
        case Condition.ZERO_PROGRESS:
            return row is not None and row.share == 0
        case _:
            share = row.share if row else None
            return share is not None and selection.below is not None and share < selection.below
