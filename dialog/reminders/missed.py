"""What becomes of occurrences whose moment has passed: fired, skipped, or put to the coordinator.

Called at every tick with the rows that the store already has, so that a tick, a late tick and the first tick after
days of downtime are the same thing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from dialog.reminders.planning import Occurrence
from programmes.schedules import CatchUp, Schedule

Row = tuple[str, date]
"""Kind and local date: the unique key of an occurrence in the store."""


@dataclass(frozen=True, slots=True)
class Due:
    """What a tick does: `fire` now, record `skip` as skipped, put `ask` to the coordinator. Each becomes a row."""

    fire: tuple[Occurrence, ...]
    skip: tuple[Occurrence, ...]
    ask: tuple[Occurrence, ...]


def due(
    planned: Iterable[Occurrence],
    schedules: Mapping[str, Schedule],
    rows: Collection[Row],
    since: datetime,
    now: datetime,
    zone: ZoneInfo,
) -> Due:
    """What of `planned` is due and has no row; nothing from before `since`, when this service first ran.

    Within its own local day an occurrence always fires, however late. After it, its schedule's rule counts; and of
    several of one schedule only the latest is fired or asked about, for the earlier ones say what is no longer so.
    """
    waiting = [one for one in planned if since <= one.at <= now and (one.kind, one.day) not in rows]
    latest = {one.kind: one for one in sorted(waiting, key=lambda one: one.at)}
    found: dict[CatchUp, list[Occurrence]] = {rule: [] for rule in CatchUp}
    for one in waiting:
        found[_rule(one, schedules[one.kind], latest[one.kind], now, zone)].append(one)
    return Due(tuple(found[CatchUp.CATCHES_UP]), tuple(found[CatchUp.SKIPS]), tuple(found[CatchUp.ASKS]))


def _rule(one: Occurrence, schedule: Schedule, latest: Occurrence, now: datetime, zone: ZoneInfo) -> CatchUp:
    if one.at.astimezone(zone).date() == now.astimezone(zone).date():
        return CatchUp.CATCHES_UP
    return schedule.catch_up if one is latest else CatchUp.SKIPS
