"""What a question takes over from the one before it: 那取证呢, 洛阳呢, 上个月的, 为什么.

Called by the understanding.
"""

from __future__ import annotations

from dataclasses import replace

from dialog.questions.kinds import RANKED
from dialog.questions.reading import Reading
from scoring.answers.asked import SCORING, Doubt, Intent, Question, Reason

# Asked why, they are answered by what was lost.
_LOST = frozenset({Intent.SCORE, Intent.SCORE_WHY, Intent.SCORE_ADVANCE})
# In which "and the first five?" goes on.
_COUNTED = frozenset({Intent.SCORE, Intent.SCORE_ADVANCE})
_NO_UNIT = frozenset({Intent.HELP, Intent.DEADLINE})


def goes_on(reading: Reading, question: Question) -> bool:
    """Whether the question stands on the earlier one: it says so, or leaves out what it is about."""
    if reading.empty or reading.tags & {"offtopic", "help"} or question.intent in _NO_UNIT:
        return False
    if "follow" in reading.tags or question.intent in (None, Intent.EXPLAIN):
        return True
    if question.intent is Intent.COMPARE and len(question.units) < 2:
        return True
    if question.intent is Intent.WHAT_IF and not question.indicators:
        return True
    return not reading.named


def carried(reading: Reading, question: Question, earlier: Question) -> Question:
    """The question with what it leaves out taken from the earlier one."""
    if question.intent is Intent.EXPLAIN and question.about is None:
        return _why(question, earlier)
    intent = _intent(reading, question, earlier)
    same = intent is earlier.intent
    alike = same or (intent in RANKED and earlier.intent in RANKED)
    units, unit_class = question.units, question.unit_class
    if question.intent is Intent.COMPARE and len(units) < 2 and earlier.units:
        units = tuple(dict.fromkeys((*earlier.units, *units)))
    elif not reading.named:
        units, unit_class = earlier.units or _chosen(reading, earlier), earlier.unit_class
    return replace(
        question,
        intent=intent,
        units=units,
        unit_class=unit_class,
        indicators=question.indicators or earlier.indicators,
        when=question.when or (earlier.when if _alike(intent, earlier) else None),
        horizon=question.horizon or (earlier.horizon if same else None),
        count=question.count or (earlier.count if alike else None),
        about=question.about or (earlier.about if same else None),
        new=question.new or (earlier.new and same),
        circular=earlier.circular if question.circular is None else question.circular,
        amount=question.amount or (earlier.amount if same else None),
        lowest=question.lowest or (earlier.lowest and same),
        doubt=_left_open(reading, question, earlier),
    )


def _left_open(reading: Reading, question: Question, earlier: Question) -> Doubt | None:
    """What kept the earlier question from an answer keeps this one too, unless its words mend just that.

    After 女生取证多少, 那培训呢 is not about all who were trained; 培训完成率 is a question of its own.
    """
    doubt = earlier.doubt
    if doubt is None or (reading.intents() and "follow" not in reading.tags):
        return None
    mended = {
        Reason.INTENT_UNCLEAR: question.intent is not None and bool(reading.intents()),
        Reason.PERIOD_UNCLEAR: question.when is not None,
        Reason.WORDS_UNKNOWN: False,
        Reason.UNIT_UNKNOWN: reading.named,
    }
    return None if mended.get(doubt.reason, True) else doubt


def _alike(intent: Intent | None, earlier: Question) -> bool:
    """Whether a period means the same in both: the day of an evaluation is no month of figures."""
    return (intent in SCORING) == (earlier.intent in SCORING) and (intent is Intent.WHAT_IF) == (
        earlier.intent is Intent.WHAT_IF
    )


def _why(question: Question, earlier: Question) -> Question:
    about = earlier.about if earlier.intent is Intent.EXPLAIN else earlier.intent
    intent = Intent.SCORE_WHY if about in _LOST else Intent.EXPLAIN
    return replace(
        earlier,
        intent=intent,
        about=None if intent is Intent.SCORE_WHY else about,
        units=question.units or earlier.units,
        indicators=question.indicators or earlier.indicators,
        when=question.when or earlier.when,
    )


def _intent(reading: Reading, question: Question, earlier: Question) -> Intent | None:
    """The earlier intent, unless the new words make one of their own that is more than a bare figure of a month."""
    if question.intent in RANKED and earlier.intent in _COUNTED and not reading.tags & {"indicator", "rate"}:
        return earlier.intent
    weak = {Intent.CUMULATIVE_RATE, Intent.MONTH_FIGURE, Intent.CUMULATIVE}
    own = reading.tags & {"rate", "done", "cumulative", "howmany", "new", "situation", "report"}
    if question.intent is None or (question.intent in weak and not own):
        return _summed_back(earlier, question)
    return question.intent


def _summed_back(earlier: Question, question: Question) -> Intent | None:
    """Totals of a class become a unit's rate when the next question names a unit."""
    if earlier.intent is Intent.TOTALS and question.units:
        return Intent.CUMULATIVE_RATE
    return earlier.intent


def _chosen(_reading: Reading, earlier: Question) -> tuple[str, ...]:
    """No unit yet: the earlier question was asked back and is still open."""
    open_ = earlier.doubt is not None and earlier.doubt.reason is Reason.UNIT_AMBIGUOUS
    return earlier.units if not open_ else ()
