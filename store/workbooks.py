"""Workbooks of an evaluation on their way from a file to proposals: `tx.workbooks`.

A file that was read is previewed; once its sender has confirmed the preview, its values are entries of `tx.facts` with
the workbook's name as their batch, and a second person settles those. Bookkeeping: the entries have their own links.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from scoring.rulebooks.entered import Said, Spot
from store.tables import WORKBOOK

_PREFIX = "workbook:"


class WorkbookState(StrEnum):
    READ = "read"
    """Previewed; its values are kept here."""
    PROPOSED = "proposed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Workbook:
    """`entries`: how many of its values were proposed, or would be new; `sent_by` is the person."""

    id: int
    file: str
    sha256: str
    entries: int
    state: WorkbookState
    sent_by: int
    sent_at: datetime

    @property
    def batch(self) -> str:
        """How the entries of `tx.facts` name it."""
        return f"{_PREFIX}{self.id}"


_COLUMNS = tuple(WORKBOOK.c[name] for name in ("id", "file", "sha256", "entries", "state", "sent_by", "sent_at"))
_OWN = WORKBOOK.c.programme == bindparam("in_programme")
_GET = select(*_COLUMNS).where(_OWN, WORKBOOK.c.id == bindparam("of_id"))
_SAID = select(WORKBOOK.c.said).where(_OWN, WORKBOOK.c.id == bindparam("of_id"))
_PROPOSED = select(*_COLUMNS).where(_OWN, WORKBOOK.c.state == str(WorkbookState.PROPOSED)).order_by(WORKBOOK.c.id)
_READ = WORKBOOK.c.state == str(WorkbookState.READ)


class Workbooks:
    def __init__(self, connection: Connection, programme: str) -> None:
        self._connection = connection
        self._programme = programme

    def add(self, file: str, sha256: str, said: Sequence[Said], *, by: int, now: datetime) -> Workbook:
        """A file was read. What its sender had read before and not confirmed is dropped."""
        self._settle(WORKBOOK.c.sent_by == by, WorkbookState.DROPPED)
        values = {
            "programme": self._programme,
            "file": file,
            "sha256": sha256,
            "said": json.dumps([(*one.spot, one.value, one.remark) for one in said], ensure_ascii=False),
            "entries": len(said),
            "state": str(WorkbookState.READ),
            "sent_by": by,
            "sent_at": now,
        }
        return _workbook(self._connection.execute(insert(WORKBOOK).values(values).returning(*_COLUMNS)).one())

    def get(self, workbook: int) -> Workbook | None:
        row = self._connection.execute(_GET, {"in_programme": self._programme, "of_id": workbook}).first()
        return _workbook(row) if row else None

    def of_batch(self, batch: str) -> Workbook | None:
        """The workbook that entries name as their batch; None for a batch of another kind."""
        number = batch.removeprefix(_PREFIX)
        return self.get(int(number)) if batch.startswith(_PREFIX) and number.isdecimal() else None

    def said(self, workbook: int) -> tuple[Said, ...]:
        """What the file said, while it is previewed; nothing afterwards."""
        body = self._connection.execute(_SAID, {"in_programme": self._programme, "of_id": workbook}).scalar()
        return tuple(Said(Spot(*one[:5]), one[5], one[6]) for one in json.loads(body or "[]"))

    def proposed(self, workbook: int, entries: int) -> None:
        """So many of its values are proposals now."""
        self._settle(WORKBOOK.c.id == workbook, WorkbookState.PROPOSED, entries=entries)

    def drop(self, workbook: int) -> None:
        """Its sender does not want it."""
        self._settle(WORKBOOK.c.id == workbook, WorkbookState.DROPPED)

    def all_proposed(self) -> tuple[Workbook, ...]:
        """Those whose values were proposed, oldest first; whether any still waits, the facts know."""
        return tuple(map(_workbook, self._connection.execute(_PROPOSED, {"in_programme": self._programme})))

    def _settle(self, which: Any, state: WorkbookState, **more: Any) -> None:
        own = WORKBOOK.c.programme == self._programme
        self._connection.execute(update(WORKBOOK).where(own, which, _READ).values(state=str(state), said="", **more))


def _workbook(row: Row[Any]) -> Workbook:
    return Workbook(row.id, row.file, row.sha256, row.entries, WorkbookState(row.state), row.sent_by, row.sent_at)
