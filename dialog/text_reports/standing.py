"""How a unit's reports in words stand, quarter by quarter: the lines and the button of /status."""

from __future__ import annotations

from datetime import datetime

from dialog.report.asking import BLANK, button
from dialog.screens import Button
from dialog.text_reports.asking import ACTION
from dialog.text_reports.ending import timeliness
from dialog.text_reports.facts import TextFacts
from dialog.text_reports.quarters import due_line, form_name, is_late, opened, spoken, unfiled
from dialog.text_reports.turn import lacking
from locales.text import Argument, Text, text
from programmes.quarters import Quarter


def status_lines(facts: TextFacts, now: datetime) -> list[Text]:
    """Every quarter that has opened, the latest first; none before the first one."""
    quarters = opened(facts, now)
    lines = [line for quarter in reversed(quarters) for line in _lines(facts, quarter, now)]
    return [BLANK, text("texts.status.title", form=form_name(facts)), *lines] if lines else []


def status_button(facts: TextFacts, now: datetime) -> Button | None:
    """To the quarter that is to be filed first."""
    quarters = unfiled(facts, now)
    if not quarters:
        return None
    first = next((quarter for quarter in quarters if quarter in facts.drafts), quarters[0])
    return button("texts.status.button", f"go:{ACTION}:{first}", form=form_name(facts), quarter=spoken(first))


def _lines(facts: TextFacts, quarter: Quarter, now: datetime) -> list[Text]:
    filed = facts.filed.get(quarter)
    if filed:
        at = filed.first_filed_at.astimezone(facts.calendar.zone)
        how: dict[str, Argument] = {
            "quarter": spoken(quarter),
            "timeliness": timeliness(filed.late),
            "at": at,
            "receipt": filed.receipt,
        }
        if filed.revision > 1:
            return [text("texts.status.filed_again", **how, revision=filed.revision)]
        return [text("texts.status.filed", **how)]
    state = text("words.state.overdue") if is_late(facts, quarter, now) else text("words.state.open")
    lines = [text("texts.status.open", quarter=spoken(quarter), state=state, due=due_line(facts, quarter, now))]
    on_file = facts.draft(quarter)
    if on_file:
        of = len(facts.form.parts)
        written = of - len(lacking(facts, on_file.draft))
        lines.append(text("status.draft", name=on_file.draft.filler_name, done=written, of=of))
    return lines
