"""What /review looks at, read in one transaction: a class in a period, one month with all that was said of it."""

from __future__ import annotations

from dataclasses import dataclass

from dialog.report.facts import ReportFacts
from dialog.review.reading import Correction, Said
from dialog.review.standing import ClassStanding, Reviewed, facts_of, reviewed, standing
from handlers.pushes.circumstances import in_force
from handlers.pushes.standings import standing_of
from handlers.turns import Turn
from programmes.model import Unit
from programmes.periods import Period
from scoring.figures import History, Status
from store.reviews import Review


@dataclass(frozen=True, slots=True)
class Opened:
    """One filed month as it stands in this transaction."""

    facts: ReportFacts
    one: Reviewed
    correction: Correction | None
    said: tuple[Said, ...]


def class_standing(turn: Turn, period: Period, unit_class: str) -> ClassStanding:
    """Everything of the class; the roster says who is expected."""
    histories = turn.setting.books.histories(turn.tx)
    expected = standing_of(turn.tx, in_force(turn.tx, turn.programme), period).expected
    corrected = [unit for unit in turn.programme.units if _revision(histories.get(unit.code), period) > 1]
    accepted = {unit.code for unit in corrected if _was_accepted(turn, unit, period)}
    return standing(turn.programme, histories, period, unit_class, frozenset(expected), accepted)


def opened(turn: Turn, unit: Unit, period: Period) -> Opened | None:
    """The unit's month, None where it is not filed."""
    facts = facts_of(turn.programme, unit, turn.tx.reports.history(unit.code))
    one = reviewed(facts, period, was_accepted=_was_accepted(turn, unit, period))
    if one is None:
        return None
    said = tuple(_said(turn, review) for review in turn.tx.reports.reviews(unit.code, period))
    return Opened(facts, one, _correction(turn, unit, period), said)


def name_of(turn: Turn, who: str) -> str:
    """Who did it, by name: `person:12`."""
    number = who.removeprefix("person:")
    person = turn.tx.people.by_id(int(number)) if number.isdecimal() else None
    return person.name if person else who


def _revision(history: History | None, period: Period) -> int:
    month = history.months.get(period) if history else None
    return month.revision if month else 0


def _was_accepted(turn: Turn, unit: Unit, period: Period) -> bool:
    """Whether a revision before the last one was accepted, which the correction took back."""
    reviews = turn.tx.reports.reviews(unit.code, period)
    month = turn.tx.reports.history(unit.code).months.get(period) if reviews else None
    stands = month.revision if month else 0
    return any(one.status is Status.ACCEPTED and one.revision < stands for one in reviews)


def _said(turn: Turn, review: Review) -> Said:
    return Said(review.revision, review.status, name_of(turn, review.who), review.at, review.reason)


def _correction(turn: Turn, unit: Unit, period: Period) -> Correction | None:
    revisions = turn.tx.reports.revisions(unit.code, period)
    if len(revisions) < 2:
        return None
    return Correction(revisions[-2].figures, revisions[-1].reason)
