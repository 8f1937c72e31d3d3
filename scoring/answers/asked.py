"""A question after it was understood: what `dialog.questions` makes of words and `scoring.answers` answers.

It lives here and not in dialog, because imports fall from dialog to scoring.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from programmes.periods import Period

ALL = "all"
LATEST = 0
"""The number that stands for the latest published circular."""


class Intent(StrEnum):
    """What is wanted. The codes are stable: the command line prints them and the question bank is labelled by them."""

    CUMULATIVE_RATE = "cumulative_rate"
    MONTH_FIGURE = "month_figure"
    CUMULATIVE = "cumulative"
    TARGET = "target"
    REMAINING = "remaining"
    QUARTER_GAP = "quarter_gap"
    PACE = "pace"
    SCHEDULE_STATUS = "schedule_status"
    RANK = "rank"
    PASS_NEXT = "pass_next"  # noqa: S105 - overtaking a unit, no password
    NOT_REPORTED = "not_reported"
    LATE = "late"
    ZERO_PROGRESS = "zero_progress"
    SLOWEST = "slowest"
    FASTEST = "fastest"
    TOTALS = "totals"
    TREND = "trend"
    COMPARE = "compare"
    FORECAST = "forecast"
    DEADLINE = "deadline"
    MY_STATUS = "my_status"
    REPORTING_RATE = "reporting_rate"
    BODIES = "bodies"
    EXPLAIN = "explain"
    HELP = "help"
    EXPORT = "export"
    SCORE = "score"
    SCORE_WHY = "score_why"
    SCORE_ADVANCE = "score_advance"
    WHAT_IF = "what_if"


SCORING = frozenset({Intent.SCORE, Intent.SCORE_WHY, Intent.SCORE_ADVANCE, Intent.WHAT_IF})
"""Answered by the rulebooks of the evaluation."""


class Horizon(StrEnum):
    """Up to when something is to be reached."""

    QUARTER = "quarter"
    YEAR = "year"


class Reason(StrEnum):
    """Why a question is asked back or refused."""

    UNIT_AMBIGUOUS = "unit_ambiguous"
    UNIT_WANTED = "unit_wanted"
    UNIT_UNKNOWN = "unit_unknown"
    WORDS_UNKNOWN = "words_unknown"
    INTENT_UNCLEAR = "intent_unclear"
    PERIOD_UNCLEAR = "period_unclear"
    INDICATOR_WANTED = "indicator_wanted"
    OFF_TOPIC = "off_topic"


ASKED_BACK = frozenset(
    {
        Reason.UNIT_AMBIGUOUS,
        Reason.UNIT_WANTED,
        Reason.WORDS_UNKNOWN,
        Reason.INTENT_UNCLEAR,
        Reason.PERIOD_UNCLEAR,
        Reason.INDICATOR_WANTED,
    }
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why no answer may be computed: `options` are the units it could mean, `words` what was not understood."""

    reason: Reason
    options: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """The period that was named: calendar months `first` to `last`; `upto` when it was "as of" the last of them."""

    first: Period
    last: Period
    upto: bool = False

    @property
    def month(self) -> bool:
        """Whether one month by itself was named."""
        return self.first == self.last and not self.upto

    @property
    def year(self) -> bool:
        """Whether it is a whole calendar year."""
        return self.first.year == self.last.year and (self.first.month, self.last.month) == (1, 12)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, in codes. Empty `indicators`: none was named; `when` None: "the period".

    `circular` is the number of a published circular that is to answer; `unit_class` is a class, `all`, or None; `about`
    is what an `explain` is about; `count` the N of "slowest N", `lowest` that it is the last N by score; `amount` how
    much more is supposed to be done.
    """

    intent: Intent | None
    units: tuple[str, ...] = ()
    unit_class: str | None = None
    indicators: tuple[str, ...] = ()
    when: When | None = None
    horizon: Horizon | None = None
    count: int | None = None
    about: Intent | None = None
    new: bool = False
    circular: int | None = None
    amount: int | None = None
    lowest: bool = False
    doubt: Doubt | None = None
