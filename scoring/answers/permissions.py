"""Who may ask what: the contract's table as one pure function, complete for every role, intent and relation.

Called by `scoring.answers.answer` before a number is computed, and by the tests, which walk the whole matrix.
"""

from __future__ import annotations

from enum import StrEnum

from programmes.roles import Role
from scoring.answers.asked import SCORING, Intent


class Relation(StrEnum):
    """How what is asked about relates to the asker. `NONE`: about no unit at all (help, deadlines)."""

    OWN = "own"
    OTHER = "other"
    CLASS = "class"
    ALL = "all"
    NONE = "none"


SEE_ALL = frozenset({Role.OFFICIAL, Role.COORDINATOR, Role.ADMIN})

# Answers that name units, with or without their figures. Scores are for the unit itself and for officials alone.
NAMING = frozenset(
    {
        Intent.RANK,
        Intent.PASS_NEXT,
        Intent.NOT_REPORTED,
        Intent.LATE,
        Intent.ZERO_PROGRESS,
        Intent.SLOWEST,
        Intent.FASTEST,
        Intent.EXPORT,
        Intent.MY_STATUS,
        *SCORING,
    }
)

# The same for everyone: nothing in them belongs to a unit.
OPEN = frozenset({Intent.HELP, Intent.DEADLINE})


def allowed(role: Role, intent: Intent, relation: Relation) -> bool:
    """Whether the role may have that answer. Unit's people see their own unit, and totals and rates without names."""
    if role in SEE_ALL or intent in OPEN or relation in (Relation.OWN, Relation.NONE):
        return True
    if relation is Relation.OTHER:
        return False
    return intent not in NAMING
