"""A unit's assessment of itself (年底自查): how far it is, what it claims beside the maximum, what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dialog.evaluation.results import share_of_points
from dialog.evaluation.saying import Said, matter_name, worded
from dialog.evaluation.subjects import Questionnaire
from dialog.evaluation.times import quarter_of
from dialog.screens import Button, Screen
from locales import numbers
from locales.text import Argument, Name, Text, text
from programmes.evaluations import Rulebook
from programmes.facts import Fact
from programmes.model import Programme, Unit
from scoring.rulebooks.facts import Judgement, UnitFacts
from scoring.rulebooks.merging import ItemState
from scoring.rulebooks.scores import ItemScore, UnitScore
from scoring.rulebooks.values import parsed

Claims = Mapping[str, Said]
"""What the unit says of itself, by the fact's key."""


@dataclass(frozen=True, slots=True)
class SelfView:
    """The unit's own assessment as its people see it. `open`: it can be worked on now; `drafts` are not handed in."""

    questions: Questionnaire
    unit: Unit
    claims: Claims
    drafts: int
    asked: int
    left: int
    open: bool
    handed_in: date | None = None
    going_on: bool = False

    @property
    def book(self) -> Rulebook:
        return self.questions.book


def home_screen(view: SelfView, *before: Text) -> Screen:
    """Where it stands, and the ways on."""
    lines = [*before, text("evaluation.self.title", title=Name(view.book.zh, view.book.en), unit=view.unit.name)]
    lines.append(text("evaluation.self.progress", done=view.asked - view.left, asked=view.asked))
    lines += window_lines(view.book)
    if view.handed_in:
        lines.append(text("evaluation.self.handed_in", day=view.handed_in))
    if view.drafts:
        lines.append(text("evaluation.self.drafts", count=view.drafts))
    summary = Button(text("evaluation.self.button.summary"), f"self:summary:{view.unit.code}")
    if not view.open:
        return Screen((*lines, text("evaluation.self.closed")), ((summary,),))
    start = "go_on" if view.going_on or view.claims else "start"
    rows: list[tuple[Button, ...]] = [
        (Button(text(f"evaluation.self.button.{start}"), f"self:walk:{view.unit.code}"), summary)
    ]
    if view.drafts:
        rows.append((_submit(view),))
    return Screen(tuple(lines), tuple(rows))


def window_lines(book: Rulebook) -> list[Text]:
    """When it is open, by which reading."""
    when = book.self_assessment
    if when is None:
        return []
    return [text("evaluation.self.window", first=when.opens, last=when.closes, reading=when.reading)]


def summary_screen(view: SelfView, score: UnitScore | None) -> Screen:
    """Everything that is claimed; with points where the rulebook has them. Nothing is stored by looking."""
    lines = [text("evaluation.self.summary", unit=view.unit.name)]
    points = {one.item.key: one for one in score.items} if score else {}
    findings = {finding.fact.key for finding in view.book.findings}
    for subject in view.questions.of(view.unit):
        said = [_claimed(fact, view.claims[fact.key].value) for fact in subject.facts if fact.key in view.claims]
        key = "" if subject.key in findings else f"{subject.key} "
        if not said:
            lines.append(text("evaluation.self.nothing", key=key, name=subject.name))
            continue
        lines += [text("evaluation.self.item", key=key, name=subject.name), *said]
        if scored := points.get(subject.key):
            lines.append(_points(scored))
    if score:
        sum_, left = share_of_points(score.items)
        most = numbers.plain(score.assessable)
        lines.append(text("evaluation.self.total", points=numbers.plain(sum_), most=most, left=left))
    rows = [(Button(text("evaluation.self.button.back"), f"self:unit:{view.unit.code}"),)]
    if view.open and view.drafts:
        rows.insert(0, (_submit(view),))
    return Screen(tuple(lines), tuple(rows))


def _claimed(fact: Fact, value: str | None) -> Text:
    if not fact.zh:
        return text("evaluation.self.state", value=worded(fact, value))
    return text("evaluation.self.claimed", name=Name(fact.zh, fact.en), value=worded(fact, value))


def _points(scored: ItemScore) -> Text:
    """Beside the maximum, which stands alone while something is open."""
    most = numbers.plain(scored.most)
    if scored.state is ItemState.SCORED and scored.points is not None:
        return text("evaluation.self.points", points=numbers.plain(scored.points), most=most)
    return text("evaluation.self.open", most=most)


def with_claims(known: UnitFacts, claims: Claims, book: Rulebook) -> UnitFacts:
    """The unit's facts as they would be if all its claims stood, each in place of what stands for its time."""
    facts = book.facts()
    claimed = tuple(
        Judgement(key, quarter_of(said.period), parsed(facts[key], said.value))
        for key, said in claims.items()
        if key in facts and said.value is not None
    )
    places = {(one.key, one.quarter) for one in claimed}
    kept = tuple(one for one in known.judgements if (one.key, one.quarter) not in places)
    return replace(known, judgements=(*kept, *claimed))


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of one claim: confirmed as it was, or changed to `changed`, with the reason."""

    key: str
    claimed: str | None
    changed: str | None = None
    reason: str = ""
    confirmed: bool = True


def outcome_screen(programme: Programme, book: Rulebook, unit: Unit, settled: Sequence[Settled]) -> Screen:
    """What the unit is told when an official is through with its claims."""
    confirmed = [one for one in settled if one.confirmed]
    others = [one for one in settled if not one.confirmed]
    lines = [text("evaluation.told.title", title=Name(book.zh, book.en), unit=unit.name)]
    lines.append(text("evaluation.told.counts", confirmed=len(confirmed), changed=len(others)))
    for one in others:
        lines += [_changed(programme, book, one), text("evaluation.told.reason", reason=one.reason)]
    if others:
        lines.append(text("evaluation.told.second"))
    return Screen(tuple(lines), ((Button(text("evaluation.self.button.summary"), f"self:summary:{unit.code}"),),))


def _changed(programme: Programme, book: Rulebook, one: Settled) -> Text:
    fact = book.facts()[one.key]
    name: Argument = matter_name(programme, book, one.key, "")
    claimed = worded(fact, one.claimed)
    if one.changed is None:
        return text("evaluation.told.declined", name=name, claimed=claimed)
    return text("evaluation.told.changed", name=name, claimed=claimed, changed=worded(fact, one.changed))


def _submit(view: SelfView) -> Button:
    return Button(text("evaluation.self.button.submit", count=view.drafts), f"self:submit:{view.unit.code}")
