"""Scores all units of a rulebook at a moment. Called by `yuebao score`, by the chat's questions, and by what-if.

Vetoed and disqualified units get points and take places inside items; they lose rank and selection alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from locales.text import Text, text
from programmes.evaluations import Item, Rulebook
from programmes.model import Programme, Unit
from programmes.rules import FirstBonus, Rank, Rule
from scoring.ranking import places
from scoring.rulebooks.applying import apply
from scoring.rulebooks.comparing import ranked_by
from scoring.rulebooks.facts import NOTHING, Facts, Source, UnitFacts
from scoring.rulebooks.merging import ItemState, Sheet, outcomes, sheets
from scoring.rulebooks.parts import ZERO, Asked, Input, Part, Place
from scoring.rulebooks.scores import Evaluation, ItemScore, UnitScore
from scoring.rulebooks.selecting import with_final, with_places
from scoring.rulebooks.stages import Moment, Stage, mid_year, moment
from scoring.rulebooks.standings import Ground, Standing, standing
from scoring.rulebooks.vetoing import vetoes

LIABILITY, DISQUALIFIED = "liability", "disqualified"
FULL = Fraction(100)

# The place of every unit in each rule that has places, by the rule's own key.
Places = Mapping[tuple[str, int] | str, Sequence[Place]]


def evaluate(programme: Programme, book: Rulebook, facts: Facts, as_of: date) -> Evaluation:
    """The evaluation of `book` on that day; `facts` by the units' codes."""
    now = moment(programme.year, as_of)
    scores = _scores(programme, book, facts, now)
    if now.stage is Stage.YEAR_END:
        scores = with_final(book, scores, _scores(programme, book, facts, mid_year(programme.year)))
    return Evaluation(book, as_of, now.stage, with_places(book, scores, now.stage))


def assessed(programme: Programme, book: Rulebook) -> tuple[Unit, ...]:
    """The units that the rulebook scores, in the order of the table."""
    return tuple(unit for unit in programme.units if unit.unit_class == book.unit_class and unit.assessed)


def done(programme: Programme, book: Rulebook, unit: Unit, known: UnitFacts, as_of: date) -> dict[str, int]:
    """What the unit did of each indicator by the last quarter that has ended, by the sources that count."""
    ground = Ground.of(moment(programme.year, as_of), book.facts(), (), programme.indicators)
    found = standing(unit, known, ground)
    return {code: found.sum(code) for code in found.done}


@dataclass(frozen=True, slots=True)
class _Room:
    """What is the same for all units of one scoring."""

    book: Rulebook
    moment: Moment
    schedule: tuple[Fraction, ...]
    names: Mapping[str, frozenset[str]]

    def asked(self, item: Item, of: Standing) -> Asked:
        return Asked(item, self.names[item.key], of, self.moment, self.schedule)


def _scores(programme: Programme, book: Rulebook, facts: Facts, now: Moment) -> tuple[UnitScore, ...]:
    findings = [finding.fact.key for finding in book.findings]
    ground = Ground.of(now, book.facts(), findings, programme.indicators)
    standings = [standing(unit, facts.get(unit.code, NOTHING), ground) for unit in assessed(programme, book)]
    names = {item.key: frozenset(fact.name for fact in item.facts) for item in book.items}
    room = _Room(book, now, programme.calendar.schedule, names)
    placed, kinds = _places(room, standings), sheets(book)
    return tuple(
        _score(room, one, kinds[outcomes(book, one.unit)], placed, number) for number, one in enumerate(standings)
    )


def _places(room: _Room, standings: Sequence[Standing]) -> Places:
    """Places are taken once over all units; a merged item keeps those of its printed rule."""
    found: dict[tuple[str, int] | str, Sequence[Place]] = {}
    for item in room.book.items:
        for number, rule in enumerate(item.rules):
            if isinstance(rule, FirstBonus) and rule.indicator not in found:
                found[rule.indicator] = _placed([one.rate(rule.indicator) for one in standings])
            elif isinstance(rule, Rank):
                found[item.key, number] = _placed([ranked_by(rule, room.asked(item, one)) for one in standings])
    return found


def _placed(values: Sequence[Fraction | None]) -> list[Place]:
    among = sum(value is not None for value in values)
    return [Place(number, among) for number in places(values)]


def _score(room: _Room, of: Standing, sheet: Sheet, placed: Places, number: int) -> UnitScore:
    items = tuple(
        _gone(item, state)
        if (state := sheet.gone.get(item.key))
        else _item(room.asked(item, of), [_place(item, place, rule, placed, number) for place, rule in _rules(item)])
        for item in sheet.items
    )
    left = tuple(one.item.key for one in items if one.state is ItemState.OPEN)
    assessable = sum((one.most for one in items if one.state in (ItemState.SCORED, ItemState.OPEN)), ZERO)
    points = None if left else sum((one.points for one in items if one.points is not None), ZERO)
    return UnitScore(
        unit=of.unit,
        items=items,
        points=points,
        assessable=assessable,
        total=points * FULL / assessable if points is not None and assessable else None,
        open=left,
        vetoed=vetoes(room.book, of, room.moment, bool(of.found.get(LIABILITY))),
        disqualified=bool(of.found.get(DISQUALIFIED)),
    )


def _rules(item: Item) -> Sequence[tuple[int, Rule]]:
    return list(enumerate(item.rules))


def _place(item: Item, at: int, rule: Rule, placed: Places, number: int) -> Place | None:
    if isinstance(rule, FirstBonus):
        return placed[rule.indicator][number]
    return placed[item.key, at][number] if isinstance(rule, Rank) else None


def _item(at: Asked, rule_places: Sequence[Place | None]) -> ItemScore:
    parts = [apply(rule, at, place) for rule, place in zip(at.item.rules, rule_places, strict=True)]
    low, high = parts[0].low, parts[0].high
    for part in parts[1:]:
        low, high = low + part.low, high + part.high
    inputs = {name: value for part in parts for name, value in part.inputs.items()}
    looked = _looked(at, parts)
    named: dict[str, Input] = {f"{code}.source": _named(sources) for code, sources in looked.items()}
    reported = any(Source.REPORTED in sources for sources in looked.values())
    why = [part.why for part in parts] + ([text("score.why.reported")] if reported else [])
    state = ItemState.SCORED if low == high else ItemState.OPEN
    points = low if state is ItemState.SCORED else None
    return ItemScore(at.item, state, points, at.item.most, inputs | named, tuple(why), reported, tuple(parts))


def _looked(at: Asked, parts: Sequence[Part]) -> dict[str, tuple[Source, ...]]:
    """Where the figures that the rules looked at come from."""
    names = {name.partition(".")[0] for part in parts for name in part.inputs} - at.names
    return {code: sources for code, sources in at.standing.sources.items() if code in names}


def _named(sources: Sequence[Source]) -> str:
    return "+".join(source.name.lower() for source in sources)


def _gone(item: Item, state: ItemState) -> ItemScore:
    most = ZERO if state is ItemState.MERGED else item.most
    said: tuple[Text, ...] = (text(f"score.why.{state.value}"),)
    return ItemScore(item, state, None, most, {}, said)


def what_if(
    programme: Programme, book: Rulebook, facts: Facts, as_of: date, changed: Facts
) -> tuple[Evaluation, Evaluation]:
    """The evaluation as it is, and as it would be with what `changed` adds to the units; nothing is stored."""
    added = {
        code: replace(
            facts.get(code, NOTHING),
            amounts=(*facts.get(code, NOTHING).amounts, *more.amounts),
            judgements=(*facts.get(code, NOTHING).judgements, *more.judgements),
        )
        for code, more in changed.items()
    }
    return evaluate(programme, book, facts, as_of), evaluate(programme, book, {**facts, **added}, as_of)
