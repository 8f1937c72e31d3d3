"""What is said beside a unit's total: what keeps it from a rank, whether it is chosen. Called by tables and files."""

from __future__ import annotations

from collections.abc import Mapping

from locales.text import Listing, Name, Text, text
from scoring.rulebooks.scores import Advanced, UnitScore

Names = Mapping[str, Name]
_CODES: Names = {}
CHOSEN: Mapping[Advanced, Text] = {one: text(f"score.chosen.{one.value}") for one in Advanced}


def remarks(score: UnitScore, names: Names = _CODES) -> tuple[Text, ...]:
    """What keeps the unit from a rank, or is to be said with its total. Vetoes are named, where `names` has them."""
    found = []
    if score.vetoed:
        found.append(text("score.note.vetoed", reasons=Listing(tuple(names.get(one, one) for one in score.vetoed))))
    if score.disqualified:
        found.append(text("score.note.disqualified"))
    if score.open or score.open_mid_year:
        found.append(text("score.note.open", items=", ".join(dict.fromkeys((*score.open, *score.open_mid_year)))))
    if score.assessable != 100 and score.points is not None:
        found.append(text("score.note.scaled", points=score.points, assessable=score.assessable))
    if score.reported:
        found.append(text("score.why.reported"))
    return tuple(found)
