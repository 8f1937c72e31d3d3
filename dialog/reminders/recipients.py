"""Who gets what at one moment: the people of units that have not filed, the ladder above them, and the groups.

Called when occurrences fire, and by the rehearsal. A push names seats, not words: what it says is made when it is
delivered, from the day and the filings of that moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from dialog.reminders.people import COORDINATOR, Contact, Group, Reach, Seat
from dialog.reminders.planning import Occurrence
from programmes.periods import Period
from programmes.roles import Role
from programmes.schedules import Audience, Content, Schedule
from scoring.standing import Standing


@dataclass(frozen=True, slots=True)
class Fired:
    """A schedule's occurrence that has come, and how what it is about stands now (a notice has its own filings)."""

    schedule: Schedule
    occurrence: Occurrence
    standing: Standing


@dataclass(frozen=True, slots=True)
class Push:
    """One message to one person or group at one moment.

    `kind` is the last in the table of the schedules that met; `contents` are all that they say, in that order.
    `to` are the seats for which the person gets it; empty for a group.
    """

    at: datetime
    kind: str
    rank: int
    contents: tuple[Content, ...]
    about: Period
    to: tuple[Seat, ...]
    contact: Contact | None = None
    group: Group | None = None

    @property
    def receiver(self) -> str:
        """The person or group, as one key; a person's and a group's never meet."""
        return f"person {self.contact.key}" if self.contact else f"group {self.group.key if self.group else ''}"


def pushes(fired: Iterable[Fired], contacts: Sequence[Contact], groups: Sequence[Group]) -> tuple[Push, ...]:
    """All pushes of the occurrences, several to one receiver at one moment as one, by moment, rank and table order."""
    return merged(push for one in fired for push in _of(one, contacts, groups))


def merged(every: Iterable[Push]) -> tuple[Push, ...]:
    """Several to one receiver at one moment are one, of the kind latest in the table.

    What is about a month and what is about a report in words stay two.
    """
    meeting: dict[tuple[datetime, str, bool], Push] = {}
    for push in sorted(every, key=lambda one: (one.at, one.rank)):
        key = (push.at, push.receiver, Content.TEXTS in push.contents)
        meeting[key] = _both(meeting[key], push) if key in meeting else push
    return tuple(sorted(meeting.values(), key=lambda one: (one.at, one.rank)))


def addressed(audience: Audience, missing: Sequence[str], contacts: Sequence[Contact]) -> dict[str, tuple[Seat, ...]]:
    """Seats by person. The ladder: a unit none of whose liaisons can be reached is asked through its leaders."""
    if audience is Audience.COORDINATORS:
        return _seated(contacts, [COORDINATOR])
    seats = _reachable(contacts)
    wanted: list[Seat] = []
    for unit in missing:
        liaison, leader = Seat(unit, Role.LIAISON), Seat(unit, Role.LEADER)
        wanted.append(leader if audience is Audience.LEADERS or liaison not in seats else liaison)
    return _seated(contacts, wanted)


def without_liaison(standing: Standing, contacts: Sequence[Contact]) -> tuple[str, ...]:
    """The missing units that no liaison can be reached for: what the coordinator is shown."""
    seats = _reachable(contacts)
    return tuple(unit for unit in standing.missing if Seat(unit, Role.LIAISON) not in seats)


def without_anyone(standing: Standing, contacts: Sequence[Contact]) -> tuple[str, ...]:
    """The missing units that nobody can be reached for: only the coordinator can."""
    seats = _reachable(contacts)
    return tuple(unit for unit in without_liaison(standing, contacts) if Seat(unit, Role.LEADER) not in seats)


def _of(fired: Fired, contacts: Sequence[Contact], groups: Sequence[Group]) -> Iterator[Push]:
    schedule, occurrence = fired.schedule, fired.occurrence
    bare = Push(occurrence.at, schedule.kind, occurrence.rank, (schedule.content,), occurrence.about, ())
    if schedule.to is Audience.GROUPS:
        yield from (replace(bare, group=group) for group in groups)
        return
    people = {contact.key: contact for contact in contacts}
    found = addressed(schedule.to, fired.standing.missing, contacts)
    yield from (replace(bare, to=seats, contact=people[key]) for key, seats in found.items())


def _both(earlier: Push, later: Push) -> Push:
    contents = earlier.contents + tuple(one for one in later.contents if one not in earlier.contents)
    seats = earlier.to + tuple(seat for seat in later.to if seat not in earlier.to)
    return replace(later, contents=contents, to=seats)


def _reachable(contacts: Sequence[Contact]) -> set[Seat]:
    return {seat for contact in contacts if contact.reach is Reach.REACHABLE for seat in contact.seats}


def _seated(contacts: Sequence[Contact], wanted: Sequence[Seat]) -> dict[str, tuple[Seat, ...]]:
    """Who of the reachable holds which of the seats, people in the order of the seats."""
    holders: dict[Seat, list[str]] = {}
    for contact in contacts:
        if contact.reach is Reach.REACHABLE:
            for seat in contact.seats:
                holders.setdefault(seat, []).append(contact.key)
    found: dict[str, tuple[Seat, ...]] = {}
    for seat in wanted:
        for key in holders.get(seat, ()):
            found[key] = (*found.get(key, ()), seat)
    return found
