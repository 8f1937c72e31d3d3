"""Questions in a group: totals and rates are answered there, what concerns a unit is told to the asker in private.

Called for messages that address the bot. An answer in a group has no buttons: whoever presses one is not the asker.
"""

from __future__ import annotations

import re

from dialog.inputs import Command, Say
from dialog.screens import Screen
from handlers.asking import Asked, questioning
from handlers.turns import Turn
from locales.text import text
from programmes.model import Programme
from scoring.answers import Intent, Outcome, Reason
from scoring.answers.asked import ALL
from scoring.answers.permissions import NAMING

# Who has not reported stands in the group's own roster too; every other answer that names units is for one reader.
_PRIVATE = NAMING - {Intent.NOT_REPORTED}

# Refusals speak of no unit, whatever was asked.
_REFUSED = "answers.refused."


def hear(turn: Turn, said: Command | Say | None) -> bool:
    """Answer a question; False where it is none, or none about this work."""
    words = question_in(turn, said)
    asker = questioning.who_asks(turn)
    if words is None or asker is None:
        return False
    asked = questioning.answered(turn, words, asker)
    doubt = asked.question.doubt
    if doubt is not None and doubt.reason is Reason.OFF_TOPIC:
        return False
    if may_be_read_by_all(asked, turn.programme):
        turn.reply(Screen(asked.answer.lines))
    else:
        _tell_asker(turn, asked)
    return True


def may_be_read_by_all(asked: Asked, programme: Programme) -> bool:
    """Whether neither the question nor the answer is about a unit."""
    question, answer = asked.question, asked.answer
    if answer.lines[0].key.startswith(_REFUSED):
        return True
    intent = question.about if question.intent is Intent.EXPLAIN and question.about else question.intent
    if question.units or answer.options or (question.doubt is not None and question.doubt.options):
        return False
    if answer.outcome is not Outcome.ANSWERED:
        return True
    groups = {ALL, *(one.code for one in programme.classes)}
    named = {figure.unit for figure in answer.figures} - groups
    return intent not in _PRIVATE and (not named or intent is Intent.NOT_REPORTED)


def _tell_asker(turn: Turn, asked: Asked) -> None:
    """In private, with a word in the group; the link is for those whom the bot cannot write to."""
    asker = questioning.who_asks(turn)
    if asker is None or turn.person is None or turn.person.unreachable_why is not None:
        turn.reply(Screen((text("screen.go_private", link=f"https://t.me/{turn.setting.username}"),)))
        return
    turn.tell_privately(questioning.screen_of(turn, asked, asker))
    if asked.answer.table:
        questioning.send_table(turn, asked.question, asked.answer, asker)
    turn.reply(Screen((text("screen.answered_privately"),)))


def question_in(turn: Turn, said: Command | Say | None) -> str | None:
    """The words without the bot's name; other commands than /ask are for the private chat."""
    match said:
        case Command("ask", argument):
            return argument
        case Say(words):
            return re.sub(f"@{re.escape(turn.setting.username)}\\b", " ", words, flags=re.IGNORECASE).strip()
    return None
