"""Whom a broadcast reaches: the selection as it is stored, and the people and figures that it is applied to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from dialog.reminders.people import Contact, Reach, Seat
from dialog.reminders.selections import Chosen, Condition, Selection, choose
from handlers.pushes.circumstances import reach_of
from handlers.pushes.standings import Figures, read_figures
from programmes.model import Programme
from programmes.periods import Period
from programmes.roles import Role
from store.broadcasts import Recipient
from store.transactions import Transaction


@dataclass(frozen=True, slots=True)
class Audience:
    """Who was chosen, their chats, and the figures that it was chosen by."""

    chosen: Chosen
    recipients: tuple[Recipient, ...]
    figures: Figures


def audience(tx: Transaction, programme: Programme, selection: Selection, period: Period, real: datetime) -> Audience:
    """The selection as of this transaction; asked by the preview and again when the sending starts."""
    figures = read_figures(tx, programme, period)
    chosen = choose(selection, programme, figures.standing, figures.table, _contacts(tx, real))
    chats = {str(one.person.id): one.person for one in tx.people.seated()}
    recipients = tuple(
        Recipient(chats[to.key].id, chats[to.key].telegram_id, to.name, _units(to, chosen, selection))
        for to in chosen.people
    )
    return Audience(chosen, recipients, figures)


def dump_selection(selection: Selection) -> str:
    body = {
        "class": selection.unit_class,
        "category": selection.category,
        "condition": selection.condition,
        "indicator": selection.indicator,
        "below": None if selection.below is None else str(selection.below),
        "units": selection.units,
        "roles": selection.roles,
    }
    return json.dumps(body, ensure_ascii=False)


def load_selection(body: str) -> Selection:
    said = json.loads(body)
    return Selection(
        said["class"],
        said["category"],
        Condition(said["condition"]) if said["condition"] else None,
        said["indicator"],
        Fraction(said["below"]) if said["below"] else None,
        tuple(said["units"]),
        tuple(Role(role) for role in said["roles"]),
    )


def _contacts(tx: Transaction, real: datetime) -> tuple[Contact, ...]:
    """Everyone with a role, and those who were invited by name and never pressed Start."""
    seated = (
        Contact(
            str(one.person.id),
            one.person.name,
            tuple(Seat(role.unit or "", role.role) for role in one.roles),
            reach=reach_of(one.person),
        )
        for one in tx.people.seated()
    )
    invited = (
        Contact(f"invite:{one.id}", one.name, (Seat(one.unit or "", one.role),), reach=Reach.NEVER_STARTED)
        for one in tx.invites.open(real)
        if one.name
    )
    return (*seated, *invited)


def _units(to: Contact, chosen: Chosen, selection: Selection) -> tuple[str, ...]:
    """For which of the chosen units this person gets it, in the table's order."""
    held = {seat.unit for seat in to.seats if seat.role in selection.roles}
    return tuple(unit for unit in chosen.units if unit in held)
