"""Calls of unknown fate, listed to the coordinators once. Never resent by themselves: a person asks whether they came.

Called by the service every half minute, so that the list is there within a minute.
"""

from __future__ import annotations

from datetime import datetime

from dialog.screens import Screen
from handlers.notices import tell_coordinators
from handlers.turns import Setting
from locales.text import Argument, Text, text
from store.outbox import repeatable
from store.transactions import Transaction
from store.unknowns import Unknown

_LISTED = 15
_KINDS = ("reply", "push", "post", "broadcast", "progress", "circular")


def tell_unknown(tx: Transaction, setting: Setting, now: datetime, real: datetime) -> bool:
    """One message for all that are new; whether anything was put into the outbox."""
    found = tx.unknowns.untold()
    if not found:
        return False
    tx.unknowns.told(found, real)
    # A notice of which nobody knows whether it came would be followed by a notice of itself, for ever.
    worth = [one for one in found if one.why != "notice" and not repeatable(one.method)]
    if not worth:
        return False
    lines = [text("unknown.title", count=len(worth))]
    lines += [_line(tx, setting, one) for one in worth[:_LISTED]]
    if len(worth) > _LISTED:
        lines.append(text("unknown.more", count=len(worth) - _LISTED))
    screen = Screen((*lines, text("unknown.not_resent")))
    return tell_coordinators(tx, setting, f"unknown:{found[-1].id}", screen, now, real)


def _line(tx: Transaction, setting: Setting, one: Unknown) -> Text:
    """To whom, what for, and when it left."""
    at = one.ended_at.astimezone(setting.programme.calendar.zone) if one.ended_at else ""
    return text("unknown.line", who=_whom(tx, one), what=_what(one), at=at)


def _whom(tx: Transaction, one: Unknown) -> Argument:
    if one.chat is None:
        return text("unknown.channel")
    if one.chat > 0:
        person = tx.people.by_telegram(one.chat)
        return person.name if person else text("unknown.somebody")
    group = tx.groups.by_chat(one.chat)
    return group.title if group else text("unknown.somebody")


def _what(one: Unknown) -> Text:
    kind, _, number = one.why.partition(":")
    if kind not in _KINDS:
        kind = "other"
    return text(f"unknown.kind.{kind}", number=number)
