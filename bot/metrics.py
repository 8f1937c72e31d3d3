"""What `/metrics` tells: updates, turns, calls and how they ended. Counted by transport; names no people."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

UPDATES = Counter("yuebao_updates", "Updates accepted into the inbox")
HANDLED = Counter("yuebao_handled", "Updates by how their handling ended", ["outcome"])
HANDLING = Histogram("yuebao_handling_seconds", "From the inbox to the end of the turn")
CALLS = Counter("yuebao_calls", "Calls of the Bot API by method and outcome", ["method", "outcome"])
WAITING = Gauge("yuebao_waiting_updates", "Accepted updates that are not handled yet")
