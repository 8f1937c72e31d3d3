"""The screens of the report in words: one message a question, drawn from session, draft and facts alone.

A button says all that it means (`text:2023-Q1:jump:2`), so that none of them grows stale; what
files or throws away also names the state of the draft that it was shown with.
"""

from __future__ import annotations

from datetime import datetime

from dialog.report import reasons
from dialog.report.asking import BLANK, Row, button, in_rows
from dialog.screens import Button, Screen
from dialog.text_reports.facts import TextDraft, TextFacts
from dialog.text_reports.pages import excerpt
from dialog.text_reports.parts import part_name
from dialog.text_reports.quarters import due_line, form_name, is_late, spoken, unfiled
from dialog.text_reports.reading import length
from dialog.text_reports.session import TextSession
from dialog.text_reports.turn import lacking
from locales.text import Listing, Name, Text, text
from programmes.quarters import Quarter

ACTION = "text"
# What all parts together take of a message of 4 096, beside headings and notes.
_SHOWN = 2700
_SHOWN_ALONE = 1500


def action(quarter: Quarter, verb: str, *more: object) -> str:
    return ":".join((ACTION, str(quarter), verb, *map(str, more)))


def heading(facts: TextFacts, quarter: Quarter, now: datetime) -> Text:
    return text(
        "texts.heading",
        unit=facts.unit.name,
        quarter=spoken(quarter),
        form=form_name(facts),
        due=due_line(facts, quarter, now),
    )


def quarters_screen(facts: TextFacts, now: datetime) -> Screen:
    """Which quarter?"""
    found = unfiled(facts, now)
    lines = [text("texts.quarters.ask", unit=facts.unit.name, form=form_name(facts))]
    lines += [_quarter_line(facts, quarter, now) for quarter in reversed(found)]
    choices = [Button(spoken(quarter), f"{ACTION}:{quarter}") for quarter in reversed(found)]
    return Screen(tuple(lines), in_rows(choices, 2))


def _quarter_line(facts: TextFacts, quarter: Quarter, now: datetime) -> Text:
    drafted = text("texts.quarters.draft") if facts.draft(quarter) else text("")
    return text("texts.quarters.one", quarter=spoken(quarter), due=due_line(facts, quarter, now), state=drafted)


def take_over_screen(facts: TextFacts, draft: TextDraft, now: datetime) -> Screen:
    """Someone else is writing this draft."""
    since = draft.since.astimezone(facts.calendar.zone)
    written = len(facts.form.parts) - len(lacking(facts, draft))
    asked = text("texts.take_over", name=draft.filler_name, since=since, written=written, of=len(facts.form.parts))
    rows = (
        Button(text("report.button.take_over"), action(draft.quarter, "take")),
        Button(text("report.button.leave_it"), action(draft.quarter, "leave")),
    )
    return Screen((heading(facts, draft.quarter, now), BLANK, asked), (rows,))


def part_screen(facts: TextFacts, draft: TextDraft, session: TextSession, now: datetime) -> Screen:
    """The words of one part are asked for, or more of them."""
    codes = [part.code for part in facts.form.parts]
    at, stands = codes.index(session.part), draft.parts.get(session.part, "")
    lines = [heading(facts, draft.quarter, now), BLANK, _question(facts, session, at, stands)]
    if stands:
        lines += [BLANK, text("texts.quoted", words=excerpt(stands, _SHOWN_ALONE))]
    return Screen(tuple(lines), _part_rows(draft, session, at))


def _question(facts: TextFacts, session: TextSession, at: int, stands: str) -> Text:
    form, name = facts.form, part_name(facts.form, session.part)
    asked: dict[str, int | Name] = {"part": name, "at": at + 1, "of": len(form.parts)}
    if session.going_on:
        return text("texts.ask.more", part=name, length=length(stands))
    if stands:
        return text("texts.ask.again", **asked, length=length(stands))
    key = "texts.ask.or_none" if session.part in form.may_be_none else "texts.ask.part"
    return Text(key, {**asked, "least": form.least, "most": form.most})


def _part_rows(draft: TextDraft, session: TextSession, at: int) -> tuple[Row, ...]:
    quarter, stands = draft.quarter, draft.parts.get(session.part, "")
    rows: list[Row] = []
    if stands:
        going_on = button("texts.button.more", action(quarter, "add", at))
        again = button("texts.button.again", action(quarter, "jump", at))
        done = button("texts.button.done" if session.going_on else "texts.button.keep", action(quarter, "done", at))
        rows.append((done, again if session.going_on else going_on))
    back = (button("words.button.back", action(quarter, "jump", at - 1)),) if at else ()
    return (*rows, (*back, button("words.button.overview", action(quarter, "all")), *leaving(quarter)))


def leaving(quarter: Quarter) -> Row:
    save = button("words.button.save", action(quarter, "save"))
    return (save, button("words.button.cancel", action(quarter, "drop")))


def summary_screen(facts: TextFacts, draft: TextDraft, now: datetime) -> Screen:
    """All parts at a glance; 确认提交 stands on it only when nothing is missing."""
    missing = lacking(facts, draft)
    lines = [text("texts.summary.open" if missing else "texts.summary.title"), heading(facts, draft.quarter, now)]
    for number, part in enumerate(facts.form.parts, start=1):
        lines += [BLANK, _part_title(facts, draft, number, part.code)]
        if words := draft.parts.get(part.code, ""):
            lines.append(text("texts.quoted", words=excerpt(words, _SHOWN // len(facts.form.parts))))
    return Screen((*lines, *_summary_notes(facts, draft, now)), _summary_rows(facts, draft, missing))


def _part_title(facts: TextFacts, draft: TextDraft, number: int, code: str) -> Text:
    name, words = part_name(facts.form, code), draft.parts.get(code, "")
    if not words:
        return text("texts.summary.empty", number=number, part=name)
    return text("texts.summary.part", number=number, part=name, length=length(words))


def _summary_notes(facts: TextFacts, draft: TextDraft, now: datetime) -> list[Text]:
    notes = []
    if draft.revises:
        reason = reasons.spoken(draft.reason) if draft.reason else text("texts.summary.no_reason")
        notes = [text("texts.summary.revises", revision=draft.revises, reason=reason), text("texts.not_late")]
    elif is_late(facts, draft.quarter, now):
        notes = [text("report.summary.late", due=facts.form.due_on(draft.quarter.last_day))]
    return [BLANK, *notes] if notes else []


def _summary_rows(facts: TextFacts, draft: TextDraft, missing: tuple[str, ...]) -> tuple[Row, ...]:
    quarter = draft.quarter
    if missing:
        first: Row = (button("report.button.go_on", action(quarter, "keep")),)
    else:
        label = "correct.button.submit" if draft.revises else "report.button.submit"
        first = (button(label, action(quarter, "file", draft.mark)),)
    edits = [
        button("texts.button.edit", action(quarter, "jump", at), part=part_name(facts.form, part.code))
        for at, part in enumerate(facts.form.parts)
    ]
    read = () if not draft.parts else (button("texts.button.read", action(quarter, "read")),)
    return (first, *in_rows(edits, 2), (*read, *leaving(quarter)))


def reason_screen(facts: TextFacts, draft: TextDraft, now: datetime) -> Screen:
    """Why is it corrected?"""
    picks = [
        Button(text("texts.reason", reason=reasons.spoken(reason)), action(draft.quarter, "why", at))
        for at, reason in enumerate(reasons.CORRECTION)
    ]
    lines = (heading(facts, draft.quarter, now), BLANK, text("correct.why"))
    return Screen(lines, (*in_rows(picks, 2), (button("words.button.back", action(draft.quarter, "all")),)))


def drop_screen(facts: TextFacts, draft: TextDraft) -> Screen:
    """Is what was written to be thrown away?"""
    written = [part_name(facts.form, code) for code in draft.parts]
    asked = text("texts.drop", quarter=spoken(draft.quarter), parts=Listing(tuple(written)))
    rows = (
        button("texts.button.drop", action(draft.quarter, "lose", draft.mark)),
        button("texts.button.go_on", action(draft.quarter, "keep")),
    )
    return Screen((asked,), (rows, (button("words.button.save", action(draft.quarter, "save")),)))
