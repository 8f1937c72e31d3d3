"""The walk in chat: shows the fact it stands at, moves on, and shows the end. What is answered is for `answering`.

Where the walk stands is in the session, so that after a restart the next words are the answer to the same fact.
"""

from __future__ import annotations

from dataclasses import replace

from dialog.evaluation import walking as moves
from dialog.evaluation.asking import fact_screen
from dialog.evaluation.times import at_years_end, usual
from dialog.evaluation.walking import By, Walk
from dialog.screens import Button, Screen
from handlers.evaluating.books import Shelf, belongs, judges, shelf_of
from handlers.evaluating.viewing import settled_in, view_of
from handlers.turns import Turn
from locales.text import Text, text

NOTE = "evaluation"
ASKED = "score:value"


def begin(turn: Turn, shelf: Shelf, by: By, of: str, *, fact: str = "", period: str | None = None) -> None:
    """A new walk at its first open fact, or at the first of `fact` (an item's or a fact's key)."""
    if period is None:
        of_unit = by in (By.SELF, By.CLAIMS)
        period = at_years_end(shelf.book, turn.programme.year) if of_unit else usual_period(turn, shelf)
    walk = Walk(shelf.book.code, by, of, period, number=_last_number(turn))
    places = moves.stops(shelf.questions, walk)
    walk = moves.begun(walk, places, settled_in(turn, walk, shelf))
    if fact:
        walk = moves.at_fact(walk, places, lambda stop: fact in (stop.subject, stop.fact))
    show(turn, walk, shelf)


def usual_period(turn: Turn, shelf: Shelf) -> str:
    """What a judgement is entered for, where nothing else is chosen."""
    return usual(shelf.book, turn.programme.year, turn.programme.calendar.today(turn.now))


def current(turn: Turn) -> tuple[Walk, Shelf] | None:
    """The person's walk, if there is one that they may still go on with."""
    walk = moves.loaded(turn.noted(NOTE))
    shelf = shelf_of(turn.programme, walk.rulebook) if walk else None
    if walk is None or shelf is None or not (belongs(turn, walk.of) if walk.by is By.SELF else judges(turn)):
        return None
    return walk, shelf


def resume(turn: Turn, *before: Text) -> None:
    """The fact at which the walk stands once more."""
    found = current(turn)
    if found is None:
        turn.toast(text("evaluation.walk.gone"))
    else:
        show(turn, *found, *before)


def show(turn: Turn, walk: Walk, shelf: Shelf, *before: Text) -> None:
    """Draw the fact, or the end; from now on only this screen's buttons count."""
    places = moves.stops(shelf.questions, walk)
    if not walk.over and moves.position(walk, places) is None:
        walk = moves.begun(walk, places, settled_in(turn, walk, shelf))
    walk = keep(turn, walk)
    if walk.over:
        turn.show(_end_screen(turn, walk, shelf, before))
        turn.ask("")
    else:
        turn.show(fact_screen(view_of(turn, walk, shelf), *before))
        turn.ask(ASKED)


def go_on(turn: Turn, walk: Walk, shelf: Shelf, *before: Text) -> None:
    """To the next fact, after this one was answered or left out."""
    places = moves.stops(shelf.questions, walk)
    show(turn, moves.onward(walk, places, settled_in(turn, walk, shelf)), shelf, *before)


def go_back(turn: Turn, walk: Walk, shelf: Shelf) -> None:
    show(turn, moves.back(walk, moves.stops(shelf.questions, walk)), shelf)


def begin_again(turn: Turn, walk: Walk, shelf: Shelf, *, every: bool) -> None:
    """From the beginning: what was skipped, or everything once more."""
    walk, places = replace(walk, every=every), moves.stops(shelf.questions, walk)
    show(turn, moves.begun(walk, places, settled_in(turn, walk, shelf)), shelf)


def leave(turn: Turn, walk: Walk, shelf: Shelf) -> None:
    """The walk stays where it is, to be gone on with."""
    done, places = _progress(turn, walk, shelf)
    keep(turn, walk)
    turn.ask("")
    turn.show(Screen((text("evaluation.walk.left", left=places - done, places=places),), _ways_out(walk, shelf)))


def keep(turn: Turn, walk: Walk) -> Walk:
    """The walk with the number of a new screen; the buttons of older ones are known as such from now on."""
    walk = replace(walk, number=walk.number + 1)
    turn.note(NOTE, moves.dumped(walk))
    return walk


def walk_name(turn: Turn, walk: Walk, shelf: Shelf) -> Text:
    """What the walk goes through, for the button that leads back to it."""
    if walk.by is By.ITEM and (subject := shelf.questions.subject(walk.of)):
        return text("evaluation.walk.of_item", key=subject.key, name=subject.name)
    return text("evaluation.walk.of_unit", unit=turn.programme.unit(walk.of).name)


def _last_number(turn: Turn) -> int:
    """A new walk's screens are told from those of the one before."""
    walk = moves.loaded(turn.noted(NOTE))
    return walk.number if walk else 0


def _progress(turn: Turn, walk: Walk, shelf: Shelf) -> tuple[int, int]:
    """How many facts are settled, of how many."""
    places = moves.stops(shelf.questions, walk)
    return len(places) - moves.left(places, settled_in(turn, walk, shelf)), len(places)


def _end_screen(turn: Turn, walk: Walk, shelf: Shelf, before: tuple[Text, ...]) -> Screen:
    """All was asked: how much is still open, and the ways on."""
    done, places = _progress(turn, walk, shelf)
    left = places - done
    if walk.by is By.CLAIMS and not left:
        return Screen((*before, text("evaluation.walk.claims_over")), _ways_out(walk, shelf))
    rows: list[tuple[Button, ...]] = []
    if left:
        rows.append((Button(text("evaluation.walk.button.open", count=left), f"score:open:{walk.number}"),))
    again = Button(text("evaluation.walk.button.every"), f"score:every:{walk.number}")
    rows.append((Button(text("evaluation.button.back"), f"score:back:{walk.number}"), again))
    said = text("evaluation.walk.over", done=done, places=places)
    return Screen((*before, said), (*rows, *_ways_out(walk, shelf)))


def _ways_out(walk: Walk, shelf: Shelf) -> tuple[tuple[Button, ...], ...]:
    resume_ = () if walk.over else (Button(text("evaluation.button.resume"), "score:resume"),)
    if walk.by is By.SELF:
        return ((*resume_, Button(text("evaluation.self.button.back"), f"self:unit:{walk.of}")),)
    return ((*resume_, Button(text("evaluation.button.desk"), f"score:book:{shelf.place}")),)
