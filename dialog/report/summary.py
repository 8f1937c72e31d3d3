"""The report on one screen, like the official form: bodies, then target, month, cumulative and rate of each indicator.

It is also the table of contents of an unfinished report: every line can be opened from here. 确认提交 stands on it only
when nothing is left to answer.
"""

from __future__ import annotations

from datetime import datetime

from dialog.report import reasons
from dialog.report.asking import BLANK, Row, button, heading, in_rows, spoken_figure
from dialog.report.checks import breach, drafted
from dialog.report.draft import Draft
from dialog.report.facts import ReportFacts
from dialog.report.lines import (
    bodies,
    cumulative,
    in_turn,
    is_first,
    label,
    last_figure,
    measure,
    span,
    targeted,
    untargeted,
    wanted,
)
from dialog.report.periods import is_late, missing_before, months_spoken
from dialog.report.session import Place
from dialog.report.walk import next_stop, ready
from dialog.screens import Button, Screen
from locales.text import Argument, Listing, Percent, Text, text
from scoring.arithmetic import rate
from scoring.figures import Kind


def summary_screen(facts: ReportFacts, draft: Draft, now: datetime) -> Screen:
    complete = ready(facts, draft)
    title = "report.summary.title" if complete else "report.summary.title_open"
    lines = [
        text(title),
        heading(facts, draft, now),
        *_body_lines(facts, draft),
        BLANK,
        text("report.summary.progress"),
        *(_flow_line(facts, draft, code) for code in shown_flows(facts, draft)),
        *_notes(facts, draft, now),
    ]
    return Screen(tuple(lines), _rows(facts, draft, complete=complete))


def shown_flows(facts: ReportFacts, draft: Draft) -> tuple[str, ...]:
    recorded = tuple(code for code in untargeted(facts) if code in draft.figures or code in draft.skipped)
    return wanted(facts, draft) + recorded


def _body_lines(facts: ReportFacts, draft: Draft) -> list[Text]:
    """The registered bodies, where the form counts any; that all stand as last month is said once."""
    if not bodies(facts):
        return []
    kept = {code: _kept(facts, draft, code) for code in bodies(facts)}
    if all(kept.values()):
        lines = [_body_line(facts, draft, code, kept=False) for code in kept]
        return [BLANK, text("report.summary.bodies_kept"), *lines]
    return [BLANK, text("report.summary.bodies"), *(_body_line(facts, draft, code, kept=kept[code]) for code in kept)]


def _kept(facts: ReportFacts, draft: Draft, code: str) -> bool:
    return code in draft.figures and last_figure(facts, code, draft.period) == draft.figures[code]


def _body_line(facts: ReportFacts, draft: Draft, code: str, *, kept: bool) -> Text:
    name = label(facts.programme, code)
    if code in draft.unstated:
        return text("report.summary.body_unstated", label=name)
    figure = text("words.figure.put_off") if code in draft.skipped else spoken_figure(draft.figures.get(code))
    return text("report.summary.body_kept" if kept else "report.summary.body", label=name, figure=figure)


def _flow_line(facts: ReportFacts, draft: Draft, code: str) -> Text:
    figure, target = draft.figures.get(code), facts.unit.targets.get(code)
    total = cumulative(facts, draft, code)
    share = rate(total, target)
    counted = figure is None or figure.kind is not Kind.NOT_APPLICABLE
    missing: Argument = text("words.no_target")
    months = span(facts, draft, code)
    amount = text("report.summary.of_months", months=months_spoken(months)) if months else text("report.summary.month")
    return text(
        "report.summary.flow",
        amount=amount,
        label=label(facts.programme, code),
        measure=measure(facts.programme, code),
        target=missing if target is None else target,
        completed=text("words.figure.put_off") if code in draft.skipped else spoken_figure(figure),
        cumulative=total,
        rate=Percent(share) if share is not None and counted else missing,
    )


def _notes(facts: ReportFacts, draft: Draft, now: datetime) -> list[Text]:
    """Everything that the person should know before confirming."""
    notes = [*_opening_notes(facts, draft), *_contains_notes(facts, draft), *_reason_notes(facts, draft)]
    broken = breach(facts, drafted(facts, draft), draft.period)
    if broken:
        notes.append(text("report.summary.broken", what=broken.spoken(facts)))
    if draft.skipped:
        names = Listing(tuple(label(facts.programme, code) for code in draft.skipped))
        notes.append(text("report.summary.put_off", lines=names))
    if is_late(facts, draft.period, now):
        notes.append(text("report.summary.late", due=facts.programme.calendar.due_on(draft.period)))
    return [BLANK, *notes] if notes else []


def _opening_notes(facts: ReportFacts, draft: Draft) -> list[Text]:
    if not is_first(facts) or draft.opening is None:
        return []
    stated = [code for code in draft.opening if draft.opening[code]]
    if not stated:
        return [text("report.summary.opening_zero")]
    parts = [
        text("report.summary.opening_part", label=label(facts.programme, code), value=draft.opening[code])
        for code in stated
    ]
    return [text("report.summary.opening", parts=Listing(tuple(parts)))]


def _contains_notes(facts: ReportFacts, draft: Draft) -> list[Text]:
    missing = missing_before(facts, draft.period)
    if not missing or draft.contains is None:
        return []
    key = "report.summary.contains" if draft.contains else "report.summary.apart"
    return [text(key, months=months_spoken(missing))]


def _reason_notes(facts: ReportFacts, draft: Draft) -> list[Text]:
    return [
        text("report.summary.reason", label=label(facts.programme, code), reason=reasons.spoken(figure.reason))
        for code, figure in draft.figures.items()
        if figure.reason
    ]


def _rows(facts: ReportFacts, draft: Draft, *, complete: bool) -> tuple[Row, ...]:
    rows: list[Row] = []
    if complete:
        rows.append((button("report.button.submit", "submit"),))
    elif next_stop(facts, draft).place is not Place.SUMMARY:
        rows.append((button("report.button.go_on", "next"),))
    rows += in_rows([_fill(facts, code) for code in draft.skipped], 2)
    rows += in_rows(_edits(facts, draft), 2)
    rows.append((button("words.button.save", "save"), button("words.button.cancel", "cancel")))
    return tuple(rows)


def _fill(facts: ReportFacts, code: str) -> Button:
    return button("report.button.fill", f"jump:{code}", label=label(facts.programme, code))


def _edits(facts: ReportFacts, draft: Draft) -> list[Button]:
    programme = facts.programme
    flows = [code for code in shown_flows(facts, draft) if code not in draft.skipped]
    found = [button("report.button.edit", f"jump:{code}", label=label(programme, code)) for code in flows]
    if bodies(facts):
        found.append(button("report.button.edit_bodies", "bodies"))
    if is_first(facts) and targeted(facts):
        found.append(button("report.button.edit_opening", "opening"))
    if missing_before(facts, draft.period):
        flip = (
            ("report.button.make_apart", "contains:no")
            if draft.contains
            else ("report.button.make_contained", "contains:yes")
        )
        found.append(button(*flip))
    open_ones = [code for code in untargeted(facts) if in_turn(facts, draft, code)]
    extra = [code for code in open_ones if code not in draft.figures and code not in draft.skipped]
    return found + [button("report.button.record", f"jump:{code}", label=label(programme, code)) for code in extra]
