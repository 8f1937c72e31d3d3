"""The journal: everything that the bot truly did to the world, in order. The oracle of the tests.

An entry stands whether or not the bot was told of its success: a fault may swallow the answer. Written by
`methods`, under the world's lock.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from playground.messages import Json

SENDING = frozenset({"sendMessage", "sendDocument", "sendPhoto", "sendMediaGroup"})


@dataclass
class Delivery:
    number: int
    method: str
    chat_id: int | None
    payload: Json
    """The message as it was at that moment, or the arguments of what is not a message."""
    at: float
    answered: bool = False
    """The stand-in wrote the whole answer; what a lost connection did to it is not known here."""

    @property
    def text(self) -> str:
        shown = self.payload.get("text") or self.payload.get("caption") or ""
        return str(shown)


@dataclass
class Journal:
    entries: list[Delivery] = field(default_factory=list)

    def __iter__(self) -> Iterator[Delivery]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def add(self, method: str, chat_id: int | None, payload: Json, at: float) -> Delivery:
        delivery = Delivery(len(self.entries) + 1, method, chat_id, payload, at)
        self.entries.append(delivery)
        return delivery

    def sent(self, chat_id: int | None = None) -> list[Delivery]:
        """New messages, as opposed to edits and answers to taps; of one chat or of all."""
        return [d for d in self.entries if d.method in SENDING and chat_id in (None, d.chat_id)]

    def of(self, *methods: str) -> list[Delivery]:
        return [delivery for delivery in self.entries if delivery.method in methods]
