"""Whom a push can reach: what the edge reads from the store and hands in.

A person holds one or more seats (role and unit); a coordinator's seat has no unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from programmes.roles import Role


class Reach(StrEnum):
    """Whether the bot can write to a person."""

    REACHABLE = "reachable"
    NEVER_STARTED = "never_started"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True, order=True)
class Seat:
    """What somebody is, and of which unit (its code; empty for those without one)."""

    unit: str
    role: Role


@dataclass(frozen=True, slots=True)
class Contact:
    """A person as far as pushes go. `key` is the store's; `pushed_today` counts what reached them on the local day.

    `last_answer_at` is the last thing they sent; `filling`: a question of the form is open on their screen.
    """

    key: str
    name: str
    seats: tuple[Seat, ...]
    language: str = "zh_CN"
    reach: Reach = Reach.REACHABLE
    last_answer_at: datetime | None = None
    filling: bool = False
    pushed_today: int = 0


COORDINATOR = Seat("", Role.COORDINATOR)


@dataclass(frozen=True, slots=True)
class Group:
    """A bound work group: `unit_class` is the class whose posts it gets, None for all classes."""

    key: str
    unit_class: str | None
