"""One process a bot: whoever holds the lease polls and sends. A second one ends with a sentence.

The lease of a process that died on this machine is taken over at once: its owner's name holds host and process id.
"""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import socket
from dataclasses import dataclass, field
from datetime import timedelta

from bot.clock import Clock
from bot.refusals import refuse
from store.transactions import Transaction
from store.writer import Writer

TTL = timedelta(seconds=20)
_RENEW_SECONDS = 5.0
_ASK_SECONDS = 1.0

log = logging.getLogger(__name__)


def new_owner() -> str:
    """The name of this boot of this process."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(8)}"


@dataclass
class PollerLease:
    """The lease named `poller:<bot>`."""

    writer: Writer
    clock: Clock
    name: str
    owner: str = field(default_factory=new_owner)

    async def take(self) -> None:
        """Get the lease; wait out one that nobody renews, and refuse when somebody does."""
        patience = TTL.total_seconds() + 2 * _ASK_SECONDS
        while not await self.writer.run(self._acquire):
            if patience <= 0:
                raise refuse("service.second_process")
            patience -= _ASK_SECONDS
            if not await self._holder_may_be_dead():
                raise refuse("service.second_process")
            await asyncio.sleep(_ASK_SECONDS)

    async def keep(self) -> None:
        """Renew until cancelled; a RefusalError when it was lost (this process stood still for too long).

        A store that fails for a while is no loss: nobody else can take the lease there either.
        """
        while True:
            await asyncio.sleep(_RENEW_SECONDS)
            try:
                held = await self.writer.run(self._acquire)
            except Exception:
                log.exception("the lease could not be renewed; trying on")
                continue
            if not held:
                raise refuse("service.lease_lost")

    async def release(self) -> None:
        await self.writer.run(lambda tx: tx.leases.release(self.name, self.owner))

    def _acquire(self, tx: Transaction) -> bool:
        now = self.clock.real()
        holder = tx.leases.holder(self.name, now)
        if holder and holder != self.owner and died_here(holder):
            tx.leases.release(self.name, holder)
        return tx.leases.acquire(self.name, self.owner, TTL, now)

    async def _holder_may_be_dead(self) -> bool:
        """A holder on another machine may have died; one that lives here has not."""
        holder = await self.writer.run(lambda tx: tx.leases.holder(self.name, self.clock.real()))
        return holder is None or not _is_here(holder)


def _is_here(owner: str) -> bool:
    return owner.partition(":")[0] == socket.gethostname()


def died_here(owner: str) -> bool:
    """Whether the owner was a process of this machine that is no more; its number may be this process's own by now."""
    host, _, rest = owner.partition(":")
    number = rest.partition(":")[0]
    if host != socket.gethostname() or not number.isdecimal():
        return False
    if int(number) == os.getpid():
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
