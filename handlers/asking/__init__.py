"""Questions to the bot, one path for all ways of asking: private chat, groups, inline mode and `yuebao ask`.

`ask` is the only door: words -> understanding -> permission -> answer. It reads what it needs from the store itself.
"""

from __future__ import annotations

from handlers.asking.asker import Asker, asker_of
from handlers.asking.books import Books
from handlers.asking.facts import StoreFacts
from handlers.asking.path import Asked, ask, ask_question

__all__ = ["Asked", "Asker", "Books", "StoreFacts", "ask", "ask_question", "asker_of"]
