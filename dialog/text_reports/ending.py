"""Screens of the report in words on which no question is open: the receipt, filed already, saved, dropped.

`receipt_screen` is called by the edge, which learns the receipt's number from the store.
"""

from __future__ import annotations

from datetime import datetime

from dialog.report.asking import BLANK, button
from dialog.report.ending import STATUS
from dialog.screens import Button, Screen
from dialog.text_reports.asking import ACTION, action
from dialog.text_reports.facts import TextFacts, TextReport
from dialog.text_reports.quarters import form_name, of_year, opened, spoken, unfiled
from locales.text import Argument, Text, text
from programmes.quarters import Quarter

START = button("texts.button.start", ACTION)


def receipt_screen(facts: TextFacts, filed: TextReport) -> Screen:
    """回执: number, time, late or not."""
    return Screen(_receipt(facts, filed), _filed_rows(filed.quarter))


def filed_screen(facts: TextFacts, filed: TextReport) -> Screen:
    """It was filed before: by a second press, by the other liaison, or long ago."""
    already = text("texts.already", quarter=spoken(filed.quarter), form=form_name(facts))
    return Screen((already, BLANK, *_receipt(facts, filed)), _filed_rows(filed.quarter))


def _receipt(facts: TextFacts, filed: TextReport) -> tuple[Text, ...]:
    of: dict[str, Argument] = {"unit": facts.unit.name, "quarter": spoken(filed.quarter), "form": form_name(facts)}
    again = filed.revision > 1
    return (
        text("texts.receipt.corrected", **of, revision=filed.revision) if again else text("texts.receipt.title", **of),
        text("report.receipt.number", receipt=filed.receipt),
        text("report.receipt.time", at=filed.filed_at.astimezone(facts.calendar.zone)),
        text("report.receipt.timeliness", timeliness=timeliness(filed.late)),
    )


def timeliness(late: bool | None) -> Text:
    keys = {True: "words.late", False: "words.on_time", None: "words.timeliness_unknown"}
    return Text(keys[late], {})


def _filed_rows(quarter: Quarter) -> tuple[tuple[Button, ...], ...]:
    read = button("texts.button.read", action(quarter, "read"))
    return ((read, button("words.button.correct", action(quarter, "fix"))), (STATUS,))


def saved_screen(facts: TextFacts, quarter: Quarter) -> Screen:
    said = text("texts.saved", unit=facts.unit.name, quarter=spoken(quarter), form=form_name(facts))
    return Screen((said,), ((button("texts.button.resume", f"{ACTION}:{quarter}"), STATUS),))


def dropped_screen(facts: TextFacts, quarter: Quarter) -> Screen:
    return Screen((text("texts.dropped", quarter=spoken(quarter), form=form_name(facts)),), ((START, STATUS),))


def left_screen() -> Screen:
    return Screen((text("report.left"),), ((START, STATUS),))


def nothing_open_screen(facts: TextFacts, now: datetime) -> Screen:
    """All that have opened are filed, or none has opened: what there is to read, and when the next one opens."""
    every = opened(facts, now)
    key = "texts.all_filed" if every else "texts.none_open"
    lines = [Text(key, {"unit": facts.unit.name, "form": form_name(facts)})]
    coming = next((q for q in of_year(facts) if q not in every), None)
    if coming:
        day = facts.calendar.opens_at(coming.last_month).date()
        lines.append(text("texts.opens", quarter=spoken(coming), day=day))
    filed = [quarter for quarter in every if quarter not in unfiled(facts, now)]
    rows = tuple((Button(spoken(quarter), f"{ACTION}:{quarter}"),) for quarter in reversed(filed))
    return Screen(tuple(lines), (*rows, (STATUS,)))
