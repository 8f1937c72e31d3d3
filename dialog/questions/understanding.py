"""From the words of a question, who asks and what was asked before, to a typed question, or why it cannot be one.

`understand` is the only door; chat, groups, inline mode and `yuebao ask` all come through it. Pure: the day comes in
with the context. A wrong number is worse than none, so whatever stays unknown or ambiguous is a doubt, not a guess.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from dialog.questions.cutting import Cutter
from dialog.questions.following import carried, goes_on
from dialog.questions.normalising import normalised
from dialog.questions.periods import PeriodReader
from dialog.questions.reading import Reading, read
from dialog.questions.units import Names
from programmes.model import Programme
from scoring.answers.asked import ALL, Doubt, Intent, Question, Reason, When
from scoring.answers.permissions import SEE_ALL, Role

LONGEST = 300

# Intents that need no unit: about everyone, or about no one.
_UNITLESS = frozenset(
    {
        Intent.NOT_REPORTED,
        Intent.LATE,
        Intent.ZERO_PROGRESS,
        Intent.SLOWEST,
        Intent.FASTEST,
        Intent.REPORTING_RATE,
        Intent.TOTALS,
        Intent.DEADLINE,
        Intent.HELP,
        Intent.EXPORT,
        Intent.EXPLAIN,
    }
)
# Intents in which indicators mean nothing.
_BARE = frozenset(
    {Intent.NOT_REPORTED, Intent.LATE, Intent.REPORTING_RATE, Intent.DEADLINE, Intent.HELP, Intent.MY_STATUS}
)
# Lists over a class or all units, in which one unit's name has no place.
_LISTED = frozenset(
    {Intent.NOT_REPORTED, Intent.LATE, Intent.ZERO_PROGRESS, Intent.SLOWEST, Intent.FASTEST, Intent.REPORTING_RATE}
)
# Answers that say how many units there are of a kind.
_COUNTED = frozenset({Intent.NOT_REPORTED, Intent.LATE, Intent.ZERO_PROGRESS, Intent.REPORTING_RATE, Intent.BODIES})
_SUMMED = frozenset({Intent.CUMULATIVE_RATE, Intent.CUMULATIVE, Intent.TARGET})
# Words for "all" that beside a unit only say that its own figures are added up, or who gave the task.
_ADDING = frozenset(
    {"total", "totals", "in total", "altogether", "合计", "总计", "总的", "整体", "总体", "overall", "省里", "总和"}
)
_LISTS = frozenset({Intent.SLOWEST, Intent.FASTEST})


@dataclass(frozen=True, slots=True)
class Context:
    """Who asks, about which programme, and when. `unit` is the asker's own, None for officials."""

    programme: Programme
    role: Role
    unit: str | None
    now: datetime


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
    return read(cutter.cut(normalised(text)[:LONGEST]), names)


def _settled(reading: Reading, context: Context, earlier: Question | None) -> Question:
    question = _question(reading, context, earlier)
    doubt = _doubt(reading, question, context)
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
    if reading.mine or reading.units:
        return ALL if _whole(reading) else None
    if "myclass" in reading.tags and context.unit is not None:
        return context.programme.unit(context.unit).unit_class
    return ALL if reading.classes else None


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
    if question.intent in _UNITLESS and question.intent not in (Intent.EXPLAIN, Intent.EXPORT):
        return question
    if question.units or question.unit_class or reading.options or reading.strangers:
        return question
    if question.intent is Intent.EXPLAIN and question.about in _UNITLESS:
        return question
    if context.unit is not None and not (reading.tags & {"which", "myclass"}):
        return replace(question, units=(context.unit,))
    if "sum" in reading.tags or (question.intent is Intent.EXPORT and context.role in SEE_ALL):
        return replace(question, unit_class=ALL)
    return question


def _shaped(question: Question, reading: Reading, context: Context) -> Question:
    """What the scope and the period make of the intent."""
    intent = question.intent
    alone = (question.units or reading.options or reading.strangers) and "follow" not in reading.tags
    if intent is None and alone and not reading.unknown:
        intent = Intent.CUMULATIVE_RATE if not question.when else Intent.MONTH_FIGURE
    if question.unit_class and not question.units and not reading.options:
        if intent in _SUMMED:
            intent = Intent.TOTALS
        elif intent in (Intent.RANK, Intent.PASS_NEXT) and context.unit is not None:
            question = replace(question, units=(context.unit,))
        elif intent is Intent.RANK:
            intent = Intent.FASTEST
    question = replace(_timed(question, intent, context), count=question.count if intent in _LISTS else None)
    return _named(question)


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
        return replace(question, units=(), unit_class=None, indicators=())
    intent = question.about if question.intent is Intent.EXPLAIN and question.about else question.intent
    if intent in _BARE:
        return replace(question, indicators=())
    if question.intent in _LISTED:
        question = replace(question, units=())
    bodies = tuple(code for code in question.indicators if code.startswith("body_"))
    if intent is Intent.BODIES:
        return replace(question, indicators=bodies)
    return question


def _doubt(reading: Reading, question: Question, context: Context) -> Doubt | None:
    """Why the question must not be answered; None when it may."""
    if "offtopic" in reading.tags:
        return Doubt(Reason.OFF_TOPIC)
    if reading.strangers:
        return Doubt(Reason.UNIT_UNKNOWN, words="、".join(reading.strangers))
    if reading.unknown:
        words = "、".join(reading.unknown)
        known = question.intent is not None and bool(reading.intents() or reading.named)
        return Doubt(Reason.WORDS_UNKNOWN, reading.options, words) if known else Doubt(Reason.OFF_TOPIC)
    if reading.options:
        return Doubt(Reason.UNIT_AMBIGUOUS, reading.options)
    return _unclear(reading, question, context)


def _unclear(reading: Reading, question: Question, context: Context) -> Doubt | None:
    intent = question.intent
    if intent is None:
        empty = not (reading.indicators or reading.whens or reading.named or reading.tags - {"filler", "follow"})
        return Doubt(Reason.OFF_TOPIC if empty else Reason.INTENT_UNCLEAR)
    if "bad_period" in reading.tags or _scattered(reading, question):
        return Doubt(Reason.PERIOD_UNCLEAR)
    if reading.tags >= {"rank", "trend"} or (reading.counting and intent not in _COUNTED):
        return Doubt(Reason.INTENT_UNCLEAR)
    if "subset" in reading.tags or _mixed(reading, question, context):
        return Doubt(Reason.INTENT_UNCLEAR)
    if reading.count is not None and intent not in (*_LISTS, Intent.RANK, Intent.TREND):
        return Doubt(Reason.WORDS_UNKNOWN, words=str(reading.count))
    if intent is Intent.COMPARE and len(question.units) < 2 and not question.unit_class:
        return Doubt(Reason.UNIT_WANTED)
    explained = intent is Intent.EXPLAIN and (
        question.about is None or question.about in _UNITLESS or not question.units
    )
    if intent in _UNITLESS - {Intent.EXPLAIN} or explained or question.units or question.unit_class:
        return _my_class(reading, question, context)
    return Doubt(Reason.UNIT_WANTED)


def _scattered(reading: Reading, question: Question) -> bool:
    """Whether several periods were named that are not neighbours, or more than one where one is needed."""
    if len(reading.whens) < 2:
        return False
    months = sorted({(w.first.year * 12 + w.first.month) for w in reading.whens if w.month})
    neighbours = len(months) == len(reading.whens) and months[-1] - months[0] == len(months) - 1
    return not (neighbours and question.intent in (Intent.MONTH_FIGURE, Intent.TREND))


def _mixed(reading: Reading, question: Question, context: Context) -> bool:
    """A unit and a class together make sense only for its place in the class, or beside it in a comparison."""
    if question.intent in _LISTED and (reading.units or reading.options):
        return True
    if not question.units or not reading.classes:
        return False
    if question.intent in (Intent.RANK, Intent.PASS_NEXT, Intent.COMPARE, Intent.EXPLAIN):
        return False
    classes = {context.programme.unit(code).unit_class for code in question.units}
    return _whole(reading) or not set(reading.classes) <= classes | {ALL}


def _whole(reading: Reading) -> bool:
    """Whether "all" was said as a scope, not only as "added up"."""
    return any("class:all" in token.tags and token.text not in _ADDING for token in reading.tokens)


def _my_class(reading: Reading, question: Question, context: Context) -> Doubt | None:
    """学校完成率 from a school's liaison may mean the school or all schools."""
    bare = {"学校", "局", "市", "教育局", "school", "bureau", "college", "university"}
    if context.unit is None or question.units or question.intent is not Intent.TOTALS:
        return None
    alone = any(token.text in bare for token in reading.tokens) and not reading.tags & {"which", "sum", "entity"}
    return Doubt(Reason.UNIT_AMBIGUOUS, (context.unit,)) if alone else None
