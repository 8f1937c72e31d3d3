"""The traps of a judgement: `YUEBAO_KILL_AT=fact.proposed:1 python -m tests.kill.judging_entry run`."""

from __future__ import annotations

from store.entering import EnteredFacts
from store.self_assessments import SelfAssessments
from tests.kill.entry import Points, serve

# Where an entry can be cut through: a fact by its own functions, the turn around it by those of every turn.
POINTS_OF_JUDGING: Points = {
    "fact.proposing": (EnteredFacts, "propose", "before"),
    "fact.proposed": (EnteredFacts, "propose", "after"),
    "fact.handed_in": (SelfAssessments, "submit", "after"),
    "fact.confirmed": (EnteredFacts, "confirm", "after"),
}
POINTS_OF_TURNS = ("turn.shown", "turn.saved", "turn.committed", "outbox.taken")

if __name__ == "__main__":
    serve(POINTS_OF_JUDGING)
