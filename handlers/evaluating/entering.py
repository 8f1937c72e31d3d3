"""What becomes of an answer in the store: proposed, claimed, confirmed, taken back. Each returns what to say of it.

Nothing here shows a screen or moves a walk. What one official enters counts only after a second person.
"""

from __future__ import annotations

from dialog.evaluation.asking import View
from dialog.evaluation.saying import Said, matter_name, matter_value, worded
from handlers.evaluating import telling
from handlers.evaluating.books import Shelf
from handlers.turns import Turn
from locales.text import Argument, Text, text
from scoring.rulebooks.entered import Spot
from store.facts import Entry, Origin
from store.refusals import SamePersonError


def propose(turn: Turn, view: View, value: str | None, remark: str = "") -> Text:
    """It waits for a second person, in place of what the office had open there; `value` None takes back."""
    before = next((one for one in view.waiting if one.period == view.walk.period), None)
    entry = _put(turn, view, value, remark or view.walk.remark, Origin.OFFICIAL)
    if before and not before.mine:
        telling.replaced(turn, before.id, entry)
    return text("evaluation.entered", name=name_of(view), value=worded(view.fact, value))


def claim(turn: Turn, view: View, value: str) -> Text:
    """The unit says it of itself; it is kept until it is handed in."""
    kept = view.walk.remark or (view.claim.remark if view.claim and view.claim.value == value else "")
    _put(turn, view, value, kept, Origin.UNIT)
    return text("evaluation.claimed", name=name_of(view), value=worded(view.fact, value))


def confirm(turn: Turn, entry: int) -> Text:
    """The second person. Said plainly where it is the same one, or where somebody was faster."""
    try:
        done = turn.tx.facts.confirm(entry, by=turn.author, who=turn.who, now=turn.now)
    except SamePersonError:
        return text("evaluation.same_person")
    if done is None:
        return text("evaluation.not_open_any_more")
    if done.origin is Origin.UNIT:
        telling.tell_unit_when_through(turn, done.spot.rulebook, done.spot.unit)
    return text("evaluation.confirmed", name=matter_of(turn, done), value=_value(turn, done))


def change_claim(turn: Turn, view: View, value: str, reason: str) -> Text:
    """The office's own value in place of the unit's, with the reason; it waits for a second official."""
    said = propose(turn, view, value, reason)
    if view.claim:
        decline(turn, view.claim.id, reason)
        telling.tell_unit_when_through(turn, view.book.code, view.unit.code)
    return said


def decline(turn: Turn, entry: int, reason: str) -> Entry | None:
    """Returned, or taken back by who entered it; None where it is not open any more."""
    return turn.tx.facts.decline(entry, by=turn.author, who=turn.who, now=turn.now, reason=reason)


def take_back(turn: Turn, entry: int) -> Text:
    """One's own entry, before anybody confirmed it."""
    found = turn.tx.facts.get(entry)
    if found is None or found.entered_by != turn.author or decline(turn, entry, "") is None:
        return text("evaluation.not_open_any_more")
    return text("evaluation.taken_back", name=matter_of(turn, found), value=_value(turn, found))


def remember(turn: Turn, view: View, words: str) -> Text | None:
    """The remark to what this person has entered here; None where it has to wait for its value."""
    if view.own:
        said, origin = view.claim, Origin.UNIT
    else:
        waiting = view.waits()
        said, origin = (waiting if waiting and waiting.mine else None), Origin.OFFICIAL
    if said is None:
        return None
    _put(turn, view, said.value, words, origin)
    return text("evaluation.remark.kept")


def drop_claim(turn: Turn, view: View) -> Text:
    """What the unit said of itself is taken away again."""
    if view.claim is None or decline(turn, view.claim.id, "") is None:
        return text("evaluation.not_open_any_more")
    return text("evaluation.taken_back", name=name_of(view), value=worded(view.fact, view.claim.value))


def name_of(view: View) -> Argument:
    return matter_name(view.programme, view.book, view.fact.key, "")


def offer(shelf: Shelf, view: View, waiting: Said) -> Text:
    """A colleague entered the same: may that be confirmed?"""
    return text(
        "evaluation.second.offer",
        by=waiting.by,
        name=matter_name(shelf.programme, shelf.book, view.fact.key, ""),
        value=worded(view.fact, waiting.value),
    )


def _put(turn: Turn, view: View, value: str | None, remark: str, origin: Origin) -> Entry:
    spot = Spot(view.book.code, view.unit.code, view.fact.key, view.walk.period)
    by = turn.author
    return turn.tx.facts.propose(spot, value, by=by, who=turn.who, now=turn.now, remark=remark, origin=origin)


def matter_of(turn: Turn, entry: Entry) -> Argument:
    book = turn.programme.rulebooks[entry.spot.rulebook]
    return matter_name(turn.programme, book, entry.spot.key, entry.spot.source)


def _value(turn: Turn, entry: Entry) -> Argument:
    return matter_value(turn.programme.rulebooks[entry.spot.rulebook], entry.spot.key, entry.value)
