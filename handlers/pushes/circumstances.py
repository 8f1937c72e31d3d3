"""What the pure rules of reminders are told: the calendar in force, and whom a push can reach.

Called by the tick, by /remind and /bind, by the roster, and by the rehearsal of the command line.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from dialog.codec import load_session
from dialog.reminders.changes import changed
from dialog.reminders.people import Contact, Group, Reach, Seat
from dialog.reminders.workdays import Workdays
from dialog.report.session import Place
from handlers.sessions import read_session
from locales.languages import LANGUAGES
from programmes.model import Programme
from store.records import Person, Seated
from store.transactions import Transaction

_NOTHING_OPEN = frozenset({Place.IDLE, Place.FILED})
_NEVER_STARTED = "initiate conversation"


def in_force(tx: Transaction, programme: Programme) -> Programme:
    """The programme with the coordinators' changes laid over its calendar."""
    return replace(programme, calendar=changed(programme.calendar, tx.schedules.changes()))


def workdays_of(programme: Programme) -> Workdays:
    return Workdays(programme.calendar.workdays)


def contacts_of(tx: Transaction, programme: Programme, now: datetime) -> tuple[Contact, ...]:
    """Everybody who holds a role, as far as pushes go."""
    units = frozenset(unit.code for unit in programme.units)
    counts = tx.pushes.counts(programme.calendar.today(now))
    return tuple(_contact(one, units, counts[one.person.id]) for one in tx.people.seated())


def groups_of(tx: Transaction) -> tuple[Group, ...]:
    """The groups that can be posted to."""
    return tuple(Group(str(group.id), group.unit_class) for group in tx.groups.active())


def reach_of(person: Person) -> Reach:
    """By what Telegram said when it refused a message."""
    if person.unreachable_why is None:
        return Reach.REACHABLE
    return Reach.NEVER_STARTED if _NEVER_STARTED in person.unreachable_why else Reach.BLOCKED


def _contact(one: Seated, units: frozenset[str], pushed: int) -> Contact:
    seats = (Seat(role.unit or "", role.role) for role in one.roles if role.unit is None or role.unit in units)
    return Contact(
        key=str(one.person.id),
        name=one.person.name,
        seats=tuple(seats),
        language=one.person.language or LANGUAGES[0],
        reach=reach_of(one.person),
        last_answer_at=one.answered_at,
        filling=load_session(read_session(one.session).report).place not in _NOTHING_OPEN,
        pushed_today=pushed,
    )
