"""What is open of all findings at one moment, and whose business it is: what reminders and the digest are made from.

Read once for a round of deciding; `handlers.pushes.pushing` asks whether a reminder still applies and what it says.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from dialog.reminders.people import Contact, Reach, Seat
from dialog.reminders.recipients import Push
from dialog.reminders.workdays import Workdays, workdays_of
from dialog.screens import Screen
from dialog.visits.reminding import Pending, for_leaders, pressing
from dialog.visits.wording import digest, reminder
from programmes.model import Programme
from programmes.roles import Role
from programmes.schedules import Content, FindingRule
from store.transactions import Transaction
from store.visits import Finding, FindingState


@dataclass(frozen=True)
class Outstanding:
    """`open` and `mended` (a unit says so, nobody has closed it) by deadline. `contacts` are read when needed."""

    programme: Programme
    rule: FindingRule
    workdays: Workdays
    today: date
    open: tuple[Pending, ...]
    mended: tuple[Pending, ...]
    contacts: Callable[[], Collection[Contact]]

    @cached_property
    def led(self) -> frozenset[str]:
        """Units of which a liaison can be reached."""
        reachable = (contact for contact in self.contacts() if contact.reach is Reach.REACHABLE)
        return frozenset(seat.unit for contact in reachable for seat in contact.seats if seat.role is Role.LIAISON)

    @property
    def overdue(self) -> tuple[Pending, ...]:
        return tuple(one for one in self.open if one.mend_by < self.today)

    def units(self) -> tuple[str, ...]:
        """Those that are told of something today, alone or beside another finding."""
        return tuple(dict.fromkeys(one.unit for one in self.open if self._presses(one)))

    def of(self, seat: Seat) -> tuple[Pending, ...]:
        """What the holder of that seat is told of. A leader is told early where no liaison can be reached."""
        early = seat.role is Role.LIAISON or seat.unit not in self.led
        return tuple(
            one
            for one in self.open
            if one.unit == seat.unit and (self._presses(one) if early else for_leaders(one, self.workdays, self.today))
        )

    def applies(self, seat: Seat) -> bool:
        """Whether there is still anything to tell."""
        return bool(self.of(seat)) if seat.unit else bool(self.overdue or self.mended)

    def screen(self, push: Push) -> Screen:
        if Content.FINDINGS_DIGEST in push.contents:
            return digest(self.overdue, self.mended, self.programme, self.today)
        beside = all(seat.role is Role.LEADER and seat.unit in self.led for seat in push.to)
        return reminder(self._by_unit(push.to), self.programme, self.today, leader=beside)

    def _by_unit(self, seats: Iterable[Seat]) -> Mapping[str, Sequence[Pending]]:
        found: dict[str, dict[int, Pending]] = {}
        for seat in seats:
            for one in self.of(seat):
                found.setdefault(one.unit, {})[one.id] = one
        return {unit: tuple(ones.values()) for unit, ones in found.items()}

    def _presses(self, one: Pending) -> bool:
        return pressing(one, self.rule, self.workdays, self.today)


def outstanding_of(
    tx: Transaction, programme: Programme, contacts: Callable[[], Collection[Contact]], now: datetime
) -> Outstanding | None:
    """As it stands now; None where the programme keeps no visits."""
    rule = programme.calendar.findings
    if rule is None:
        return None
    found = tx.visits.findings((FindingState.OPEN, FindingState.MENDED))
    known = {unit.code for unit in programme.units}
    opened = tuple(pending(one) for one in found if one.state is FindingState.OPEN and one.unit in known)
    mended = tuple(pending(one) for one in found if one.state is FindingState.MENDED and one.unit in known)
    today, workdays = programme.calendar.today(now), workdays_of(programme.calendar)
    return Outstanding(programme, rule, workdays, today, opened, mended, contacts)


def pending(one: Finding) -> Pending:
    """A finding as the pure rules know it."""
    return Pending(one.id, one.unit, one.words, one.mend_by, one.opened_at)
