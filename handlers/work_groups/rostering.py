"""The deadline post of a work group: posted at the opening, its live roster edited as reports come in.

A filing, a 收到 and the tick call `refresh`, in their own transaction. What the post says now is compared with what it
said; an edit that still waits is replaced, so that the last state wins and a group sees one edit in a few seconds.
"""

from __future__ import annotations

import json
from datetime import timedelta
from hashlib import sha256

from dialog.reminders.people import Group
from dialog.reminders.recipients import Push
from dialog.reminders.wording import Scene, roster
from dialog.screens import Screen
from handlers.buttons import ANYONE
from handlers.pushes.pushing import Round
from handlers.rendering import Renderer
from handlers.turns import Turn
from locales.catalog import catalog
from locales.text import Listing, Text, text
from programmes.periods import Period
from programmes.schedules import Content
from scoring.standing import Standing
from store.groups import GroupState, WorkGroup
from store.outbox import BROADCAST
from store.posts import DeadlinePost
from store.records import Message

# Telegram takes 20 messages a minute in a group; an edit is one, and others need room too.
EDIT_PAUSE = timedelta(seconds=5)
# After this the days overdue in a post are not worth an edit every day; filings are.
_AFTER_DUE = timedelta(days=7)
_TOAST = 200
_NAMES = 150
# A key that no message has: the post was deleted in the group, and it is not for the bot to put it back.
DELETED = "deleted"


def post_in(round_: Round, group: WorkGroup, period: Period) -> bool:
    """The group's post of that period, once; False where it has one."""
    made = round_.tx.posts.add(group.id, period, round_.now, round_.real)
    post = round_.tx.posts.get(made) if made else None
    return post is not None and refresh(round_, post)


def refresh_period(round_: Round, period: Period, unit: str | None = None) -> bool:
    """Every group's post of that period, or those whose class has the unit; True where something is to be sent."""
    posts = round_.tx.posts.of_period(period)
    if not posts:
        return False
    unit_class = round_.programme.unit(unit).unit_class if unit else None
    return sum(refresh(round_, post) for post in posts if _about(round_, post, unit_class)) > 0


def refresh_open(round_: Round) -> bool:
    """At a tick: the posts of the periods that are open or were due not long ago."""
    calendar = round_.programme.calendar
    lately = [one for one in calendar.opened(round_.now) if round_.now < calendar.due_at(one) + _AFTER_DUE]
    return sum(refresh_period(round_, period) for period in lately) > 0


def refresh(round_: Round, post: DeadlinePost) -> bool:
    """Post it where it has no message yet, edit it where it says something else now."""
    group = round_.tx.groups.by_id(post.group)
    if group is None or group.state is not GroupState.ACTIVE or post.key == DELETED:
        return False
    payload = _payload(round_, group, post)
    shown = sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()
    if shown == post.shown:
        return False
    if not post.key:
        return _send(round_, group, post, payload, shown)
    message = round_.tx.outbox.message_id(post.key)
    return message is not None and _edit(round_, group, post, {"message_id": message, **payload}, shown)


def show_missing(turn: Turn, post_id: int) -> None:
    """All names of the units that have not filed, in private: what the post's link leads to."""
    post = turn.tx.posts.get(post_id)
    if post is None:
        turn.tell(Screen((text("groups.post.gone"),)))
        return
    round_ = Round(turn.tx, turn.setting, turn.now, turn.real)
    standing = _standing(round_, post)
    heading = text("groups.post.all", count=len(standing.missing), expected=len(standing.expected))
    names = tuple(round_.programme.unit(code).name for code in standing.missing)
    chunks = [Listing(names[first : first + _NAMES]) for first in range(0, len(names), _NAMES)]
    turn.tell(Screen((heading, *(text("groups.post.names", names=chunk) for chunk in chunks))))


def missing_toast(turn: Turn, post: DeadlinePost) -> Text:
    """How many are missing and as many of the first names as fit over the chat."""
    round_ = Round(turn.tx, turn.setting, turn.now, turn.real)
    missing = _standing(round_, post).missing
    if not missing:
        return text("reminders.roster.complete")
    words = catalog(turn.language)
    for shown in range(min(len(missing), 10), 0, -1):
        names = Listing(tuple(round_.programme.unit(code).name for code in missing[:shown]))
        key = "reminders.roster.missing" if shown == len(missing) else "reminders.roster.missing_more"
        said = text(key, count=len(missing), names=names)
        if len(words.plain(said)) <= _TOAST:
            return said
    return text("groups.post.missing", count=len(missing))


def subject(post: DeadlinePost) -> str:
    """Under which a 收到 of this post is kept."""
    return f"post:{post.id}"


def _send(round_: Round, group: WorkGroup, post: DeadlinePost, payload: dict[str, object], shown: str) -> bool:
    key = f"post:{post.id}:{post.turns + 1}"
    topic = {"message_thread_id": group.topic} if group.topic else {}
    body = json.dumps({"chat_id": group.chat, **topic, **payload}, ensure_ascii=False)
    message = Message(key, group.chat, "sendMessage", body, "tick", f"post:{post.id}", BROADCAST)
    round_.tx.outbox.put(message, round_.real)
    round_.tx.posts.shown(post.id, shown, round_.real + EDIT_PAUSE, key)
    return True


def _edit(round_: Round, group: WorkGroup, post: DeadlinePost, payload: dict[str, object], shown: str) -> bool:
    """One that still waits is replaced and keeps its moment; otherwise it leaves a pause after the last one."""
    tx, why = round_.tx, f"roster:{post.id}"
    waiting = tx.outbox.cancel(why, round_.real)
    leaves = post.edit_at - EDIT_PAUSE if waiting else max(round_.real, post.edit_at)
    body = json.dumps({"chat_id": group.chat, **payload}, ensure_ascii=False)
    key = f"post:{post.id}:{post.turns + 1}"
    message = Message(key, group.chat, "editMessageText", body, "tick", why, BROADCAST, not_before=leaves)
    tx.outbox.put(message, round_.real)
    tx.posts.shown(post.id, shown, leaves + EDIT_PAUSE)
    return True


def _payload(round_: Round, group: WorkGroup, post: DeadlinePost) -> dict[str, object]:
    """Words and buttons: to the report, who is missing, 收到, and all names in private."""
    push = Push(
        round_.now, "roster", 0, (Content.ROSTER,), post.period, (), group=Group(str(group.id), group.unit_class)
    )
    # Nobody is named in a post, so that a filing need not read everybody's seats for it.
    scene = Scene(round_.programme, round_.standing(post.period), (), round_.now)
    lines = list(roster(push, scene))
    if confirmed := round_.tx.posts.count_acknowledged(subject(post)):
        lines.append(text("groups.post.acknowledged", count=confirmed))
    setting, words = round_.setting, catalog(group.language)
    drawn = Renderer(setting.signer, ANYONE, group.language).payload(Screen(tuple(lines)), 0)
    link = f"https://t.me/{setting.username}?start="

    def pressed(key: str, action: str) -> dict[str, str]:
        return {"text": words.plain(text(key)), "callback_data": setting.signer.sign(f"{action}:{post.id}", 0, ANYONE)}

    keyboard = [
        [{"text": words.plain(text("groups.post.report")), "url": f"{link}report"}],
        [pressed("groups.post.who", "roster"), pressed("groups.post.received", "ack")],
        [{"text": words.plain(text("groups.post.list")), "url": f"{link}roster_{post.id}"}],
    ]
    return {**drawn, "reply_markup": {"inline_keyboard": keyboard}}


def _standing(round_: Round, post: DeadlinePost) -> Standing:
    group = round_.tx.groups.by_id(post.group)
    unit_class = group.unit_class if group else None
    units = round_.programme.units
    return round_.standing(post.period).part({unit.code for unit in units if unit_class in (None, unit.unit_class)})


def _about(round_: Round, post: DeadlinePost, unit_class: str | None) -> bool:
    group = round_.tx.groups.by_id(post.group)
    return group is not None and (unit_class is None or group.unit_class in (None, unit_class))
