"""Groups: the bot answers only when addressed, and what concerns one unit is told in private."""

from __future__ import annotations

from dialog.inputs import Command, Say
from dialog.screens import Screen
from handlers.turns import Turn
from locales.text import text


def hear(turn: Turn, said: Command | Say | None) -> None:
    """Whatever is asked here is for the private chat, to which a link leads. A code shown here stays unused."""
    del said
    turn.tell(Screen((text("screen.go_private", link=f"https://t.me/{turn.setting.username}"),)))
