"""Every answer's figures, with the arithmetic and the clause behind them. Pure; called through `answer`.

`asked` is the typed question, `given` what an answer may look at, `permissions` who may ask what, `rosters` who is
expected in a period.
"""

from __future__ import annotations

from scoring.answers.answered import Answer, Outcome, Step, Value
from scoring.answers.answering import answer
from scoring.answers.asked import Doubt, Horizon, Intent, Question, Reason, When
from scoring.answers.given import Facts, Given, Published
from scoring.answers.permissions import Relation, allowed
from scoring.answers.rosters import Reporting, Roster, fixed, reporting

__all__ = [
    "Answer",
    "Doubt",
    "Facts",
    "Given",
    "Horizon",
    "Intent",
    "Outcome",
    "Published",
    "Question",
    "Reason",
    "Relation",
    "Reporting",
    "Roster",
    "Step",
    "Value",
    "When",
    "allowed",
    "answer",
    "fixed",
    "reporting",
]
