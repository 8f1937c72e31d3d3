"""Ranks and the units chosen: at mid-year by the total, at the year's end by the rounded final result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from programmes.evaluations import Rulebook, Selection
from scoring.ranking import places
from scoring.rulebooks.scores import Advanced, UnitScore
from scoring.rulebooks.stages import Stage


def rounded(value: Fraction) -> Fraction:
    """To two decimals, half up."""
    return Fraction((value * 100 + Fraction(1, 2)) // 1, 100)


def with_final(book: Rulebook, year_end: Sequence[UnitScore], mid_year: Sequence[UnitScore]) -> tuple[UnitScore, ...]:
    """The year's end together with its share of mid-year. A mid-year veto bars nobody here."""
    return tuple(
        replace(late, final=_final(book.selection, early.total, late.total), open_mid_year=early.open)
        for early, late in zip(mid_year, year_end, strict=True)
    )


def with_places(book: Rulebook, scores: Sequence[UnitScore], stage: Stage) -> tuple[UnitScore, ...]:
    """Each with its rank among those that can be ranked, and whether it is chosen."""
    results = [_result(score, stage) for score in scores]
    ranks = places(results)
    chosen = _advanced(ranks, book.selection.places if book.selection and stage is not Stage.RUNNING else 0)
    return tuple(
        replace(score, rank=rank, advanced=advanced)
        for score, rank, advanced in zip(scores, ranks, chosen, strict=True)
    )


def _final(selection: Selection | None, early: Fraction | None, late: Fraction | None) -> Fraction | None:
    if selection is None or early is None or late is None:
        return None
    return rounded(selection.mid_year * early + selection.year_end * late)


def _result(score: UnitScore, stage: Stage) -> Fraction | None:
    if not score.eligible:
        return None
    return score.final if stage is Stage.YEAR_END else score.total


def _advanced(ranks: Sequence[int | None], seats: int) -> list[Advanced]:
    """A group of equals is chosen whole or, where it would go beyond the last place, not at all but marked."""
    sizes = Counter(ranks)
    found = []
    for rank in ranks:
        if rank is None or rank > seats:
            found.append(Advanced.NO)
        else:
            found.append(Advanced.YES if rank + sizes[rank] - 1 <= seats else Advanced.TIE)
    return found
