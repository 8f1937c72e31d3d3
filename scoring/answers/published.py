"""Answers out of a published circular: "as of circular no. 3". Its figures are public, so everybody may have them.

They are read from the frozen circular and never computed again; what has changed since is not in them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from locales.text import Argument, Name, Percent, Text, text
from programmes.periods import Period
from scoring import arithmetic
from scoring.answers.answered import Answer, Draft, Outcome, indicator_name, measure_name, month
from scoring.answers.asked import LATEST, Intent, Question
from scoring.answers.given import Facts, Published
from scoring.circulars.contents import MAIN, Cell, Circular, Line, Ranking, Who

SHOWN = 5


@dataclass(frozen=True, slots=True)
class _Asked:
    """The question, with the circular it is about."""

    question: Question
    facts: Facts
    held: Published
    draft: Draft

    @property
    def circular(self) -> Circular:
        return self.held.circular

    @property
    def period(self) -> Period:
        return Period.parse(self.circular.period)

    def wanted(self, cells: Sequence[Cell]) -> tuple[Cell, ...]:
        """The cells of the indicators named, or all."""
        named = self.question.indicators
        return tuple(cell for cell in cells if not named or cell.indicator in named)


def from_circular(question: Question, facts: Facts) -> Answer:
    """What the circular that was named says; refused where there is none, or it says nothing of that."""
    held = _found(question, facts)
    if held is None:
        return Answer(Outcome.REFUSED, (text("answers.circular.none"), text("answers.shows")))
    draft = Draft(Period.parse(held.circular.period))
    asked = _Asked(question, facts, held, draft)
    when = question.when
    if when is None or when.last == asked.period:
        _SAID.get(question.intent or Intent.TOTALS, _nothing)(asked)
    draft.source(_source(held), *_corrected(held))
    return draft.done(Outcome.ANSWERED if draft.figures else Outcome.REFUSED)


def _found(question: Question, facts: Facts) -> Published | None:
    """The one of that number; the latest one is that of the class asked about."""
    held = [one for one in facts.published() if question.circular in (LATEST, one.number)]
    classes = {facts.programme.unit(code).unit_class for code in question.units} | {question.unit_class} - {None}
    fitting = [one for one in held if not classes or one.circular.unit_class in classes]
    return fitting[-1] if fitting and question.circular == LATEST else next(iter(held), None)


def _source(held: Published) -> Text:
    at = datetime.fromisoformat(held.circular.as_of)
    return text("answers.circular.source", number=held.number, month=month(Period.parse(held.circular.period)), at=at)


def _corrected(held: Published) -> tuple[Text, ...]:
    if held.corrected_by is None:
        return ()
    return (text("answers.circular.corrected", number=held.number, later=held.corrected_by),)


def _units(asked: _Asked) -> None:
    """Each unit's cells as they were published."""
    for code in asked.question.units:
        lines = _lines_of(asked.circular, code)
        if lines:
            asked.draft.about(_name(lines[0].who))
        for cell in asked.wanted([cell for line in lines for cell in line.cells]):
            _cell(asked, lines[0].who, cell)
    if not asked.question.units:
        _sums(asked)


def _cell(asked: _Asked, who: Who, cell: Cell) -> None:
    """Rate, cumulative and the month's own figure: whatever of them was asked for stands in it."""
    if cell.target is None or cell.share is None:
        return
    indicator = asked.facts.programme.indicator(cell.indicator)
    if asked.question.intent is Intent.MONTH_FIGURE:
        asked.draft.figure(who.name, cell.indicator, "completed", asked.period, cell.completed)
        if cell.completed is None:
            asked.draft.say(
                text("answers.none.not_reported", indicator=indicator_name(indicator), month=month(asked.period))
            )
            return
        asked.draft.say(
            text(
                "answers.month",
                indicator=indicator_name(indicator),
                measure=measure_name(indicator),
                month=month(asked.period),
                completed=cell.completed,
            )
        )
        return
    _rate(asked, who.name, cell.indicator, cell.cumulative, cell.target)


def _rate(asked: _Asked, key: str, code: str, cumulative: int, target: int) -> None:
    share = arithmetic.rate(cumulative, target)
    if share is None:
        return
    indicator = asked.facts.programme.indicator(code)
    measured = (("rate", arithmetic.percent(share)), ("cumulative", cumulative), ("target", target))
    for measure, value in measured:
        asked.draft.figure(key, code, measure, asked.period, value)
    asked.draft.say(
        text(
            "answers.rate",
            indicator=indicator_name(indicator),
            measure=measure_name(indicator),
            rate=Percent(share),
            cumulative=cumulative,
            target=target,
            month=month(asked.period),
        )
    )


def _sums(asked: _Asked) -> None:
    """The totals of the circular's class."""
    asked.draft.about(_class(asked))
    for total in asked.circular.sums:
        if not asked.question.indicators or total.indicator in asked.question.indicators:
            _rate(asked, asked.circular.unit_class, total.indicator, total.cumulative, total.target)


def _places(asked: _Asked) -> None:
    """The places as published: of the main ranking, and of an indicator with a ranking of its own."""
    for code in asked.question.units:
        for ranking in _rankings(asked):
            line = next((one for one in ranking.lines if one.who.unit == code), None)
            if line is None or line.place is None:
                continue
            asked.draft.about(_name(line.who))
            indicator = None if ranking.name == MAIN else ranking.name
            asked.draft.figure(line.who.name, indicator, "rank", asked.period, line.place)
            words = {"place": line.place, "count": len(ranking.placed)}
            if indicator is None:
                asked.draft.say(text("answers.circular.place", **words))
            else:
                name = indicator_name(asked.facts.programme.indicator(indicator))
                asked.draft.say(text("answers.circular.place_of", indicator=name, **words))


def _rankings(asked: _Asked) -> tuple[Ranking, ...]:
    """Those in which the indicators named stand."""
    named = set(asked.question.indicators)
    held = asked.circular.rankings()
    return tuple(one for one in held if not named or any(_codes(line) & named for line in one.lines))


def _codes(line: Line) -> set[str]:
    return {cell.indicator for cell in line.cells}


def _fastest(asked: _Asked) -> None:
    _list(asked, slow=False)


def _slowest(asked: _Asked) -> None:
    _list(asked, slow=True)


def _list(asked: _Asked, *, slow: bool) -> None:
    """The first or last N by the published rates of each indicator."""
    for indicator in asked.facts.programme.flows:
        code = indicator.code
        if asked.question.indicators and code not in asked.question.indicators:
            continue
        lines = [line for one in asked.circular.rankings() for line in one.lines if code in _codes(line)]
        held = [(line.who, next(cell for cell in line.cells if cell.indicator == code)) for line in lines]
        rated = sorted(
            (pair for pair in held if pair[1].share is not None),
            key=lambda pair: (pair[1].share or 0) * (1 if slow else -1),
        )[: asked.question.count or SHOWN]
        if rated:
            shown: dict[str, Argument] = {
                "unit": _class(asked),
                "indicator": indicator_name(indicator),
                "count": len(rated),
            }
            asked.draft.say(text("answers.slowest", **shown) if slow else text("answers.fastest", **shown))
        for number, (who, cell) in enumerate(rated, start=1):
            _listed(asked, number, who, cell)


def _listed(asked: _Asked, number: int, who: Who, cell: Cell) -> None:
    share = cell.share
    if share is None:
        return
    asked.draft.figure(who.name, cell.indicator, "rate", asked.period, arithmetic.percent(share))
    asked.draft.say(
        text(
            "answers.listed",
            number=number,
            unit=_name(who),
            rate=Percent(share),
            cumulative=cell.cumulative,
            target=cell.target or 0,
        )
    )


def _missing(asked: _Asked) -> None:
    _named(asked, asked.circular.missing, "status", "missing", "answers.missing.some", "answers.missing.none")


def _late(asked: _Asked) -> None:
    _named(asked, asked.circular.late, "late", True, "answers.late.filed", "answers.late.none")


def _named(asked: _Asked, whom: Sequence[Who], measure: str, value: str | bool, some: str, none: str) -> None:
    for who in whom:
        asked.draft.figure(who.name, None, measure, asked.period, value)
    shown: dict[str, Argument] = {
        "unit": _class(asked),
        "month": month(asked.period),
        "expected": asked.circular.expected,
    }
    if whom:
        asked.draft.say(text(some, **shown, count=len(whom), units="、".join(who.name for who in whom)))
    else:
        asked.draft.figure(asked.circular.unit_class, None, measure, asked.period, None)
        asked.draft.say(text(none, **shown))


def _nothing(_asked: _Asked) -> None:
    """The circular says nothing of that."""


def _lines_of(circular: Circular, unit: str) -> list[Line]:
    return [line for one in circular.rankings() for line in one.lines if line.who.unit == unit]


def _name(who: Who) -> Name:
    return Name(who.name, who.name)


def _class(asked: _Asked) -> Name:
    code = asked.circular.unit_class
    return next(Name(one.zh, one.en) for one in asked.facts.programme.classes if one.code == code)


_SAID: dict[Intent, Callable[[_Asked], None]] = {
    Intent.CUMULATIVE_RATE: _units,
    Intent.CUMULATIVE: _units,
    Intent.TARGET: _units,
    Intent.MONTH_FIGURE: _units,
    Intent.COMPARE: _units,
    Intent.TOTALS: _sums,
    Intent.RANK: _places,
    Intent.FASTEST: _fastest,
    Intent.SLOWEST: _slowest,
    Intent.NOT_REPORTED: _missing,
    Intent.LATE: _late,
}
