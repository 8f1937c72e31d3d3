"""Whether a planned push still goes, at the moment of sending it: to whom it still applies, or why it waits or ends.

Called for each push when it is due and again when a hold ends; the edge turns `Send` into an outbox row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from dialog.reminders.manners import MANNERS, Hold, Manners, held
from dialog.reminders.people import Contact, Reach, Seat
from dialog.reminders.recipients import Push
from scoring.standing import Standing


class Ending(StrEnum):
    """Why a push is not sent at all."""

    FILED = "filed"
    """Every unit that it is about has filed meanwhile, or has nothing left to mend."""
    UNREACHABLE = "unreachable"
    UNSEATED = "unseated"
    """The person no longer holds the role."""


@dataclass(frozen=True, slots=True)
class Send:
    """It goes now, for the seats in `push.to`."""

    push: Push


@dataclass(frozen=True, slots=True)
class Drop:
    """It ends here."""

    why: Ending


def deliver(
    push: Push, contact: Contact | None, standing: Standing, now: datetime, zone: ZoneInfo, manners: Manners = MANNERS
) -> Send | Hold | Drop:
    """What becomes of the push now; `contact` and `standing` as they are now. A group's push has no contact."""
    if contact is None:
        return held(now, None, zone, manners) or Send(push)
    missing = frozenset(standing.missing)
    return deliver_where(push, contact, lambda seat: not seat.unit or seat.unit in missing, now, zone, manners)


def deliver_where(
    push: Push,
    contact: Contact,
    applies: Callable[[Seat], bool],
    now: datetime,
    zone: ZoneInfo,
    manners: Manners = MANNERS,
) -> Send | Hold | Drop:
    """The same of a person's push for those seats to which it still applies."""
    if contact.reach is not Reach.REACHABLE:
        return Drop(Ending.UNREACHABLE)
    seated = tuple(seat for seat in push.to if seat in contact.seats)
    open_seats = tuple(seat for seat in seated if applies(seat))
    if not open_seats:
        return Drop(Ending.FILED if seated else Ending.UNSEATED)
    return held(now, contact, zone, manners) or Send(replace(push, to=open_seats, contact=contact))
