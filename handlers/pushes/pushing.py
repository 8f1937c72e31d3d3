"""Sends the calendar's pushes to persons: decides each at the last moment, and takes it back when it no longer holds.

A push that is in the outbox and has not left is decided again at every tick and whenever its unit files: filed
meanwhile, it is cancelled in the same transaction; overnight, its days left would be wrong, so it is made anew.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from dialog.reminders.delivering import Drop, Send, deliver, deliver_where
from dialog.reminders.manners import Hold
from dialog.reminders.people import Contact
from dialog.reminders.recipients import Push, addressed, merged
from dialog.reminders.wording import Scene, screen_of
from dialog.screens import Screen
from handlers.pushes.circumstances import contacts_of, in_force
from handlers.pushes.notices import remember_labels
from handlers.pushes.standings import standing_of, texts_standing_of
from handlers.rendering import Renderer
from handlers.turns import Setting
from handlers.visiting.outstanding import Outstanding, outstanding_of
from programmes.model import Programme
from programmes.periods import Period
from programmes.roles import Role
from programmes.schedules import OF_FINDINGS, Audience, Content
from scoring.standing import Standing
from store.outbox import BROADCAST
from store.outbox import State as Outgoing
from store.pushes import LivePush, Planned, Stage
from store.records import Message
from store.transactions import Transaction


@dataclass
class Round:
    """One deciding of pushes, with what it looks at, read once. `real` is the outbox's time."""

    tx: Transaction
    setting: Setting
    now: datetime
    real: datetime

    def __post_init__(self) -> None:
        self._standings: dict[tuple[Period, bool], Standing] = {}

    @cached_property
    def programme(self) -> Programme:
        return in_force(self.tx, self.setting.programme)

    @cached_property
    def contacts(self) -> dict[str, Contact]:
        return {one.key: one for one in contacts_of(self.tx, self.programme, self.now)}

    @cached_property
    def outstanding(self) -> Outstanding | None:
        """What visits found and nobody has closed; None where the programme keeps no visits."""
        return outstanding_of(self.tx, self.programme, lambda: self.contacts.values(), self.now)

    def standing(self, period: Period, contents: Collection[Content] = ()) -> Standing:
        """How the month stands; for a push about the report in words, how its quarter's stands."""
        of_texts = Content.TEXTS in contents
        if (period, of_texts) not in self._standings:
            read = texts_standing_of if of_texts else standing_of
            self._standings[period, of_texts] = read(self.tx, self.programme, period)
        return self._standings[period, of_texts]

    def scene(self, about: Period, contents: Collection[Content] = ()) -> Scene:
        return Scene(self.programme, self.standing(about, contents), tuple(self.contacts.values()), self.now)


def plan(round_: Round, pushes: Iterable[Push]) -> tuple[int, ...]:
    """Write down what people are to be sent; `decide` sends it. Their numbers in the store."""
    return tuple(
        round_.tx.pushes.add(
            Planned(int(push.contact.key), push.kind, push.rank, push.contents, push.about, push.to, push.at)
        )
        for push in pushes
        if push.contact
    )


def decide(round_: Round, unit: str | None = None, most: int | None = None, *, findings_changed: bool = False) -> bool:
    """Settle every push that is due, or those about one unit; True where something went into the outbox.

    Of `most` persons only, where turns that people wait for must not wait for thousands; the others stay as they are.
    `findings_changed`: what waits in the outbox about the unit's findings no longer says what is so.
    """
    live = [one for one in round_.tx.pushes.live(round_.now) if unit is None or _concerns(one.planned, unit)]
    ready: dict[int, list[LivePush]] = {}
    for one in live:
        anew = findings_changed and _of_findings(one.planned) is not None
        if one.stage is Stage.WAITING or _taken_back(round_, one, anew=anew):
            ready.setdefault(one.planned.person, []).append(one)
    chosen = list(ready.values())[:most]
    return sum(_settle(round_, ones) for each in chosen for ones in _meeting(each)) > 0


def _meeting(ones: Sequence[LivePush]) -> list[list[LivePush]]:
    """Which pushes of a person are one message: those of one moment, and those of one period that meet by waiting.

    After a long downtime the last month's reminder and this month's opening are two, or one of them would be lost.
    Findings, months and reports in words are never one message, but what was to be said of findings on two days is.
    """
    found: list[list[LivePush]] = []
    for one in ones:
        same = (known for known in found if any(_meet(one.planned, other.planned) for other in known))
        if (group := next(same, None)) is None:
            found.append([one])
        else:
            group.append(one)
    return found


def _meet(one: Planned, other: Planned) -> bool:
    if (of := _of_findings(one)) or _of_findings(other):
        return of is _of_findings(other)
    if (Content.TEXTS in one.contents) is not (Content.TEXTS in other.contents):
        return False
    return one.at == other.at or one.about == other.about


def _of_findings(planned: Planned) -> Content | None:
    """What it says of findings, where it is about these."""
    return next((content for content in planned.contents if content in OF_FINDINGS), None)


def _concerns(planned: Planned, unit: str) -> bool:
    """Whether it is about the unit; the digest of findings is about every one."""
    return any(seat.unit == unit for seat in planned.to) or Content.FINDINGS_DIGEST in planned.contents


def _taken_back(round_: Round, one: LivePush, *, anew: bool) -> bool:
    """Whether a push came back from the outbox to be decided anew. One that has left is ended."""
    tx = round_.tx
    if one.outgoing is Outgoing.SENDING:
        return False
    if one.outgoing is not Outgoing.QUEUED:
        tx.pushes.end([one.id], str(one.outgoing or "lost"))
        if one.outgoing is Outgoing.FAILED:
            _ask_leaders(round_, one.planned)
        return False
    today = round_.programme.calendar.today(round_.now)
    contact = round_.contacts.get(str(one.planned.person))
    counted = contact and replace(contact, pushed_today=contact.pushed_today - (one.sent_on == today))
    if not anew and one.sent_on == today and _still_said(_verdict(round_, _push(round_, [one]), counted), one):
        return False
    if not tx.outbox.cancel(_why(one.id), round_.real):
        return False
    tx.pushes.wait(one.id, round_.now)
    if counted:
        round_.contacts[counted.key] = counted
    return True


def _ask_leaders(round_: Round, planned: Planned) -> None:
    """A liaison turned out to be out of reach: the leaders are asked, where the unit has nobody else."""
    units = [seat.unit for seat in planned.to if seat.role is Role.LIAISON]
    open_units = _open_units(round_, planned)
    missing = [unit for unit in units if unit in open_units]
    for key, seats in addressed(Audience.LIAISONS, missing, tuple(round_.contacts.values())).items():
        led = tuple(seat for seat in seats if seat.role is Role.LEADER)
        if led:
            round_.tx.pushes.add(replace(planned, person=int(key), to=led, at=round_.now))


def _open_units(round_: Round, planned: Planned) -> tuple[str, ...]:
    """Those that have not done yet what the push asks for."""
    if _of_findings(planned):
        return round_.outstanding.units() if round_.outstanding else ()
    return round_.standing(planned.about, planned.contents).missing


def _still_said(verdict: Send | Hold | Drop, one: LivePush) -> bool:
    """Whether it would be sent now as it stands in the outbox: to the same seats."""
    return isinstance(verdict, Send) and set(verdict.push.to) == set(one.planned.to)


def _settle(round_: Round, ones: Sequence[LivePush]) -> bool:
    """What waits for one person becomes one message, waits on, or ends."""
    tx, push = round_.tx, _push(round_, ones)
    match _verdict(round_, push, round_.contacts.get(str(ones[0].planned.person))):
        case Send(kept):
            main = max(ones, key=lambda one: (one.planned.rank, one.id))
            for other in ones:
                if other is not main:
                    tx.pushes.drop(other.id, "merged")
            _put(round_, main, kept)
            return True
        case Hold(until, cause):
            for one in ones:
                tx.pushes.wait(one.id, until, str(cause))
        case Drop(why):
            for one in ones:
                tx.pushes.drop(one.id, str(why))
    return False


def _verdict(round_: Round, push: Push, contact: Contact | None) -> Send | Hold | Drop:
    """A person without any role left has no contact any more: like one who lost the seat."""
    asked = contact or Contact(f"{push.receiver}", "", ())
    zone = round_.programme.calendar.zone
    if OF_FINDINGS & set(push.contents):
        found = round_.outstanding
        return deliver_where(push, asked, lambda seat: bool(found and found.applies(seat)), round_.now, zone)
    return deliver(push, asked, round_.standing(push.about, push.contents), round_.now, zone)


def _push(round_: Round, ones: Sequence[LivePush]) -> Push:
    """The pushes of one person as the pure rules know them, those that meet as one."""
    contact = Contact(str(ones[0].planned.person), "", ())
    known = [one.planned for one in ones]
    every = [Push(round_.now, one.kind, one.rank, one.contents, one.about, one.to, contact=contact) for one in known]
    return merged(every)[0]


def _put(round_: Round, one: LivePush, push: Push) -> None:
    """Render with the days left of now, and hand to the outbox."""
    tx, setting = round_.tx, round_.setting
    person = tx.people.by_id(one.planned.person)
    if person is None or push.contact is None:
        raise LookupError(f"push {one.id} is for nobody")
    screen = _screen(round_, push)
    renderer = Renderer(setting.signer, person.telegram_id, push.contact.language)
    body = json.dumps({"chat_id": person.telegram_id, **renderer.payload(screen, 0)}, ensure_ascii=False)
    key = f"push:{one.id}:{one.turns + 1}"
    tx.outbox.put(Message(key, person.telegram_id, "sendMessage", body, "tick", _why(one.id), BROADCAST), round_.real)
    tx.pushes.put(one.id, key, round_.programme.calendar.today(round_.now), push.to, push.contents)
    round_.contacts[push.contact.key] = replace(push.contact, pushed_today=push.contact.pushed_today + 1)
    remember_labels(tx, person.id, screen)


def _screen(round_: Round, push: Push) -> Screen:
    if round_.outstanding and OF_FINDINGS & set(push.contents):
        return round_.outstanding.screen(push)
    return screen_of(push, round_.scene(push.about, push.contents))


def _why(push: int) -> str:
    return f"push:{push}"
