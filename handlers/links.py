"""Where deep links of the bot's own posts lead: `t.me/bot?start=report` and `?start=roster_12`. Called by /start."""

from __future__ import annotations

from dialog.inputs import Command
from handlers import reporting, rostering, welcoming
from handlers.turns import Turn

_ROSTER = "roster_"


def start(turn: Turn, command: Command) -> None:
    """/start: a link of a post, an invitation's code, or alone. Whoever has no role here is a stranger to the links."""
    link = command.argument
    post = link.removeprefix(_ROSTER) if link.startswith(_ROSTER) else ""
    if link != "report" and not (post.isascii() and post.isdecimal()):
        welcoming.start(turn, command)
    elif not turn.memberships:
        welcoming.show_stranger(turn)
    elif post:
        rostering.show_missing(turn, int(post))
    else:
        reporting.command(turn, Command("report"))
