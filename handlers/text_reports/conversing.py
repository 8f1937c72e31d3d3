"""The report in words in private chat: loads what its dialog needs, takes one step, applies what happened.

`/report 2023-Q1`, `/correct 2023-Q1`, the button 季度报告 of the home screen, or all parts in one message. While a part
is asked for, the next words are its words, until the person begins something else; looking something up is not that.
"""

from __future__ import annotations

from dialog.codec import dump_text_session, load_text_session
from dialog.inputs import Command, Input, Press, Say
from dialog.report.facts import Person
from dialog.screens import Screen
from dialog.text_reports.asking import ACTION
from dialog.text_reports.facts import TextFacts
from dialog.text_reports.flow import step
from dialog.text_reports.quarters import says_quarter
from dialog.text_reports.saying import is_headed
from dialog.text_reports.session import Place, TextSession
from handlers import helping
from handlers.reading import Attachment
from handlers.reporting import monthly
from handlers.text_reports import effects
from handlers.text_reports.facts import text_facts
from handlers.turns import Turn
from locales.text import text
from programmes.model import Unit

_NAME = ACTION
# What is looked at in the middle of a part, without leaving it.
_LOOKS = frozenset({"status", "ask", "help", "language"})


def command(turn: Turn, said: Command) -> None:
    """/report and /correct: with a quarter they are about the report in words."""
    if turn.programme.text_forms and says_quarter(said.argument):
        _take(turn, said)
    else:
        monthly.command(turn, said)


def press(turn: Turn, argument: str) -> None:
    """A button: `2023-Q1:jump:2`; without an argument that of the home screen."""
    if turn.programme.text_forms:
        _take(turn, Press(f"{ACTION}:{argument}", 0))
    else:
        helping.unknown_command(turn, Command(_NAME))


def answer(turn: Turn, _: str, said: Say | None, attachment: Attachment | None) -> None:
    """The words of the open part; a file is not read, and said so."""
    if said is None or attachment is not None:
        turn.tell(Screen((text("texts.only_words"),)))
    else:
        _take(turn, said)


def claims(turn: Turn, words: str) -> bool:
    """Whether words with no open question are parts under their headings."""
    forms = turn.programme.text_forms
    return bool(forms) and bool(monthly.units_of(turn)) and is_headed(words, forms[0])


def take(turn: Turn, said: Say) -> None:
    """Parts under their headings, with no question open."""
    _take(turn, said)


def stays_open(turn: Turn, name: str) -> bool:
    """Whether the open part stays so at a command or a button of that name: long words are not asked for twice."""
    return turn.session.asking == _NAME and name in _LOOKS


def _take(turn: Turn, said: Input) -> None:
    """One step of the dialog for the person's unit; who reports for several says for which one first."""
    unit, units = monthly.unit_of(turn), monthly.units_of(turn)
    if unit is None and len(units) > 1:
        then = said.argument if isinstance(said, Command) else ""
        monthly.ask_unit(turn, units, Command(f"{_NAME}:{then}" if then else _NAME))
    elif unit is None or (facts := _facts(turn, unit)) is None:
        turn.ask("")
        turn.toast(text("screen.no_unit"))
    else:
        outcome = step(_session(turn, unit), said, facts, turn.now)
        _keep(turn, unit, outcome.session)
        effects.apply(outcome.events, effects.Scene(turn, facts))


def _session(turn: Turn, unit: Unit) -> TextSession:
    """Where the person stands in the report of this unit, or nowhere."""
    code, _, body = turn.noted(_NAME).partition(" ")
    return load_text_session(body if code == unit.code else None)


def _keep(turn: Turn, unit: Unit, session: TextSession) -> None:
    open_now = session.place is not Place.CLOSED
    turn.note(_NAME, f"{unit.code} {dump_text_session(session)}" if open_now else "")
    turn.ask(_NAME if open_now else "")


def _facts(turn: Turn, unit: Unit) -> TextFacts | None:
    if turn.person is None:
        return None
    return text_facts(turn.tx, turn.programme, unit, Person(turn.person.id, turn.person.name))
