"""When a person may be written to unasked: quiet hours, so many a day, and never into somebody's answering.

One rule for everyone and every push: what may not go now goes at the first moment at which it may, and is decided
again then (a report filed meanwhile drops it, several that meet are one). So nothing is lost and nothing is stale.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from dialog.reminders.people import Contact
from dialog.reminders.planning import local_moment


class Cause(StrEnum):
    """Why a push waits."""

    ANSWERING = "answering"
    QUIET = "quiet"
    ENOUGH = "enough"


@dataclass(frozen=True, slots=True)
class Manners:
    """Quiet from `quiet_from` until `quiet_to` local time; `a_day` pushes a person and local day.

    A person who answered is left alone for `pause`, one with a question of the form open for `form_pause`: whoever
    looks a figure up is still in the middle of the report, whoever went home has left it.
    """

    quiet_from: time = time(21)
    quiet_to: time = time(8)
    a_day: int = 2
    pause: timedelta = timedelta(minutes=30)
    form_pause: timedelta = timedelta(hours=2)

    def quiet(self, at: time) -> bool:
        """Whether that local time is within the quiet hours, which may pass midnight."""
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= at < self.quiet_to
        return at >= self.quiet_from or at < self.quiet_to


@dataclass(frozen=True, slots=True)
class Hold:
    """A push waits until then; its first cause."""

    until: datetime
    cause: Cause


MANNERS = Manners()


def held(now: datetime, contact: Contact | None, zone: ZoneInfo, manners: Manners = MANNERS) -> Hold | None:
    """Until when a push to this person (None: to a group) waits; None when it may go now."""
    answering = _answering(now, contact, manners)
    cause, moment = (Cause.ANSWERING, answering) if answering else (Cause.QUIET, now)
    awake = _awake(moment, zone, manners)
    if contact and contact.pushed_today >= manners.a_day and awake.date() == now.astimezone(zone).date():
        cause = Cause.ENOUGH
        awake = local_moment(awake.date() + timedelta(days=1), manners.quiet_to, zone)
    return Hold(awake, cause) if awake > now else None


def _answering(now: datetime, contact: Contact | None, manners: Manners) -> datetime | None:
    """The end of the pause after the last answer. One from the future (a clock set back) tells nothing."""
    if contact is None or contact.last_answer_at is None or contact.last_answer_at > now:
        return None
    end = contact.last_answer_at + (manners.form_pause if contact.filling else manners.pause)
    return end if end > now else None


def _awake(moment: datetime, zone: ZoneInfo, manners: Manners) -> datetime:
    """The moment itself, or the end of the quiet hours that it falls into."""
    local = moment.astimezone(zone)
    if not manners.quiet(local.time()):
        return local
    same_day = local.time() < manners.quiet_to
    return local_moment(local.date() + timedelta(days=0 if same_day else 1), manners.quiet_to, zone)
