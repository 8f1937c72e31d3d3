"""The open screen, drawn from session and facts alone: after a restart it is the same one.

The edge calls `screen_of` to match typed words with the labels of its buttons; the flow to answer a turn.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from dialog.report import asking, correcting_screens
from dialog.report.ending import filed_screen
from dialog.report.facts import ReportFacts
from dialog.report.session import Place, ReportSession
from dialog.report.summary import summary_screen
from dialog.report.turn import draft_of
from dialog.screens import Screen


def screen_of(session: ReportSession, facts: ReportFacts, now: datetime) -> Screen | None:
    """The screen of the open question; None when no question is open."""
    if session.place is Place.IDLE:
        return None
    if session.place is Place.PERIODS:
        return asking.periods_screen(facts, now)
    if session.correction is not None:
        return correcting_screens.screen(session, session.correction, facts)
    filed = facts.history.months.get(session.period) if session.period else None
    if filed is not None:
        return filed_screen(facts, filed, now)
    return None if session.place is Place.FILED else _of_draft(session, facts, now)


def _of_draft(session: ReportSession, facts: ReportFacts, now: datetime) -> Screen:
    draft, line = draft_of(session, facts, now), session.line
    draws: dict[Place, Callable[[], Screen]] = {
        Place.TAKE_OVER: lambda: asking.take_over_screen(facts, draft, now),
        Place.CONTAINS: lambda: asking.contains_screen(facts, draft, now),
        Place.OPENING: lambda: asking.opening_screen(facts, draft, now),
        Place.OPENING_LINE: lambda: asking.opening_line_screen(facts, draft, line, now),
        Place.OPENING_OR_MONTH: lambda: asking.opening_or_month_screen(facts, draft, now),
        Place.BODIES: lambda: asking.bodies_screen(facts, draft, now),
        Place.LINE: lambda: asking.line_screen(facts, draft, line, now),
        Place.WHICH_NUMBER: lambda: asking.which_number_screen(facts, draft, session, now),
        Place.REASON: lambda: asking.reason_screen(facts, draft, line, now),
        Place.CANCEL: lambda: asking.cancel_screen(facts, draft),
    }
    draw = draws.get(session.place)
    return draw() if draw else summary_screen(facts, draft, now)
