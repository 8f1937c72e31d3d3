"""One holder a bot: a living one keeps everybody out, a dead one of this machine nobody."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.refusals import RefusalError
from bot.transport import leases
from bot.transport.leases import PollerLease
from store.database import Database
from store.writer import Writer


@pytest.fixture
async def writer(tmp_path: Path) -> AsyncIterator[Writer]:
    database = Database.open(f"sqlite:///{tmp_path / 'x.db'}", programme="p")
    database.upgrade()
    writer = Writer(database)
    yield writer
    writer.close()
    database.close()


def lease(writer: Writer, owner: str) -> PollerLease:
    return PollerLease(writer, Clock(), "poller:1", owner)


def dead_process() -> int:
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    return done.pid


async def test_a_living_holder_keeps_others_out(writer: Writer) -> None:
    await lease(writer, f"{socket.gethostname()}:{1}:first").take()
    with pytest.raises(RefusalError, match="second_process"):
        await lease(writer, f"{socket.gethostname()}:{2**22}:second").take()


async def test_a_dead_holder_of_this_machine_is_succeeded_at_once(writer: Writer) -> None:
    await lease(writer, f"{socket.gethostname()}:{dead_process()}:first").take()
    await lease(writer, leases.new_owner()).take()


async def test_a_silent_holder_elsewhere_is_waited_out(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leases, "TTL", timedelta(seconds=0.2))
    monkeypatch.setattr(leases, "_ASK_SECONDS", 0.1)
    await lease(writer, "elsewhere:1:first").take()
    await lease(writer, "here:1:second").take()


async def test_a_released_lease_is_free(writer: Writer) -> None:
    first = lease(writer, f"{socket.gethostname()}:1:first")
    await first.take()
    await first.release()
    await lease(writer, "here:1:second").take()


async def test_a_lost_lease_ends_its_holder(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leases, "_RENEW_SECONDS", 0.01)
    first = lease(writer, f"{socket.gethostname()}:{dead_process()}:first")
    await first.take()
    await lease(writer, f"{socket.gethostname()}:1:second").take()
    with pytest.raises(RefusalError, match="lease_lost"):
        await first.keep()
