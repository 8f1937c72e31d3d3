"""What is left in the database and in the stand-in's journal after kills: every effect once, no send doubled."""

from __future__ import annotations

import json
import sqlite3
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.chat import Chat
from tests.running import Bot


@dataclass(frozen=True)
class Evidence:
    """Counts read straight from the tables."""

    inbox: Counter[str]
    outbox: Counter[str]
    filings: Counter[str]
    figures: dict[str, dict[str, int]]


def evidence(database: Path) -> Evidence:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as opened:
        inbox = Counter(dict(opened.execute("select state, count(*) from inbox group by state")))
        sends = "select state, count(*) from outbox where method like 'send%' group by state"
        outbox = Counter(dict(opened.execute(sends)))
        filed = "select unit, count(*) from report where period = '2022-09' group by unit"
        filings = Counter(dict(opened.execute(filed)))
        figures: dict[str, dict[str, int]] = {}
        rows = "select unit, indicator, value from figure join report on report.id = figure.report"
        for unit, indicator, value in opened.execute(f"{rows} where period = '2022-09'"):
            figures.setdefault(unit, {})[indicator] = value
    return Evidence(inbox, outbox, filings, figures)


def wait_until_settled(chat: Chat, bot: Bot, seconds: float) -> None:
    """Until nothing waits any more: every update fetched and handled, every message sent, failed or unknown."""
    until = time.monotonic() + seconds
    while not is_settled(chat, bot):
        assert time.monotonic() < until, f"{evidence(bot.database)}\n{chat.transcript()}\n{bot.log[-3000:]}"
        time.sleep(0.05)


def is_settled(chat: Chat, bot: Bot) -> bool:
    """Whether the service is up and nothing waits in the stand-in, the inbox or the outbox."""
    if not (bot.is_serving and chat.handled()):
        return False
    found = evidence(bot.database)
    return not (found.inbox["pending"] or found.outbox["queued"] or found.outbox["sending"])


def assert_nothing_lost_or_doubled(chat: Chat, bot: Bot, updates: int) -> Evidence:
    """All accepted updates are done once; what the journal delivered fits what the outbox says."""
    found = evidence(bot.database)
    assert found.inbox == Counter(done=updates), found.inbox
    delivered = sum(1 for one in chat.journal if one.method.startswith("send"))
    assert found.outbox["sent"] <= delivered <= found.outbox["sent"] + found.outbox["unknown"], (found, delivered)
    assert found.outbox["failed"] == 0
    verified = bot.cli("db", "verify", "--json", "--heads", str(bot.folder / "audit-heads.jsonl"))
    assert verified.returncode == 0, json.loads(verified.stdout)
    return found
