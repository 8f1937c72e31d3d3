"""Groups: the bot answers only when addressed, and what concerns one unit is told in private.

A group that nobody bound is met with silence, unless somebody speaks there whom the bot knows.
"""

from __future__ import annotations

from dialog.inputs import Command, Press, Say
from dialog.screens import Screen
from handlers import binding, group_questions, rostering
from handlers.pushing import Round
from handlers.turns import Turn
from locales.text import text
from store.groups import GroupState
from store.posts import DeadlinePost


def hear(turn: Turn, said: Command | Say | None) -> None:
    """Questions are answered; whatever else is wanted is for the private chat, to which a link leads.

    An invitation shown here stays unused.
    """
    if isinstance(said, Command) and said.name == "start" and said.argument and binding.redeem(turn, said.argument):
        return
    if turn.memberships and group_questions.hear(turn, said):
        return
    group = turn.tx.groups.by_chat(turn.place.chat)
    if turn.memberships or (group and group.state is not GroupState.PROPOSED):
        turn.tell(Screen((text("screen.go_private", link=f"https://t.me/{turn.setting.username}"),)))


def pressed(turn: Turn, press: Press | None) -> None:
    """A button of the deadline post, which anyone in its group may press."""
    what, _, number = press.action.partition(":") if press else ("", "", "")
    post = turn.tx.posts.get(int(number)) if number.isdecimal() else None
    if post is None or post.chat != turn.place.chat:
        turn.toast(text("groups.post.gone"))
    elif what == "ack":
        _acknowledge(turn, post)
    else:
        turn.toast(rostering.missing_toast(turn, post))


def _acknowledge(turn: Turn, post: DeadlinePost) -> None:
    """收到, once a person; the post shows how many."""
    if not turn.tx.posts.acknowledge(rostering.subject(post), turn.sender.telegram_id, turn.sender.name, turn.now):
        turn.toast(text("groups.post.received_before"))
        return
    turn.toast(text("groups.post.received_now"))
    if rostering.refresh(Round(turn.tx, turn.setting, turn.now, turn.real), post):
        turn.wake()
