"""An answer as a file for Excel: its figures, or the progress table where the whole of it was asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from documents.answer_tables import Written, answer_rows, file_name, progress_rows
from handlers.asking.facts import StoreFacts
from locales.catalog import Catalog
from locales.text import Text, text
from programmes.periods import Period
from scoring.answers import Answer, Intent, Question
from scoring.answers.answered import month
from scoring.answers.asked import ALL
from scoring.progress import Progress, progress

# Answers that are lists, which people go on to work with.
LISTED = frozenset(
    {
        Intent.TREND,
        Intent.COMPARE,
        Intent.TOTALS,
        Intent.SLOWEST,
        Intent.FASTEST,
        Intent.NOT_REPORTED,
        Intent.LATE,
        Intent.ZERO_PROGRESS,
    }
)


def table_rows(
    question: Question, answer: Answer, facts: StoreFacts, catalog: Catalog, now: datetime
) -> tuple[tuple[Written, ...], ...]:
    """The rows, heading first. Of the progress table those of the units that the answer is about."""
    source = tuple(catalog.plain(line) for line in _source(answer, now))
    if answer.table and answer.period is not None:
        rows = progress_rows(_table(question, facts, answer.period), facts.programme, catalog, source)
    else:
        rows = answer_rows(answer.figures, facts.programme, catalog, source)
    return tuple(tuple(row) for row in rows)


def table_name(answer: Answer, programme: str, now: datetime) -> str:
    return file_name(programme, str(answer.period), now)


def _source(answer: Answer, now: datetime) -> tuple[Text, ...]:
    """The answer's own last lines say where its figures come from; a bare table says at least when."""
    about = (text("answers.export", month=month(answer.period)),) if answer.period and not answer.table else ()
    return (*about, text("answers.as_of", now=now))


def _table(question: Question, facts: StoreFacts, period: Period) -> Progress:
    found = progress(facts.programme, facts.histories(), facts.drafts(period), period)
    if question.units:
        return replace(found, rows=tuple(row for row in found.rows if row.unit.code in question.units))
    if question.unit_class not in (None, ALL):
        return replace(found, rows=tuple(row for row in found.rows if row.unit.unit_class == question.unit_class))
    return found
