"""Whether an intent can use every word that carries meaning: no list goes by 总量, no rate by 年底.

The table is `[uses]` of `intents.toml`. A word that the intent cannot use means that something else is asked, so the
question is asked back. Words that other rules look after (periods, units, "not") are no matter of this file, which the
doubts call.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from dialog.questions.intents import uses
from dialog.questions.reading import Reading
from dialog.questions.tokens import PLAIN, Token
from scoring.answers.asked import Intent, Question

_ELSEWHERE = PLAIN | {
    *("unit", "numbered", "nobody", "my", "myclass", "entity", "bureau_word", "school", "class", "report", "situation"),
    *("today", "past", "before_month", "bad_period", "midyear", "amount"),
    *("subset", "negation", "follow", "circular", "explain"),
}
_KINDS = ("indicator:", "class:", "period")
# 为什么这么低, why so slow: what is wondered at, beside what is explained.
_WONDERED = frozenset({"slow", "slowish", "fast", "fastish", "monthly"})
# A word with one of these is used only as that, whatever else it is: the year's end is no "this year".
_STRICT = frozenset({"yearend"})


def unused(reading: Reading, question: Question) -> tuple[str, ...]:
    """The words that say something which the question's intent has no use for."""
    explained = question.intent is Intent.EXPLAIN
    intent = question.about if explained else question.intent
    if intent is None or intent is Intent.HELP:
        return ()
    usable = uses(intent) | _WONDERED if explained else uses(intent)
    return tuple(token.text for token in _telling(reading.tokens) if usable.isdisjoint(_meanings(token)))


def _telling(tokens: Iterable[Token]) -> Iterable[Token]:
    return (token for token in tokens if not token.has(*_ELSEWHERE) and not _of_a_kind(token))


def _of_a_kind(token: Token) -> bool:
    return any(tag.startswith(_KINDS) for tag in token.tags)


def _meanings(token: Token) -> AbstractSet[str]:
    return token.tags & _STRICT or token.tags
