"""Further channels of the work group, by Apprise: WeCom, DingTalk, Feishu, e-mail. Run by the service beside Telegram.

Rows of the outbox name a channel by a hash; the addresses are secrets and stay here. Apprise says only yes or no, and
a no may have been delivered: a row ends as sent or unknown, and is never sent again. That Telegram cannot be reached
changes nothing here.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from bot.clock import Clock
from bot.refusals import refuse
from bot.settings import Settings
from store.records import Parcel
from store.transactions import Transaction
from store.writer import Writer

_LEASE = timedelta(minutes=5)
_LOOK_SECONDS = 1.0
_PATIENCE = 60.0

log = logging.getLogger(__name__)


def channels_of(settings: Settings, key: bytes) -> dict[str, str]:
    """The addresses of CHANNELS by the hash that stands for each; a RefusalError names the place of a bad one."""
    addresses = settings.channels.get_secret_value().split() if settings.channels else []
    for place, address in enumerate(addresses, start=1):
        if not _understood(address):
            raise refuse("service.channel_unknown", place=place)
    return {hmac.digest(key, f"channel:{one}".encode(), "sha256").hex()[:16]: one for one in addresses}


@dataclass
class Channels:
    """`addresses` are secrets. `owner` is this boot of this process."""

    addresses: Mapping[str, str] = field(repr=False)
    writer: Writer
    clock: Clock
    owner: str
    _begun: set[int] = field(default_factory=set)

    async def run(self) -> None:
        """Send what is put for channels, one after the other, until cancelled. Without channels there is nothing."""
        if not self.addresses:
            return
        try:
            await self._run()
        finally:
            await self.writer.run(self._put_back)

    async def _run(self) -> None:
        while True:
            try:
                parcels = await self.writer.run(self._claim)
                for parcel in parcels:
                    await self._deliver(parcel)
            except Exception as error:
                # Its text could hold an address.
                log.error("channels: a round failed; the next one tries again", extra={"why": type(error).__name__})
            await asyncio.sleep(_LOOK_SECONDS)

    def _claim(self, tx: Transaction) -> tuple[Parcel, ...]:
        now = self.clock.real()
        tx.outbox.expire_leases(now)
        return tx.outbox.claim_for_channels(self.owner, now, _LEASE)

    def _put_back(self, tx: Transaction) -> None:
        """What is claimed and not begun: the next start could not tell it from what may have arrived."""
        tx.outbox.put_back(self.owner, self._begun, self.clock.real(), channels=True)

    async def _deliver(self, parcel: Parcel) -> None:
        said = json.loads(parcel.payload)
        address = self.addresses.get(said["channel"])
        if address is None:
            await self.writer.run(lambda tx: tx.outbox.failed(parcel.id, "not in CHANNELS", self.clock.real()))
            return
        self._begun.add(parcel.id)
        try:
            async with asyncio.timeout(_PATIENCE):
                sent = await asyncio.to_thread(_notify, address, said["title"], said["body"])
        except Exception as error:
            sent, why = False, type(error).__name__
        else:
            why = "no"
        await self.writer.run(lambda tx: self._note(tx, parcel, sent, why))
        self._begun.discard(parcel.id)
        if not sent:
            log.warning(
                "a channel did not confirm", extra={"outbox": parcel.id, "channel": said["channel"], "why": why}
            )

    def _note(self, tx: Transaction, parcel: Parcel, sent: bool, why: str) -> None:
        now = self.clock.real()
        if sent:
            tx.outbox.sent(parcel.id, None, now)
        else:
            tx.outbox.unknown(parcel.id, why, now)


def _understood(address: str) -> bool:
    _silence()
    from apprise import Apprise

    return Apprise.instantiate(address) is not None


def _notify(address: str, title: str, body: str) -> bool:
    """In a thread: one post to one channel, as plain text."""
    _silence()
    from apprise import Apprise, NotifyFormat

    channel = Apprise()
    channel.add(address)
    return bool(channel.notify(body=body, title=title, body_format=NotifyFormat.TEXT))


def _silence() -> None:
    """These loggers name addresses."""
    logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)
    logging.getLogger("urllib3").setLevel(logging.CRITICAL + 1)
