"""What goes out to many: broadcasts step by step, papers of circulars, corrections, unknown fates. Run by the service.

Its work is rows in the database; this loop only comes by. A step that fails is logged and tried again.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

from bot.clock import Clock
from bot.transport.delivery import Delivery
from handlers.broadcasts.sending import advance
from handlers.turns import Setting
from handlers.unknowns import tell_unknown
from store.transactions import Transaction
from store.writer import Writer

_STEP_SECONDS = 0.5
_UNKNOWN_SECONDS = 20.0

log = logging.getLogger(__name__)


@dataclass
class Publishing:
    """One service's loop."""

    setting: Setting
    writer: Writer
    clock: Clock
    delivery: Delivery
    _looked_at: float | None = None

    async def run(self) -> None:
        """Come by until cancelled."""
        while True:
            try:
                await self._step()
            except Exception:
                log.exception("a step of publishing failed; the next one tries again")
            await asyncio.sleep(_STEP_SECONDS)

    async def _step(self) -> None:
        now, real, look = self.clock.now(), self.clock.real(), self._time_to_look()

        def step(tx: Transaction) -> bool:
            put = advance(tx, self.setting, now, real)
            return (look and tell_unknown(tx, self.setting, now, real)) or put

        if await self.writer.run(step):
            self.delivery.wake()

    def _time_to_look(self) -> bool:
        """Whether unknown fates are looked for in this step; at the start, and every so many seconds."""
        moment = self.clock.monotonic()
        if self._looked_at is not None and moment - self._looked_at < _UNKNOWN_SECONDS:
            return False
        self._looked_at = moment
        return True
