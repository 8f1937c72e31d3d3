"""A coordinator's changes to the calendar: other days, another time, on or off. Called by `/remind`.

The programme's data stays as it is; the store keeps the changes, and they are laid over it whenever it is read. So a
new version of the programme's calendar comes through wherever nobody changed it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import time

from dialog.reminders.manners import MANNERS, Manners
from locales.text import Text, text
from programmes.model import Calendar
from programmes.schedules import Anchor, Schedule

# So far from its anchor a push may be moved: within the ten days that a period is open, and a week for digests.
_BEFORE, _AFTER = -10, 7


@dataclass(frozen=True, slots=True)
class Change:
    """What is different for the schedule `kind`; None leaves a value as the programme has it."""

    kind: str
    days: int | None = None
    at: time | None = None
    on: bool | None = None


def changed(calendar: Calendar, changes: Iterable[Change]) -> Calendar:
    """The calendar with the changes laid over it; a change of a kind that is gone does nothing."""
    by_kind = {change.kind: change for change in changes}
    return replace(
        calendar,
        schedules=tuple(_laid_over(one, by_kind.get(one.kind)) for one in calendar.schedules),
    )


def refused(calendar: Calendar, change: Change, manners: Manners = MANNERS) -> Text | None:
    """Why the change cannot be made, or None."""
    found = {one.kind: one for one in calendar.schedules}.get(change.kind)
    if found is None:
        return text("reminders.change.unknown", kind=change.kind)
    if change.at is not None and manners.quiet(change.at):
        return text("reminders.change.quiet", since=f"{manners.quiet_from:%H:%M}", until=f"{manners.quiet_to:%H:%M}")
    if change.days is not None and not _days_fit(found, change.days):
        return text("reminders.change.days", least=_limits(found)[0], most=_limits(found)[1])
    return None


def change_json(change: Change) -> dict[str, str | int | bool | None]:
    """As the audit trail keeps it."""
    return {
        "kind": change.kind,
        "days": change.days,
        "at": None if change.at is None else f"{change.at:%H:%M}",
        "on": change.on,
    }


def _laid_over(schedule: Schedule, change: Change | None) -> Schedule:
    if change is None:
        return schedule
    return replace(
        schedule,
        days=schedule.days if change.days is None else change.days,
        at=schedule.at if change.at is None else change.at,
        on=schedule.on if change.on is None else change.on,
    )


def _limits(schedule: Schedule) -> tuple[int, int]:
    """A weekly push stays in its week; nothing about an opening comes before it."""
    match schedule.anchor:
        case Anchor.WEEK:
            return 0, 6
        case Anchor.OPENING | Anchor.QUARTER | Anchor.YEAR:
            return 0, _AFTER
        case _:
            return _BEFORE, _AFTER


def _days_fit(schedule: Schedule, days: int) -> bool:
    least, most = _limits(schedule)
    return least <= days <= most
