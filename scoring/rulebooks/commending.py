"""Candidates for commendation, each criterion with what was found and its clause.

A checklist says in `[commendation]` by what they are found (136 号 三（二）); under points they are the units chosen.
People choose from the list: it is never the choice itself. Called by the review in chat.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from locales.text import Listing, Name, Percent, Text, text
from programmes.evaluations import Criterion, CriterionKind, Rulebook
from programmes.model import Programme, Unit
from scoring.rulebooks.candidates import Candidate, Findings, Overdue, Reason
from scoring.rulebooks.checklists import OPEN, CheckedUnit, check
from scoring.rulebooks.choosing import chosen
from scoring.rulebooks.facts import Facts
from scoring.rulebooks.recording import Record, Records, months, opened, record_of, reports
from scoring.rulebooks.stages import moment

__all__ = ["Candidate", "Findings", "Overdue", "Reason", "commended"]

Found = tuple[bool | None, Text]


def commended(
    programme: Programme,
    book: Rulebook,
    facts: Facts,
    as_of: date,
    records: Records | None = None,
    findings: Findings | None = None,
) -> tuple[Candidate, ...]:
    """Every assessed unit of the book with its reasons; nobody where the book serves no commendation.

    `findings` are those of visits that are open; whether they are past their day is decided here.
    """
    if not book.checklist:
        return chosen(programme, book, facts, as_of)
    if book.commendation is None:
        return ()
    criteria, seen = book.commendation.criteria, check(programme, book, facts, as_of).units
    looked = (_Look(programme, one, record_of(records or {}, one.unit), findings or {}, as_of) for one in seen)
    return tuple(Candidate(look.unit, tuple(_reason(one, look) for one in criteria)) for look in looked)


@dataclass(frozen=True, slots=True)
class _Look:
    """One unit on that day, and all that a criterion may look at."""

    programme: Programme
    checked: CheckedUnit
    record: Record
    findings: Findings
    as_of: date

    @property
    def unit(self) -> Unit:
        return self.checked.unit


def _reason(criterion: Criterion, look: _Look) -> Reason:
    holds, value = _FOUND[criterion.kind](look)
    name = text("score.commend.criterion", name=Name(criterion.zh, criterion.en))
    return Reason(name, holds, value, criterion.reading, criterion.cites)


def _targets(look: _Look) -> Found:
    """By what the schedule asked at the last quarter's end; the annual target is its last."""
    held = [one for one in look.programme.flows if look.unit.targets.get(one.code)]
    ended, period = moment(look.programme.year, look.as_of).ended, opened(look.programme.calendar, look.as_of)
    if not held:
        return None, text("score.record.no_target")
    if not ended or period is None:
        return None, text("score.commend.too_early")
    asked = look.programme.calendar.schedule[ended - 1]
    rates = [
        (one, Fraction(look.record.history.cumulative(one.code, period), look.unit.targets[one.code])) for one in held
    ]
    behind = [(one, rate) for one, rate in rates if rate < asked]
    shown = (
        text("score.commend.rate", indicator=Name(one.zh, one.en), rate=Percent(rate)) for one, rate in behind or rates
    )
    key = "score.commend.behind" if behind else "score.commend.on_schedule"
    return not behind, text(key, asked=Percent(asked), rates=Listing(tuple(shown)))


def _reports(look: _Look) -> Found:
    found = reports(look.programme.calendar, look.record, look.as_of)
    if not found.due:
        return None, text("score.record.none_due", day=look.as_of)
    if found.late and found.missing:
        return False, text("score.commend.late_and_missing", late=months(found.late), missing=months(found.missing))
    if found.late or found.missing:
        key = "score.record.late" if found.late else "score.record.missing"
        return False, text(key, months=months(found.late or found.missing))
    if found.unknown:
        return None, text("score.record.unknown", months=months(found.unknown))
    return True, text("score.commend.in_time", due=found.due)


def _items(look: _Look) -> Found:
    def keys(state: str) -> Listing:
        return Listing(tuple(one.item.key for one in look.checked.items if one.state == state))

    if (bad := keys("not")).items:
        return False, text("score.commend.items_not", count=len(bad.items), items=bad)
    if (left := keys(OPEN)).items:
        return None, text("score.commend.items_open", count=len(left.items), items=left)
    partly = keys("partly")
    if partly.items:
        return True, text("score.commend.items_partly", count=len(partly.items), items=partly)
    return True, text("score.commend.items_met")


def _visits(look: _Look) -> Found:
    past = [one for one in look.findings.get(look.unit.code, ()) if one.mend_by < look.as_of]
    if not past:
        return True, text("score.commend.mended")
    listed = tuple(text("score.commend.finding", words=one.words, day=one.mend_by) for one in past)
    return False, text("score.commend.not_mended", count=len(past), findings=Listing(listed))


_FOUND: Mapping[CriterionKind, Callable[[_Look], Found]] = {
    CriterionKind.TARGETS: _targets,
    CriterionKind.REPORTS: _reports,
    CriterionKind.ITEMS: _items,
    CriterionKind.VISITS: _visits,
}
