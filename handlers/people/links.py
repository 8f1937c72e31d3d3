"""Where deep links of the bot's own posts lead: `t.me/bot?start=report` and `?start=roster_12`; called by /start.

The start button of inline mode has an argument too, which stands for nothing.
"""

from __future__ import annotations

from dialog.inputs import Command
from handlers.asking import inlining
from handlers.people import welcoming
from handlers.reporting import monthly
from handlers.turns import Turn
from handlers.work_groups import rostering

_ROSTER = "roster_"


def start(turn: Turn, command: Command) -> None:
    """/start: a link of a post, an invitation's code, or alone. Whoever has no role here is a stranger to the links."""
    link = command.argument if command.argument != inlining.START else ""
    post = link.removeprefix(_ROSTER) if link.startswith(_ROSTER) else ""
    if link != "report" and not (post.isascii() and post.isdecimal()):
        welcoming.start(turn, Command(command.name, link))
    elif not turn.memberships:
        welcoming.show_stranger(turn)
    elif post:
        rostering.show_missing(turn, int(post))
    else:
        monthly.command(turn, Command("report"))
