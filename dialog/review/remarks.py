"""What is noteworthy about a filed month, by the report's own checks: what an official should look at first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from dialog.report.checks import breach, oddity
from dialog.report.facts import ReportFacts
from dialog.report.lines import targeted, untargeted
from locales.text import Text, text
from scoring.figures import FiledMonth, Kind


class Remarkable(StrEnum):
    """The kinds, the gravest first."""

    BREACH = "breach"
    LATE = "late"
    CORRECTED_AFTER = "corrected_after"
    CORRECTED = "corrected"
    ODD = "odd"
    ZERO = "zero"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at: its kind for the list, and what is said of it beside the figures."""

    kind: Remarkable
    said: Text


def remarks(facts: ReportFacts, month: FiledMonth, *, was_accepted: bool) -> tuple[Remark, ...]:
    """Everything noteworthy; `was_accepted`: an earlier revision of the month was."""
    return tuple(sorted(_remarks(facts, month, was_accepted), key=lambda one: list(Remarkable).index(one.kind)))


def _remarks(facts: ReportFacts, month: FiledMonth, was_accepted: bool) -> Iterator[Remark]:
    if month.late:
        yield Remark(Remarkable.LATE, text("review.remark.late"))
    if month.revision > 1:
        kind = Remarkable.CORRECTED_AFTER if was_accepted else Remarkable.CORRECTED
        yield Remark(kind, text(f"review.remark.{kind}", revision=month.revision))
    yield from _of_figures(facts, month)


def _of_figures(facts: ReportFacts, month: FiledMonth) -> Iterator[Remark]:
    """A part above its whole can stand by an import; nothing at all may be right, and is worth a question."""
    broken = breach(facts, facts.history, month.period)
    if broken and broken.period in (month.period, None):
        yield Remark(Remarkable.BREACH, broken.spoken(facts))
    flows = [code for code in (*targeted(facts), *untargeted(facts)) if code in month.figures]
    for code in flows:
        odd = oddity(facts, facts.history, month.period, code)
        if odd:
            yield Remark(Remarkable.ODD, odd.spoken(facts))
    if flows and not any(month.figures[code].counted for code in flows):
        yield Remark(Remarkable.ZERO, text("review.remark.zero"))
    if any(month.figures[code].kind is Kind.NOT_APPLICABLE for code in flows):
        yield Remark(Remarkable.ABSENT, text("review.remark.absent"))
