"""What somebody else is told because of an evaluation: an entry returned or replaced, a unit's claims settled.

Each message goes through the outbox, once by its key, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from dialog.evaluation.claims import Settled, outcome_screen
from dialog.evaluation.saying import matter_name, matter_value
from dialog.evaluation.times import at_years_end, period_of
from dialog.screens import Button, Screen
from handlers.evaluating.books import Shelf, shelf_of
from handlers.evaluating.viewing import person_name
from handlers.pushes.notices import tell_from
from handlers.turns import Turn
from locales.text import Text, text
from programmes.model import Unit
from programmes.roles import REPORTERS
from scoring.rulebooks.entered import Spot
from store.facts import Entry, FactState, Origin
from store.records import Person


def returned(turn: Turn, entry: Entry, reason: str) -> None:
    """Who entered it learns why it was returned, with a button back to that fact."""
    lines = (text("evaluation.told.returned"), _entry(turn, entry), text("evaluation.told.reason", reason=reason))
    again = Button(text("evaluation.told.button.again"), f"score:fix:{entry.id}")
    tell_from(turn, _person(turn, entry.entered_by), f"evaluation:returned:{entry.id}", Screen(lines, ((again,),)))


def replaced(turn: Turn, before: int, entry: Entry) -> None:
    """Who had entered another value learns by whom and by what it was replaced, with a button to check that."""
    earlier = turn.tx.facts.get(before)
    if earlier is not None:
        lines = (
            text("evaluation.told.replaced", by=person_name(turn, entry.entered_by)),
            text("evaluation.told.yours", entry=_entry(turn, earlier)),
            text("evaluation.told.theirs", entry=_entry(turn, entry)),
        )
        check = Button(text("evaluation.told.button.check"), f"score:entry:{entry.id}")
        tell_from(turn, _person(turn, earlier.entered_by), f"evaluation:replaced:{before}", Screen(lines, ((check,),)))


def tell_unit_when_through(turn: Turn, rulebook: str, unit: str) -> None:
    """One message to the unit once none of its claims waits: what was confirmed, what was changed and why."""
    shelf, submitted = shelf_of(turn.programme, rulebook), turn.tx.self_assessments.latest(rulebook, unit)
    if shelf is None or submitted is None or turn.tx.facts.open(rulebook, unit, Origin.UNIT):
        return
    of = turn.programme.unit(unit)
    settled = tuple(_settled_since(turn, shelf, of, submitted.submitted_at))
    screen = outcome_screen(turn.programme, shelf.book, of, settled)
    people = turn.tx.people.of_unit(unit, *REPORTERS)
    tell_from(turn, people, f"evaluation:through:{submitted.id}", screen)


def _settled_since(turn: Turn, shelf: Shelf, unit: Unit, since: datetime) -> Iterable[Settled]:
    """What became of the claims that were handed in last; what the unit itself took back is no news to it."""
    period = at_years_end(shelf.book, turn.programme.year)
    for stop in shelf.questions.about_unit(unit):
        history = turn.tx.facts.history(Spot(shelf.book.code, unit.code, stop.fact, period))
        for one in history:
            if one.origin is Origin.UNIT and one.settled_at and one.settled_at >= since:
                if one.state is not FactState.DECLINED:
                    yield Settled(stop.fact, one.value)
                elif one.reason:
                    yield Settled(stop.fact, one.value, _instead(one, history), one.reason, confirmed=False)


def _instead(claim: Entry, history: tuple[Entry, ...]) -> str | None:
    """What the office entered in place of the claim."""
    later = (one.value for one in history if one.origin is not Origin.UNIT and one.id > claim.id)
    return next(later, None)


def _entry(turn: Turn, entry: Entry) -> Text:
    book = turn.programme.rulebooks[entry.spot.rulebook]
    return text(
        "evaluation.told.entry",
        unit=turn.programme.unit(entry.spot.unit).name,
        name=matter_name(turn.programme, book, entry.spot.key, entry.spot.source),
        value=matter_value(book, entry.spot.key, entry.value),
        period=period_of(book, entry.spot.period),
    )


def _person(turn: Turn, person: int) -> tuple[Person, ...]:
    found = turn.tx.people.by_id(person)
    return (found,) if found else ()
