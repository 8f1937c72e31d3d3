"""When units may assess themselves: from the day to the day that the rulebook says."""

from __future__ import annotations

from handlers.evaluating.books import Shelf
from handlers.turns import Turn


def is_open(turn: Turn, shelf: Shelf) -> bool:
    when, today = shelf.book.self_assessment, turn.programme.calendar.today(turn.now)
    return when is not None and when.opens <= today <= when.closes
