"""How the points of an item come about, said from its rules, so that whoever judges sees what an answer does.

Made from the same data that the scoring computes with; a kind of rule scored from figures alone says nothing here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

from dialog.evaluation.saying import named
from dialog.evaluation.subjects import Subject
from locales.text import Argument, Name, Percent, Text, text
from programmes.model import Programme
from programmes.rules import (
    Ceiling,
    Counted,
    Dates,
    Deductions,
    Line,
    Met,
    Money,
    Priced,
    Rank,
    Ratio,
    Timeliness,
)

Names = Callable[[str], Argument]


def standards(programme: Programme, subject: Subject) -> tuple[Text, ...]:
    """A sentence for each rule that looks at what people find."""
    facts = {fact.name: fact for fact in subject.facts}

    def name(of: str) -> Argument:
        fact = facts.get(of)
        return Name(fact.zh, fact.en) if fact else (named({}, programme, of) or of)

    return tuple(_SAID[type(rule)](rule, name) for rule in subject.rules if type(rule) in _SAID)


def _ratio(rule: Ratio, name: Names) -> Text:
    said = text(
        "evaluation.rule.ratio", part=name(rule.part), whole=name(rule.whole), line=Percent(rule.line), base=rule.base
    )
    if rule.up:
        said = text("evaluation.rule.ratio_up", said=said, up=rule.up, cap=rule.cap)
    return text("evaluation.rule.ratio_down", said=said, down=rule.down) if rule.down else said


def _ceiling(rule: Ceiling, name: Names) -> Text:
    return text(
        "evaluation.rule.ceiling",
        part=name(rule.part),
        whole=name(rule.whole),
        line=Percent(rule.line),
        base=rule.base,
        down=rule.down,
    )


def _line(rule: Line, name: Names) -> Text:
    part, whole = name(rule.part), name(rule.whole)
    return text("evaluation.rule.line", part=part, whole=whole, line=Percent(rule.line), points=rule.points)


def _rank(rule: Rank, name: Names) -> Text:
    by = name(rule.part)
    if rule.whole:
        by = text("evaluation.rule.share", part=by, whole=name(rule.whole))
    said = text(f"evaluation.rule.rank_{'lowest' if rule.lowest else 'highest'}", by=by, top=rule.top, step=rule.step)
    return _conditioned(said, rule.condition, name)


def _deductions(rule: Deductions, name: Names) -> Text:
    said = text("evaluation.rule.deductions", base=rule.base, each=_priced(rule.each, "less", name))
    if rule.applies:
        said = text("evaluation.rule.applies", said=said, fact=name(rule.applies), base=rule.base)
    return _conditioned(said, rule.condition, name)


def _conditioned(said: Text, condition: str | None, name: Names) -> Text:
    return text("evaluation.rule.condition", said=said, fact=name(condition)) if condition else said


def _met(rule: Met, _: Names) -> Text:
    return text("evaluation.rule.met", points=rule.points)


def _dates(rule: Dates, _: Names) -> Text:
    by = [text("evaluation.rule.by", day=one.day, points=one.points) for one in rule.by]
    return text("evaluation.rule.dates", by=_joined(by), later=rule.later)


def _counted(rule: Counted, name: Names) -> Text:
    return text("evaluation.rule.counted", each=_priced(rule.each, "more", name), cap=rule.cap)


def _money(rule: Money, _: Names) -> Text:
    return text(
        "evaluation.rule.money",
        first=rule.first,
        points=rule.points,
        step=rule.step,
        more=rule.more,
        cap=rule.cap,
    )


def _timeliness(rule: Timeliness, _: Names) -> Text:
    return text("evaluation.rule.timeliness", base=rule.base, each=rule.each)


def _priced(each: tuple[Priced, ...], what: str, name: Names) -> Text:
    return _joined([text(f"evaluation.rule.{what}", fact=name(one.fact), points=one.points) for one in each])


def _joined(parts: list[Text]) -> Text:
    return reduce(lambda first, second: text("evaluation.rule.then", first=first, second=second), parts)


_SAID: Mapping[type, Callable[[Any, Names], Text]] = {
    Ratio: _ratio,
    Ceiling: _ceiling,
    Line: _line,
    Rank: _rank,
    Deductions: _deductions,
    Met: _met,
    Dates: _dates,
    Counted: _counted,
    Money: _money,
    Timeliness: _timeliness,
}
