"""Private chat: which conversation gets what a person said or pressed.

Buttons of screen 0 (home, languages, units) and those that stand for a command (`go:report`) never grow stale, because
what they do can be done at any time. All others belong to the report, which knows its own screens.
"""

from __future__ import annotations

from collections.abc import Callable

from dialog.inputs import Command, Press, Say
from dialog.screens import Screen
from handlers import helping, homes
from handlers.asking import questioning
from handlers.broadcasts import composing, confirming
from handlers.circulars import conversing as circulating
from handlers.evaluating import commending, excel, self_assessing, workbooks
from handlers.evaluating import conversing as evaluating
from handlers.evaluating import home as evaluating_home
from handlers.people import exempting, inviting, languages, links, welcoming
from handlers.pushes import reminding, unknowns
from handlers.reading import Attachment
from handlers.reporting import monthly, printing
from handlers.reviewing import conversing as reviewing
from handlers.text_reports import conversing as text_reports
from handlers.turns import Turn, press_typed
from handlers.visiting import conversing as visiting
from handlers.visiting import mending
from handlers.work_groups import binding
from locales.text import text

COMMANDS: dict[str, Callable[[Turn, Command], None]] = {
    "start": links.start,
    "help": helping.show_help,
    "language": languages.show_languages,
    "report": text_reports.command,
    "status": monthly.command,
    "correct": text_reports.command,
    "cancel": monthly.command,
    "ask": monthly.ask,
    "people": inviting.show_people,
    "remind": reminding.show,
    "bind": binding.show,
    "circular": circulating.command,
    "review": reviewing.command,
    "score": evaluating_home.command,
}

# Who takes a button, by the first part of its action. One named like a command is the command where nothing follows.
PRESSES: dict[str, Callable[[Turn, str], None]] = {
    "people": inviting.press,
    "ask": questioning.press,
    "print": printing.press,
    "remind": reminding.press,
    "bind": binding.press,
    "broadcast": composing.press,
    "circular": circulating.press,
    "score": evaluating.press,
    "self": self_assessing.press,
    "commend": commending.press,
    "unknown": unknowns.press,
    "visit": visiting.press,
    "finding": mending.press,
    "text": text_reports.press,
    "review": reviewing.press,
    "fix": reviewing.fix,
    "workbook": excel.press,
}

# Who takes the words that a screen outside the report waits for, by the first part of what was asked.
ANSWERS: dict[str, Callable[[Turn, str, Say | None, Attachment | None], None]] = {
    "broadcast": composing.answer,
    "circular": circulating.answer,
    "score": evaluating.answer,
    "people": exempting.answer,
    "visit": visiting.answer,
    "finding": mending.answer,
    "text": text_reports.answer,
    "review": reviewing.answer,
    "workbook": excel.answer,
}

_GO = "go:"


def hear(turn: Turn, said: Command | Say | None, attachment: Attachment | None = None) -> None:
    """A message in private; None is one without words (a sticker, a photo)."""
    if isinstance(said, Command):
        _put_aside(turn, said.name)
        COMMANDS.get(said.name, helping.unknown_command)(turn, said)
    elif not turn.memberships:
        welcoming.show_stranger(turn)
    elif said and (typed := press_typed(turn.session, said.text)):
        pressed(turn, typed)
    elif turn.session.asking:
        _answered(turn, said, attachment)
    elif said and (typed := _spoken(turn, said.text)):
        pressed(turn, typed)
    elif said is None:
        if not workbooks.unasked(turn, attachment):
            turn.tell(Screen((text("screen.only_words"),)))
    elif confirming.typed(turn, said.text):
        return
    elif text_reports.claims(turn, said.text):
        text_reports.take(turn, said)
    else:
        monthly.say(turn, said)


def pressed(turn: Turn, press: Press | None) -> None:
    """A button; None is one that was made for someone else or by nobody we know."""
    if press is None:
        turn.toast(text("screen.foreign_button"))
    elif press.action.startswith(languages.ACTION):
        languages.choose_language(turn, press.action.removeprefix(languages.ACTION))
    elif not turn.memberships:
        turn.toast(text("screen.no_rights_now"))
    elif press.screen and not press.action.startswith(_GO):
        turn.ask("")
        monthly.press(turn, press)
    else:
        action = press.action.removeprefix(_GO)
        _put_aside(turn, action.partition(":")[0])
        _pressed_at_home(turn, action)


def explain_edit(turn: Turn) -> None:
    """An edited message changes nothing."""
    if turn.memberships:
        turn.tell(Screen((text("screen.edit_ignored"),)))


def _spoken(turn: Turn, words: str) -> Press | None:
    """The button that the words stand for, though no open screen has it."""
    return questioning.typed(turn, words) or homes.spoken(turn, words) or printing.spoken(turn, words)


def _answered(turn: Turn, said: Say | None, attachment: Attachment | None) -> None:
    """The answer to what was asked; who takes it asks again where it is not good."""
    name, _, asked = turn.session.asking.partition(":")
    ANSWERS[name](turn, asked, said, attachment)


def _put_aside(turn: Turn, name: str) -> None:
    """What a screen waited to be told is not waited for any more, now that something else begins."""
    if not text_reports.stays_open(turn, name):
        turn.ask("")


def _pressed_at_home(turn: Turn, action: str) -> None:
    """A button that stands for a command, with an argument after a colon; or one of its own."""
    name, _, argument = action.partition(":")
    if name == "unit":
        unit, _, then = argument.partition(":")
        monthly.set_unit(turn, unit)
        _pressed_at_home(turn, then or "report")
    elif name in PRESSES and (argument or name not in COMMANDS):
        PRESSES[name](turn, argument)
    elif name == "home":
        homes.show_home(turn)
    else:
        COMMANDS.get(name, helping.unknown_command)(turn, Command(name, argument))
