"""Where a turn is run: `Desk.turn` calls a conversation in one transaction, and its messages leave after the commit.

The service makes one desk; the entrance finds it in every update's context.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from telegram.ext import Application, CallbackContext, ExtBot

from handlers.errands import Errand
from handlers.fetching import Fetcher
from handlers.reading import Place, Sender
from handlers.results import Result
from handlers.turns import Pressed, Setting, Turn
from store.records import Received
from store.transactions import Transaction
from store.writer import Writer

Conversation = Callable[[Turn], None]

# The inbox row that is being handled, set by whoever feeds the application.
RECEIVED: ContextVar[Received] = ContextVar("received")

Nothing = dict[Any, Any]


class Post(Protocol):
    """Takes what a turn left, after its commit."""

    def take(self, result: Result) -> None: ...


class Errands(Protocol):
    """Makes what a turn left to be made after its commit."""

    def take(self, errand: Errand) -> None: ...

    def get_ready(self) -> None: ...


@dataclass(frozen=True)
class Desk:
    """`real` tells the real time: invitations and leases go by it. `files` fetches what people sent."""

    setting: Setting
    writer: Writer
    post: Post
    real: Callable[[], datetime]
    errands: Errands
    files: Fetcher
    _settled: set[int] = field(default_factory=set)

    def settled(self, received: Received) -> bool:
        """Whether a turn marked this update as done; asked once, right after its handling."""
        found = received.id in self._settled
        self._settled.discard(received.id)
        return found

    async def turn(self, sender: Sender, place: Place, converse: Conversation, pressed: Pressed | None = None) -> None:
        """Run one turn and let its messages go. What was done before, by an earlier try, is not done again."""
        received, real = RECEIVED.get(), self.real()

        def run(tx: Transaction) -> Result:
            if not tx.inbox.is_pending(received.id):
                return Result()
            turn = Turn(tx, self.setting, received, sender, place, real, pressed)
            turn.note_reachable()
            converse(turn)
            return turn.close()

        result = await self.writer.run(run)
        self._settled.add(received.id)
        self.post.take(result)
        if result.picture_offered:
            self.errands.get_ready()
        for errand in result.errands:
            self.errands.take(errand)


class Context(CallbackContext[ExtBot[None], Nothing, Nothing, Nothing]):
    """What every entrance gets: the desk."""

    @property
    def desk(self) -> Desk:
        desk: Desk = self.bot_data["desk"]
        return desk


App = Application[ExtBot[None], Context, Nothing, Nothing, Nothing, None]
