"""/status: what a unit has filed, what it is filling, what is open and what is late. Pure, from the report's facts."""

from __future__ import annotations

from datetime import datetime

from dialog.report.asking import BLANK, button
from dialog.report.ending import CORRECT, PRINT, REPORT
from dialog.report.facts import ReportFacts
from dialog.report.lines import asked, unit_name
from dialog.report.periods import due_line, first_to_file, is_late, month, open_periods
from dialog.screens import Button, Screen
from dialog.text_reports.standing import status_button, status_lines
from locales.text import Text, text
from programmes.periods import Period
from scoring.figures import FiledMonth, Status


def status_screen(facts: ReportFacts, now: datetime) -> Screen:
    """Every period that has opened, the latest first, then the next deadline and one button; reports in words below."""
    opened = facts.programme.calendar.opened(now)
    lines = [text("status.title", unit=unit_name(facts)), BLANK]
    for period in reversed(opened):
        lines += _period_lines(facts, period, now)
    if not opened:
        lines.append(text("status.not_begun"))
    lines += _deadline(facts, now)
    rows = [(_next(facts, now), PRINT) if facts.history.months else (_next(facts, now),)]
    if facts.texts:
        lines += status_lines(facts.texts, now)
        further = status_button(facts.texts, now)
        rows += [(further,)] if further else []
    return Screen(tuple(lines), tuple(rows))


def _period_lines(facts: ReportFacts, period: Period, now: datetime) -> list[Text]:
    filed = facts.history.months.get(period)
    if filed and filed.reported_in:
        within = month(filed.reported_in)
        return [text("status.contained", period=month(period), within=within, review=_review(filed))]
    if filed:
        return [_filed_line(facts, filed)]
    state = text("words.state.overdue") if is_late(facts, period, now) else text("words.state.open")
    lines = [text("status.open", period=month(period), state=state, due=due_line(facts, period, now))]
    on_file = facts.drafts.get(period)
    if on_file:
        draft, wanted = on_file.draft, asked(facts, on_file.draft)
        done = sum(line in draft.figures for line in wanted)
        lines.append(text("status.draft", name=draft.filler_name, done=done, of=len(wanted)))
    return lines


def _filed_line(facts: ReportFacts, filed: FiledMonth) -> Text:
    """Filed here: when, the receipt, and whether the stamped scan came. An imported month has only its receipt."""
    if filed.late is None and filed.revision == 1:
        return text("status.imported", period=month(filed.period), receipt=filed.receipt, review=_review(filed))
    timeliness = {True: "words.late", False: "words.on_time", None: "words.timeliness_unknown"}
    return text(
        "status.filed" if filed.revision == 1 else "status.filed_again",
        review=_review(filed),
        period=month(filed.period),
        at=filed.first_filed_at.astimezone(facts.programme.calendar.zone),
        timeliness=Text(timeliness[filed.late], {}),
        receipt=filed.receipt,
        revision=filed.revision,
        scan=_scan(facts, filed.period),
    )


def _review(filed: FiledMonth) -> Text:
    """What the officials said of it; nothing while they have said nothing."""
    if filed.status is Status.RETURNED:
        return text("status.returned", reason=filed.returned_for)
    return text("status.accepted") if filed.status is Status.ACCEPTED else text("")


def _scan(facts: ReportFacts, period: Period) -> Text:
    """Whether the signed paper came, where a document of the programme asks for it."""
    if facts.programme.form.signed_scan is None:
        return text("")
    received = facts.scans.get(period)
    return text("status.scan", day=received) if received else text("status.scan_missing")


def _deadline(facts: ReportFacts, now: datetime) -> list[Text]:
    """The next due day that is still ahead, of an open period or of the one that opens next."""
    calendar = facts.programme.calendar
    ahead = [p for p in calendar.periods() if p not in facts.history.months and not is_late(facts, p, now)]
    return [BLANK, text("status.next_due", period=month(ahead[0]), day=calendar.due_on(ahead[0]))] if ahead else []


def _next(facts: ReportFacts, now: datetime) -> Button:
    """What is to be done first: mend what was returned, file what is open."""
    returned = [p for p, filed in sorted(facts.history.months.items()) if filed.status is Status.RETURNED]
    if returned:
        return button("status.button.correct", f"go:correct:{returned[0]}", period=month(returned[0]))
    if not open_periods(facts, now):
        return CORRECT if facts.history.months else REPORT
    first = first_to_file(facts, now) or open_periods(facts, now)[0]
    key = "status.button.resume" if first in facts.drafts else "status.button.file"
    return button(key, f"go:report:{first}", period=month(first))
