"""The rehearsal's clock: a moment of its own that runs on with real time and can be moved ahead.

The supervisor dates messages by it and gives it to the bot as CLOCK; kept in a file, so that the playground
goes on from where it was.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

SHANGHAI = timezone(timedelta(hours=8))


def opening(year: int) -> datetime:
    """When the stage begins: the report of September is open, and due within the week."""
    return datetime(year, 9, 26, 9, 0, tzinfo=SHANGHAI)


class NotAheadError(ValueError):
    """The clock only goes forward: what was filed must not lie in the future."""


@dataclass
class RehearsalClock:
    at: datetime
    timer: Callable[[], float] = time.monotonic
    since: float = field(init=False)

    def __post_init__(self) -> None:
        self.since = self.timer()

    def now(self) -> datetime:
        return self.at + timedelta(seconds=self.timer() - self.since)

    def move(self, to: datetime) -> None:
        if to.tzinfo is None or to <= self.now():
            raise NotAheadError(f"{to:%Y-%m-%d %H:%M} is not ahead of {self.now():%Y-%m-%d %H:%M}")
        self.at, self.since = to.astimezone(SHANGHAI), self.timer()

    def save(self, path: Path) -> None:
        path.write_text(json.dumps({"now": self.now().isoformat()}))

    @classmethod
    def load(cls, path: Path, otherwise: datetime) -> RehearsalClock:
        if not path.exists():
            return cls(otherwise)
        return cls(datetime.fromisoformat(json.loads(path.read_text())["now"]).astimezone(SHANGHAI))
