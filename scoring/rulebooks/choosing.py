"""Candidates under points: the units that the rulebook chooses, with their place, vetoes and disqualification.

Called by `commending`. The choice itself is that of `selecting`; here it is put into reasons.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from locales import numbers
from locales.text import Argument, Listing, Name, Text, text
from programmes.evaluations import Rulebook, Selection
from programmes.model import Programme
from scoring.rulebooks.candidates import Candidate, Reason
from scoring.rulebooks.evaluating import DISQUALIFIED, LIABILITY, evaluate
from scoring.rulebooks.facts import Facts
from scoring.rulebooks.scores import Advanced, Evaluation, UnitScore
from scoring.rulebooks.stages import Stage


def chosen(programme: Programme, book: Rulebook, facts: Facts, as_of: date) -> tuple[Candidate, ...]:
    """Every assessed unit by its place, then those without one in the table's order; nobody where none is selected."""
    selection = book.selection
    if selection is None:
        return ()
    found = evaluate(programme, book, facts, as_of)
    return tuple(
        Candidate(one.unit, (_place(found, selection, one), _veto(programme, book, one), _article_8(book, one)))
        for one in sorted(found.units, key=lambda one: (one.rank is None, one.rank or 0))
    )


def _place(found: Evaluation, selection: Selection, one: UnitScore) -> Reason:
    holds, value = _placed(found, selection, one)
    others = sum(bool(other.eligible and _result(found, other) is None) for other in found.units if other is not one)
    if others and one.rank is not None:
        value = text("score.why.then", first=value, second=text("score.commend.others_open", count=others))
    return Reason(text("score.commend.place"), holds, value, selection.reading, selection.cites)


def _placed(found: Evaluation, selection: Selection, one: UnitScore) -> tuple[bool | None, Text]:
    """On a day that is neither mid-year nor the year's end nobody is chosen; who would be is undecided."""
    result = _result(found, one)
    if not one.eligible:
        return False, text("score.commend.no_place")
    if result is None or one.rank is None:
        left = tuple(dict.fromkeys((*one.open, *one.open_mid_year)))
        return None, text("score.commend.no_total", count=len(left), items=Listing(left))
    shown: dict[str, Argument] = {"result": numbers.half_up(result, 2), "rank": one.rank, "places": selection.places}
    if found.stage is Stage.RUNNING:
        within = one.rank <= selection.places
        return (None if within else False), text("score.commend.so_far", **shown)
    if one.advanced is Advanced.TIE:
        return False, text("score.commend.tied", **shown)
    return one.advanced is Advanced.YES, text("score.commend.ranked", **shown)


def _result(found: Evaluation, one: UnitScore) -> Fraction | None:
    return one.final if found.stage is Stage.YEAR_END else one.total


def _veto(programme: Programme, book: Rulebook, one: UnitScore) -> Reason:
    cites = book.vetoes[0].cites if book.vetoes else book.cites
    name = text("score.commend.veto")
    if not one.vetoed:
        return Reason(name, True, text("score.commend.no_veto"), book.reading, cites)
    vetoed = Listing(tuple(_named(programme, book, key) for key in one.vetoed))
    return Reason(name, False, text("score.commend.vetoed", by=vetoed), book.reading, cites)


def _named(programme: Programme, book: Rulebook, key: str) -> Name:
    if key == LIABILITY:
        fact = next(finding.fact for finding in book.findings if finding.fact.key == key)
        return Name(fact.zh, fact.en)
    indicator = programme.indicator(key)
    return Name(indicator.zh, indicator.en)


def _article_8(book: Rulebook, one: UnitScore) -> Reason:
    cites = next((finding.cites for finding in book.findings if finding.fact.key == DISQUALIFIED), book.cites)
    key = "score.commend.disqualified" if one.disqualified else "score.commend.not_disqualified"
    return Reason(text("score.commend.article_8"), not one.disqualified, text(key), book.reading, cites)
