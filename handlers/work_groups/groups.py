"""What happens to a work group: the bot is removed or comes back, the group becomes a supergroup, its topic closes.

Told by updates and by Telegram's refusals alike, in any order and up to three times: each is done once, the coordinator
is told once, and nothing is sent again and again to a group that cannot take it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from dialog.screens import Button, Screen
from handlers.pushes.notices import tell_coordinators
from handlers.pushes.pushing import Round
from handlers.turns import Setting, Turn
from handlers.work_groups import rostering
from locales.text import text
from store.groups import GroupState, WorkGroup
from store.outbox import State, repeatable
from store.records import Message, Parcel
from store.transactions import Transaction

_GONE = ("message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID")
_TOPIC = ("TOPIC_CLOSED", "TOPIC_DELETED", "message thread not found")
# What a 400 says where the bot may no longer write; a 403 always means that.
_SHUT = (
    ("chat not found", GroupState.GONE),
    ("PEER_ID_INVALID", GroupState.GONE),
    ("not enough rights", GroupState.RESTRICTED),
    ("have no rights to send", GroupState.RESTRICTED),
    ("CHAT_WRITE_FORBIDDEN", GroupState.RESTRICTED),
    ("CHAT_RESTRICTED", GroupState.RESTRICTED),
)
_FORBIDDEN = (
    ("was kicked", GroupState.KICKED),
    ("is not a member", GroupState.LEFT),
    ("was deleted", GroupState.GONE),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """The bot's own standing in a group, as Telegram tells it."""

    status: str
    may_write: bool
    title: str


@dataclass(frozen=True, slots=True)
class Event:
    """A service message about the group itself; what it does not tell is None."""

    moved_to: int | None = None
    moved_from: int | None = None
    topic_closed: bool | None = None
    title: str | None = None


def standing_changed(turn: Turn, standing: Standing) -> None:
    """The bot was removed, restricted, promoted or taken back. Of a group that nobody bound nothing is kept."""
    group = turn.tx.groups.by_chat(turn.place.chat)
    if group is None:
        return
    round_ = _round(turn)
    turn.tx.groups.set_privileged(group.id, standing.status == "administrator")
    match standing.status:
        case "kicked":
            lose(round_, group, GroupState.KICKED, standing.status)
        case "left":
            lose(round_, group, GroupState.LEFT, standing.status)
        case _ if not standing.may_write:
            lose(round_, group, GroupState.RESTRICTED, standing.status)
        case _:
            _regain(round_, group)


def happened(turn: Turn, event: Event) -> None:
    """A service message in the group."""
    round_, chat = _round(turn), turn.place.chat
    if event.moved_to is not None:
        move(round_, chat, event.moved_to)
    elif event.moved_from is not None:
        move(round_, event.moved_from, chat)
    elif (group := turn.tx.groups.by_chat(chat)) is not None:
        if event.title is not None:
            turn.tx.groups.set_title(group.id, event.title)
        elif event.topic_closed and group.topic == turn.place.topic:
            _leave_topic(round_, group)
        elif event.topic_closed is False and group.state is GroupState.TOPIC_CLOSED:
            _regain(round_, group)


def move(round_: Round, old: int, new: int) -> bool:
    """Re-key the group and what waits for it; its posts cannot be edited from there, so they are posted once more."""
    tx = round_.tx
    group = tx.groups.move(old, new)
    if group is None:
        return False
    posts = tx.posts.of_group(group.id)
    for post in posts:
        tx.outbox.cancel(f"post:{post.id}", round_.real)
    tx.outbox.cancel_in(old, round_.real, only_edits=True)
    tx.outbox.move(old, new)
    _post_again(round_, group)
    return True


def refused(
    tx: Transaction,
    setting: Setting,
    parcel: Parcel,
    answer: tuple[int, str, int | None],
    now: datetime,
    real: datetime,
) -> bool:
    """Telegram refused a call to a group for good: (code, description, moved to). True where that is dealt with here;
    otherwise the transport does what it does for any chat. Called in the transaction that notes the refusal.
    """
    code, description, moved_to = answer
    round_ = Round(tx, setting, now, real)
    chat = parcel.chat or 0
    is_post = parcel.why.startswith("post:")
    if moved_to is not None:
        move(round_, chat, moved_to)
        return is_post or repeatable(parcel.method)
    group = tx.groups.by_chat(chat)
    if group is None:
        return False
    if any(words in description for words in _TOPIC):
        _topic_refused(round_, group, parcel)
        return True
    if state := _shut(code, description):
        lose(round_, group, state, description)
        return True
    if parcel.why.startswith("roster:") and any(gone in description for gone in _GONE):
        tx.posts.shown(int(parcel.why.partition(":")[2]), "", real, rostering.DELETED)
        return True
    return False


def lose(round_: Round, group: WorkGroup, state: GroupState, reason: str) -> None:
    """The group cannot be written to: nothing more is sent there, and the coordinators hear of it once."""
    tx = round_.tx
    tx.outbox.cancel_in(group.chat, round_.real)
    known = group.state not in (GroupState.ACTIVE, GroupState.PROPOSED)
    if not tx.groups.set_state(group.id, state, reason, round_.now) or known:
        return
    line = text(f"groups.lost.{state}", title=group.title)
    screen = Screen((line, text("groups.lost.what_to_do")), ((Button(text("groups.button.show"), "bind"),),))
    tell_coordinators(round_.tx, round_.setting, _key("lost", group, round_), screen, round_.now, round_.real)


def _regain(round_: Round, group: WorkGroup) -> None:
    """The bot may write again: what was not posted meanwhile is posted, once, as it stands now."""
    tx = round_.tx
    if group.state in (GroupState.ACTIVE, GroupState.PROPOSED):
        return
    tx.groups.set_state(group.id, GroupState.ACTIVE, "", round_.now)
    for post in tx.posts.of_group(group.id):
        if tx.outbox.state_of(post.key) in (State.CANCELLED, State.FAILED):
            tx.posts.forget_message(post.id)
    rostering.refresh_open(round_)
    screen = Screen((text("groups.regained", title=group.title),))
    tell_coordinators(tx, round_.setting, _key("regained", group, round_), screen, round_.now, round_.real)


def _post_again(round_: Round, group: WorkGroup) -> None:
    """Only the posts of periods that are still watched come again."""
    for post in round_.tx.posts.of_group(group.id):
        if post.key != rostering.DELETED:
            round_.tx.posts.forget_message(post.id)
    rostering.refresh_open(round_)


def _topic_refused(round_: Round, group: WorkGroup, parcel: Parcel) -> None:
    """A call into a closed or deleted topic: what it was goes to the group itself, once."""
    payload = json.loads(parcel.payload)
    into_topic = payload.pop("message_thread_id", None) is not None
    if not into_topic:
        lose(round_, group, GroupState.TOPIC_CLOSED, "TOPIC_CLOSED")
        return
    if parcel.why.startswith("post:"):
        round_.tx.posts.forget_message(int(parcel.why.partition(":")[2]))
    else:
        body = json.dumps(payload, ensure_ascii=False)
        message = Message(f"{parcel.key}:group", parcel.chat, parcel.method, body, parcel.who, parcel.why)
        round_.tx.outbox.put(message, round_.real)
    _leave_topic(round_, group)
    rostering.refresh_open(round_)


def _leave_topic(round_: Round, group: WorkGroup) -> None:
    """Fall back to the group itself. A group whose general topic closed has nothing to fall back to."""
    if group.topic is None:
        lose(round_, group, GroupState.TOPIC_CLOSED, "TOPIC_CLOSED")
        return
    round_.tx.groups.set_topic(group.id, None)
    screen = Screen((text("groups.topic_left", title=group.title),))
    tell_coordinators(round_.tx, round_.setting, _key("topic", group, round_), screen, round_.now, round_.real)


def _shut(code: int, description: str) -> GroupState | None:
    if code == 403:
        return next((state for words, state in _FORBIDDEN if words in description), GroupState.GONE)
    found = (state for words, state in _SHUT if words in description)
    return next(found, None) if code == 400 else None


def _round(turn: Turn) -> Round:
    return Round(turn.tx, turn.setting, turn.now, turn.real)


def _key(what: str, group: WorkGroup, round_: Round) -> str:
    """One notice for each change: the real moment tells apart a group that is lost twice."""
    return f"{what}:{group.id}:{round_.real:%Y%m%d%H%M%S%f}"
