"""Calls of unknown fate, listed to the coordinators once. Never resent by themselves: a person asks whether they came.

`tell_unknown` is called by the service every half minute, so that the list is there within a minute. Under it stands a
button for each call: sent once more it may arrive twice, which is said before it is done.
"""

from __future__ import annotations

from datetime import datetime

from dialog.screens import Button, Screen
from handlers.pushes.notices import tell_coordinators
from handlers.turns import Setting, Turn
from locales.text import Argument, Text, text
from programmes.roles import COORDINATORS
from store.chains import Plain
from store.outbox import repeatable
from store.transactions import Transaction
from store.unknowns import Unknown

_LISTED = 15
_IN_A_ROW = 3
_KINDS = ("reply", "push", "post", "broadcast", "progress", "circular", "finding")


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
    listed = worth[:_LISTED]
    lines += [text("unknown.numbered", id=str(one.id), line=_line(tx, setting, one)) for one in listed]
    if len(worth) > _LISTED:
        lines.append(text("unknown.more", count=len(worth) - _LISTED))
    buttons = [Button(text("unknown.button.again", id=str(one.id)), f"unknown:ask:{one.id}") for one in listed]
    rows = tuple(tuple(buttons[at : at + _IN_A_ROW]) for at in range(0, len(buttons), _IN_A_ROW))
    # Sent once more and unknown again, a call is told of again: the moment makes it another notice.
    ended = worth[-1].ended_at
    key = f"unknown:{found[-1].id}:{ended.isoformat() if ended else ''}"
    return tell_coordinators(tx, setting, key, Screen((*lines, text("unknown.not_resent")), rows), now, real)


def press(turn: Turn, argument: str) -> None:
    """`ask:12` warns, `send:12` sends once more. Rights are read again: they may be gone."""
    what, _, number = argument.partition(":")
    one = turn.tx.unknowns.get(int(number)) if number.isascii() and number.isdecimal() else None
    if not turn.has(*COORDINATORS):
        turn.toast(text("screen.no_rights_now"))
    elif one is None:
        turn.toast(text("unknown.settled", id=number))
    elif what == "send":
        _send_again(turn, one)
    else:
        said = (text("unknown.warning"), _line(turn.tx, turn.setting, one))
        turn.show_below(Screen(said, ((Button(text("unknown.button.send", id=number), f"unknown:send:{one.id}"),),)))


def _send_again(turn: Turn, one: Unknown) -> None:
    """Whoever is first sends it: for a second press it waits, or has left already."""
    if not turn.tx.outbox.resend(one.id, turn.who, turn.real):
        turn.toast(text("unknown.settled", id=str(one.id)))
        return
    turn.tx.unknowns.forget(one.id)
    after: dict[str, Plain] = {"outbox": one.id, "for": one.why}
    turn.tx.audit.append("", turn.who, "sent_again", None, after, turn.now)
    turn.wake()
    turn.show(Screen((text("unknown.sent_again", id=str(one.id)), _line(turn.tx, turn.setting, one))))


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
