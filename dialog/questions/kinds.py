"""Which intents are alike: those that need no unit, those in which indicators mean nothing, and lists of units.

Looked up by the understanding and by its doubts.
"""

from __future__ import annotations

from scoring.answers.asked import SCORING, Intent

# About everyone, or about no one.
UNITLESS = frozenset(
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
# Indicators mean nothing in them.
BARE = frozenset(
    {Intent.NOT_REPORTED, Intent.LATE, Intent.REPORTING_RATE, Intent.DEADLINE, Intent.HELP, Intent.MY_STATUS}
)
# Lists over a class or all units, in which one unit's name has no place.
LISTED = frozenset(
    {Intent.NOT_REPORTED, Intent.LATE, Intent.ZERO_PROGRESS, Intent.SLOWEST, Intent.FASTEST, Intent.REPORTING_RATE}
)
# Answers that say how many units there are of a kind.
COUNTED = frozenset({Intent.NOT_REPORTED, Intent.LATE, Intent.ZERO_PROGRESS, Intent.REPORTING_RATE, Intent.BODIES})
SUMMED = frozenset({Intent.CUMULATIVE_RATE, Intent.CUMULATIVE, Intent.TARGET})
RANKED = frozenset({Intent.SLOWEST, Intent.FASTEST})
# In which "the first five" has a meaning.
COUNTING = RANKED | SCORING
