"""How the report in words is opened: which quarter, whose draft, a correction of what is filed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from dialog.text_reports.asking import quarters_screen
from dialog.text_reports.ending import filed_screen, nothing_open_screen
from dialog.text_reports.events import TextDraftTakenOver
from dialog.text_reports.facts import TextFacts
from dialog.text_reports.quarters import form_name, named, opened, unfiled
from dialog.text_reports.session import Place, TextSession
from dialog.text_reports.turn import Turn
from locales.text import text
from programmes.quarters import Quarter


def command(turn: Turn, name: str, argument: str) -> None:
    """/report 2023-Q1, /correct 2023-Q1; without a quarter the one that is to be filed."""
    quarter = named(argument, turn.facts)
    if argument and (quarter is None or not fileable(turn.facts, quarter, turn.now)):
        turn.note(text("texts.no_such_quarter", said=argument[:20], form=form_name(turn.facts)))
        quarter = None
    if name == "correct" and quarter:
        correct(turn, quarter)
    elif quarter:
        open_report(turn, quarter)
    else:
        choose(turn)


def choose(turn: Turn) -> None:
    """The only one that is open, or which of several; or there is none."""
    quarters = unfiled(turn.facts, turn.now)
    if len(quarters) == 1:
        open_report(turn, quarters[0])
    elif quarters:
        turn.session = TextSession(Place.QUARTERS)
        turn.show(quarters_screen(turn.facts, turn.now))
    else:
        turn.session = TextSession()
        turn.show(nothing_open_screen(turn.facts, turn.now))


def fileable(facts: TextFacts, quarter: Quarter, now: datetime) -> bool:
    return quarter in opened(facts, now) or quarter in facts.filed


def enter(turn: Turn, quarter: Quarter) -> None:
    """Make this the quarter that the turn is about; a correction of what no longer stands is thrown away."""
    on_file, session = turn.facts.drafts.get(quarter), turn.session
    kept = session if session.quarter == quarter else TextSession(Place.CLOSED, quarter)
    turn.session = replace(kept, seen=on_file.draft.mark if on_file else "")
    if on_file and turn.facts.draft(quarter) is None:
        turn.discard()


def open_report(turn: Turn, quarter: Quarter) -> None:
    """Go on with the unit's draft of that quarter, or begin one; what is filed is shown."""
    enter(turn, quarter)
    filed, on_file = turn.facts.filed.get(quarter), turn.facts.draft(quarter)
    if filed and not on_file:
        turn.close()
        turn.show(filed_screen(turn.facts, filed))
    elif not others(turn):
        if on_file and not turn.facts.untouched(on_file.draft):
            turn.note(text("texts.resumed"))
        turn.go_on()


def correct(turn: Turn, quarter: Quarter) -> None:
    """Begin a correction of what is filed: all parts as they stand, each to be changed. Or go on with one."""
    enter(turn, quarter)
    if quarter not in turn.facts.filed:
        open_report(turn, quarter)
    elif not others(turn):
        if turn.facts.draft(quarter) is None:
            turn.keep(turn.draft)
        turn.go(Place.SUMMARY)


def others(turn: Turn) -> bool:
    """Whether somebody else is writing: then it is asked first."""
    on_file = turn.facts.draft(turn.quarter)
    if on_file is None or turn.facts.untouched(on_file.draft) or on_file.draft.filler == turn.facts.person:
        return False
    turn.go(Place.TAKE_OVER)
    return True


def take_over(turn: Turn) -> None:
    """The second liaison goes on with the first one's draft."""
    draft = turn.draft
    if draft.filler != turn.facts.person:
        turn.events.append(TextDraftTakenOver(turn.facts.unit.code, draft.quarter, draft.filler))
        turn.keep(draft)
    turn.go_on()
