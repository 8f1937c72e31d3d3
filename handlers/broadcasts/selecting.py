"""Whom a broadcast goes to: class, kind, condition, roles and names, by buttons or in words. Called by `composing`.

Each choice is kept in the draft at once and shown with the number of people that it comes to.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from dialog.reminders.selections import Condition, Selection
from dialog.screens import Button, Screen
from handlers.broadcasts.audience import Audience, audience, dump_selection, load_selection
from handlers.broadcasts.screens import audience_screen, listing, roles_named
from handlers.reading import Attachment
from handlers.turns import Turn
from locales.text import text
from store.broadcasts import Broadcast

_SEPARATORS = re.compile(r"[\n,，、;；]+")
_SHARE = re.compile(r"(\d{1,3})(?:\.(\d{1,2}))?\s*%?", re.ASCII)


def show_audience(turn: Turn, one: Broadcast, _: str = "") -> None:
    selection = load_selection(one.selection)
    turn.show(audience_screen(one, selection, audience_of(turn, one).chosen, turn.programme))


def audience_of(turn: Turn, one: Broadcast) -> Audience:
    return audience(turn.tx, turn.programme, load_selection(one.selection), one.period, turn.real)


def set_class(turn: Turn, one: Broadcast, code: str) -> None:
    known = code if code in {unit_class.code for unit_class in turn.programme.classes} else None
    _select(turn, one, replace(load_selection(one.selection), unit_class=known, category=None))


def set_kind(turn: Turn, one: Broadcast, number: str) -> None:
    """A second press takes the choice back, as with the conditions."""
    selection, kinds = load_selection(one.selection), turn.programme.categories
    code = kinds[int(number)].code if number.isdecimal() and int(number) < len(kinds) else None
    _select(turn, one, replace(selection, category=None if code == selection.category else code))


def set_condition(turn: Turn, one: Broadcast, name: str) -> None:
    selection = load_selection(one.selection)
    if selection.condition == name:
        _select(turn, one, replace(selection, condition=None, below=None))
    elif name == Condition.BELOW:
        ask(turn, one, "below")
    elif name in set(Condition):
        _select(turn, one, replace(selection, condition=Condition(name), below=None))


def set_roles(turn: Turn, one: Broadcast, name: str) -> None:
    selection = load_selection(one.selection)
    _select(turn, one, replace(selection, roles=roles_named(name) or selection.roles))


def set_list(turn: Turn, one: Broadcast, _: str) -> None:
    """Ask for names; a second press chooses all units again."""
    selection = load_selection(one.selection)
    if selection.units:
        _select(turn, one, replace(selection, units=()))
    else:
        ask(turn, one, "list")


def take_below(turn: Turn, one: Broadcast, words: str, _: Attachment | None) -> None:
    found = _SHARE.fullmatch(words)
    if not found:
        turn.tell(Screen((text("broadcast.no_share", found=words[:20]),)))
        return
    share = Fraction(f"{found[1]}.{found[2] or 0}") / 100
    turn.ask("")
    _select(turn, one, replace(load_selection(one.selection), condition=Condition.BELOW, below=share))


def take_list(turn: Turn, one: Broadcast, words: str, _: Attachment | None) -> None:
    names = [name.strip() for name in _SEPARATORS.split(words) if name.strip()]
    found = {name: turn.programme.unit_named(name) for name in names}
    unknown = [name[:40] for name, unit in found.items() if unit is None]
    if unknown or not found:
        turn.tell(Screen((text("broadcast.unknown_units", names=listing(unknown)),)))
        return
    codes = {unit.code for unit in found.values() if unit}
    units = tuple(unit.code for unit in turn.programme.units if unit.code in codes)
    turn.ask("")
    _select(turn, one, replace(load_selection(one.selection), units=units, condition=None, below=None))


def ask(turn: Turn, one: Broadcast, what: str, fields: str = "") -> None:
    said = text("broadcast.ask.words", fields=fields) if fields else text(f"broadcast.ask.{what}")
    turn.show(Screen((said,), ((Button(text("broadcast.button.back"), f"broadcast:{one.id}:audience"),),)))
    turn.ask(f"broadcast:{one.id}:{what}")


def _select(turn: Turn, one: Broadcast, selection: Selection) -> None:
    """Keep the choice and show what it comes to."""
    show_audience(turn, turn.tx.broadcasts.change(one.id, selection=dump_selection(selection)))
