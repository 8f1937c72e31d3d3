"""The results in chat: totals and ranks of all units, and one unit with every item and why. Computed at each look."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dialog.evaluation import results
from dialog.evaluation.checking import subject_of
from dialog.evaluation.results import About
from dialog.evaluation.times import quarter_of
from dialog.paging import page_number
from handlers.evaluating.books import Shelf, shelf_at
from handlers.evaluating.facts import known
from handlers.evaluating.viewing import waiting_in
from handlers.turns import Turn
from scoring.rulebooks.checklists import check
from scoring.rulebooks.evaluating import evaluate
from scoring.rulebooks.stages import moment

NOW, MID, END = "now", "mid", "end"


def show_all(turn: Turn, argument: str) -> None:
    """`0`, `0:mid` or `0:mid:page`."""
    place, word, page = [*argument.split(":"), "", ""][:3]
    shelf = shelf_at(turn.programme, place)
    if shelf is None:
        return
    about = _about(turn, shelf, word)
    day, at = about.stages[about.shown], page_number(page)
    facts = known(turn.tx, turn.programme, shelf.book, day, turn.now)
    if shelf.book.checklist:
        turn.show(results.states_screen(check(turn.programme, shelf.book, facts, day), about, at))
    else:
        turn.show(results.totals_screen(evaluate(turn.programme, shelf.book, facts, day), about, at))


def show_unit(turn: Turn, argument: str) -> None:
    """`0:xx-a02`, `0:xx-a02:mid` or `0:xx-a02:mid:page`."""
    place, code, word, page = [*argument.split(":"), "", "", ""][:4]
    shelf = shelf_at(turn.programme, place)
    if shelf is None or shelf.unit(code) is None:
        return
    about = _about(turn, shelf, word, code)
    day, at = about.stages[about.shown], page_number(page)
    facts = known(turn.tx, turn.programme, shelf.book, day, turn.now)
    waiting = tuple(dict.fromkeys(_shown_key(shelf, one.spot.key) for one in waiting_in(turn, shelf, code)))
    if shelf.book.checklist:
        found = check(turn.programme, shelf.book, facts, day)
        checked = next(one for one in found.units if one.unit.code == code)
        turn.show(results.checked_screen(checked, found, about, at, waiting))
    else:
        scored = evaluate(turn.programme, shelf.book, facts, day)
        score = next(one for one in scored.units if one.unit.code == code)
        turn.show(results.unit_screen(score, scored, about, at, waiting))


def _about(turn: Turn, shelf: Shelf, word: str, unit: str | None = None) -> About:
    """The day that was asked for, else the latest evaluation that has come; and what does not count on it."""
    days = days_of(turn, shelf)
    shown = word if word in days else next(iter(days))
    ended = moment(turn.programme.year, days[shown]).ended
    standing = turn.tx.facts.standing(shelf.book.code, unit)
    judged = (one for one in standing if one.spot.key in shelf.book.facts())
    ahead = sum((quarter_of(one.spot.period) or 0) > ended for one in judged)
    return About(turn.programme, shelf.place, shown, days, len(waiting_in(turn, shelf, unit)), ahead)


def days_of(turn: Turn, shelf: Shelf) -> Mapping[str, date]:
    """Days that can be looked at, the usual one first: today, and the two evaluations once they have come."""
    year, today = turn.programme.year, turn.programme.calendar.today(turn.now)
    mid, end = date(year, 6, 30), date(year, 12, 31)
    if shelf.book.checklist:
        return {NOW: min(today, end) if today.year >= year else end}
    if today >= end:
        return {END: end, MID: mid}
    if today == mid:
        return {MID: mid}
    first = max(today, date(year, 1, 1))
    return {NOW: first, MID: mid} if today > mid else {NOW: first}


def _shown_key(shelf: Shelf, key: str) -> str:
    return subject_of(shelf.book, key) or key
