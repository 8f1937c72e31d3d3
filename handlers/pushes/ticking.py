"""A tick of the clock: what has come due is fired once, and its messages stand in the outbox in the same transaction.

`bot.schedule` calls it every minute of CLOCK time and at the start. A tick, a late tick and the first tick after days
of downtime are the same call; two processes that tick at once make one occurrence, because its row is unique.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from dialog.reminders.manners import held
from dialog.reminders.missed import Due, due
from dialog.reminders.people import Group
from dialog.reminders.planning import Occurrence, plan
from dialog.reminders.recipients import Fired, Push, pushes
from dialog.reminders.wording import name_of, screen_of
from dialog.reminders.workdays import unknown_years
from dialog.screens import Button, Screen
from handlers.buttons import ANYONE
from handlers.circulars.drafting import draft_for
from handlers.pushes import pushing
from handlers.pushes.circumstances import workdays_of
from handlers.pushes.notices import tell, tell_coordinators
from handlers.pushes.pushing import Round
from handlers.rendering import Renderer
from handlers.turns import Setting
from handlers.visiting import reminding as findings
from handlers.work_groups import rostering
from handlers.work_groups.channels import put_on_channels
from locales.text import Month, text
from programmes.roles import Role
from programmes.schedules import Audience, Content, Schedule
from store.groups import WorkGroup
from store.outbox import BROADCAST
from store.records import Message
from store.schedules import Decision
from store.transactions import Transaction

WHO = "tick"
# So many people at once: a reply that somebody waits for then waits a moment, not seconds.
_AT_ONCE = 200
# So far back a missed occurrence is looked for; older ones are of a period that nobody waits for.
_BACK = timedelta(days=45)
# Holidays that are not published yet are told so long before they matter.
_AHEAD = timedelta(days=31)


def tick(tx: Transaction, setting: Setting, now: datetime, real: datetime) -> bool:
    """Everything that time has brought; True where something went into the outbox."""
    round_ = Round(tx, setting, now, real)
    _fix_rosters(round_)
    fired = [_fire_all(round_), findings.fire(round_)]
    found = [*fired, pushing.decide(round_, most=_AT_ONCE), rostering.refresh_open(round_)]
    return any(found)


def go_on(tx: Transaction, setting: Setting, now: datetime, real: datetime) -> bool:
    """After a tick that put something: the next people, in a transaction of their own; False where nobody is left."""
    return pushing.decide(Round(tx, setting, now, real), most=_AT_ONCE)


def take_back(tx: Transaction, setting: Setting, now: datetime, real: datetime) -> None:
    """Before anything is sent at a start: what waited in the outbox meanwhile is decided anew.

    A first start is noted here too, for what was due before it is not sent.
    """
    tx.schedules.since(now)
    pushing.decide(Round(tx, setting, now, real))


def fire_late(round_: Round, occurrence: int, who: str) -> bool:
    """A coordinator wants a missed one sent all the same; False where it was decided before."""
    found = round_.tx.schedules.occurrence(occurrence)
    schedule = found and _schedules(round_).get(found.kind)
    if not found or not schedule or not round_.tx.schedules.settle(occurrence, Decision.FIRED, who, round_.now):
        return False
    again = Occurrence(found.kind, found.day, round_.now, found.about, 0, guessed=False)
    _send(round_, [_fired(round_, schedule, again)])
    pushing.decide(round_)
    return True


def _fix_rosters(round_: Round) -> None:
    """The roster of a period is what is expected at its due moment."""
    calendar, fixed = round_.programme.calendar, round_.tx.rosters.fixed()
    for period in calendar.periods():
        if calendar.due_at(period) <= round_.now and period not in fixed:
            round_.tx.rosters.fix(period, [unit.code for unit in round_.programme.units], round_.now)


def _fire_all(round_: Round) -> bool:
    came = _due(round_)
    fired = [one for one in came.fire if _written(round_, one, Decision.FIRED)]
    for one in came.skip:
        _written(round_, one, Decision.SKIPPED)
    asked = [_ask(round_, one) for one in came.ask]
    if not fired:
        return any(asked)
    schedules = _schedules(round_)
    _tell_guessed(round_)
    return _send(round_, [_fired(round_, schedules[one.kind], one) for one in fired]) or any(asked)


def _fired(round_: Round, schedule: Schedule, one: Occurrence) -> Fired:
    return Fired(schedule, one, round_.standing(one.about, (schedule.content,)))


def _due(round_: Round) -> Due:
    """What has no row yet. Nothing from before its schedule was changed, and no group is woken at night."""
    tx, calendar = round_.tx, round_.programme.calendar
    since, changed_at = tx.schedules.since(round_.now), tx.schedules.changed_at()
    today = calendar.today(round_.now)
    first = max(calendar.today(since), today - _BACK)
    schedules, night = _schedules(round_), held(round_.now, None, calendar.zone) is not None
    planned = [
        one
        for one in plan(calendar, workdays_of(round_.programme), first, today)
        if one.at >= changed_at.get(one.kind, since)
        and not (night and one.at <= round_.now and schedules[one.kind].to is Audience.GROUPS)
    ]
    return due(planned, schedules, tx.schedules.rows(first), since, round_.now, calendar.zone)


def _written(round_: Round, one: Occurrence, state: Decision) -> int | None:
    return round_.tx.schedules.occurred(one.kind, one.day, one.at, one.about, state, WHO, round_.now)


def _ask(round_: Round, one: Occurrence) -> bool:
    """Missed, and whether it is still to be sent is for a person to say."""
    row = _written(round_, one, Decision.ASKED)
    if row is None:
        return False
    name, month = name_of(_schedules(round_)[one.kind]), Month(one.about.year, one.about.month)
    buttons = (
        Button(text("remind.late.send"), f"remind:late:{row}"),
        Button(text("remind.late.skip"), f"remind:skip:{row}"),
    )
    screen = Screen((text("remind.late.asked", name=name, month=month, at=one.at),), (buttons,))
    return tell_coordinators(round_.tx, round_.setting, f"late:{row}", screen, round_.now, round_.real)


def _send(round_: Round, fired: Sequence[Fired]) -> bool:
    """People's pushes are decided in this transaction too; groups get their post or message."""
    for one in fired:
        if one.schedule.content is Content.CIRCULAR:
            draft_for(round_.tx, round_.programme, one.occurrence.about, round_.now)
    to_people = [one for one in fired if one.schedule.to is not Audience.GROUPS]
    planned = pushing.plan(round_, pushes(to_people, tuple(round_.contacts.values()), ()))
    posted = [
        _to_group(round_, one, group)
        for one in fired
        if one.schedule.to is Audience.GROUPS
        for group in round_.tx.groups.active()
    ]
    on_channels = [_to_channels(round_, one) for one in fired if one.schedule.to is Audience.GROUPS]
    return bool(planned) or any(posted) or any(on_channels)


def _to_channels(round_: Round, one: Fired) -> bool:
    """The same post for all classes as plain text, without what only Telegram can do."""
    occurrence = one.occurrence
    key = f"occurrence:{occurrence.kind}:{occurrence.day}"
    lines = _post_of(round_, one, Group("", None)).lines
    return put_on_channels(round_.tx, round_.setting, key, lines, WHO, f"occurrence:{occurrence.kind}", round_.real) > 0


def _post_of(round_: Round, one: Fired, receiver: Group) -> Screen:
    occurrence, contents = one.occurrence, (one.schedule.content,)
    push = Push(occurrence.at, occurrence.kind, occurrence.rank, contents, occurrence.about, (), group=receiver)
    return screen_of(push, round_.scene(push.about))


def _to_group(round_: Round, one: Fired, group: WorkGroup) -> bool:
    if one.schedule.content is Content.ROSTER:
        return rostering.post_in(round_, group, one.occurrence.about)
    occurrence = one.occurrence
    screen = _post_of(round_, one, Group(str(group.id), group.unit_class))
    drawn = Renderer(round_.setting.signer, ANYONE, group.language).payload(screen, 0)
    topic = {"message_thread_id": group.topic} if group.topic else {}
    body = json.dumps({"chat_id": group.chat, **topic, **drawn}, ensure_ascii=False)
    key = f"occurrence:{occurrence.kind}:{occurrence.day}:{group.id}"
    message = Message(key, group.chat, "sendMessage", body, WHO, f"occurrence:{occurrence.kind}", BROADCAST)
    return round_.tx.outbox.put(message, round_.real) is not None


def _tell_guessed(round_: Round) -> None:
    """Reminders ahead fall into a year whose holidays are not published: the admins are told once a year."""
    calendar, workdays = round_.programme.calendar, workdays_of(round_.programme)
    today = calendar.today(round_.now)
    ahead = plan(calendar, workdays, today, today + _AHEAD)
    for year in unknown_years(workdays, (one.day for one in ahead)):
        admins = round_.tx.people.of_unit(None, Role.ADMIN)
        screen = Screen((text("reminders.preview.guessed", year=str(year)),))
        tell(round_.tx, round_.setting, admins, f"workdays:{year}", screen, round_.now, round_.real)


def _schedules(round_: Round) -> dict[str, Schedule]:
    return {one.kind: one for one in round_.programme.calendar.schedules}
