"""One filed month as an official reads it: figures with cumulative, target and rate, what is noteworthy, what changed,
and what was said of it before. The buttons name the revision and the status that were seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from dialog.report import reasons
from dialog.report.asking import BLANK, Row, button, spoken_figure
from dialog.report.facts import ReportFacts
from dialog.report.lines import bodies, label, measure, targeted, untargeted
from dialog.report.periods import month as spoken_month
from dialog.review.screens import action, letter_of, status_word
from dialog.review.standing import Reviewed
from dialog.screens import Screen
from locales.text import Argument, Percent, Text, text
from scoring.arithmetic import rate
from scoring.figures import Figure, FiledMonth, Status

LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Said:
    """One earlier review: who said what of which revision, by name."""

    revision: int
    status: Status
    who: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What the last revision changed: the figures before it, and why."""

    before: Mapping[str, Figure]
    reason: str


def seen(month: FiledMonth) -> str:
    """The revision and status that a button is shown with: `2s`."""
    return f"{month.revision}{month.status[0]}"


def report_screen(
    facts: ReportFacts, one: Reviewed, correction: Correction | None, said: Sequence[Said], *before: Text
) -> Screen:
    month = one.month
    lines = [*before, *_head(facts, month), BLANK, *_figures(facts, month)]
    if one.remarks:
        lines += [
            BLANK,
            text("review.report.noteworthy"),
            *(text("review.report.remark", said=r.said) for r in one.remarks),
        ]
    if correction:
        lines += [BLANK, *_changes(facts, month, correction)]
    if said:
        lines += [BLANK, *(_said(facts, each) for each in said)]
    return Screen(tuple(lines), _rows(facts, month))


def _head(facts: ReportFacts, month: FiledMonth) -> list[Text]:
    zone = facts.programme.calendar.zone
    titled = text(
        "review.report.title",
        unit=facts.unit.name,
        period=spoken_month(month.period),
        status=status_word(month.status),
    )
    keys = {True: "words.late", False: "words.on_time", None: "words.timeliness_unknown"}
    filed = text(
        "review.report.filed",
        at=month.filed_at.astimezone(zone),
        first=month.first_filed_at.astimezone(zone),
        timeliness=Text(keys[month.late], {}),
        revision=month.revision,
        receipt=month.receipt or "——",
    )
    return [titled, filed, *_scan(facts, month)]


def _scan(facts: ReportFacts, month: FiledMonth) -> list[Text]:
    """The signed paper, where a document asks for it and the figures did not come as a table."""
    if facts.programme.form.signed_scan is None or month.late is None:
        return []
    received = facts.scans.get(month.period)
    return [text("review.report.scan", day=received) if received else text("review.report.no_scan")]


def _figures(facts: ReportFacts, month: FiledMonth) -> list[Text]:
    lines = [_flow(facts, month, code) for code in (*targeted(facts), *untargeted(facts)) if code in month.figures]
    stocks = [code for code in bodies(facts) if code in month.figures]
    lines += [
        text("review.report.body", label=label(facts.programme, c), figure=spoken_figure(month.figures[c]))
        for c in stocks
    ]
    if month.reported_in:
        return [text("review.report.contained", within=spoken_month(month.reported_in)), *lines]
    return lines


def _flow(facts: ReportFacts, month: FiledMonth, code: str) -> Text:
    figure, target = month.figures[code], facts.unit.targets.get(code)
    total = facts.history.cumulative(code, month.period)
    share = rate(total, target)
    none: Argument = text("words.no_target")
    said: dict[str, Argument] = {
        "label": label(facts.programme, code),
        "measure": measure(facts.programme, code),
        "figure": spoken_figure(figure),
        "cumulative": total,
        "target": none if target is None else target,
        "rate": none if share is None else Percent(share),
    }
    if figure.reason:
        return text("review.report.flow_because", **said, reason=reasons.spoken(figure.reason))
    return text("review.report.flow", **said)


def _changes(facts: ReportFacts, month: FiledMonth, correction: Correction) -> list[Text]:
    lines = [text("review.report.corrected", revision=month.revision, reason=reasons.spoken(correction.reason))]
    for line in facts.programme.form.lines:
        was, now = correction.before.get(line.indicator), month.figures.get(line.indicator)
        if (was and (was.kind, was.value)) != (now and (now.kind, now.value)):
            name = label(facts.programme, line.indicator)
            lines.append(text("review.report.change", label=name, before=spoken_figure(was), after=spoken_figure(now)))
    return lines


def _said(facts: ReportFacts, one: Said) -> Text:
    at = one.at.astimezone(facts.programme.calendar.zone)
    of: dict[str, Argument] = {"who": one.who, "at": at, "revision": one.revision, "status": status_word(one.status)}
    return text("review.said.because", **of, reason=one.reason) if one.reason else text("review.said", **of)


def _rows(facts: ReportFacts, month: FiledMonth) -> tuple[Row, ...]:
    """What has been said cannot be said again; the other can, and a return needs its reason."""
    number, period = facts.unit.number, month.period
    does = []
    if month.status is not Status.ACCEPTED:
        does.append(button("review.button.accept", action(period, number, "y", seen(month))))
    if month.status is not Status.RETURNED:
        does.append(button("review.button.return", action(period, number, "n", seen(month))))
    letter = letter_of(facts.programme, facts.unit.unit_class)
    onwards = button("review.button.next", action(period, number, "next"))
    return (tuple(does), (onwards, button("review.button.list", action(period, letter))))


def reason_screen(facts: ReportFacts, month: FiledMonth, *before: Text) -> Screen:
    """Why is it returned? The words go to the unit as they are written."""
    asked = text("review.ask_reason", unit=facts.unit.name, period=spoken_month(month.period), most=LONGEST_REASON)
    back = button("review.button.leave", action(month.period, facts.unit.number))
    return Screen((*before, asked), ((back,),))


def following(reports: Sequence[Reviewed], unit: str) -> Reviewed | None:
    """The next report that waits, behind this unit's in the list, or else the first one."""
    codes = [one.unit.code for one in reports]
    at = codes.index(unit) + 1 if unit in codes else 0
    waiting = [one for one in (*reports[at:], *reports[:at]) if one.month.status is Status.SUBMITTED]
    return next((one for one in waiting if one.unit.code != unit), None)
