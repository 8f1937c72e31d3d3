"""A unit assesses itself (自查): the same walk over the same items, a summary with points, and handing it in.

Reached by a button of the home screen and by its label. Claims count for nothing until an official looked at them.
"""

from __future__ import annotations

from datetime import date

from dialog.codec import load_session
from dialog.evaluation import walking as moves
from dialog.evaluation.claims import SelfView, home_screen, summary_screen, window_lines, with_claims
from dialog.evaluation.times import at_years_end
from dialog.evaluation.walking import By, Walk
from dialog.inputs import Press
from dialog.report.session import Place
from dialog.screens import Button, Screen
from handlers.evaluating import walking, windows
from handlers.evaluating.books import Shelf, own_shelves
from handlers.evaluating.facts import known
from handlers.evaluating.viewing import Speaker, own_claims, settled_in
from handlers.rendering import labels_of, normal
from handlers.turns import Turn
from locales.text import Text, text
from programmes.model import Unit
from scoring.rulebooks.evaluating import evaluate
from scoring.rulebooks.facts import NOTHING
from scoring.rulebooks.scores import UnitScore
from store.facts import FactState

OPEN = Button(text("evaluation.self.button.open"), "self")
"""On the home screen."""

_WORDS = frozenset(labels_of(Screen((), ((OPEN,),))))
_NO_REPORT = frozenset({Place.IDLE, Place.FILED})


def spoken(turn: Turn, words: str) -> Press | None:
    """自查 or self-assessment, said by somebody of a unit; in the middle of a report it may be an answer."""
    if normal(words) not in _WORDS or not turn.own_units:
        return None
    return Press("self", 0) if load_session(turn.session.report).place in _NO_REPORT else None


def can_open(turn: Turn) -> bool:
    """Whether the home screen offers it: somebody of an assessed unit, while it is open."""
    return any(windows.is_open(turn, shelf) for shelf, _ in own_shelves(turn))


def press(turn: Turn, argument: str) -> None:
    """`` opens it; then `what:unit`."""
    what, _, code = argument.partition(":")
    if what in _PRESSED:
        found = _own(turn, code)
        if found is None:
            turn.toast(text("screen.no_rights_now"))
        else:
            _PRESSED[what](turn, *found)
    else:
        open_(turn)


def open_(turn: Turn) -> None:
    """The own unit's assessment, or the choice among several units."""
    own = own_shelves(turn)
    if not own:
        turn.toast(text("evaluation.self.no_unit"))
    elif len(own) == 1:
        _show(turn, *own[0])
    else:
        rows = tuple((Button(text("screen.unit", unit=unit.name), f"self:unit:{unit.code}"),) for _, unit in own)
        turn.show(Screen((text("screen.which_unit"),), rows))


def _own(turn: Turn, code: str) -> tuple[Shelf, Unit] | None:
    return next(((shelf, unit) for shelf, unit in own_shelves(turn) if unit.code == code), None)


def _show(turn: Turn, shelf: Shelf, unit: Unit, *before: Text) -> None:
    turn.show(home_screen(_view(turn, shelf, unit), *before))


def _walk(turn: Turn, shelf: Shelf, unit: Unit) -> None:
    """On from where it was left, or from the first fact that is open."""
    if not windows.is_open(turn, shelf):
        turn.show(Screen((text("evaluation.self.closed"), *window_lines(shelf.book))))
        return
    found = walking.current(turn)
    if found and _is_own(found[0], unit) and not found[0].over:
        walking.resume(turn)
    else:
        walking.begin(turn, shelf, By.SELF, unit.code)


def _summary(turn: Turn, shelf: Shelf, unit: Unit) -> None:
    """What is claimed beside the maximum; computed as if all of it stood, and nothing is kept."""
    view = _view(turn, shelf, unit)
    turn.show(summary_screen(view, _score(turn, shelf, view)))


def _submit(turn: Turn, shelf: Shelf, unit: Unit) -> None:
    """All claims at once. A second tap finds nothing to hand in, and says what was handed in."""
    if not windows.is_open(turn, shelf):
        turn.toast(text("evaluation.self.closed"))
        return
    by, who = turn.author, turn.who
    done = turn.tx.self_assessments.submit(shelf.book.code, unit.code, by=by, who=who, now=turn.now)
    said = text("evaluation.self.submitted", count=done.claims) if done else text("evaluation.self.nothing_new")
    _show(turn, shelf, unit, said)


def _score(turn: Turn, shelf: Shelf, view: SelfView) -> UnitScore | None:
    """The unit's points at the year's end with its claims; None for a checklist."""
    if shelf.book.checklist:
        return None
    day = date(turn.programme.year, 12, 31)
    facts = dict(known(turn.tx, turn.programme, shelf.book, day))
    code = view.unit.code
    facts[code] = with_claims(facts.get(code, NOTHING), view.claims, shelf.book)
    scores = evaluate(turn.programme, shelf.book, facts, day).units
    return next(one for one in scores if one.unit.code == code)


def _view(turn: Turn, shelf: Shelf, unit: Unit) -> SelfView:
    claims = own_claims(turn, shelf, unit.code)
    walk = Walk(shelf.book.code, By.SELF, unit.code, at_years_end(shelf.book, turn.programme.year))
    places = moves.stops(shelf.questions, walk)
    handed_in = turn.tx.self_assessments.latest(shelf.book.code, unit.code)
    found = walking.current(turn)
    speaker = Speaker(turn, shelf, unit, own=True)
    return SelfView(
        questions=shelf.questions,
        unit=unit,
        claims={key: speaker.said(entry) for key, entry in claims.items()},
        drafts=sum(entry.state is FactState.DRAFT for entry in claims.values()),
        asked=len(places),
        left=moves.left(places, settled_in(turn, walk, shelf)),
        open=windows.is_open(turn, shelf),
        handed_in=turn.programme.calendar.today(handed_in.submitted_at) if handed_in else None,
        going_on=bool(found and _is_own(found[0], unit)),
    )


def _is_own(walk: Walk, unit: Unit) -> bool:
    return walk.by is By.SELF and walk.of == unit.code


_PRESSED = {"unit": _show, "walk": _walk, "summary": _summary, "submit": _submit}
