"""What is said beside a unit's total: what keeps it from a rank, whether it is chosen. Called by tables and files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from locales.text import Argument, Listing, Text, text
from scoring.rulebooks.scores import Advanced, UnitScore

CHOSEN: Mapping[Advanced, Text] = {one: text(f"score.chosen.{one.value}") for one in Advanced}


def remarks(score: UnitScore, vetoes: Sequence[Argument]) -> tuple[Text, ...]:
    """What keeps the unit from a rank, or is to be said with its total; `vetoes` are its vetoes in words."""
    found = []
    if score.vetoed:
        found.append(text("score.note.vetoed", reasons=Listing(tuple(vetoes))))
    if score.disqualified:
        found.append(text("score.note.disqualified"))
    if score.open or score.open_mid_year:
        found.append(text("score.note.open", items=Listing(_open(score))))
    if score.assessable != 100 and score.points is not None:
        found.append(text("score.note.scaled", points=score.points, assessable=score.assessable))
    if score.reported:
        found.append(text("score.why.reported"))
    return tuple(found)


def _open(score: UnitScore) -> tuple[Argument, ...]:
    """What the total needs, then what only its mid-year share still needs."""
    early = [key for key in score.open_mid_year if key not in score.open]
    return (*score.open, *(text("score.note.open_mid_year", key=key) for key in early))
