"""The only reader of the real clock. Made once by the wiring; everything that needs "now" gets it passed in.

`now` is the rehearsal's time: it starts at CLOCK and runs CLOCK_SPEED times as fast, and without CLOCK it is the
real time. `real` is always the real time: invites' age, leases and pacing go by it.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo

from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Clock:
    """`start` None is the real time. Moments are aware, in `zone`."""

    start: datetime | None = None
    speed: float = 1.0
    zone: tzinfo = UTC
    born: float = field(default_factory=time.monotonic)

    @classmethod
    def from_settings(cls, settings: Settings, zone: tzinfo = UTC) -> Clock:
        """The clock that CLOCK and CLOCK_SPEED ask for, speaking in the programme's zone."""
        return cls(settings.clock, settings.clock_speed, zone)

    def now(self) -> datetime:
        """The moment that periods, due days and records go by."""
        if self.start is None:
            return self.real().astimezone(self.zone)
        elapsed = timedelta(seconds=(self.monotonic() - self.born) * self.speed)
        return (self.start.astimezone(UTC) + elapsed).astimezone(self.zone)

    def real(self) -> datetime:
        """The real moment, whatever CLOCK says."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds that never jump, for pacing and timeouts."""
        return time.monotonic()
