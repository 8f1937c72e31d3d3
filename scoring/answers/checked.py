"""A checklist gives no points: how many items are met, partly, not, open, and which; what the missing ones ask for."""

from __future__ import annotations

from collections import Counter

from locales.text import Argument, Listing, Name, Text, text
from programmes.evaluations import Rulebook
from scoring.answers.answered import Draft
from scoring.answers.evaluated import Evaluated, item_name
from scoring.answers.items import FEW, each, enumerated, names
from scoring.rulebooks.checklists import OPEN, STATES, Checked, CheckedUnit

_ALL = (*STATES, OPEN)
_SHORT = ("not", "partly")


def states(draft: Draft, seen: Evaluated, one: CheckedUnit) -> None:
    """The counts, then the items of each state by name."""
    _counted(draft, seen, one.unit.name, Counter(item.state for item in one.items))
    draft.say(text("answers.states", count=len(one.items)))
    for state in _ALL:
        held = tuple(names([item.item for item in one.items if item.state == state]))
        if held:
            draft.say(_listed(state, held))
    for item in one.items:
        draft.figure(one.unit.name, item.item.key, "state", seen.day.period, item.state)


def missing(draft: Draft, seen: Evaluated, one: CheckedUnit) -> None:
    """What is not met, and only partly, with the evidence that is asked for; what nobody has judged apart."""
    short = [item for state in _SHORT for item in one.items if item.state == state]
    _counted(draft, seen, one.unit.name, Counter(item.state for item in one.items))
    draft.say(text("answers.states.short" if short else "answers.states.none_short", count=len(short)))
    for item in short:
        draft.figure(one.unit.name, item.item.key, "state", seen.day.period, item.state)
        draft.say(_asked(seen, item))
        draft.step(text("answers.states.step", item=item_name(item.item), state=_named(item.state)), item.item.cites)
    left = tuple(names([item.item for item in one.items if item.state == OPEN]))
    if len(left) > 1:
        draft.say(*each(left))
    elif left:
        draft.say(_listed(OPEN, left))


def _listed(state: str, held: tuple[Text, ...]) -> Text:
    """The items of a state by name; of many open ones the first few."""
    shown: dict[str, Argument] = {"state": _named(state), "count": len(held)}
    if state != OPEN or len(held) <= FEW:
        return text("answers.states.of", **shown, items=Listing(held))
    return text("answers.states.of.few", **shown, items=enumerated(held[:FEW]), more=len(held) - FEW)


def summed(draft: Draft, seen: Evaluated, book: Rulebook) -> None:
    """The counts over all units of the checklist."""
    found = seen.checked(book)
    counts = Counter(item.state for unit in found.units for item in unit.items)
    _counted(draft, seen, book.unit_class, counts)
    named = next(Name(one.zh, one.en) for one in seen.programme.classes if one.code == book.unit_class)
    each = tuple(text("answers.states.count", state=_named(state), count=counts[state]) for state in _ALL)
    shown: dict[str, Argument] = {"unit": named, "units": len(found.units), "items": len(book.items)}
    draft.say(text("answers.states.all", **shown, counts=Listing(each)))


def _counted(draft: Draft, seen: Evaluated, name: str, counts: Counter[str]) -> None:
    for state in _ALL:
        draft.figure(name, None, state, seen.day.period, counts[state])


def _asked(seen: Evaluated, item: Checked) -> Text:
    document = seen.programme.documents[item.item.cites.document]
    return text(
        "answers.states.asked",
        item=item_name(item.item),
        state=_named(item.state),
        evidence=item.item.evidence,
        document=Name(document.number, document.number),
        clause=item.item.cites.clause,
    )


def _named(state: str) -> Text:
    return text(f"score.state.{state}")
