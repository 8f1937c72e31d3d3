"""What piles up and is needed no more: handled updates, delivered replies, files that were sent. Run once an hour."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from datetime import timedelta
from pathlib import Path

from bot.clock import Clock
from handlers.outgoing import OUTGOING
from store.transactions import Transaction
from store.writer import Writer

# Telegram repeats no update after a day, and after a quiet week it may give an old number to a new one.
_UPDATES_KEPT = timedelta(days=3)
_REPLIES_KEPT = timedelta(days=30)
_FILES_KEPT = timedelta(days=2)
_EVERY_SECONDS = 3600.0

log = logging.getLogger(__name__)


async def keep_house(writer: Writer, clock: Clock, files: Path) -> None:
    """Tidy up until cancelled."""
    while True:
        await asyncio.sleep(_EVERY_SECONDS)
        try:
            await tidy(writer, clock, files)
        except Exception:
            log.exception("tidying up failed; the next time does it")


async def tidy(writer: Writer, clock: Clock, files: Path) -> None:
    """Once. The inbox goes by the clock of its own stamps, the outbox and the files by real time."""

    def purge(tx: Transaction) -> tuple[int, int]:
        return tx.inbox.purge(clock.now() - _UPDATES_KEPT), tx.outbox.purge(clock.real() - _REPLIES_KEPT)

    updates, replies = await writer.run(purge)
    oldest = (clock.real() - _FILES_KEPT).timestamp()
    gone = await asyncio.to_thread(_remove_old, files / OUTGOING, oldest)
    log.info("tidied up", extra={"updates": updates, "replies": replies, "files": gone})


def _remove_old(folder: Path, oldest: float) -> int:
    """Files that were to be sent and lie there longer; their sending was given up long ago."""
    gone = 0
    for file in folder.glob("*"):
        # One that is sent at this moment is taken away by whoever has sent it.
        with contextlib.suppress(FileNotFoundError):
            if file.stat().st_mtime < oldest:
                file.unlink()
                gone += 1
    return gone
