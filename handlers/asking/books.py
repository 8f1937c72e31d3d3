"""What answers about many units are computed from, kept between questions and renewed by what changed.

Reading all that every unit has filed takes far longer than one answer. Whatever changes a unit's figures adds a link
to that unit's audit chain in the same transaction: the newest link tells whether anything changed, and the links since
then which units are to be read again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from scoring.figures import History
from store.audit import Mark
from store.transactions import Transaction

# More changed units than this are read together with all others.
_MOST = 500


@dataclass(frozen=True, slots=True)
class Version:
    """A state of the data: its name, and the moment since which it has been read as it is."""

    name: str
    since: datetime


@dataclass
class Books:
    """Kept by the service and used in the writer's thread alone."""

    _mark: Mark | None = None
    _histories: Mapping[str, History] | None = None
    _seen: tuple[Mark, datetime] | None = None

    def histories(self, tx: Transaction) -> Mapping[str, History]:
        """Everything that stands, as of this transaction."""
        mark, held = tx.audit.newest(), self._histories
        if held is not None and self._mark == mark:
            return held
        changed = tx.audit.units_since(self._mark) if held is not None and self._mark else None
        if held is None or changed is None or len(changed) > _MOST:
            self._histories = tx.reports.histories()
        else:
            self._histories = {**held, **tx.reports.histories(changed)}
        self._mark = mark
        return self._histories

    def version(self, tx: Transaction, now: datetime) -> Version:
        """The present state. It stays the same, and so do pictures of it, until somebody files something."""
        mark = tx.audit.newest()
        if self._seen is None or self._seen[0] != mark:
            self._seen = mark, now
        return Version(f"{mark.id}:{mark.hash[:16]}", self._seen[1])
