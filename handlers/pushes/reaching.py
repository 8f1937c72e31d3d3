"""Who is out of reach, by name: for /remind, where rights were checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dialog.reminders.people import Contact, Reach
from dialog.reminders.recipients import without_anyone
from dialog.screens import Button, Screen
from handlers.pushes.circumstances import contacts_of
from handlers.pushes.pushing import Round
from handlers.turns import Turn
from locales.text import Listing, Text, text
from store.outbox import State

_LISTED = 60


def show_reach(turn: Turn) -> None:
    """By name: who blocked the bot, who never pressed Start, units without anyone; and what may not have arrived."""
    round_ = Round(turn.tx, turn.setting, turn.now, turn.real)
    contacts = contacts_of(turn.tx, round_.programme, turn.now)
    lines = [text("remind.reach.title")]
    for reach in (Reach.BLOCKED, Reach.NEVER_STARTED):
        names = [_person(round_, one) for one in contacts if one.reach is reach]
        if names:
            lines.append(text(f"remind.reach.{reach}", count=len(names), names=_listed(names)))
    every = round_.standing(turn.programme.calendar.current(turn.now) or round_.programme.calendar.first_period)
    nobody = without_anyone(replace(every, filed=frozenset()), contacts)
    if nobody:
        units = [round_.programme.unit(code).name for code in nobody]
        lines.append(text("remind.reach.nobody", count=len(units), names=_listed(units)))
    unknown = len(turn.tx.outbox.undelivered(State.UNKNOWN))
    if unknown:
        lines.append(text("remind.reach.unknown", count=unknown))
    if len(lines) == 1:
        lines.append(text("remind.reach.all"))
    turn.show(Screen(tuple(lines), ((Button(text("remind.button.back"), "remind"),),)))


def _listed(names: Sequence[Text | str]) -> Listing:
    """As many as one message bears; that there are more is said, not cut."""
    more = len(names) - _LISTED
    return Listing((*names[:_LISTED], text("remind.reach.more", count=more)) if more > 0 else tuple(names))


def _person(round_: Round, contact: Contact) -> Text:
    units = Listing(tuple(round_.programme.unit(seat.unit).name for seat in contact.seats if seat.unit))
    key = "remind.reach.person" if units.items else "remind.reach.person_alone"
    return text(key, name=contact.name, units=units)
