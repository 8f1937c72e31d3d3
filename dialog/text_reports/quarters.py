"""Which quarters can be reported on now, which comes first, and how a quarter and its due day are said."""

from __future__ import annotations

import re
from datetime import datetime

from dialog.numbers import tidy
from dialog.text_reports.facts import TextFacts
from locales.text import Name, Text, text
from programmes.model import Calendar
from programmes.quarters import Quarter, quarters_of

_SAID = re.compile(
    r"(?:([0-9]{4})\s*[-年/.]?\s*)?(?:q([1-4])|第?([1-4一二三四])\s*季度?(?:工作报告|报告)?)", re.IGNORECASE
)
_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4}


def opened_by(calendar: Calendar, now: datetime) -> tuple[Quarter, ...]:
    """Those that can be filed, earliest first: each opens with the report of its last month, and stays open, late."""
    return tuple(q for q in quarters_of(calendar.periods()) if calendar.opens_at(q.last_month) <= now)


def called(said: str, calendar: Calendar) -> Quarter | None:
    """The quarter of the programme that `2023-Q1`, `一季度` or `Q1` names."""
    found = _SAID.fullmatch(tidy(said))
    if not found:
        return None
    written = found[2] or found[3]
    number = _NUMERALS.get(written) or int(written)
    quarters = quarters_of(calendar.periods())
    quarter = Quarter(int(found[1] or quarters[0].year), number)
    return quarter if quarter in quarters else None


def of_year(facts: TextFacts) -> tuple[Quarter, ...]:
    """Every quarter of the programme."""
    return quarters_of(facts.calendar.periods())


def opened(facts: TextFacts, now: datetime) -> tuple[Quarter, ...]:
    return opened_by(facts.calendar, now)


def unfiled(facts: TextFacts, now: datetime) -> tuple[Quarter, ...]:
    return tuple(quarter for quarter in opened(facts, now) if quarter not in facts.filed)


def named(said: str, facts: TextFacts) -> Quarter | None:
    return called(said, facts.calendar)


def says_quarter(said: str) -> bool:
    """Whether the words name a quarter at all, of whatever year."""
    return bool(_SAID.fullmatch(tidy(said)))


def mentioned(words: str, facts: TextFacts) -> Quarter | None:
    """The quarter of the programme that a title speaks of."""
    found = _SAID.search(tidy(words))
    return named(found[0], facts) if found else None


def spoken(quarter: Quarter) -> Text:
    """`2023年一季度`."""
    return text(f"texts.quarter.{quarter.number}", year=str(quarter.year))


def form_name(facts: TextFacts) -> Name:
    return Name(facts.form.title, facts.form.title_en)


def due_line(facts: TextFacts, quarter: Quarter, now: datetime) -> Text:
    """The due day with the days left, or since when it is overdue."""
    due = facts.form.due_on(quarter.last_day)
    left = (due - facts.calendar.today(now)).days
    if left > 0:
        return text("report.due.in_days", due=due, days=left)
    return text("report.due.today", due=due) if left == 0 else text("report.due.overdue", due=due, days=-left)


def is_late(facts: TextFacts, quarter: Quarter, now: datetime) -> bool:
    return now >= facts.form.due_at(quarter, facts.calendar.zone)
