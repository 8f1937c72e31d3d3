"""The bot's queue of updates, with Telegram's rules of offsets, kinds and expiry; and the bell that wakes waiters.

Fed by `people` and `groups`; emptied by `methods.polling` or by `webhook`.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from playground.messages import Json

KINDS = (
    "message", "edited_message", "channel_post", "edited_channel_post", "inline_query", "chosen_inline_result",
    "callback_query", "my_chat_member", "chat_member", "message_reaction", "poll", "poll_answer",
)  # fmt: skip
ONLY_WHEN_ASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KEPT_FOR = 86_400.0
LARGEST_BATCH = 100


@dataclass
class Bell:
    """Wakes coroutines of whatever loop waits: tests and the server run in different threads."""

    _waiting: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = field(default_factory=set)

    def ring(self) -> None:
        for loop, event in tuple(self._waiting):
            # A loop that has been closed has nobody left to wake.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(event.set)

    @contextlib.contextmanager
    def waiter(self) -> Iterator[asyncio.Event]:
        entry = (asyncio.get_running_loop(), asyncio.Event())
        self._waiting.add(entry)
        try:
            yield entry[1]
        finally:
            self._waiting.discard(entry)


@dataclass(frozen=True)
class Update:
    id: int
    kind: str
    payload: Json
    at: float

    def as_json(self) -> Json:
        return {"update_id": self.id, self.kind: self.payload}


@dataclass
class UpdateQueue:
    timer: Callable[[], float]
    """Seconds of real time: what waits longer than a day is dropped."""
    next_id: int = 100_000_001
    pending: list[Update] = field(default_factory=list)
    allowed: frozenset[str] = frozenset()
    """Empty: all kinds but those that must be asked for."""
    bell: Bell = field(default_factory=Bell)
    poller: int = 0
    """Number of the getUpdates request that holds the queue; an older one has lost it."""

    def add(self, kind: str, payload: Json) -> int | None:
        wanted = kind in self.allowed if self.allowed else kind not in ONLY_WHEN_ASKED
        if not wanted:
            return None
        update = Update(self.next_id, kind, payload, self.timer())
        self.next_id += 1
        self.pending.append(update)
        self.bell.ring()
        return update.id

    def drop_expired(self) -> None:
        oldest = self.timer() - KEPT_FOR
        self.pending = [update for update in self.pending if update.at >= oldest]

    def confirm(self, offset: int) -> None:
        """Forget what lies before the offset; a negative one counts from the end of the queue."""
        if offset < 0:
            self.pending = self.pending[offset:]
        elif offset > 0:
            self.pending = [update for update in self.pending if update.id >= offset]

    def first(self, limit: int) -> list[Update]:
        self.drop_expired()
        return self.pending[:limit]

    def remove(self, update: Update) -> None:
        self.pending = [waiting for waiting in self.pending if waiting.id != update.id]
