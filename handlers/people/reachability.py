"""Who can be written to: people who block and unblock the bot. Called for my_chat_member updates."""

from __future__ import annotations

from handlers.turns import Turn


def changed(turn: Turn, state: str) -> None:
    """The bot's own standing in a chat changed; in private it means blocked (`kicked`) or back (`member`)."""
    if turn.place.private and turn.person:
        turn.tx.people.set_unreachable(turn.person.id, "blocked" if state == "kicked" else None)
