"""From a typed question to its answer. `answer` is the only door; chat, groups, inline mode and `yuebao ask` share it.

The order matters: a doubt first, then the permission, then the period, and only then a number is computed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from locales.text import Listing, Name, Text, text
from programmes.periods import Period
from scoring.answers import filing, groups, places, units
from scoring.answers.answered import Answer, Draft, Outcome, Step, month
from scoring.answers.asked import ALL, ASKED_BACK, SCORING, Doubt, Intent, Question, Reason
from scoring.answers.evaluations import evaluated_answer, indicator_wanted
from scoring.answers.given import Facts
from scoring.answers.permissions import SEE_ALL, Relation, allowed
from scoring.answers.published import from_circular
from scoring.answers.timing import Lack, Timed, timed

_LISTED = frozenset(
    {
        Intent.NOT_REPORTED,
        Intent.LATE,
        Intent.ZERO_PROGRESS,
        Intent.SLOWEST,
        Intent.FASTEST,
        Intent.REPORTING_RATE,
    }
)


def answer(question: Question, facts: Facts, now: datetime) -> Answer:
    """What the asker is told. Refused and unknown read the same; nothing is computed for either."""
    if question.doubt is not None:
        return _doubted(question.doubt, facts)
    if question.intent is None:
        return _doubted(Doubt(Reason.INTENT_UNCLEAR), facts)
    if question.circular is not None:
        return from_circular(question, facts)
    if not _permitted(question, facts):
        return _refused(text("answers.refused.unit"))
    if question.intent is Intent.HELP:
        return _help(facts)
    if (question.about or question.intent) in SCORING:
        return _scored(question, facts, now)
    time = timed(question, facts.programme.calendar, now)
    if not isinstance(time, Timed):
        return _untimed(*time, question, facts)
    return _answered(question, facts, time, now)


def _scored(question: Question, facts: Facts, now: datetime) -> Answer:
    """Asked why, with the steps below."""
    found = evaluated_answer(question, facts, now)
    if question.intent is not Intent.EXPLAIN:
        return found
    return replace(found, lines=(*found.lines, *(cited(step, facts) for step in found.trace)))


def _permitted(question: Question, facts: Facts) -> bool:
    """Every unit that the question is about, and its class, must be allowed; for an explanation, what it explains."""
    intent = question.about if question.intent is Intent.EXPLAIN and question.about else question.intent
    if intent is None:
        return False
    relations = {_relation(code, facts) for code in question.units}
    if intent in _LISTED:
        relations.discard(Relation.OWN)  # a list is never about the asker's unit alone
    if question.unit_class and (not relations or intent is Intent.COMPARE):
        relations.add(Relation.ALL if question.unit_class == ALL else Relation.CLASS)
    if not relations:
        relations = {Relation.ALL if intent in _LISTED or intent is Intent.EXPORT else Relation.NONE}
    return all(allowed(facts.role, intent, relation) for relation in relations)


def _relation(unit: str, facts: Facts) -> Relation:
    return Relation.OWN if unit in facts.units else Relation.OTHER


def _doubted(doubt: Doubt, facts: Facts) -> Answer:
    """Asked back with what may be chosen, or refused; names that the asker may not see are no options."""
    programme = facts.programme
    seen = tuple(code for code in doubt.options if facts.role in SEE_ALL or code in facts.units)
    options = tuple(programme.unit(code).name for code in seen)
    if doubt.reason is Reason.UNIT_UNKNOWN or (doubt.options and not options):
        return _refused(text("answers.refused.unit"))
    if doubt.reason not in ASKED_BACK:
        return _refused(text("answers.refused.topic"))
    shows = () if options else (text("answers.shows"),)
    if doubt.reason is Reason.INDICATOR_WANTED:
        return Answer(Outcome.CLARIFY, (indicator_wanted(programme),))
    return Answer(Outcome.CLARIFY, (_back(doubt, options), *shows), options=options)


def _back(doubt: Doubt, options: tuple[str, ...]) -> Text:
    if options:
        names = Listing(tuple(Name(name, name) for name in options))
        return text("answers.back.choose", units=names)
    match doubt.reason:
        case Reason.UNIT_WANTED | Reason.UNIT_AMBIGUOUS:
            return text("answers.back.unit")
        case Reason.PERIOD_UNCLEAR:
            return text("answers.back.period")
        case Reason.WORDS_UNKNOWN:
            return text("answers.back.words", words=doubt.words)
        case Reason.INTENT_UNCLEAR if doubt.words:
            return text("answers.back.aside", words=doubt.words)
    return text("answers.back.intent")


def _refused(line: Text) -> Answer:
    return Answer(Outcome.REFUSED, (line, text("answers.shows")))


def _help(facts: Facts) -> Answer:
    lines = [text("answers.help.title"), text("answers.help.own"), text("answers.help.class")]
    if facts.role in SEE_ALL:
        lines.append(text("answers.help.all"))
    if facts.programme.rulebooks:
        lines.append(text("answers.help.score"))
    return Answer(Outcome.ANSWERED, (*lines, text("answers.help.why")))


def _untimed(lack: Lack, period: Period, question: Question, facts: Facts) -> Answer:
    """No period, no number; a deadline still has its days."""
    calendar = facts.programme.calendar
    if lack is Lack.NOT_OPEN:
        line = text(
            "answers.refused.not_open",
            month=month(period),
            opens=calendar.opens_at(period).date(),
            due=calendar.due_on(period),
        )
        outcome = Outcome.ANSWERED if question.intent is Intent.DEADLINE else Outcome.REFUSED
        return Answer(outcome, (line,))
    first, last = month(calendar.first_period), month(calendar.last_period)
    if lack is Lack.NONE_OPEN:
        return Answer(Outcome.REFUSED, (text("answers.refused.none_open", opens=calendar.opens_at(period).date()),))
    when = question.when
    asked = text("words.year", year=str(period.year)) if when and when.year else month(period)
    return Answer(Outcome.REFUSED, (text("answers.refused.outside", month=asked, first=first, last=last),))


def _answered(question: Question, facts: Facts, time: Timed, now: datetime) -> Answer:
    draft = Draft(time.period)
    if question.intent is Intent.EXPLAIN:
        return _explained(question, facts, time, now)
    _say(draft, question, facts, time, now)
    if not draft.figures and question.intent not in _LISTED | {Intent.EXPORT}:
        return replace(draft.done(Outcome.REFUSED), trace=())
    draft.source(text("answers.as_of", now=now.astimezone(facts.programme.calendar.zone)))
    return replace(draft.done(), table=question.intent is Intent.EXPORT)


def _say(draft: Draft, question: Question, facts: Facts, time: Timed, now: datetime) -> None:
    """What is about lists of units; everything else is about named units or a class."""
    match question.about or question.intent:
        case Intent.NOT_REPORTED:
            filing.not_reported(draft, question, facts, time)
        case Intent.LATE:
            filing.late(draft, question, facts, time, now)
        case Intent.ZERO_PROGRESS:
            groups.zero(draft, question, facts, time)
        case Intent.SLOWEST | Intent.FASTEST:
            groups.by_rate(draft, question, facts, time)
        case Intent.REPORTING_RATE:
            filing.rates(draft, question, facts, time)
        case Intent.EXPORT:
            draft.say(text("answers.export", month=month(time.period)))
        case _:
            _say_of(draft, question, facts, time, now)


def _say_of(draft: Draft, question: Question, facts: Facts, time: Timed, now: datetime) -> None:
    """What is about named units, a class, or no one."""
    match question.about or question.intent:
        case Intent.DEADLINE:
            filing.deadline(draft, facts, time, now)
        case Intent.MY_STATUS:
            filing.my_status(draft, question, facts, time, now)
        case Intent.BODIES:
            (units if question.units else groups).bodies(draft, question, facts, time)
        case Intent.RANK | Intent.PASS_NEXT:
            places.ranks(draft, question, facts, time, facts.role in SEE_ALL)
        case Intent.TREND:
            (units if question.units else groups).trend(draft, question, facts, time)
        case _:
            _measured(draft, question, facts, time)


def _measured(draft: Draft, question: Question, facts: Facts, time: Timed) -> None:
    units.about_units(draft, question, facts, time)
    if question.unit_class and (not question.units or question.intent is Intent.COMPARE):
        groups.totals(draft, question, facts, time)


def _explained(question: Question, facts: Facts, time: Timed, now: datetime) -> Answer:
    """The trace of what it is about: inputs, formula, clause; without a unit, the formulas alone."""
    draft = Draft(time.period)
    about_all = question.about in _LISTED | {Intent.DEADLINE}
    whom = question.units or question.unit_class or about_all
    if question.about in (None, Intent.EXPORT, Intent.HELP) or not whom:
        return _formulas(facts, time.period)
    _say(draft, question, facts, time, now)
    if not draft.figures:
        return replace(draft.done(Outcome.REFUSED), trace=())
    found = draft.done()
    steps = tuple(cited(step, facts) for step in found.trace)
    return replace(found, lines=(*found.lines, *steps))


def _formulas(facts: Facts, period: Period) -> Answer:
    calendar, form = facts.programme.calendar, facts.programme.form
    steps = (
        Step(text("answers.formula.rate"), form.cites),
        Step(text("answers.formula.cumulative"), form.cites),
        Step(text("answers.formula.schedule"), calendar.cites["schedule"]),
        Step(text("answers.formula.pace")),
        Step(text("answers.formula.rank")),
    )
    lines = tuple(cited(step, facts) for step in steps)
    return Answer(Outcome.ANSWERED, lines, trace=steps, period=period)


def cited(step: Step, facts: Facts) -> Text:
    """A step with the document and clause it rests on."""
    if step.cites is None:
        return text("answers.trace.plain", words=step.words)
    document = facts.programme.documents[step.cites.document]
    number = Name(document.number, document.number)
    return text("answers.trace.cited", words=step.words, document=number, clause=step.cites.clause)
