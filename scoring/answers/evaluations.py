"""The door of the questions about scores: which units, which rulebook, which day, and then the answer for it.

Called by `answering` once the permission is clear. Points and checklists are answered each in their own way.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from locales.text import Listing, Text, text
from programmes.evaluations import Rulebook
from programmes.model import Programme, Unit
from programmes.periods import Period
from scoring.answers import supposing
from scoring.answers.advancing import advance
from scoring.answers.answered import Answer, Draft, Outcome, indicator_name, unit_name
from scoring.answers.asked import Intent, Question
from scoring.answers.checked import missing, states, summed
from scoring.answers.evaluated import Day, Evaluated, book_of, day_of, sources
from scoring.answers.given import Facts
from scoring.answers.losses import losses
from scoring.answers.permissions import SEE_ALL
from scoring.answers.scores import listing, unit_score
from scoring.answers.what_if_points import under_points
from scoring.answers.what_if_progress import under_checklist


def evaluated_answer(question: Question, facts: Facts, now: datetime) -> Answer:
    """Scores, losses, the way to the first places, and what-if."""
    today = facts.programme.calendar.today(now)
    if (question.about or question.intent) is Intent.WHAT_IF:
        return _what_if(question, facts, now, today)
    day = day_of(question, facts.programme, today)
    if day is None:
        return _outside(facts, today)
    draft, seen = Draft(day.period), Evaluated(facts, day, now)
    for code in question.units:
        _unit(draft, seen, question, facts.programme.unit(code))
        draft.close()
    if not question.units:
        _every(draft, seen, question)
    # That a checklist has no first places is an answer, though there is no figure in it.
    return _done(draft, told=text("answers.states.no_places") in draft.lines)


def _unit(draft: Draft, seen: Evaluated, question: Question, unit: Unit) -> None:
    draft.about(unit_name(unit))
    book = book_of(seen.programme, unit)
    if book is None:
        draft.say(text("answers.score.no_book" if unit.assessed else "answers.score.not_assessed"))
    elif book.checklist:
        _of_checklist(draft, seen, question, book, unit)
    else:
        _of_points(draft, seen, question, book, unit)


def _of_points(draft: Draft, seen: Evaluated, question: Question, book: Rulebook, unit: Unit) -> None:
    one = next(score for score in seen.scored(book).units if score.unit.code == unit.code)
    match question.about or question.intent:
        case Intent.SCORE_WHY:
            losses(draft, seen, book, one)
        case Intent.SCORE_ADVANCE:
            advance(draft, seen, question, book, one, sees_all=seen.facts.role in SEE_ALL)
        case _:
            unit_score(draft, seen, book, one)
    sources(draft, seen, book, reported=one.reported)


def _of_checklist(draft: Draft, seen: Evaluated, question: Question, book: Rulebook, unit: Unit) -> None:
    """Nobody is chosen by a checklist, so there is no way to the first places."""
    one = next(checked for checked in seen.checked(book).units if checked.unit.code == unit.code)
    match question.about or question.intent:
        case Intent.SCORE_WHY:
            missing(draft, seen, one)
        case Intent.SCORE_ADVANCE:
            draft.say(text("answers.states.no_places"))
        case _:
            states(draft, seen, one)
    sources(draft, seen, book)


def _every(draft: Draft, seen: Evaluated, question: Question) -> None:
    """Each rulebook of the class by itself, or of all."""
    unit_class = question.unit_class if question.unit_class in {one.code for one in seen.programme.classes} else None
    for book in seen.books(unit_class):
        if book.checklist:
            summed(draft, seen, book)
        else:
            listing(draft, seen, question, book)
        reported = not book.checklist and any(one.reported for one in seen.scored(book).units)
        sources(draft, seen, book, reported=reported)


def _what_if(question: Question, facts: Facts, now: datetime, today: date) -> Answer:
    if len(question.indicators) != 1:
        return _which_indicator(facts)
    draft = Draft(Period.of(today))
    for code in question.units:
        one = supposing.suppose(question, facts.programme, code, today)
        if one is None:
            return _outside(facts, today)
        draft.period = one.month
        draft.about(unit_name(one.unit))
        _supposed(draft, facts, one, now, supposing.day_of(one, facts.programme, today))
        draft.close()
    return _done(draft)


def _supposed(draft: Draft, facts: Facts, one: supposing.Supposed, now: datetime, day: Day) -> None:
    """By points where there are any; else by the progress alone."""
    book = book_of(facts.programme, one.unit)
    if book is not None and not book.checklist:
        seen = Evaluated(facts, day, now)
        draft.period = day.period
        under_points(draft, seen, book, one)
    else:
        under_checklist(draft, facts, one)


def _which_indicator(facts: Facts) -> Answer:
    return Answer(Outcome.CLARIFY, (indicator_wanted(facts.programme),))


def indicator_wanted(programme: Programme) -> Text:
    """Asked back: more of what?"""
    return text("answers.back.indicator", indicators=Listing(tuple(indicator_name(one) for one in programme.flows)))


def _outside(facts: Facts, today: date) -> Answer:
    year = facts.programme.year
    if today.year < year:
        return Answer(Outcome.REFUSED, (text("answers.score.before_year", year=str(year)),))
    return Answer(Outcome.REFUSED, (text("answers.score.outside", year=str(year)),))


def _done(draft: Draft, *, told: bool = False) -> Answer:
    """Without a figure nothing was answered, unless it was `told`."""
    if draft.figures or told:
        return draft.done()
    return replace(draft.done(Outcome.REFUSED), trace=())
