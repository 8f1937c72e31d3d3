"""An answer before it is words: outcome, figures, lines, and the trace that "why" shows.

Made by the modules of this folder; chat, groups, inline mode and `yuebao ask` render it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from locales.text import Month, Name, Text, text
from programmes.model import Citation, Indicator, Unit
from programmes.periods import Period

Cell = int | str | bool | None
Once = TypeVar("Once")


class Outcome(StrEnum):
    """What becomes of a question."""

    ANSWERED = "answered"
    CLARIFY = "clarify"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Value:
    """One figure of an answer. `unit` is a unit's name, or `bureaus`, `schools`, `all`; values as section Progress
    writes them: whole numbers, rates as "43.64"; None for "not reported" and "no figure"."""

    unit: str
    indicator: str | None
    measure: str
    period: Period
    value: Cell


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the arithmetic, and the clause it rests on."""

    words: Text
    cites: Citation | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """`options` are units' names to choose from; `table` asks the edge to add the progress table as a file."""

    outcome: Outcome
    lines: tuple[Text, ...]
    figures: tuple[Value, ...] = ()
    trace: tuple[Step, ...] = ()
    options: tuple[str, ...] = ()
    period: Period | None = None
    table: bool = False


@dataclass
class Draft:
    """An answer in the making."""

    period: Period
    lines: list[Text] = field(default_factory=list)
    figures: list[Value] = field(default_factory=list)
    trace: list[Step] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)
    subject: Name | None = None

    def figure(self, unit: str, indicator: str | None, measure: str, period: Period, value: Cell) -> None:
        self.figures.append(Value(unit, indicator, measure, period, value))

    def about(self, name: Name) -> None:
        """The unit or class that the next lines are about; named once, above them."""
        if self.subject != name:
            self.subject = name
            self.say(text("answers.subject", unit=name))

    def say(self, *lines: Text) -> None:
        self.lines += lines

    def source(self, *lines: Text) -> None:
        """Where the figures come from: stands once, below the figures of a unit, or of all."""
        self.notes += lines

    def close(self) -> None:
        """The unit's figures are all there: their sources follow, each once."""
        self.lines += _once(self.notes)
        self.notes = []

    def step(self, words: Text, cites: Citation | None = None) -> None:
        self.trace.append(Step(words, cites))

    def done(self, outcome: Outcome = Outcome.ANSWERED) -> Answer:
        """The answer; a source or step that was noted twice stands once."""
        said = (*self.lines, *_once(self.notes))
        return Answer(outcome, said, tuple(self.figures), tuple(_once(self.trace)), (), self.period)


def _once(found: Sequence[Once]) -> list[Once]:
    """In order, each only the first time; a Text cannot be hashed."""
    return [one for number, one in enumerate(found) if one not in found[:number]]


def month(period: Period) -> Month:
    return Month(period.year, period.month)


def unit_name(unit: Unit) -> Name:
    return Name(unit.name, unit.name)


def unit_names(units: Iterable[Unit]) -> str:
    """Official names, which are Chinese in both languages, as one list."""
    return "、".join(unit.name for unit in units)


def indicator_name(indicator: Indicator) -> Name:
    return Name(indicator.zh, indicator.en)


def measure_name(indicator: Indicator) -> Name:
    return Name(indicator.measure.zh, indicator.measure.en)
