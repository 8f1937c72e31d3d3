"""What the coordinator sees of a broadcast: the choice of people, the confirmation, progress, report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from functools import reduce

from dialog.reminders.manners import MANNERS
from dialog.reminders.people import Reach
from dialog.reminders.selections import Chosen, Condition, Selection
from dialog.screens import Button, Screen
from locales.text import Argument, Listing, Month, Name, Percent, Text, text
from programmes.model import Programme
from programmes.roles import Role
from store.broadcasts import Broadcast, Delivered, Stage
from store.outbox import State

_LISTED = 20
_ROLES = {"liaison": (Role.LIAISON,), "leader": (Role.LEADER,), "both": (Role.LIAISON, Role.LEADER)}
_CONDITIONS = (Condition.NOT_REPORTED, Condition.LATE, Condition.ZERO_PROGRESS, Condition.BELOW)
_WHY = {
    "blocked": "blocked",
    "deactivated": "deactivated",
    "initiate": "not_started",
    "chat not found": "not_started",
}


def roles_named(name: str) -> tuple[Role, ...] | None:
    return _ROLES.get(name)


def audience_screen(one: Broadcast, selection: Selection, chosen: Chosen, programme: Programme) -> Screen:
    """What is chosen so far, how many that are, and the buttons that choose."""
    lines = [
        text("broadcast.title", id=str(one.id)),
        text("broadcast.about", month=Month(one.period.year, one.period.month)),
        _chosen(selection, programme),
        _count(chosen),
    ]
    rows = [_classes(one, selection, programme), *_categories(one, selection, programme)]
    rows += _conditions(one, selection)
    rows.append(tuple(_choice(one, f"role:{name}", text(f"broadcast.role.{name}"), selection.roles == roles)
                      for name, roles in _ROLES.items()))  # fmt: skip
    rows.append((_choice(one, "list", text("broadcast.button.list"), bool(selection.units)),))
    rows.append((_button(one, "words", "write"), _button(one, "drop", "drop")))
    return Screen(tuple(lines), tuple(rows))


def confirm_screen(one: Broadcast, selection: Selection, chosen: Chosen, programme: Programme, now: datetime) -> Screen:
    """Under the preview: how many, who cannot be reached, when, and the one button that sends."""
    lines = [text("broadcast.above"), _chosen(selection, programme), _count(chosen), *_unreached(chosen, programme)]
    moment = (one.starts_at or now).astimezone(programme.calendar.zone)
    lines.append(text("broadcast.at", at=moment) if one.starts_at else text("broadcast.at_once"))
    if MANNERS.quiet(moment.time()):
        lines.append(text("broadcast.quiet"))
    send = (Button(text("broadcast.button.send", count=len(chosen.people)), _action(one, f"go:{one.nonce}")),)
    when = (_button(one, "when", "when"), *((_button(one, "now", "now"),) if one.starts_at else ()))
    change = (_button(one, "words", "rewrite"), _button(one, "audience", "audience"), _button(one, "drop", "drop"))
    return Screen(tuple(lines), (*((send,) if chosen.people else ()), when, change))


def progress_screen(one: Broadcast, tally: Mapping[State | None, int], zone: tzinfo) -> Screen:
    """How far it is; a button to stop it as long as it can be stopped."""
    if one.stage is Stage.WAITING:
        if one.starts_at is None:
            return Screen((text("broadcast.starting", id=str(one.id)),), (_stop(one),))
        return Screen((text("broadcast.waiting", id=str(one.id), at=one.starts_at.astimezone(zone)),), (_stop(one),))
    head = {Stage.SENDING: "sending", Stage.CANCELLED: "cancelled"}.get(one.stage, "finished")
    lines = (text(f"broadcast.stage.{head}", id=str(one.id)), _tally(tally))
    return Screen(lines, (_stop(one),) if one.stage is Stage.SENDING else ())


def report_screen(one: Broadcast, tally: Mapping[State | None, int], ended: Sequence[Delivered], seen: int) -> Screen:
    """Sent, failed, unknown and confirmed, with the names of those it did not surely reach."""
    cancelled = one.stage is Stage.CANCELLED
    head = text("broadcast.report_cancelled" if cancelled else "broadcast.report", id=str(one.id))
    lines = [head, _tally(tally)]
    sent = tally.get(State.SENT, 0)
    lines.append(text("broadcast.seen", count=seen, sent=sent))
    lines += _named("failed", [one for one in ended if one.state is State.FAILED])
    lines += _named("unknown", [one for one in ended if one.state is State.UNKNOWN])
    if tally.get(State.UNKNOWN):
        lines.append(text("broadcast.not_resent"))
    return Screen(tuple(lines), ((_button(one, "report", "refresh"), _button(one, "unseen", "unseen")),))


def list_screen(found: Sequence[Broadcast], programme: Programme) -> Screen:
    """The last broadcasts, each with a button for its report."""
    zone = programme.calendar.zone
    lines = [text("broadcast.list")]
    for one in found:
        at = one.confirmed_at.astimezone(zone) if one.confirmed_at else ""
        lines.append(text("broadcast.listed", id=str(one.id), at=at, words=_start(one.words)))
    rows = tuple((Button(text("broadcast.button.one", id=str(one.id)), _action(one, "report")),) for one in found)
    return Screen(tuple(lines), (*rows, (Button(text("broadcast.button.new"), "broadcast:new"),)))


def listing(names: Sequence[Argument]) -> Argument:
    """So many names as a message can hold, and how many more."""
    listed = Listing(tuple(names[:_LISTED]))
    rest = len(names) - _LISTED
    return text("broadcast.and_more", names=listed, more=rest) if rest > 0 else listed


def _classes(one: Broadcast, selection: Selection, programme: Programme) -> tuple[Button, ...]:
    every = _choice(one, "class:", text("broadcast.every_class"), selection.unit_class is None)
    return (every, *(
        _choice(one, f"class:{c.code}", text("broadcast.value", value=Name(c.zh, c.en)), selection.unit_class == c.code)
        for c in programme.classes
    ))  # fmt: skip


def _categories(one: Broadcast, selection: Selection, programme: Programme) -> list[tuple[Button, ...]]:
    """Where the chosen units are of several kinds, a button for each, two in a row."""
    units = [unit for unit in programme.units if selection.unit_class in (None, unit.unit_class)]
    held = {unit.category for unit in units}
    kinds = [kind for kind in programme.categories if kind.code in held]
    if selection.unit_class is None or len(kinds) < 2:
        return []
    buttons = [
        _choice(one, f"kind:{programme.categories.index(kind)}", text("broadcast.value", value=Name(kind.zh, kind.en)),
                selection.category == kind.code)
        for kind in kinds
    ]  # fmt: skip
    return [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]


def _conditions(one: Broadcast, selection: Selection) -> list[tuple[Button, ...]]:
    buttons = [
        _choice(one, f"if:{condition}", text(f"broadcast.if.{condition}"), selection.condition is condition)
        for condition in _CONDITIONS
    ]
    return [tuple(buttons[:2]), tuple(buttons[2:])]


def _chosen(selection: Selection, programme: Programme) -> Text:
    """The selection in words."""
    classes = {c.code: Name(c.zh, c.en) for c in programme.classes}
    kinds = {kind.code: Name(kind.zh, kind.en) for kind in programme.categories}
    parts: list[Argument] = [
        classes[selection.unit_class] if selection.unit_class else text("broadcast.every_class"),
    ]
    if selection.category:
        parts.append(kinds[selection.category])
    if selection.condition is Condition.BELOW and selection.below is not None:
        parts.append(text("broadcast.is_below", share=Percent(selection.below)))
    elif selection.condition:
        parts.append(text(f"broadcast.if.{selection.condition}"))
    if selection.units:
        parts.append(listing([programme.unit(code).name for code in selection.units]))
    roles = next(name for name, roles in _ROLES.items() if roles == selection.roles)
    what = reduce(lambda said, part: text("broadcast.parts", said=said, part=part), parts)
    return text("broadcast.chosen", what=what, who=text(f"broadcast.role.{roles}"))


def _count(chosen: Chosen) -> Text:
    return text("broadcast.count", units=len(chosen.units), people=len(chosen.people))


def _unreached(chosen: Chosen, programme: Programme) -> list[Text]:
    """Who cannot be written to, by name; a unit without anyone by its own."""
    lines = []
    for reach in (Reach.BLOCKED, Reach.NEVER_STARTED):
        names: list[Argument] = [
            text("broadcast.person", name=one.name, unit=programme.unit(one.unit).name)
            for one in chosen.unreached
            if one.reach is reach
        ]
        if names:
            lines.append(text(f"broadcast.reach.{reach}", count=len(names), names=listing(names)))
    if chosen.empty:
        units: list[Argument] = [programme.unit(code).name for code in chosen.empty]
        lines.append(text("broadcast.empty", count=len(units), names=listing(units)))
    return lines


def _tally(tally: Mapping[State | None, int]) -> Text:
    waiting = sum(tally.get(state, 0) for state in (None, State.QUEUED, State.SENDING))
    return text(
        "broadcast.tally",
        total=sum(tally.values()),
        sent=tally.get(State.SENT, 0),
        failed=tally.get(State.FAILED, 0),
        unknown=tally.get(State.UNKNOWN, 0),
        waiting=waiting,
        cancelled=tally.get(State.CANCELLED, 0),
    )


def _named(what: str, ended: Sequence[Delivered]) -> list[Text]:
    if not ended:
        return []
    names: list[Argument] = [
        text("broadcast.person_why", name=one.recipient.name, why=text(f"broadcast.why.{_why(one.error)}"))
        for one in ended
    ]
    return [text(f"broadcast.names.{what}", count=len(names), names=listing(names))]


def _why(error: str) -> str:
    return next((why for words, why in _WHY.items() if words in error), "other" if error[:1] == "4" else "no_answer")


def _stop(one: Broadcast) -> tuple[Button, ...]:
    return (_button(one, "stop", "stop"),)


def _start(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 24 else line[:23] + "…"


def _choice(one: Broadcast, action: str, label: Text, chosen: bool) -> Button:
    return Button(text("broadcast.marked", label=label) if chosen else label, _action(one, action))


def _button(one: Broadcast, action: str, label: str) -> Button:
    return Button(text(f"broadcast.button.{label}"), _action(one, action))


def _action(one: Broadcast, action: str) -> str:
    return f"broadcast:{one.id}:{action}"
