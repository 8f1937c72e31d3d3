"""Screens on which no question is open: filed already, the receipt, saved, cancelled, nothing to file.

`receipt_screen` and `corrected_screen` are called by the edge, which learns the receipt's number from the store.
"""

from __future__ import annotations

from datetime import datetime

from dialog.report.asking import BLANK, Row, button
from dialog.report.facts import ReportFacts
from dialog.report.lines import unit_name
from dialog.report.periods import missing_before, month
from dialog.screens import Screen
from locales.text import Text, text
from programmes.periods import Period
from scoring.figures import FiledMonth

STATUS = button("words.button.status", "go:status")
CORRECT = button("words.button.correct", "go:correct")
REPORT = button("words.button.report", "go:report")
PRINT = button("paper.button", "go:print")


def receipt_screen(facts: ReportFacts, filed: FiledMonth, now: datetime) -> Screen:
    """回执: number, time, late or not, and what comes next. `facts` may be of before or after the filing."""
    return Screen(_receipt(facts, filed), (*_next_report(facts, filed.period, now), *_filed_rows(filed)))


def _receipt(facts: ReportFacts, filed: FiledMonth) -> tuple[Text, ...]:
    """The signed paper is asked for only where a document of the programme does."""
    lines = (
        text("report.receipt.title", unit=unit_name(facts), period=month(filed.period)),
        text("report.receipt.number", receipt=filed.receipt),
        text("report.receipt.time", at=_local(facts, filed.filed_at)),
        _timeliness(filed),
    )
    return (*lines, BLANK, text("report.receipt.next")) if facts.programme.form.signed_scan else lines


def corrected_screen(facts: ReportFacts, filed: FiledMonth) -> Screen:
    """What a correction made: the new revision and its receipt."""
    lines = (
        text("correct.done", month=month(filed.period), revision=filed.revision),
        text("report.receipt.number", receipt=filed.receipt),
        text("correct.done_at", at=_local(facts, filed.filed_at)),
    )
    return Screen(lines, _filed_rows(filed))


def filed_screen(facts: ReportFacts, filed: FiledMonth, now: datetime) -> Screen:
    """It was filed before: by a second press, by the other liaison, or before a restart.

    The receipt stays in sight: the second tap of a double tap redraws the very message that showed it.
    """
    if filed.reported_in is not None:
        lines = [text("report.filed.contained", period=month(filed.period), within=month(filed.reported_in))]
    else:
        lines = [text("report.filed.already", period=month(filed.period)), BLANK, *_receipt(facts, filed), BLANK]
    lines.append(text("report.filed.change"))
    return Screen(tuple(lines), (*_next_report(facts, filed.period, now), *_filed_rows(filed)))


def _filed_rows(filed: FiledMonth) -> tuple[Row, ...]:
    """What can be done with a month that is filed: its form to print, sign and stamp, and the rest."""
    return (button("paper.button", f"go:print:{filed.period}"),), (STATUS, CORRECT)


def _timeliness(filed: FiledMonth) -> Text:
    keys = {True: "words.late", False: "words.on_time", None: "words.timeliness_unknown"}
    return text("report.receipt.timeliness", timeliness=Text(keys[filed.late], {}))


def _next_report(facts: ReportFacts, filed: Period, now: datetime) -> tuple[Row, ...]:
    """The earliest month that is still open, offered by one tap."""
    opened = facts.programme.calendar.opened(now)
    rest = [p for p in opened if p not in facts.history.months and p != filed]
    contained = facts.drafts[filed].draft.contains or () if filed in facts.drafts else ()
    rest = [period for period in rest if period not in contained]
    return ((button("report.button.file", f"go:report:{rest[0]}", period=month(rest[0])),),) if rest else ()


def _local(facts: ReportFacts, at: datetime) -> datetime:
    return at.astimezone(facts.programme.calendar.zone)


def saved_screen(facts: ReportFacts, period: Period) -> Screen:
    lines = (text("report.saved", unit=unit_name(facts), period=month(period)),)
    return Screen(lines, ((button("report.button.resume", f"go:report:{period}"), STATUS),))


def cancelled_screen(period: Period | None) -> Screen:
    lines = (text("report.cancelled", period=month(period)) if period else text("report.left"),)
    return Screen(lines, ((REPORT, STATUS),))


def quiet_screen(*said: Text) -> Screen:
    """A word when no question is open, and where to go from here."""
    return Screen(said, ((REPORT, STATUS),))


def nothing_open_screen(facts: ReportFacts, now: datetime) -> Screen:
    """Everything is filed, or nothing has opened yet: when the next period opens."""
    calendar = facts.programme.calendar
    coming = next((p for p in calendar.periods() if calendar.opens_at(p) > now), None)
    lines = [text("report.nothing_open" if facts.history.months else "report.not_begun", unit=unit_name(facts))]
    if coming:
        lines.append(text("report.opens", period=month(coming), day=calendar.opens_at(coming).date()))
    return Screen(tuple(lines), ((STATUS, CORRECT) if facts.history.months else (STATUS,),))


def over_notes(facts: ReportFacts, now: datetime) -> list[Text]:
    """Said at the start when the programme's year is past, and how the next one begins."""
    if not facts.programme.calendar.over(now):
        return []
    return [text("report.over", year=str(facts.programme.year)), missing_note(facts)]


def missing_note(facts: ReportFacts) -> Text:
    count = len(missing_before(facts, facts.programme.calendar.last_period.plus(1)))
    return text("report.over_open", count=count) if count else text("report.over_done")
