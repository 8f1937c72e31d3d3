"""Why a question must not be answered: words left over, units or a period that may be another, cues that disagree.

Called by the understanding with the question as it was put together. A wrong number is worse than none: where a second
reading is close, the question is asked back.
"""

from __future__ import annotations

from dialog.questions.accounting import unused
from dialog.questions.contexts import Context
from dialog.questions.kinds import COUNTED, COUNTING, LISTED, RANKED, UNITLESS
from dialog.questions.reading import Reading
from dialog.questions.unclear_periods import period_unclear
from scoring.answers.asked import ALL, SCORING, Doubt, Intent, Question, Reason

# Names of a class that a member of it may also say of itself.
_OWN_CLASS = frozenset({"学校", "局", "市", "教育局", "school", "bureau", "college", "university"})
# Figures of one unit or class, which are no list of units.
_OF_ONE = frozenset(
    {Intent.TOTALS, Intent.CUMULATIVE_RATE, Intent.CUMULATIVE, Intent.TARGET, Intent.REMAINING, Intent.SCHEDULE_STATUS}
)
# What a class has as a sum.
_ADDED_UP = _OF_ONE | {Intent.QUARTER_GAP, Intent.PACE, Intent.FORECAST, Intent.MONTH_FIGURE}
_TURNED = LISTED | {Intent.TOTALS, Intent.CUMULATIVE, Intent.MONTH_FIGURE}
# Words that ask for a list, whatever the question before was about.
_OF_MANY = frozenset({"which", "entity", "class", "sum", "reportrate", "ontime"})


def doubt_of(reading: Reading, question: Question, context: Context) -> Doubt | None:
    """None when the question may be answered."""
    if "offtopic" in reading.tags:
        return Doubt(Reason.OFF_TOPIC)
    if reading.strangers:
        return Doubt(Reason.UNIT_UNKNOWN, words="、".join(reading.strangers))
    unknown = (*reading.unknown, *_unsupposed(reading, question))
    if unknown:
        words = "、".join(unknown)
        known = question.intent is not None and bool(reading.intents() or reading.named)
        return Doubt(Reason.WORDS_UNKNOWN, reading.options, words) if known else Doubt(Reason.OFF_TOPIC)
    if reading.options:
        return Doubt(Reason.UNIT_AMBIGUOUS, reading.options)
    if question.intent is None:
        empty = not (reading.indicators or reading.whens or reading.named or reading.tags - {"filler", "follow"})
        return Doubt(Reason.OFF_TOPIC if empty else Reason.INTENT_UNCLEAR)
    if period_unclear(reading, question, context):
        return Doubt(Reason.PERIOD_UNCLEAR)
    if _intent_unclear(reading, question, context):
        return Doubt(Reason.INTENT_UNCLEAR)
    if aside := unused(reading, question):
        return Doubt(Reason.INTENT_UNCLEAR, words="、".join(aside))
    return _incomplete(reading, question, context)


def _unsupposed(reading: Reading, question: Question) -> tuple[str, ...]:
    """Amounts where nothing is supposed, or several of them."""
    supposed = Intent.WHAT_IF in (question.intent, question.about) and len(reading.amounts) <= 1
    return () if supposed else tuple(token.text for token in reading.tokens if token.has("amount"))


def _intent_unclear(reading: Reading, question: Question, context: Context) -> bool:
    """Cues of several intents, parts of a class, or a list turned round (哪些没有落后)."""
    intent = question.intent
    counted = reading.counting and intent not in COUNTED
    denied = reading.denied and intent in _TURNED
    return (
        _at_odds(reading, question)
        or (reading.tags >= {"if", "more"} and intent not in SCORING)
        or counted
        or denied
        or ("subset" in reading.tags and intent is not Intent.SCORE_WHY)
        or _mixed(reading, question, context)
        or _by_points_or_rate(reading, question, context)
    )


def _at_odds(reading: Reading, question: Question) -> bool:
    """Cues that no intent takes together: the rank's trend, which school is faster than ours, a target of one month."""
    tags = reading.tags
    rivals = "compare" in tags and len(question.units) == 1 and ("which" in tags or reading.numbering)
    by_month = question.intent in (Intent.MONTH_FIGURE, Intent.TREND)
    belated = question.intent is Intent.LATE and tags >= {"rate", "indicator"}  # Late are reports, not trainings.
    monthly = by_month and bool(tags & {"target", "task"}) and "done" not in tags
    left = any(token.text == "几个月" for token in reading.tokens) and bool(tags & {"left", "horizon_year"})
    whole = {"horizon_quarter", "horizon_year", "schedule", "behind"}
    owed = question.intent is Intent.QUARTER_GAP and "left" in tags and not tags & whole  # 还欠多少没完
    pointed = tags & {"score", "lost", "gain", "enter"} and SCORING.isdisjoint({question.intent, question.about})
    return (
        bool(pointed)
        or (tags >= {"rank", "trend"} and question.intent is not Intent.WHAT_IF)
        or rivals
        or monthly
        or belated
        or owed
        or (left and "need" not in tags)
        or _no_such_list(reading, question)
    )


def _no_such_list(reading: Reading, question: Question) -> bool:
    """Lists are by rate, of what is missing or late, and of who is at zero.

    Not of who is on track or has most left, nor of each one's rate: 各县区完成率 is not that of all together.
    """
    tags, intent = reading.tags, question.intent
    if intent in _ADDED_UP and reading.each and not question.units:
        return True
    worst = bool(tags & {"slow", "fast", "behind", "slowish", "fastish"})
    if {"which", "indicator:all"} <= tags and worst:
        return True
    if intent in RANKED and not question.units:
        by_target = tags & {"target", "task"} and not tags & {"done", "rate"}
        return bool(tags & {"upto", "left", "gap", "short", "new", "trend"} or by_target)
    return "which" in tags and intent in _OF_ONE and not (question.units or tags & {"my", "sum"})


def _by_points_or_rate(reading: Reading, question: Question, context: Context) -> bool:
    """前八名是谁 may be the chosen eight, or the first eight by rate, where a rulebook chooses the first."""
    chosen = any(book.selection is not None for book in context.programme.rulebooks.values())
    bare = not question.indicators and not reading.tags & {"rate", "done", "situation"}
    return chosen and bare and question.intent is Intent.FASTEST and "count" in reading.tags


def _incomplete(reading: Reading, question: Question, context: Context) -> Doubt | None:
    """A number that belongs to nothing, or no unit where one is needed."""
    intent = question.intent
    if reading.count is not None and intent not in (*COUNTING, Intent.RANK, Intent.TREND):
        return Doubt(Reason.WORDS_UNKNOWN, words=str(reading.count))
    if intent in SCORING and (found := _unsaid(reading, question)) is not None:
        return found
    if "my" in reading.tags and context.unit is None and reading.units and reading.together:
        return Doubt(Reason.UNIT_WANTED)
    if intent is Intent.COMPARE and len(question.units) < 2 and not question.unit_class:
        return Doubt(Reason.UNIT_WANTED)
    explained = intent is Intent.EXPLAIN and (
        question.about is None or question.about in UNITLESS or not question.units
    )
    if intent in UNITLESS - {Intent.EXPLAIN} or explained or question.units or question.unit_class:
        return _my_class(reading, question, context)
    return Doubt(Reason.UNIT_WANTED)


def _unsaid(reading: Reading, question: Question) -> Doubt | None:
    """A score of one indicator, or of several units supposed at once, there is not; what is more must be named."""
    if not (question.units or question.unit_class):
        return Doubt(Reason.UNIT_WANTED)
    if question.intent is not Intent.WHAT_IF:
        return Doubt(Reason.INTENT_UNCLEAR) if reading.indicators else None
    if question.amount is None or len(question.units) != 1:
        return Doubt(Reason.INTENT_UNCLEAR)
    return Doubt(Reason.INDICATOR_WANTED) if len(question.indicators) != 1 else None


def _mixed(reading: Reading, question: Question, context: Context) -> bool:
    """A unit and a class together make sense only for its place in the class, or beside it in a comparison."""
    if question.intent in LISTED and (reading.units or reading.options):
        return True
    if question.intent in LISTED and question.units and not reading.tags & _OF_MANY:
        return True  # 都没报吧 after a question about one unit.
    if "sum" in reading.tags and len(question.units) > 1:
        return True  # 郑州和洛阳加起来: units are told one by one.
    if not question.units or not reading.classes:
        return False
    if question.intent in (Intent.RANK, Intent.PASS_NEXT, Intent.COMPARE, Intent.EXPLAIN):
        return False
    classes = {context.programme.unit(code).unit_class for code in question.units}
    return reading.whole or not set(reading.classes) <= classes | {ALL}


def _my_class(reading: Reading, question: Question, context: Context) -> Doubt | None:
    """学校完成率 from a school's liaison may mean the school or all schools."""
    if context.unit is None or question.units or question.intent is not Intent.TOTALS:
        return None
    alone = any(token.text in _OWN_CLASS for token in reading.tokens) and not reading.tags & {"which", "sum", "entity"}
    return Doubt(Reason.UNIT_AMBIGUOUS, (context.unit,)) if alone else None
