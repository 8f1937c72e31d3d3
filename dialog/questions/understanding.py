"""From the words of a question, who asks and what was asked before, to a typed question, or why it cannot be one.

`understand` is the only door; chat, groups, inline mode and `yuebao ask` all come through it. Pure: the day comes in
with the context. A wrong number is worse than none, so whatever stays unknown or ambiguous is a doubt, not a guess.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dialog.questions.contexts import Context
from dialog.questions.cutting import Cutter
from dialog.questions.doubting import doubt_of
from dialog.questions.following import carried, goes_on
from dialog.questions.hearing import heard
from dialog.questions.kinds import BARE, COUNTING, LISTED, SUMMED, UNITLESS
from dialog.questions.normalising import normalised
from dialog.questions.periods import PeriodReader
from dialog.questions.reading import Reading, read
from dialog.questions.units import Names
from programmes.model import Programme
from programmes.periods import Period
from scoring.answers.asked import ALL, SCORING, Intent, Question, Reason, When
from scoring.answers.permissions import SEE_ALL

LONGEST = 300

# What may stand in a question that is only a unit's name: 焦作大学, 焦作大学6月, what about 焦作大学.
_NAMING_ONLY = frozenset(
    {"unit", "numbered", "my", "own", "follow", "filler", "vocative", "for_us", "today", "period", "period_month"}
    | {"period_upto", "period_range", "period_quarter", "horizon_quarter", "horizon_year", "yearend", "indicator"}
    | {"school"}
)


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it was understood; `question.doubt` says why it must not be answered yet. Goes on as `earlier`."""

    question: Question

    @property
    def sure(self) -> bool:
        return self.question.doubt is None


def understand(text: str, context: Context, earlier: Understood | None = None) -> Understood:
    """The question in codes. `earlier` is what the thread's last question was understood as."""
    reading = _read(text, context)
    return Understood(_settled(reading, context, earlier.question if earlier else None))


_names: dict[int, Names] = {}


def names_of(programme: Programme) -> Names:
    """The names of that programme, indexed once in a process."""
    key = id(programme)
    if key not in _names:
        # The entry keeps its programme alive, so that an id is never used twice; only the last few are kept.
        while len(_names) >= 4:
            _names.pop(next(iter(_names)))
        _names[key] = Names(programme)
    return _names[key]


def _read(text: str, context: Context) -> Reading:
    calendar = context.programme.calendar
    names = names_of(context.programme)
    cutter = Cutter(names, PeriodReader(calendar.today(context.now), context.programme.year))
    typed = normalised(text)[:LONGEST]
    reading = read(cutter.cut(typed), names)
    meant = heard(typed, reading.unknown, names.words) if reading.unknown else None
    if meant is None:
        return reading
    again = read(cutter.cut(meant), names)
    # Only the unknown words may change by it: whom the question names must stay.
    same = (again.units, again.options, again.strangers) == (reading.units, reading.options, reading.strangers)
    return again if same and not again.unknown else reading


def _settled(reading: Reading, context: Context, earlier: Question | None) -> Question:
    question = _question(reading, context, earlier)
    doubt = doubt_of(reading, question, context) or question.doubt
    if doubt is not None and doubt.reason is Reason.OFF_TOPIC:
        question = replace(question, intent=None, about=None)
    return replace(question, doubt=doubt)


def _question(reading: Reading, context: Context, earlier: Question | None) -> Question:
    """The parts put together; parts that the question leaves out come from the earlier one where it goes on from it."""
    possible = reading.intents()
    question = Question(
        intent=possible[0] if possible else None,
        units=_units(reading, context),
        unit_class=_class(reading, context),
        indicators=reading.indicators,
        when=_when(reading),
        horizon=reading.horizon,
        count=reading.count,
        new="new" in reading.tags,
        circular=reading.circular,
        amount=reading.amounts[0] if len(reading.amounts) == 1 else None,
        lowest="slow" in reading.tags,
        about=possible[1] if len(possible) > 1 and possible[0] is Intent.EXPLAIN else None,
    )
    if earlier is not None and goes_on(reading, question):
        question = carried(reading, question, earlier)
    return _shaped(_completed(question, reading, context), reading, context)


def _units(reading: Reading, context: Context) -> tuple[str, ...]:
    """The units named; the asker's own when it says so ("we"), beside others only when the two are set side by side."""
    if not reading.mine or context.unit is None or context.unit in reading.units:
        return reading.units
    if not reading.units and not reading.options and not reading.strangers:
        return (
            ()
            if reading.classes and not reading.tags & {"rank", "compare"} and "my" not in reading.tags
            else (context.unit,)
        )
    return (context.unit, *reading.units) if reading.together else reading.units


def _class(reading: Reading, context: Context) -> str | None:
    classes = [code for code in reading.classes if code != ALL]
    if len(classes) == 1:
        return classes[0]
    if classes:
        return ALL
    if reading.mine or reading.units or _adds_up(reading, context):
        return ALL if reading.whole else None
    if "myclass" in reading.tags and context.unit is not None:
        return context.programme.unit(context.unit).unit_class
    return ALL if reading.classes else None


def _adds_up(reading: Reading, context: Context) -> bool:
    """Whether a unit's "total" only adds up its own months: cert total so far."""
    return context.unit is not None and "cumulative" in reading.tags and not reading.scoped


def _when(reading: Reading) -> When | None:
    """The period named; two months that follow each other are one stretch."""
    if not reading.whens:
        return None
    ordered = sorted(reading.whens, key=lambda when: (when.first, when.last))
    if len(ordered) == 1:
        return ordered[0]
    return When(ordered[0].first, max(when.last for when in ordered))


def _completed(question: Question, reading: Reading, context: Context) -> Question:
    """Whom it is about when it does not say: the asker's own unit; for those who see all, nobody yet."""
    if question.intent in UNITLESS and question.intent not in (Intent.EXPLAIN, Intent.EXPORT):
        return question
    if question.units or question.unit_class or reading.options or reading.strangers:
        return question
    if question.intent in SCORING:
        return _whose(question, reading, context)
    if question.intent is Intent.EXPLAIN and question.about in UNITLESS:
        return question
    if (
        context.unit is not None
        and not (reading.tags & {"which", "myclass"})
        and (reading.circular is None or reading.intents())
    ):
        return replace(question, units=(context.unit,))
    if "sum" in reading.tags or (question.intent is Intent.EXPORT and context.role in SEE_ALL):
        return replace(question, unit_class=ALL)
    return question


def _whose(question: Question, reading: Reading, context: Context) -> Question:
    """A list by points is of all units; everything else about points is of the asker's own."""
    listed = {"which", "count", "slow", "fast"} | ({"rank"} if context.unit is None else set())
    if question.intent is Intent.SCORE and reading.tags & listed:
        return replace(question, unit_class=ALL)
    return replace(question, units=(context.unit,)) if context.unit is not None else question


def _shaped(question: Question, reading: Reading, context: Context) -> Question:
    """What the scope and the period make of the intent."""
    intent = question.intent
    if intent is None and question.circular is not None and not reading.unknown:
        intent = Intent.CUMULATIVE_RATE if question.units else Intent.TOTALS
    if intent is None and _only_named(reading, question):
        intent = Intent.CUMULATIVE_RATE if not question.when else Intent.MONTH_FIGURE
    if intent in (Intent.LATE, Intent.NOT_REPORTED) and _of_itself(reading, context):
        question, intent = replace(question, units=(context.unit,) if context.unit else ()), Intent.MY_STATUS
    if question.unit_class and not question.units and not reading.options:
        if intent in SUMMED:
            intent = Intent.TOTALS
        elif intent in (Intent.RANK, Intent.PASS_NEXT) and context.unit is not None:
            question = replace(question, units=(context.unit,))
        elif intent is Intent.RANK:
            intent = Intent.FASTEST
    question = replace(_timed(question, intent, context), count=question.count if intent in COUNTING else None)
    return _named(_evaluated(question, reading, context))


def _evaluated(question: Question, reading: Reading, context: Context) -> Question:
    """What only the questions about scores have: the day of an evaluation, and what is supposed."""
    if question.intent not in SCORING and question.about not in SCORING:
        return replace(question, amount=None, lowest=False)
    when, year = question.when, context.programme.year
    if when is None and question.intent is Intent.WHAT_IF:
        when = reading.before
    if when is None and reading.tags & {"midyear", "yearend"}:
        month = Period(year, 6 if "midyear" in reading.tags else 12)
        when = When(month, month, True)
    supposed = Intent.WHAT_IF in (question.intent, question.about)
    wholes = {context.programme.indicator(code).part_of for code in question.indicators}
    named = tuple(code for code in question.indicators if code not in wholes)
    return replace(
        question,
        when=when,
        horizon=None,
        indicators=named if supposed else (),
        amount=question.amount if supposed else None,
        lowest=question.lowest and question.intent is Intent.SCORE,
    )


def _of_itself(reading: Reading, context: Context) -> bool:
    """Whether a unit asks about its own report, without "my": 5月报表是不是迟报了."""
    others = {"which", "entity", "class", "sum", "myclass", "howmany", "unit"}
    return context.unit is not None and "report" in reading.tags and not reading.tags & others


def _only_named(reading: Reading, question: Question) -> bool:
    """Whether the question is a unit's name and no more: then it asks how the unit stands."""
    said = reading.named or reading.indicators or reading.whens
    named = said and (question.units or reading.options) and not (reading.unknown or reading.strangers)
    tags = {tag for tag in reading.tags if not tag.startswith("indicator:")}
    return bool(named) and "follow" not in tags and tags <= _NAMING_ONLY


def _timed(question: Question, intent: Intent | None, context: Context) -> Question:
    """A stretch from the year's start is a cumulative, a stretch that begins later is what was done in it."""
    when = question.when
    if when is not None and intent in (Intent.CUMULATIVE, Intent.MONTH_FIGURE) and when.first != when.last:
        from_start = when.first.month == 1 and when.first.year == context.programme.year
        intent = Intent.CUMULATIVE if from_start else Intent.MONTH_FIGURE
    if when is not None and when.upto and intent is Intent.MONTH_FIGURE:
        intent = Intent.CUMULATIVE
    return replace(question, intent=intent)


def _named(question: Question) -> Question:
    """Parts that mean nothing for the intent are dropped."""
    if question.intent in (Intent.DEADLINE, Intent.HELP):
        when = replace(question.when, upto=False) if question.when else None  # "until the June deadline" is June's
        return replace(question, units=(), unit_class=None, indicators=(), when=when)
    intent = question.about if question.intent is Intent.EXPLAIN and question.about else question.intent
    if intent in BARE:
        return replace(question, indicators=())
    if question.intent in LISTED:
        question = replace(question, units=())
    bodies = tuple(code for code in question.indicators if code.startswith("body_"))
    if intent is Intent.BODIES:
        return replace(question, indicators=bodies)
    return question
