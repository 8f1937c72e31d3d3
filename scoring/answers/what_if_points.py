"""What-if under points: total, place and every item that changes, before beside after."""

from __future__ import annotations

from fractions import Fraction

from locales import numbers
from locales.text import Argument, Listing, Percent, text
from programmes.evaluations import Rulebook
from programmes.periods import Period
from scoring.answers.answered import Cell, Draft, measure_name
from scoring.answers.evaluated import Evaluated, item_name, result, sources, vetoes_named
from scoring.answers.items import few, names, reasons
from scoring.answers.supposing import Supposed, both, head
from scoring.rulebooks.evaluating import done, what_if
from scoring.rulebooks.facts import NOTHING
from scoring.rulebooks.scores import Evaluation, ItemScore, UnitScore
from scoring.rulebooks.stages import Stage
from scoring.rulebooks.supposing import supposed
from scoring.rulebooks.written import points, why

Pair = tuple[UnitScore, UnitScore]


def under_points(draft: Draft, seen: Evaluated, book: Rulebook, one: Supposed) -> None:
    """All other units stay as they are."""
    known, code = seen.known(book), one.unit.code
    more = supposed(known.get(code, NOTHING), one.indicator.code, one.month, one.amount)
    before, after = what_if(seen.programme, book, known, seen.day.on, {code: more})
    pair = _of(before, code), _of(after, code)
    head(draft, one, seen.programme)
    draft.say(text("answers.if.day", day=seen.day.on))
    _done(draft, seen, book, one)
    _whole(draft, seen, before, pair)
    _vetoes(draft, seen, book, pair)
    _items(draft, seen.day.period, pair)
    sources(draft, seen, book, reported=pair[1].reported)


def _done(draft: Draft, seen: Evaluated, book: Rulebook, one: Supposed) -> None:
    """The indicator itself, by the sources that count."""
    code = one.indicator.code
    known = seen.known(book).get(one.unit.code, NOTHING)
    before = done(seen.programme, book, one.unit, known, seen.day.on).get(code, 0)
    after = before + one.amount
    target = one.unit.targets.get(code)
    both(draft, one.unit.name, code, "cumulative", seen.day.period, (before, after))
    shown: dict[str, Argument] = {"before": before, "after": after, "measure": measure_name(one.indicator)}
    if not target:
        draft.say(text("answers.if.done", **shown))
        return
    shares = Percent(Fraction(before, target)), Percent(Fraction(after, target))
    draft.say(text("answers.if.rate", **shown, target=target, rate=shares[0], more=shares[1]))


def _of(found: Evaluation, code: str) -> UnitScore:
    return next(one for one in found.units if one.unit.code == code)


def _whole(draft: Draft, seen: Evaluated, found: Evaluation, pair: Pair) -> None:
    """Total, final at the year's end, and place."""
    name, period = pair[0].unit.name, seen.day.period
    both(draft, name, None, "total", period, (_written(pair[0]), _written(pair[1])))
    if found.stage is Stage.YEAR_END:
        both(draft, name, None, "final", period, (_final(pair[0]), _final(pair[1])))
    both(draft, name, None, "rank", period, (pair[0].rank, pair[1].rank))
    draft.say(text("answers.if.total", before=_result(found, pair[0]), after=_result(found, pair[1])))
    draft.say(text("answers.if.rank", before=_rank(pair[0]), after=_rank(pair[1])))


def _vetoes(draft: Draft, seen: Evaluated, book: Rulebook, pair: Pair) -> None:
    if not pair[0].vetoed and not pair[1].vetoed:
        return
    named = [Listing(vetoes_named(seen.programme, book, one)) for one in pair]
    before, after = (one if one.items else text("answers.if.no_veto") for one in named)
    draft.say(text("answers.if.vetoed", before=before, after=after))


def _items(draft: Draft, period: Period, pair: Pair) -> None:
    changed = [(a, b) for a, b in zip(pair[0].items, pair[1].items, strict=True) if a.points != b.points]
    if not changed:
        draft.say(text("answers.if.same"))
    for old, new in changed:
        _item(draft, pair[0].unit.name, period, old, new)
    left = names([item.item for item in pair[1].items if item.item.key in pair[1].open])
    if left:
        draft.say(few(left))


def _item(draft: Draft, unit: str, period: Period, old: ItemScore, new: ItemScore) -> None:
    values = tuple(None if one.points is None else points(one.points) for one in (old, new))
    both(draft, unit, new.item.key, "points", period, (values[0], values[1]))
    shown: dict[str, Argument] = {"item": item_name(new.item), "before": _points(old), "after": _points(new)}
    draft.say(text("answers.if.item", **shown, why=reasons(new.why)))
    draft.step(text("answers.if.step", **shown, early=why(old.why), late=why(new.why)), new.item.cites)


def _written(one: UnitScore) -> Cell:
    return None if one.total is None else points(one.total)


def _final(one: UnitScore) -> Cell:
    return None if one.final is None else numbers.half_up(one.final, 2)


def _points(one: ItemScore) -> Argument:
    return text("answers.if.open") if one.points is None else one.points


def _result(found: Evaluation, one: UnitScore) -> Argument:
    value = result(found, one)
    return text("answers.if.open") if value is None else value


def _rank(one: UnitScore) -> Argument:
    return text("answers.if.unranked") if one.rank is None else one.rank
