"""收到 under a broadcast: who confirmed it and when, once a person; by the button or by typing the word."""

from __future__ import annotations

from dialog.screens import Button, Screen
from handlers.broadcasts.screens import listing
from handlers.rendering import labels_of, normal
from handlers.turns import Turn
from locales.text import Argument, text
from store.broadcasts import Broadcast

_BUTTON = Button(text("broadcast.button.received"), "seen")
_WORDS = frozenset(labels_of(Screen((), ((_BUTTON,),))))


def confirm(turn: Turn, one: Broadcast) -> None:
    """The button was pressed; in the coordinator's preview it does nothing."""
    if turn.person is None or not turn.tx.broadcasts.is_recipient(one.id, turn.person.id):
        turn.toast(text("broadcast.only_preview"))
        return
    first = turn.tx.posts.acknowledge(one.subject, turn.sender.telegram_id, turn.person.name, turn.now)
    mine = [said for said in turn.tx.posts.acknowledged(one.subject) if said.telegram_id == turn.sender.telegram_id]
    at = mine[0].at.astimezone(turn.programme.calendar.zone)
    if first:
        turn.relabel(((Button(text("broadcast.button.was_received", at=at), f"broadcast:{one.id}:seen"),),))
    turn.toast(text("broadcast.thanks", at=at), alert=False)


def typed(turn: Turn, words: str) -> bool:
    """Whether the word 收到 was typed by somebody whose last broadcast waits for it."""
    if turn.person is None or normal(words) not in _WORDS:
        return False
    one = turn.tx.broadcasts.latest_to(turn.person.id)
    if one is None:
        return False
    confirm(turn, one)
    return True


def show_seen(turn: Turn, one: Broadcast) -> None:
    """Names and moments for the coordinator."""
    seen = turn.tx.posts.acknowledged(one.subject)
    zone, chats = turn.programme.calendar.zone, {said.telegram_id for said in seen}
    names: list[Argument] = [text("broadcast.person_at", name=said.name, at=said.at.astimezone(zone)) for said in seen]
    missing: list[Argument] = [
        found.recipient.name for found in turn.tx.broadcasts.delivered(one.id) if found.recipient.chat not in chats
    ]
    lines = [text("broadcast.seen_by", count=len(names), names=listing(names))] if names else []
    lines += [text("broadcast.unseen_by", count=len(missing), names=listing(missing))] if missing else []
    back = Button(text("broadcast.button.report"), f"broadcast:{one.id}:report")
    turn.show(Screen(tuple(lines) or (text("broadcast.nobody"),), ((back,),)))
