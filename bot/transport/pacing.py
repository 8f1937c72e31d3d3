"""Telegram's limits, kept by us so that they are rarely hit: 30 a second, 1 a second a chat, 20 a minute a group.

Telegram states these limits for bulk messages and lets short bursts pass. So what a person waits for (a reply in a
private chat) goes at once, until Telegram says "too many"; for ten minutes from then it is held like everything else.
While a broadcast goes out, a reply takes the next place of the 30: it overtakes, and nothing becomes too much.
Pure: the time is passed in, in seconds of a clock that never jumps. Called by delivery before each call that counts.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

_FLOODED_CHATS = 3
_FLOOD_SECONDS = 5.0
_CAREFUL_SECONDS = 600.0
_BULK_SECONDS = 1.0


class Window:
    """At most `count` events in any `seconds`; it remembers only the last so many."""

    def __init__(self, count: int, seconds: float) -> None:
        self._seconds = seconds
        self._events: deque[float] = deque(maxlen=count)

    def ready_at(self, now: float) -> float:
        """The moment from which one more may happen; `now` when it may now."""
        if len(self._events) < (self._events.maxlen or 0):
            return now
        return max(now, self._events[0] + self._seconds)

    def take(self, now: float) -> None:
        self._events.append(now)

    def idle(self, now: float) -> bool:
        """Whether forgetting everything would change nothing."""
        return not self._events or self._events[-1] + self._seconds <= now


@dataclass(slots=True)
class ChatPace:
    """One chat's windows, and until when Telegram asked it to be left alone."""

    second: Window = field(default_factory=lambda: Window(1, 1.05))
    minute: Window = field(default_factory=lambda: Window(19, 60.0))
    paused_until: float = 0.0
    careful_until: float = 0.0


@dataclass(slots=True)
class Pace:
    """When the next call to a chat may leave. One chat's pause holds that chat; several hold everything."""

    # A little under the limit, because calls do not take equally long to arrive; and no bursts of many at one moment.
    overall: Window = field(default_factory=lambda: Window(30, 1.02))
    spaced: Window = field(default_factory=lambda: Window(1, 0.03))
    chats: dict[int, ChatPace] = field(default_factory=dict)
    floods: deque[tuple[float, int]] = field(default_factory=deque)
    halted_until: float = 0.0
    careful_until: float = 0.0
    bulk_until: float = 0.0
    waiting_replies: int = 0

    def ready_at(self, chat: int, now: float, *, reply: bool) -> float:
        """The earliest moment for that chat, as things stand: to be asked again when that moment has come."""
        free = reply and chat > 0
        holds = [self.own_ready_at(chat, now, reply=reply), self.halted_until]
        if not free or now < max(self.careful_until, self.bulk_until):
            holds.append(self.overall.ready_at(now))
        if not free:
            holds.append(self.spaced.ready_at(now))
        if not reply and self.waiting_replies:
            # They wait for the same place; whoever is told to come a moment later leaves it to them.
            holds.append(self.overall.ready_at(now) + 0.005)
        return max(holds)

    def own_ready_at(self, chat: int, now: float, *, reply: bool) -> float:
        """The same, as far as only this chat's own limits and pause go."""
        own = self._chat(chat)
        holds = [now, own.paused_until]
        if not (reply and chat > 0) or now < own.careful_until:
            holds.append(own.second.ready_at(now))
        if chat < 0:
            holds.append(own.minute.ready_at(now))
        return max(holds)

    def take(self, chat: int, now: float, *, bulk: bool = False) -> None:
        """A call to that chat leaves now; `bulk` where nobody is waiting for it."""
        own = self._chat(chat)
        for window in (self.overall, self.spaced, own.second, own.minute):
            window.take(now)
        if bulk:
            self.bulk_until = now + _BULK_SECONDS
        if len(self.chats) > 4096:
            self._forget_idle(now)

    def pause(self, chat: int, until: float, now: float) -> bool:
        """Telegram asked to wait for one chat; True when so many chats were told that everything has to."""
        own = self._chat(chat)
        own.paused_until = max(until, own.paused_until)
        self.careful_until = own.careful_until = now + _CAREFUL_SECONDS
        self.floods.append((now, chat))
        while self.floods[0][0] < now - _FLOOD_SECONDS:
            self.floods.popleft()
        if len({flooded for _, flooded in self.floods}) < _FLOODED_CHATS:
            return False
        self.halted_until = max(until, self.halted_until)
        return True

    def _chat(self, chat: int) -> ChatPace:
        return self.chats.setdefault(chat, ChatPace())

    def _forget_idle(self, now: float) -> None:
        """Drop the chats that nothing holds; their next call would be free anyway."""
        self.chats = {
            c: own
            for c, own in self.chats.items()
            if max(own.paused_until, own.careful_until) > now or not own.minute.idle(now)
        }
