"""/score: the rulebooks of the programme, and the desk of each with its ways on.

A further way on is one line in `DOORS` (from a rulebook's desk) or `OUTER_DOORS` (from the home of /score), and its
branch in `conversing`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from dialog.evaluation import desk
from dialog.evaluation import walking as moves
from dialog.evaluation.desk import Progress
from dialog.evaluation.walking import By, Walk
from dialog.inputs import Command
from dialog.naming import units_meant
from dialog.paging import page_number
from dialog.screens import Button, Screen
from handlers import helping
from handlers.evaluating import walking
from handlers.evaluating.books import Shelf, judges, shelf_at, shelf_for, shelves
from handlers.evaluating.viewing import claims_of, settled_in, waiting_in
from handlers.rendering import normal
from handlers.turns import Turn
from locales.text import Listing, Text, text
from programmes.model import Unit

_MOST_NAMES = 8


@dataclass(frozen=True, slots=True)
class Door:
    """A button: the key of its label, its action (`{place}` is the rulebook's), and a number for the label."""

    label: str
    action: str
    count: Callable[[Turn, Shelf], int] | None = None

    def button(self, turn: Turn, shelf: Shelf) -> Button:
        count = self.count(turn, shelf) if self.count else 0
        return Button(text(self.label, count=count), self.action.format(place=shelf.place))


def _waiting(turn: Turn, shelf: Shelf) -> int:
    return len(waiting_in(turn, shelf))


def _claiming(turn: Turn, shelf: Shelf) -> int:
    return len({one.spot.unit for one in claims_of(turn, shelf)})


DOORS = (
    Door("evaluation.button.by_item", "score:items:{place}"),
    Door("evaluation.button.by_unit", "score:units:{place}"),
    Door("evaluation.button.check", "score:check:{place}", _waiting),
    Door("evaluation.button.claims", "score:claims:{place}", _claiming),
    Door("evaluation.button.results", "score:results:{place}"),
    Door("evaluation.button.explain", "score:explain:{place}"),
    Door("commend.button.open_list", "commend:{place}"),
)
"""From the desk of a rulebook, two in a row."""

OUTER_DOORS: tuple[tuple[str, str], ...] = (
    ("workbook.button.home", "workbook:home"),
    ("visits.button.entry", "visit"),
)
"""From the home of /score: the key of a label, and an action."""


def command(turn: Turn, said: Command) -> None:
    """`/score`, `/score 长垣市`, `/score 2.1.4`, or both."""
    if not judges(turn):
        helping.unknown_command(turn, said)
    elif said.argument.strip():
        _go_to(turn, said.argument)
    else:
        show(turn)


def show(turn: Turn, *before: Text) -> None:
    """The rulebooks; the walk that was left, to be gone on with."""
    found = shelves(turn.programme)
    if not found:
        turn.show(Screen((*before, text("evaluation.home.no_rulebook")), _outer_rows()))
        return
    books = [(shelf.book, _progress(turn, shelf)) for shelf in found]
    rows = [(Button(desk.book_name(one.book), f"score:book:{one.place}"),) for one in found]
    turn.show(desk.home_screen(books, (*_resume_rows(turn), *rows, *_outer_rows()), before))


def show_desk(turn: Turn, argument: str) -> None:
    """`0`: one rulebook."""
    shelf = shelf_at(turn.programme, argument)
    if shelf is None:
        show(turn)
        return
    buttons = [door.button(turn, shelf) for door in DOORS]
    rows = [tuple(buttons[first : first + 2]) for first in range(0, len(buttons), 2)]
    home = (Button(text("evaluation.button.home"), "score"),)
    turn.show(desk.desk_screen(shelf.book, _progress(turn, shelf), (*_resume_rows(turn), *rows, home)))


def show_items(turn: Turn, argument: str) -> None:
    """`0` or `0:page`: which item, with how many facts of it are open for the present time."""
    place, _, page = argument.partition(":")
    if shelf := shelf_at(turn.programme, place):
        left = _left_by_item(turn, shelf)
        turn.show(desk.items_screen(shelf.book, shelf.place, shelf.questions.subjects, left, page_number(page)))


def show_units(turn: Turn, argument: str) -> None:
    """`0` or `0:page`: which unit; its name can be typed."""
    _choose_unit(turn, argument, "walk", text("evaluation.home.which_unit"))


def show_unit_to_explain(turn: Turn, argument: str) -> None:
    _choose_unit(turn, argument, "unit", text("evaluation.home.explain_which"))


def show_claims(turn: Turn, argument: str) -> None:
    """`0` or `0:page`: the units that handed in their self-assessment."""
    place, _, page = argument.partition(":")
    if shelf := shelf_at(turn.programme, place):
        open_ = Counter(one.spot.unit for one in claims_of(turn, shelf))
        units = [(unit, open_[unit.code]) for unit in shelf.questions.units if unit.code in open_]
        through = {one.unit for one in turn.tx.self_assessments.all(shelf.book.code)} - open_.keys()
        settled = [unit for unit in shelf.questions.units if unit.code in through]
        turn.show(desk.claims_screen(shelf.book, shelf.place, units, settled, page_number(page)))


def begin_item(turn: Turn, argument: str) -> None:
    """`0:2.1.4`: that item for all units."""
    place, _, key = argument.partition(":")
    shelf = shelf_at(turn.programme, place)
    if shelf and shelf.questions.subject(key):
        walking.begin(turn, shelf, By.ITEM, key)


def begin_unit(turn: Turn, argument: str) -> None:
    """`0:xx-a02`: all items of that unit."""
    place, _, code = argument.partition(":")
    shelf = shelf_at(turn.programme, place)
    if shelf and shelf.unit(code):
        walking.begin(turn, shelf, By.UNIT, code)


def begin_review(turn: Turn, argument: str) -> None:
    """`0:xx-a02`: what that unit says of itself."""
    place, _, code = argument.partition(":")
    shelf = shelf_at(turn.programme, place)
    if shelf and shelf.unit(code):
        walking.begin(turn, shelf, By.CLAIMS, code)


def unit_called(turn: Turn, words: str, shelf: Shelf | None = None) -> Unit | None:
    """The assessed unit of that name; where there is none, or several, that is said."""
    found = [
        unit
        for unit in units_meant(words, turn.programme)
        if (shelf.unit(unit.code) if shelf else shelf_for(turn.programme, unit))
    ]
    if len(found) == 1:
        return found[0]
    if found:
        names = Listing(tuple(unit.name for unit in found[:_MOST_NAMES]))
        turn.tell(Screen((text("evaluation.home.several_units", found=words[:40], names=names),)))
    else:
        turn.tell(Screen((text("evaluation.home.no_unit", found=words[:40]),)))
    return None


def _go_to(turn: Turn, argument: str) -> None:
    """A unit, an item, or an item of a unit."""
    words = normal(argument).split()
    keys = {subject.key for shelf in shelves(turn.programme) for subject in shelf.questions.subjects}
    key = next((word for word in words if word in keys), "")
    rest = " ".join(word for word in words if word != key)
    if rest:
        unit = unit_called(turn, rest)
        shelf = shelf_for(turn.programme, unit) if unit else None
        if unit and shelf:
            walking.begin(turn, shelf, By.UNIT, unit.code, fact=key)
        return
    holders = [shelf for shelf in shelves(turn.programme) if shelf.questions.subject(key)]
    if len(holders) == 1:
        walking.begin(turn, holders[0], By.ITEM, key)
        return
    rows = tuple((Button(desk.book_name(one.book), f"score:item:{one.place}:{key}"),) for one in holders)
    turn.show(Screen((text("evaluation.home.which_book", key=key),), rows))


def _choose_unit(turn: Turn, argument: str, then: str, ask: Text) -> None:
    place, _, page = argument.partition(":")
    if shelf := shelf_at(turn.programme, place):
        units = shelf.questions.units
        turn.show(desk.units_screen(shelf.book, shelf.place, units, f"{then}:{shelf.place}", page_number(page), ask))
        turn.ask(f"score:name:{then}:{shelf.place}")


def _progress(turn: Turn, shelf: Shelf) -> Progress:
    """Facts that stand for some time, of those that are asked."""
    facts = shelf.book.facts()
    standing = {(one.spot.unit, one.spot.key) for one in turn.tx.facts.standing(shelf.book.code)}
    asked = [(stop.unit, stop.fact) for unit in shelf.questions.units for stop in shelf.questions.about_unit(unit)]
    return Progress(
        units=len(shelf.questions.units),
        asked=len(asked),
        stand=sum(place in standing for place in asked if place[1] in facts),
        waiting=_waiting(turn, shelf),
        claiming=_claiming(turn, shelf),
    )


def _left_by_item(turn: Turn, shelf: Shelf) -> dict[str, int]:
    """For each item how many facts are open at the present time; the store is read once."""
    walk = Walk(shelf.book.code, By.ITEM, "", walking.usual_period(turn, shelf))
    settled = settled_in(turn, walk, shelf)
    return {
        subject.key: moves.left(shelf.questions.about_subject(subject.key), settled)
        for subject in shelf.questions.subjects
    }


def _resume_rows(turn: Turn) -> tuple[tuple[Button, ...], ...]:
    """The walk that was left in the middle."""
    found = walking.current(turn)
    if found is None or found[0].over or found[0].by is By.SELF:
        return ()
    return ((Button(text("evaluation.button.resume_walk", walk=walking.walk_name(turn, *found)), "score:resume"),),)


def _outer_rows() -> tuple[tuple[Button, ...], ...]:
    return tuple((Button(text(label), action),) for label, action in OUTER_DOORS)
