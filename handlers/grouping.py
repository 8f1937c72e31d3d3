"""Groups: the bot answers only when addressed, and what concerns one unit is told in private.

A group that nobody bound is met with silence, unless somebody speaks there whom the bot knows.
"""

from __future__ import annotations

from dialog.inputs import Command, Press, Say
from dialog.screens import Screen
from handlers.asking import group_questions
from handlers.pushes.pushing import Round
from handlers.rendering import normal
from handlers.turns import Turn
from handlers.work_groups import binding, rostering
from locales.catalog import catalog
from locales.languages import LANGUAGES
from locales.text import text
from store.groups import GroupState
from store.posts import DeadlinePost

_LABELS = {
    normal(catalog(language).plain(text(key))): what
    for language in LANGUAGES
    for key, what in (("groups.post.received", "ack"), ("groups.post.who", "roster"))
}


def hear(turn: Turn, said: Command | Say | None) -> None:
    """Questions are answered; whatever else is wanted is for the private chat, to which a link leads.

    An invitation shown here stays unused.
    """
    if isinstance(said, Command) and said.name == "start" and said.argument and binding.redeem(turn, said.argument):
        return
    if _typed(turn, said):
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
    else:
        _do(turn, what, post)


def _typed(turn: Turn, said: Command | Say | None) -> bool:
    """Whether a button of the deadline post was typed: the same as a press on the newest one."""
    what = _LABELS.get(normal(group_questions.question_in(turn, said) or ""))
    group = turn.tx.groups.by_chat(turn.place.chat) if what else None
    posts = turn.tx.posts.of_group(group.id) if group and group.state is GroupState.ACTIVE else ()
    if not what or not posts:
        return False
    _do(turn, what, max(posts, key=lambda post: post.id))
    return True


def _do(turn: Turn, what: str, post: DeadlinePost) -> None:
    if what == "ack":
        _acknowledge(turn, post)
    else:
        turn.toast(rostering.missing_toast(turn, post))


def _acknowledge(turn: Turn, post: DeadlinePost) -> None:
    """收到, once a person; the post shows how many."""
    if not turn.tx.posts.acknowledge(rostering.subject(post), turn.sender.telegram_id, turn.sender.name, turn.now):
        turn.toast(text("groups.post.received_before"), alert=False)
        return
    turn.toast(text("groups.post.received_now"), alert=False)
    if rostering.refresh(Round(turn.tx, turn.setting, turn.now, turn.real), post):
        turn.wake()
