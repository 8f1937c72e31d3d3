"""The monthly report in private chat: loads what the dialog needs, takes one step, applies what happened.

Rights are read in the same transaction that files: a role taken away during the conversation ends it.
"""

from __future__ import annotations

from dataclasses import replace

from dialog.codec import dump_session, load_draft, load_session
from dialog.inputs import Command, Input, Press, Say
from dialog.report.facts import DraftOnFile, Person, ReportFacts
from dialog.report.flow import step
from dialog.report.session import Place, ReportSession
from dialog.report.view import screen_of
from dialog.screens import Button, Screen
from handlers.asking import questioning
from handlers.reporting import effects
from handlers.text_reports.facts import text_facts
from handlers.turns import Turn
from locales.text import text
from programmes.model import Unit


def command(turn: Turn, said: Command) -> None:
    """/report, /status, /correct, /cancel."""
    units = units_of(turn)
    if len(units) > 1 and unit_of(turn) is None:
        ask_unit(turn, units, said)
    else:
        take_step(turn, said)


def ask(turn: Turn, said: Command) -> None:
    """/ask with a question, which it is wherever one stands; alone it shows what can be asked."""
    questioning.hear(turn, said.argument)
    _show_again(turn)


def say(turn: Turn, said: Say) -> None:
    """Words without a button's label. Whoever reports for no unit, or has not said for which, can only be asking."""
    if unit_of(turn) is None:
        questioning.hear(turn, said.text)
    else:
        take_step(turn, said)


def press(turn: Turn, said: Press) -> None:
    take_step(turn, said)


def ask_unit(turn: Turn, units: tuple[Unit, ...], then: Command) -> None:
    """A person of several units says for which one; the choice holds until another is made."""
    rows = tuple((Button(text("screen.unit", unit=unit.name), f"unit:{unit.code}:{then.name}"),) for unit in units)
    turn.show(Screen((text("screen.which_unit"),), rows))


def set_unit(turn: Turn, code: str) -> None:
    """The person speaks for this unit from now on; what was open for another one is kept in its drafts."""
    if turn.session.unit != code:
        screen = _report_session(turn).screen
        turn.session = replace(turn.session, unit=code, report=dump_session(ReportSession(screen=screen)))


def units_of(turn: Turn) -> tuple[Unit, ...]:
    """The units that the person reports for, each once."""
    return tuple(turn.programme.unit(code) for code in turn.own_units)


def take_step(turn: Turn, said: Input) -> None:
    """One step of the dialog for the person's unit."""
    unit = unit_of(turn)
    if unit is None:
        turn.toast(text("screen.no_unit"))
        return
    facts = load_facts(turn, unit)
    outcome = step(_report_session(turn), said, facts, turn.now)
    turn.session = replace(turn.session, unit=unit.code, report=dump_session(outcome.session))
    effects.apply(outcome.events, effects.Scene(turn, facts))


def _show_again(turn: Turn) -> None:
    """The open question of the report once more, below; the buttons of both stay good."""
    unit, session = unit_of(turn), _report_session(turn)
    if unit is None or session.place in (Place.IDLE, Place.FILED):
        return
    screen = screen_of(session, load_facts(turn, unit), turn.now)
    if screen is not None:
        turn.show(screen, session.screen)


def load_facts(turn: Turn, unit: Unit) -> ReportFacts:
    """Everything that the report may look at, read in this transaction."""
    assert turn.person is not None, "rights were checked, so the person is known"  # noqa: S101
    stored = [(one, load_draft(one.body)) for one in turn.tx.drafts.of_unit(unit.code)]
    person = Person(turn.person.id, turn.person.name)
    return ReportFacts(
        programme=turn.programme,
        unit=unit,
        person=person,
        history=turn.tx.reports.history(unit.code),
        drafts={read.period: DraftOnFile(read, one.version, one.touched_at) for one, read in stored if read},
        texts=text_facts(turn.tx, turn.programme, unit, person, [one for one, _ in stored]),
    )


def unit_of(turn: Turn) -> Unit | None:
    """The chosen unit, or the only one; None for who reports for none, or no longer for the chosen one."""
    units = units_of(turn)
    chosen = next((unit for unit in units if unit.code == turn.session.unit), None)
    return chosen or (units[0] if len(units) == 1 else None)


def _report_session(turn: Turn) -> ReportSession:
    return load_session(turn.session.report)
