"""The clock behind the ticks: APScheduler calls one a minute of CLOCK time, and one at the start. Run by the service.

It decides nothing and remembers nothing: what is due is data, and `handlers.pushes.ticking` writes it, once.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, timedelta

from apscheduler.jobstores.memory import MemoryJobStore  # type: ignore[import-untyped]
from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]

from bot.clock import Clock
from bot.transport.delivery import Delivery
from handlers.menus import announce_all
from handlers.pushes.ticking import go_on, take_back, tick
from handlers.turns import Setting
from store.transactions import Transaction
from store.writer import Writer

_MINUTE = 60.0
# However fast a rehearsal runs: a tick is a transaction, and within its local day none comes too late.
_SHORTEST = 0.1
# Updates that waited while the service was down come first: whoever has filed meanwhile is not reminded.
_SETTLE = 2.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The ticks of one service."""

    setting: Setting
    writer: Writer
    clock: Clock
    delivery: Delivery

    async def prepare(self) -> None:
        """Before anything is sent: what waited in the outbox while the service was down is decided anew."""
        now, real = self.clock.now(), self.clock.real()

        def settle(tx: Transaction) -> None:
            take_back(tx, self.setting, now, real)
            announce_all(tx, self.setting, real)

        await self.writer.run(settle)

    async def run(self) -> None:
        """Tick until cancelled."""
        logging.getLogger("apscheduler").setLevel(logging.WARNING)
        scheduler = AsyncIOScheduler(jobstores={"default": MemoryJobStore()}, timezone=UTC)
        first = self.clock.real() + timedelta(seconds=min(_SETTLE, self._seconds()))
        # One tick at a time; of several missed ones (the machine slept) one is enough, however late.
        rules = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
        scheduler.add_job(self.tick, "date", run_date=first, **rules)
        scheduler.add_job(self.tick, "interval", seconds=self._seconds(), start_date=first + self._to_minute(), **rules)
        scheduler.start()
        try:
            await asyncio.Event().wait()
        finally:
            scheduler.shutdown(wait=False)

    async def tick(self) -> None:
        """One tick. A failing one is logged; the next finds everything that it left."""
        now, real = self.clock.now(), self.clock.real()
        try:
            more = await self.writer.run(lambda tx: tick(tx, self.setting, now, real))
            while more:
                self.delivery.wake()
                more = await self.writer.run(lambda tx: go_on(tx, self.setting, now, real))
        except asyncio.CancelledError:
            # The service stops; a job that ends by this is told as an error by APScheduler.
            return
        except Exception:
            log.exception("a tick failed; the next one tries again")

    def _seconds(self) -> float:
        """Real seconds between two ticks."""
        speed = self.clock.speed if self.clock.start else 1.0
        return max(_SHORTEST, _MINUTE / speed)

    def _to_minute(self) -> timedelta:
        """From the first tick to the next full minute of CLOCK time, so that what is due at 10:00 goes at 10:00."""
        past = self.clock.now().second / _MINUTE
        return timedelta(seconds=self._seconds() * (1 - past))
