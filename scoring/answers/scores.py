"""How many points a unit has, with its place; how a rulebook's units stand by points. "我们得了多少分", "得分排名前五".

An item that is still open keeps the total back: it is named, and never counted as 0.
"""

from __future__ import annotations

from fractions import Fraction

from locales import numbers
from locales.text import Argument, Listing, Name, Text, text
from programmes.evaluations import Rulebook
from scoring.answers.answered import Cell, Draft, unit_name
from scoring.answers.asked import Question
from scoring.answers.evaluated import Evaluated, result, stage_name, vetoes_named
from scoring.answers.items import few, names
from scoring.rulebooks.merging import ItemState
from scoring.rulebooks.parts import ZERO
from scoring.rulebooks.scores import Advanced, Evaluation, UnitScore
from scoring.rulebooks.stages import Stage
from scoring.rulebooks.written import points

_ADVANCED: dict[Advanced, Cell] = {Advanced.YES: True, Advanced.NO: False, Advanced.TIE: "tie"}


def unit_score(draft: Draft, seen: Evaluated, book: Rulebook, one: UnitScore) -> None:
    """The unit's total, or why it has none; its place; what is to be known with it."""
    found = seen.scored(book)
    note_total(draft, seen, one)
    if one.total is None or result(found, one) is None:
        _without_total(draft, seen, one)
    else:
        draft.say(total_line(seen, book, one))
    draft.say(*place_lines(seen, book, one))


def note_total(draft: Draft, seen: Evaluated, one: UnitScore) -> None:
    """The figures: total, final at the year's end, rank, and whether it is chosen at the two stages."""
    period, name = seen.day.period, one.unit.name
    draft.figure(name, None, "total", period, None if one.total is None else points(one.total))
    if seen.day.stage is Stage.YEAR_END:
        draft.figure(name, None, "final", period, None if one.final is None else numbers.half_up(one.final, 2))
    draft.figure(name, None, "rank", period, one.rank)
    if seen.day.stage is not Stage.RUNNING:
        draft.figure(name, None, "advanced", period, _ADVANCED[one.advanced])


def total_line(seen: Evaluated, book: Rulebook, one: UnitScore) -> Text:
    total = one.total or ZERO
    if seen.day.stage is Stage.YEAR_END and one.final is not None and book.selection is not None:
        weights = {"mid_year": book.selection.mid_year * 100, "year_end": book.selection.year_end * 100}
        final = numbers.half_up(one.final, 2)
        return text("answers.score.final", stage=stage_name(seen.day), total=total, final=final, **weights)
    return text("answers.score.total", stage=stage_name(seen.day), total=total)


def open_items(one: UnitScore) -> list[Text]:
    """Every open item by name; those of mid-year alone are marked."""
    keys = dict.fromkeys((*one.open, *one.open_mid_year))
    items = {score.item.key: score.item for score in one.items}
    named = zip(keys, names([items[key] for key in keys]), strict=True)
    return [name if key in one.open else text("answers.score.item_mid", item=name) for key, name in named]


def place_lines(seen: Evaluated, book: Rulebook, one: UnitScore) -> list[Text]:
    """Its place, or why it has none; whether it is chosen; what else is to be said of it."""
    found = seen.scored(book)
    lines = []
    if one.rank is not None:
        count = sum(other.rank is not None for other in found.units)
        lines.append(text("answers.score.place", rank=one.rank, count=count))
        lines += _chosen(seen, book, one)
    lines += kept_out(seen, book, one)
    if one.assessable != 100 and one.points is not None:
        lines.append(text("score.note.scaled", points=one.points, assessable=one.assessable))
    waiting = _undecided(found, one)
    if one.rank is not None and waiting:
        lines.append(text("score.commend.others_open", count=waiting))
    return lines


def kept_out(seen: Evaluated, book: Rulebook, one: UnitScore) -> list[Text]:
    """What takes the unit out of rank and selection."""
    lines = []
    if one.vetoed:
        reasons = Listing(vetoes_named(seen.programme, book, one))
        lines.append(text("answers.score.vetoed", reasons=reasons))
        if seen.day.stage is Stage.MID_YEAR:
            lines.append(text("answers.score.vetoed_mid"))
    if one.disqualified:
        lines.append(text("answers.score.disqualified"))
    return lines


def listing(draft: Draft, seen: Evaluated, question: Question, book: Rulebook) -> None:
    """The units by points, from the first or the last; then those that have no place, and why."""
    found = seen.scored(book)
    ranked = sorted((one for one in found.units if one.rank is not None), key=lambda one: one.rank or 0)
    shown = (ranked[::-1] if question.lowest else ranked)[: question.count or len(ranked)]
    head: dict[str, Argument] = {"book": _class_name(seen, book), "stage": stage_name(seen.day)}
    if shown:
        key = "answers.score.list.lowest" if question.lowest else "answers.score.list"
        draft.say(text(key, **head, count=len(shown)))
    else:
        draft.say(text("answers.score.list.none", **head))
    for one in shown:
        value = result(found, one) or ZERO
        note_total(draft, seen, one)
        draft.say(
            text("answers.score.listed", number=one.rank or 0, unit=unit_name(one.unit), result=_shown(seen, value))
        )
    _without_place(draft, seen, found)


def _without_place(draft: Draft, seen: Evaluated, found: Evaluation) -> None:
    out = {
        "answers.score.list.open": [one for one in found.units if one.eligible and result(found, one) is None],
        "answers.score.list.vetoed": [one for one in found.units if one.vetoed],
        "answers.score.list.disqualified": [one for one in found.units if one.disqualified],
    }
    for key, units in out.items():
        if units:
            draft.say(text(key, count=len(units), units=Listing(tuple(unit_name(one.unit) for one in units))))
    for one in found.units:
        if one.rank is None and not any(figure.unit == one.unit.name for figure in draft.figures):
            draft.figure(one.unit.name, None, "rank", seen.day.period, None)


def _shown(seen: Evaluated, value: Fraction) -> Argument:
    """The final result has two decimals."""
    return numbers.half_up(value, 2) if seen.day.stage is Stage.YEAR_END else value


def _without_total(draft: Draft, seen: Evaluated, one: UnitScore) -> None:
    left = len(dict.fromkeys((*one.open, *one.open_mid_year)))
    draft.say(text("answers.score.no_total", stage=stage_name(seen.day), count=left))
    decided = [score for score in one.items if score.state is ItemState.SCORED and score.points is not None]
    sums = sum((score.points or ZERO for score in decided), ZERO), sum((score.most for score in decided), ZERO)
    if one.open and decided:
        draft.say(text("answers.score.decided", count=len(decided), points=sums[0], most=sums[1]))
    draft.say(few(open_items(one)))
    for key in one.open:
        draft.figure(one.unit.name, key, "points", seen.day.period, None)


def _undecided(found: Evaluation, but: UnitScore) -> int:
    """How many other units could still take a place."""
    return sum(one is not but and one.eligible and result(found, one) is None for one in found.units)


def _chosen(seen: Evaluated, book: Rulebook, one: UnitScore) -> list[Text]:
    if book.selection is None or seen.day.stage is Stage.RUNNING:
        return []
    return [text(f"answers.score.chosen.{one.advanced.value}", places=book.selection.places)]


def _class_name(seen: Evaluated, book: Rulebook) -> Name:
    return next(Name(one.zh, one.en) for one in seen.programme.classes if one.code == book.unit_class)
