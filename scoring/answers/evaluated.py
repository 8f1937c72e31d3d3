"""The evaluation that a question about scores looks at: its day, its rulebook, and the unit's place in it.

Every rulebook is computed once an answer, and only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from locales.text import Name, Text, text
from programmes.evaluations import Item, Rulebook
from programmes.model import Programme, Unit
from programmes.periods import Period
from scoring.answers.answered import Draft
from scoring.answers.asked import Question
from scoring.answers.given import Facts
from scoring.rulebooks.checklists import Checklist, check
from scoring.rulebooks.evaluating import LIABILITY, assessed, evaluate
from scoring.rulebooks.facts import Facts as Known
from scoring.rulebooks.scores import Evaluation, UnitScore
from scoring.rulebooks.stages import Stage, moment


@dataclass(frozen=True, slots=True)
class Day:
    """The day that the evaluation is of, seen from `today`."""

    on: date
    today: date
    stage: Stage
    ended: int

    @property
    def ahead(self) -> bool:
        return self.on > self.today

    @property
    def over(self) -> bool:
        """Whether it is a mid-year or year's end that is past: nothing can be added to it any more."""
        return self.stage is not Stage.RUNNING and self.today > self.on

    @property
    def period(self) -> Period:
        """The month that the figures of the answer are of."""
        return Period.of(self.on)


def day_of(question: Question, programme: Programme, today: date) -> Day | None:
    """Today, the last day of what was named, or the year's end once the year is over; None outside the year."""
    year, when = programme.year, question.when
    if when is None:
        return None if today.year < year else at(programme, min(today, date(year, 12, 31)), today)
    if when.last.year != year:
        return None
    last = when.last.last_day
    # A month that is running, but for the two in which an evaluation falls, is asked about as of today.
    running = Period.of(today) == when.last and moment(year, last).stage is Stage.RUNNING
    return at(programme, today if running else last, today)


def at(programme: Programme, on: date, today: date) -> Day:
    found = moment(programme.year, on)
    return Day(on, today, found.stage, found.ended)


def book_of(programme: Programme, unit: Unit) -> Rulebook | None:
    """The rulebook by which the unit is evaluated; None where there is none, or the unit is not assessed."""
    books = (book for book in programme.rulebooks.values() if book.unit_class == unit.unit_class)
    return next(books, None) if unit.assessed else None


@dataclass
class Evaluated:
    """The evaluations of one answer, each computed when it is first looked at."""

    facts: Facts
    day: Day
    now: datetime
    _known: dict[str, Known] = field(default_factory=dict)
    _scored: dict[str, Evaluation] = field(default_factory=dict)
    _checked: dict[str, Checklist] = field(default_factory=dict)

    @property
    def programme(self) -> Programme:
        return self.facts.programme

    def known(self, book: Rulebook) -> Known:
        if book.code not in self._known:
            self._known[book.code] = self.facts.evaluation_facts(book, self.day.on, self.now)
        return self._known[book.code]

    def scored(self, book: Rulebook) -> Evaluation:
        if book.code not in self._scored:
            self._scored[book.code] = evaluate(self.programme, book, self.known(book), self.day.on)
        return self._scored[book.code]

    def checked(self, book: Rulebook) -> Checklist:
        if book.code not in self._checked:
            self._checked[book.code] = check(self.programme, book, self.known(book), self.day.on)
        return self._checked[book.code]

    def books(self, unit_class: str | None) -> Sequence[Rulebook]:
        """The rulebooks of that class, or all."""
        every = self.programme.rulebooks.values()
        return [one for one in every if unit_class in (None, one.unit_class) and assessed(self.programme, one)]


def result(found: Evaluation, one: UnitScore) -> Fraction | None:
    """What the unit is ranked by: the final result at the year's end, else the total."""
    return one.final if found.stage is Stage.YEAR_END else one.total


def item_name(item: Item) -> Text:
    return text("answers.score.item", key=item.key, name=Name(item.zh, item.en))


def vetoes_named(programme: Programme, book: Rulebook, one: UnitScore) -> tuple[Name, ...]:
    """What vetoes, by name."""
    findings = {finding.fact.key: Name(finding.fact.zh, finding.fact.en) for finding in book.findings}
    indicators = {indicator.code: Name(indicator.zh, indicator.en) for indicator in programme.indicators}
    named = findings | indicators
    return tuple(named[code] for code in one.vetoed if code in named or code == LIABILITY)


def stage_name(day: Day) -> Text:
    if day.stage is Stage.RUNNING:
        return text("answers.score.stage.running", day=day.on, ended=day.ended)
    return text("answers.score.stage.mid" if day.stage is Stage.MID_YEAR else "answers.score.stage.end", day=day.on)


def sources(draft: Draft, seen: Evaluated, book: Rulebook, *, reported: bool = False) -> None:
    """What stands below: on which figures, by which rulebook, and whether its day is still to come."""
    if reported:
        draft.source(text("score.why.reported"))
    if seen.day.ahead:
        draft.source(text("answers.score.ahead", day=seen.day.on))
    document = seen.programme.documents[book.cites.document]
    number = Name(document.number, document.number)
    draft.source(text("answers.score.basis", book=Name(book.zh, book.en), document=number, clause=book.cites.clause))
    draft.step(text("answers.score.reading", reading=book.reading), book.cites)
