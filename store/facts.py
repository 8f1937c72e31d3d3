"""What people enter for an evaluation: an entry, where it comes from and how it stands. `store.entering` keeps them.

An entry has the vocabulary of a facts file (docs/rulebooks.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row

from scoring.rulebooks.entered import Spot


class FactState(StrEnum):
    """How an entry stands."""

    DRAFT = "draft"
    """A unit's claim that was not handed in yet."""
    PROPOSED = "proposed"
    """Waits for a second person."""
    STANDING = "standing"
    REPLACED = "replaced"
    DECLINED = "declined"


class Origin(StrEnum):
    """Where an entry comes from; what an official typed and what a workbook held are of one side."""

    OFFICIAL = "official"
    UNIT = "unit"
    WORKBOOK = "workbook"


@dataclass(frozen=True, slots=True)
class Entry:
    """`value` None takes back what stands there. `settled_by`: who confirmed or declined it, and `reason` why."""

    id: int
    spot: Spot
    value: str | None
    remark: str
    origin: Origin
    state: FactState
    entered_by: int
    entered_at: datetime
    settled_by: int | None
    settled_at: datetime | None
    reason: str
    batch: str


def spot_of(row: Row[Any]) -> Spot:
    return Spot(row.rulebook, row.unit, row.key, row.period, row.source)


def entry_of(row: Row[Any]) -> Entry:
    return Entry(
        id=row.id,
        spot=spot_of(row),
        value=row.value,
        remark=row.remark,
        origin=Origin(row.origin),
        state=FactState(row.state),
        entered_by=row.entered_by,
        entered_at=row.entered_at,
        settled_by=row.settled_by,
        settled_at=row.settled_at,
        reason=row.reason,
        batch=row.batch,
    )
