"""One turn of the report: what the person did, in what place, and what follows from it. Called by `handlers`."""

from __future__ import annotations

from datetime import datetime

from dialog.inputs import Input
from dialog.report.facts import ReportFacts
from dialog.report.session import Outcome, ReportSession


def step(session: ReportSession, said: Input, facts: ReportFacts, now: datetime) -> Outcome:
    """The next session and what happened. Pure: same arguments, same outcome."""
    del said, facts, now
    return Outcome(session, ())
