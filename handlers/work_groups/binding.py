"""/bind for coordinators: a one-time code makes a group a work group, after its title was confirmed in private.

The code reaches the group by a `startgroup` link or typed there; the group itself is told nothing before the
coordinator has confirmed, so a code that leaked binds nothing.
"""

from __future__ import annotations

import json

from dialog.inputs import Command
from dialog.screens import Button, Screen
from handlers import helping
from handlers.pushes.notices import tell_from
from handlers.pushes.pushing import Round
from handlers.turns import Turn
from handlers.work_groups import rostering
from locales.catalog import catalog
from locales.text import Name, Text, text
from programmes.roles import COORDINATORS
from store.chains import Plain
from store.groups import GroupState, WorkGroup
from store.outbox import BROADCAST
from store.records import Message

_ALL = "all"


def show(turn: Turn, said: Command) -> None:
    """The groups there are, how they stand, and the classes for which another can be bound."""
    if not turn.has(*COORDINATORS):
        helping.unknown_command(turn, said)
        return
    groups = turn.tx.groups.every()
    lines = [text("groups.title", count=len(groups)) if groups else text("groups.none")]
    lines += [_told(turn, one) for one in groups]
    lines += [text("groups.mentions" if turn.setting.reads_groups else "groups.no_mentions"), text("groups.how")]
    rows = [(Button(text("groups.button.open", title=one.title), f"bind:one:{one.id}"),) for one in groups]
    new = [Button(text("groups.button.all"), f"bind:new:{_ALL}")]
    new += [Button(_named(one.zh, one.en), f"bind:new:{one.code}") for one in turn.programme.classes]
    turn.show(Screen(tuple(lines), (*rows, tuple(new))))


def press(turn: Turn, argument: str) -> None:
    """A button of /bind. Rights are read again: they may be gone."""
    if not turn.has(*COORDINATORS):
        turn.toast(text("screen.no_rights_now"))
        return
    what, _, rest = argument.partition(":")
    if what == "new":
        _issue(turn, None if rest == _ALL else rest)
        return
    group = turn.tx.groups.by_id(int(rest)) if rest.isdecimal() else None
    if group is None:
        turn.toast(text("groups.gone"))
        return
    match what:
        case "yes":
            _confirm(turn, group)
        case "one":
            _show_one(turn, group)
        case "post":
            _post_now(turn, group)
        case "off" | "no":
            _unbind(turn, group)


def redeem(turn: Turn, code: str) -> bool:
    """`/start CODE` in a group; True where the code was good. Whoever asked for it is shown the title in private."""
    found = turn.tx.groups.redeem(code, turn.real)
    if found is None:
        return False
    unit_class, by = found
    asker = turn.tx.people.by_id(by)
    if asker is None:
        return False
    language = asker.language or turn.setting.language
    group = turn.tx.groups.propose(
        turn.place.chat, turn.place.topic, unit_class, turn.place.title, language, by, turn.now
    )
    buttons = (
        Button(text("groups.button.yes"), f"bind:yes:{group.id}"),
        Button(text("groups.button.no"), f"bind:no:{group.id}"),
    )
    question = text("groups.confirm", title=group.title, unit_class=_class(turn, group))
    key = f"bind:{group.id}:{turn.received.id}"
    tell_from(turn, (asker,), key, Screen((question,), (buttons,)))
    return True


def _issue(turn: Turn, unit_class: str | None) -> None:
    if unit_class not in {None, *(one.code for one in turn.programme.classes)} or turn.person is None:
        turn.toast(text("groups.gone"))
        return
    code = turn.tx.groups.issue(unit_class, turn.person.id, turn.real)
    name = turn.setting.username
    link = f"https://t.me/{name}?startgroup={code}"
    turn.tell(Screen((text("groups.code", link=link), text("groups.typed", line=f"/start@{name} {code}"))))


def _confirm(turn: Turn, group: WorkGroup) -> None:
    """Bound: said in the group, so that its members know what the bot does there."""
    if not turn.tx.groups.set_state(group.id, GroupState.ACTIVE, "", turn.now):
        turn.toast(text("groups.bound_before"))
        return
    after: dict[str, Plain] = {"chat": group.chat, "unit_class": group.unit_class or _ALL}
    turn.tx.audit.append("", turn.who, "group_bound", None, after, turn.now)
    words = catalog(group.language).plain(text("groups.hello", unit_class=_class(turn, group)))
    topic = {"message_thread_id": group.topic} if group.topic else {}
    body = json.dumps({"chat_id": group.chat, **topic, "text": words}, ensure_ascii=False)
    key = f"bound:{group.id}:{turn.received.id}"
    turn.tx.outbox.put(Message(key, group.chat, "sendMessage", body, turn.who, "bound", BROADCAST), turn.real)
    turn.wake()
    _show_one(turn, group, text("groups.bound", title=group.title))


def _show_one(turn: Turn, group: WorkGroup, *before: Text) -> None:
    now = turn.tx.groups.by_id(group.id) or group
    rows: list[tuple[Button, ...]] = [
        (Button(text("groups.button.off"), f"bind:off:{group.id}"), Button(text("groups.button.show"), "bind"))
    ]
    if now.state is GroupState.ACTIVE and turn.programme.calendar.current(turn.now):
        rows.insert(0, (Button(text("groups.button.post"), f"bind:post:{group.id}"),))
    turn.show(Screen((*before, _told(turn, now)), tuple(rows)))


def _post_now(turn: Turn, group: WorkGroup) -> None:
    """The deadline post of the latest period, for a group that was bound after its opening."""
    period = turn.programme.calendar.current(turn.now)
    round_ = Round(turn.tx, turn.setting, turn.now, turn.real)
    if period is None or group.state is not GroupState.ACTIVE or not rostering.post_in(round_, group, period):
        turn.toast(text("groups.posted_before"))
        return
    turn.wake()
    turn.toast(text("groups.posted"))


def _unbind(turn: Turn, group: WorkGroup) -> None:
    turn.tx.posts.end_of_group(group.id)
    turn.tx.outbox.cancel_in(group.chat, turn.real)
    turn.tx.groups.unbind(group.id)
    turn.tx.audit.append("", turn.who, "group_unbound", {"chat": group.chat}, None, turn.now)
    turn.show(Screen((text("groups.unbound", title=group.title),)))


def _told(turn: Turn, group: WorkGroup) -> Text:
    """Title, class, and how it stands; whether the bot hears mentions there."""
    hears = turn.setting.reads_groups or group.privileged
    return text(
        "groups.one",
        title=group.title,
        unit_class=_class(turn, group),
        state=text(f"groups.state.{group.state}"),
        mentions=text("groups.hears" if hears else "groups.hears_not"),
    )


def _class(turn: Turn, group: WorkGroup) -> Text | Name:
    found = next((one for one in turn.programme.classes if one.code == group.unit_class), None)
    return Name(found.zh, found.en) if found else text("reminders.all")


def _named(zh: str, en: str) -> Text:
    return text("groups.button.class", name=Name(zh, en))
