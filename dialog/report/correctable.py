"""What can be corrected, and the history as a correction would leave it. Called by the turns of /correct."""

from __future__ import annotations

from dataclasses import replace

from dialog.report.checks import revised
from dialog.report.facts import ReportFacts
from dialog.report.lines import bodies, fits, targeted, untargeted
from dialog.report.session import Correction
from programmes.periods import Period
from scoring.figures import Figure, History, number


def months(facts: ReportFacts) -> tuple[Period, ...]:
    """Every filed month, earliest first; those reported in a later one too, which open only here."""
    return tuple(sorted(facts.history.months))


def lines_of(facts: ReportFacts, period: Period | None) -> tuple[str, ...]:
    """The lines of a month, or those that have an opening balance."""
    recorded = tuple(code for code in untargeted(facts) if _anywhere(facts.history, code))
    flows = targeted(facts) + recorded
    return flows if period is None else bodies(facts) + tuple(code for code in flows if _has_place(facts, period, code))


def _has_place(facts: ReportFacts, period: Period, code: str) -> bool:
    """Whether the month asks for the line, or one that was reported in it; and whatever it holds can be mended."""
    months = facts.history.months
    within = (month.period for month in months.values() if month.reported_in == period)
    return code in months[period].figures or fits(facts.programme, code, period, *within)


def _anywhere(history: History, code: str) -> bool:
    return any(code in month.figures for month in history.months.values())


def current(facts: ReportFacts, period: Period | None, code: str) -> Figure | None:
    if period is None:
        return number((facts.history.opening or {}).get(code, 0))
    return facts.history.figure(code, period)


def balance(history: History, code: str, period: Period) -> int:
    return history.cumulative(code, period)


def shifted(facts: ReportFacts, correction: Correction) -> tuple[Period, Figure] | None:
    """For a month reported in a later one: that one's figure less what is now stated apart, so nothing counts twice.

    A negative figure says that the later month cannot have contained so much. None when nothing has to move.
    """
    filed = facts.history.months.get(correction.period) if correction.period else None
    if filed is None or filed.reported_in is None or correction.figure is None:
        return None
    if facts.programme.indicator(correction.line).stock:
        return None
    was = filed.figures[correction.line].counted if correction.line in filed.figures else 0
    within = facts.history.figure(correction.line, filed.reported_in)
    left = (within.counted if within else 0) - (correction.figure.counted - was)
    moved = number(left, within.reason if within else "")
    return None if correction.figure.counted == was else (filed.reported_in, moved)


def after(facts: ReportFacts, correction: Correction) -> History:
    """The history with the correction in it."""
    history, figure = facts.history, correction.figure
    if figure is None:
        return history
    if correction.period is None:
        return replace(history, opening={**(history.opening or {}), correction.line: figure.counted})
    history = _with(history, correction.period, correction.line, figure)
    moved = shifted(facts, correction)
    return _with(history, moved[0], correction.line, moved[1]) if moved else history


def _with(history: History, period: Period, line: str, figure: Figure) -> History:
    return revised(history, period, {**history.months[period].figures, line: figure})
