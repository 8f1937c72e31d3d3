"""How far a unit is from being chosen, and what could still bring points. "还差什么能进前五".

The points of the last place chosen are another unit's: officials hear them, a unit's people hear their place and what
their own items can still bring.
"""

from __future__ import annotations

from fractions import Fraction

from locales.text import Argument, Text, text
from programmes.evaluations import Rulebook
from scoring.answers.answered import Draft, unit_name
from scoring.answers.asked import Question
from scoring.answers.evaluated import Evaluated, item_name, result, stage_name
from scoring.answers.items import few, names
from scoring.answers.scores import kept_out, note_total, open_items
from scoring.rulebooks.gains import gain, spread
from scoring.rulebooks.merging import ItemState
from scoring.rulebooks.parts import ZERO
from scoring.rulebooks.scores import Evaluation, ItemScore, UnitScore
from scoring.rulebooks.written import points


def advance(
    draft: Draft, seen: Evaluated, question: Question, book: Rulebook, one: UnitScore, *, sees_all: bool
) -> None:
    """The place against the places there are, then the items."""
    places = question.count or (book.selection.places if book.selection else 0)
    note_total(draft, seen, one)
    draft.figure(one.unit.name, None, "places", seen.day.period, places)
    draft.say(*kept_out(seen, book, one))
    if one.eligible:
        _distance(draft, seen, book, one, places, sees_all=sees_all)
    if book.selection is not None and places != book.selection.places:
        draft.say(text("answers.score.places", places=book.selection.places))
    _gains(draft, seen, one)


def _distance(draft: Draft, seen: Evaluated, book: Rulebook, one: UnitScore, places: int, *, sees_all: bool) -> None:
    found = seen.scored(book)
    own = result(found, one)
    if own is None or one.rank is None:
        draft.say(text("answers.score.advance.open", stage=stage_name(seen.day)))
        return
    ranks = [other.rank for other in found.units if other.rank is not None]
    shown: dict[str, Argument] = {"stage": stage_name(seen.day), "rank": one.rank, "places": places, "result": own}
    if one.rank <= places:
        tied = sum(rank <= one.rank for rank in ranks) > places
        draft.say(text("answers.score.advance.tied" if tied else "answers.score.advance.in", **shown))
    elif sees_all:
        _short(draft, seen, found, one, places, own)
    else:
        draft.say(text("answers.score.advance.out", **shown, steps=one.rank - places))
        draft.say(text("answers.score.advance.private"))


def _short(draft: Draft, seen: Evaluated, found: Evaluation, one: UnitScore, places: int, own: Fraction) -> None:
    """The unit on the last place, its result, and the difference."""
    ranked = sorted((other for other in found.units if other.rank is not None), key=lambda other: other.rank or 0)
    last = ranked[places - 1]
    limit = result(found, last) or ZERO
    period = seen.day.period
    draft.figure(one.unit.name, None, "short", period, points(limit - own))
    draft.figure(last.unit.name, None, "total" if last.final is None else "final", period, points(limit))
    draft.say(
        text(
            "answers.score.advance.short",
            stage=stage_name(seen.day),
            rank=one.rank or 0,
            result=own,
            places=places,
            unit=unit_name(last.unit),
            limit=limit,
            short=limit - own,
        )
    )


def _gains(draft: Draft, seen: Evaluated, one: UnitScore) -> None:
    """The largest first; what is open apart, with the points between which it lies, again the largest first."""
    if seen.day.over:
        draft.say(text("answers.score.gain.over"))
    else:
        _can_gain(draft, seen, one)
    left = sorted((item for item in one.items if item.state is ItemState.OPEN), key=lambda item: -spread(item)[1])
    if left:
        draft.say(
            few([_between(item, name) for item, name in zip(left, names([one.item for one in left]), strict=True)])
        )
    elif one.open_mid_year:
        draft.say(few(open_items(one)))


def _can_gain(draft: Draft, seen: Evaluated, one: UnitScore) -> None:
    each = sorted(((item, gain(item, seen.day.today)) for item in one.items), key=lambda pair: -pair[1])
    more = [(item, best) for item, best in each if best]
    if not more:
        draft.say(text("answers.score.gain.none"))
        return
    draft.say(text("answers.score.gain", count=len(more), points=sum((best for _, best in more), ZERO)))
    for item, best in more:
        draft.figure(one.unit.name, item.item.key, "gain", seen.day.period, points(best))
        shown: dict[str, Argument] = {"item": item_name(item.item), "gain": best, "most": item.most}
        shown |= {"points": item.points or ZERO}
        draft.say(text("answers.score.gain.item", **shown))
        draft.step(text("answers.score.gain.item", **shown), item.item.cites)
    draft.say(text("answers.score.gain.lost"))


def _between(item: ItemScore, name: Text) -> Text:
    low, high = spread(item)
    return text("answers.score.open_between", item=name, low=low, high=high)
