"""Telegram's pace, enforced when a test or a benchmark asks for it: 30/s in all, 20/min a group, 1/s a chat.

Consulted before every sending method; answers the seconds to wait, which become a 429.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Window:
    """At most `count` events in any `seconds`."""

    count: int
    seconds: float
    events: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        while self.events and self.events[0] <= now - self.seconds:
            self.events.popleft()
        return 0.0 if len(self.events) < self.count else self.events[0] + self.seconds - now


@dataclass
class Pace:
    timer: Callable[[], float]
    strict: bool = False
    overall: Window = field(default_factory=lambda: Window(30, 1.0))
    chats: dict[int, list[Window]] = field(default_factory=dict)
    refused: int = 0
    """How many requests were too fast; a well paced bot keeps it at 0."""

    def admit(self, chat_id: int, *, is_group: bool) -> int:
        """0 when the message may pass, else the whole seconds of `retry_after`."""
        if not self.strict:
            return 0
        now = self.timer()
        if chat_id not in self.chats:
            self.chats[chat_id] = [Window(1, 1.0), *([Window(20, 60.0)] if is_group else [])]
        windows = [self.overall, *self.chats[chat_id]]
        wait = max(window.wait(now) for window in windows)
        if wait > 0:
            self.refused += 1
            return max(1, math.ceil(wait))
        for window in windows:
            window.events.append(now)
        return 0
