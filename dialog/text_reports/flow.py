"""One turn of the report in words: what the person did, in what place, and what follows. Called by `handlers`."""

from __future__ import annotations

from datetime import datetime

from dialog.events import ScreenShown
from dialog.inputs import Command, Input, Press, Say
from dialog.screens import Screen
from dialog.text_reports import pressing, saying, starting
from dialog.text_reports.asking import (
    ACTION,
    drop_screen,
    part_screen,
    quarters_screen,
    reason_screen,
    summary_screen,
    take_over_screen,
)
from dialog.text_reports.ending import filed_screen
from dialog.text_reports.events import PagesRead, TextReportConfirmed
from dialog.text_reports.facts import TextFacts
from dialog.text_reports.session import Outcome, Place, TextSession
from dialog.text_reports.turn import Turn, draft_of


def step(session: TextSession, said: Input, facts: TextFacts, now: datetime) -> Outcome:
    """The next session and what happened. Pure: same arguments, same outcome.

    Words reach it while a question is open, or where they stand under headings (`saying.claims`). The command is
    `Command("report", "2023-Q1")`, or `correct`.
    """
    turn = Turn(facts, now, session)
    match said:
        case Command(name, argument):
            starting.command(turn, name, argument)
        case Press(action):
            pressing.press(turn, action.removeprefix(ACTION).removeprefix(":"))
        case Say(words):
            saying.say(turn, words)
        case _:
            return turn.outcome()
    _show(turn)
    return turn.outcome()


def screen_of(session: TextSession, facts: TextFacts, now: datetime) -> Screen | None:
    """The screen of the open question; None when no question is open."""
    if session.place is Place.QUARTERS:
        return quarters_screen(facts, now)
    if session.place is Place.CLOSED or session.quarter is None:
        return None
    draft = draft_of(facts, session.quarter, now)
    match session.place:
        case Place.TAKE_OVER:
            return take_over_screen(facts, draft, now)
        case Place.PART:
            return part_screen(facts, draft, session, now)
        case Place.REASON:
            return reason_screen(facts, draft, now)
        case Place.DROP:
            return drop_screen(facts, draft)
        case _:
            return summary_screen(facts, draft, now)


def _show(turn: Turn) -> None:
    """The turn's screen, unless one was shown or the receipt is to follow."""
    if any(isinstance(event, ScreenShown | TextReportConfirmed | PagesRead) for event in turn.events):
        return
    screen = screen_of(turn.session, turn.facts, turn.now)
    filed = turn.facts.filed.get(turn.session.quarter) if turn.session.quarter else None
    if screen is not None:
        turn.show(screen)
    elif filed is not None:
        turn.show(filed_screen(turn.facts, filed))
