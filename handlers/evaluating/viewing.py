"""Reads what a walk needs to know: what is settled, and everything that is shown at one fact."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, MutableMapping
from functools import cache

from dialog.evaluation.asking import View
from dialog.evaluation.saying import Said
from dialog.evaluation.settling import settled
from dialog.evaluation.subjects import Stop, Subject
from dialog.evaluation.walking import By, Settled, Walk, position, stops
from handlers.evaluating.books import Shelf, belongs
from handlers.evaluating.records import record_of, records_of
from handlers.turns import Turn
from locales.text import Argument, Text, text
from programmes.model import Unit
from programmes.rules import Timeliness
from scoring.rulebooks.recording import evidence
from scoring.rulebooks.reported import late
from store.evidence import Evidence
from store.facts import Entry, FactState, Origin

Held = MutableMapping[str, MutableMapping[str, MutableMapping[str, str]]]


def settled_in(turn: Turn, walk: Walk, shelf: Shelf) -> Settled:
    """Whether a fact needs no asking in that walk."""
    if walk.by is By.CLAIMS:
        claimed = {(one.spot.unit, one.spot.key) for one in claims_of(turn, shelf, walk.of)}
        return lambda stop: (stop.unit, stop.fact) not in claimed
    entered = _own_entries(turn, shelf, walk.of) if walk.by is By.SELF else _walked_entries(turn, shelf, walk)
    held = _held(entered)
    subjects = _subjects(shelf)

    def is_settled(stop: Stop) -> bool:
        subject, fact = subjects(stop.unit)[stop.subject], shelf.book.facts()[stop.fact]
        return settled(subject, fact, walk.period, held.get(stop.unit, {}))

    return is_settled


def view_of(turn: Turn, walk: Walk, shelf: Shelf) -> View:
    """The fact that the walk stands at, which must be there."""
    places = stops(shelf.questions, walk)
    at = position(walk, places)
    assert at is not None, "a walk that is shown stands somewhere"  # noqa: S101
    stop, unit = places[at], turn.programme.unit(places[at].unit)
    subject = next(one for one in shelf.questions.of(unit) if one.key == stop.subject)
    units = list(dict.fromkeys(one.unit for one in places))
    own = walk.by is By.SELF
    claims = _claims_at(turn, shelf, stop, walk)
    files = evidence_seen(turn, shelf, unit.code, subject.key, own=own)
    speaker = Speaker(turn, shelf, unit, own=own)
    return View(
        programme=turn.programme,
        book=shelf.book,
        walk=walk,
        subject=subject,
        fact=shelf.book.facts()[stop.fact],
        unit=unit,
        today=turn.programme.calendar.today(turn.now),
        place=at + 1,
        places=len(places),
        unit_place=units.index(unit.code) + 1,
        units=len(units),
        standing=tuple(map(speaker.said, _at(turn.tx.facts.standing(shelf.book.code, unit.code), stop.fact))),
        waiting=() if own else tuple(map(speaker.said, _at(_office(turn, shelf, unit.code), stop.fact))),
        claim=speaker.said(claims[-1]) if claims else None,
        evidence=len(files),
        claims_left=len(claims_of(turn, shelf, walk.of)) if walk.by is By.CLAIMS else 0,
        recorded=_recorded(turn, shelf, unit, subject),
    )


class Speaker:
    """Names the people of entries: to the unit, officials are the office."""

    def __init__(self, turn: Turn, shelf: Shelf, unit: Unit, *, own: bool = False) -> None:
        self._turn, self._shelf, self._unit, self._own = turn, shelf, unit, own

    def said(self, entry: Entry) -> Said:
        return Said(
            id=entry.id,
            value=entry.value,
            period=entry.spot.period,
            by=self.name(entry.entered_by, of_unit=entry.origin is Origin.UNIT),
            day=self._turn.programme.calendar.today(entry.entered_at),
            remark=entry.remark,
            checker="" if entry.settled_by is None else self.name(entry.settled_by),
            mine=entry.entered_by == self._turn.author,
        )

    def name(self, person: int, *, of_unit: bool = False) -> Argument:
        if self._own and not of_unit:
            return text("evaluation.office")
        return person_name(self._turn, person)


def person_name(turn: Turn, person: int) -> Argument:
    found = turn.tx.people.by_id(person)
    return found.name if found else text("evaluation.nobody")


def claims_of(turn: Turn, shelf: Shelf, unit: str | None = None) -> tuple[Entry, ...]:
    """What units handed in and nobody has settled yet."""
    return turn.tx.facts.open(shelf.book.code, unit, Origin.UNIT)


def waiting_in(turn: Turn, shelf: Shelf, unit: str | None = None) -> tuple[Entry, ...]:
    """What the office entered and a second person has to look at."""
    return _office(turn, shelf, unit)


def own_claims(turn: Turn, shelf: Shelf, unit: str) -> dict[str, Entry]:
    """What the unit says of itself now, by fact: its drafts before what was handed in, and that before what stands."""
    found: dict[str, Entry] = {}
    for entry in _own_entries(turn, shelf, unit):
        found[entry.spot.key] = entry
    return found


def evidence_seen(turn: Turn, shelf: Shelf, unit: str, subject: str | None, *, own: bool) -> tuple[Evidence, ...]:
    """What is attached; a unit's people see what its own people attached."""
    files = turn.tx.evidence.of(shelf.book.code, unit, subject)
    return tuple(one for one in files if _of_unit(turn, one.added_by, unit)) if own else files


def _of_unit(turn: Turn, person: int, unit: str) -> bool:
    if person == turn.author:
        return belongs(turn, unit)
    return any(one.unit == unit for one in turn.tx.people.memberships(person))


def _office(turn: Turn, shelf: Shelf, unit: str | None, keys: Collection[str] | None = None) -> tuple[Entry, ...]:
    found = turn.tx.facts.open(shelf.book.code, unit, keys=keys)
    return tuple(one for one in found if one.origin is not Origin.UNIT)


def _walked_entries(turn: Turn, shelf: Shelf, walk: Walk) -> Iterable[Entry]:
    """What stands, then what would replace it: of one unit, or of one item's facts, for all units are many."""
    unit = None if walk.by is By.ITEM else walk.of
    subject = shelf.questions.subject(walk.of) if walk.by is By.ITEM else None
    keys = [fact.key for fact in subject.facts] if subject else None
    return (*turn.tx.facts.standing(shelf.book.code, unit, keys), *_office(turn, shelf, unit, keys))


def _own_entries(turn: Turn, shelf: Shelf, unit: str) -> Iterable[Entry]:
    standing = (one for one in turn.tx.facts.standing(shelf.book.code, unit) if one.origin is Origin.UNIT)
    return (*standing, *claims_of(turn, shelf, unit), *turn.tx.facts.drafts(shelf.book.code, unit))


def _held(entries: Iterable[Entry]) -> Held:
    """By unit, fact and period; a later entry goes before an earlier one."""
    held: Held = {}
    for entry in entries:
        periods = held.setdefault(entry.spot.unit, {}).setdefault(entry.spot.key, {})
        if entry.value is None:
            periods.pop(entry.spot.period, None)
        else:
            periods[entry.spot.period] = entry.value
    return held


def _subjects(shelf: Shelf) -> Callable[[str], Mapping[str, Subject]]:
    @cache
    def of(unit: str) -> Mapping[str, Subject]:
        return {one.key: one for one in shelf.questions.of(shelf.programme.unit(unit))}

    return of


def _claims_at(turn: Turn, shelf: Shelf, stop: Stop, walk: Walk) -> tuple[Entry, ...]:
    if walk.by is By.SELF:
        found = own_claims(turn, shelf, stop.unit).get(stop.fact)
        return (found,) if found and found.state is not FactState.STANDING else ()
    return _at(claims_of(turn, shelf, stop.unit), stop.fact)


def _at(entries: Iterable[Entry], fact: str) -> tuple[Entry, ...]:
    return tuple(one for one in entries if one.spot.key == fact and not one.spot.source)


def _recorded(turn: Turn, shelf: Shelf, unit: Unit, subject: Subject) -> tuple[Text, ...]:
    """What the service's own record shows for the item: of a checklist, or of late reports."""
    if any(isinstance(rule, Timeliness) for rule in subject.rules):
        record = records_of(turn.tx, turn.programme)[unit.code]
        counts = late(turn.programme, record, turn.now)
        return () if counts is None else (text("evaluation.record.late", count=sum(counts.values())),)
    item = next((one for one in shelf.book.items if one.key == subject.key), None)
    if item is None or item.recorded is None:
        return ()
    record = record_of(turn.tx, turn.programme, unit)
    found = evidence(item, turn.programme, unit, record, turn.programme.calendar.today(turn.now))
    return found.why if found else ()
