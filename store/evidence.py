"""What shows how an item stands, attached by a unit or an official: `tx.evidence`. Taken away, its row stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from store.audit import Audit
from store.tables import EVIDENCE
from store.telling import Telling, Told


class EvidenceKind(StrEnum):
    """What `content` is: Telegram's file id of a photo or document, an address, or words."""

    PHOTO = "photo"
    DOCUMENT = "document"
    LINK = "link"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Evidence:
    """`name` is the file's name, or a caption."""

    id: int
    rulebook: str
    unit: str
    item: str
    kind: EvidenceKind
    content: str
    name: str
    added_by: int
    added_at: datetime


ADDED, REMOVED = "evidence.added", "evidence.removed"
TOLD = Told(EVIDENCE, ADDED, REMOVED)

_KEPT = (
    select(*EVIDENCE.c)
    .where(EVIDENCE.c.programme == bindparam("in_programme"), EVIDENCE.c.removed_at.is_(None))
    .order_by(EVIDENCE.c.id)
)
_OF_UNIT = _KEPT.where(EVIDENCE.c.rulebook == bindparam("of_rulebook"), EVIDENCE.c.unit == bindparam("of_unit"))
_OF_ITEM = _OF_UNIT.where(EVIDENCE.c.item == bindparam("of_item"))
_BY_ID = _KEPT.where(EVIDENCE.c.id == bindparam("of_id"))


class EvidenceKept:
    def __init__(self, connection: Connection, programme: str, audit: Audit) -> None:
        self._connection = connection
        self._programme = programme
        self._rows = TOLD.at(connection, audit)

    def add(
        self,
        rulebook: str,
        unit: str,
        item: str,
        kind: str,
        content: str,
        name: str = "",
        *,
        by: int,
        who: str,
        now: datetime,
    ) -> Evidence:
        values = {
            "programme": self._programme,
            "rulebook": rulebook,
            "unit": unit,
            "item": item,
            "kind": str(EvidenceKind(kind)),
            "content": content,
            "name": name,
            "added_by": by,
            "added_at": now,
            "removed_by": None,
            "removed_at": None,
        }
        return _evidence(self._rows.add(Telling(ADDED, who, now), values))

    def get(self, evidence: int) -> Evidence | None:
        row = self._row(evidence)
        return _evidence(row) if row else None

    def of(self, rulebook: str, unit: str, item: str | None = None) -> tuple[Evidence, ...]:
        """What is attached to the item, or to all items of the unit, oldest first."""
        asked = {"in_programme": self._programme, "of_rulebook": rulebook, "of_unit": unit}
        if item is None:
            return tuple(map(_evidence, self._connection.execute(_OF_UNIT, asked)))
        return tuple(map(_evidence, self._connection.execute(_OF_ITEM, asked | {"of_item": item})))

    def remove(self, evidence: int, *, by: int, who: str, now: datetime) -> bool:
        """Take it away; False where it was before."""
        row = self._row(evidence)
        if row is None:
            return False
        self._rows.change(Telling(REMOVED, who, now), row, {"removed_by": by, "removed_at": now})
        return True

    def _row(self, evidence: int) -> Row[Any] | None:
        return self._connection.execute(_BY_ID, {"in_programme": self._programme, "of_id": evidence}).first()


def _evidence(row: Row[Any]) -> Evidence:
    return Evidence(
        id=row.id,
        rulebook=row.rulebook,
        unit=row.unit,
        item=row.item,
        kind=EvidenceKind(row.kind),
        content=row.content,
        name=row.name,
        added_by=row.added_by,
        added_at=row.added_at,
    )
