"""The labelled questions of `bank/` and their score. Used by the tests; run by itself it prints both scores.

A question is right when intent, units, indicators and period are. A wrong number is a figure given where none may
be, or one that belongs to another intent, unit, indicator or period than the label says.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from random import Random

from dialog.questions import Context, Understood, understand
from programmes.loading import load
from programmes.model import Programme, Unit
from programmes.periods import Period
from programmes.roles import Role
from scoring.answers import Answer, Given, Question, answer
from scoring.figures import FiledMonth, History, Status, number

BANK = Path(__file__).with_name("bank")
PARTS = ("tune", "measured", "scores", "scores_measured", "held_out")


@dataclass(frozen=True)
class Labelled:
    """One row. `unit`: the asker is that unit's liaison; empty: an official. `after`: the questions before, by `|`."""

    question: str
    after: str
    unit: str
    at: str
    intent: str
    units: str
    indicators: str
    period: str
    number: str
    programme: str = "henan-edu-2022"
    amount: str | None = None

    @property
    def answered(self) -> bool:
        return self.number == "yes"


@dataclass(frozen=True)
class Marked:
    """A question with what became of it."""

    row: Labelled
    question: Question
    answer: Answer

    @property
    def numbers(self) -> bool:
        return any(figure.value is not None for figure in self.answer.figures)

    @property
    def right(self) -> bool:
        if not self.row.answered:
            return not self.numbers
        row = self.row
        labels = (row.intent, row.units, row.indicators, row.period)
        supposed = row.amount is None or row.amount == str(self.question.amount or "")
        return self.question.doubt is None and supposed and said(self.question, programme(row.programme)) == labels

    @property
    def wrong_number(self) -> bool:
        return self.numbers and not self.right


@cache
def programme(name: str = "henan-edu-2022") -> Programme:
    return load(name)


def rows(part: str) -> tuple[Labelled, ...]:
    with (BANK / f"{part}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Labelled(**row) for row in csv.DictReader(file))


def said(question: Question, of: Programme) -> tuple[str, str, str, str]:
    """The labels of a question, as the bank writes them."""
    units = ";".join(of.unit(code).name for code in question.units)
    named = "" if question.when is None else _written(question)
    return (question.intent or ""), units, " ".join(question.indicators), named


def _written(question: Question) -> str:
    when = question.when
    if when is None:
        return ""
    stretch = str(when.last) if when.first == when.last else f"{when.first}..{when.last}"
    return f"as of {stretch}" if when.upto else stretch


def marked(row: Labelled) -> Marked:
    """Ask it, after what came before it."""
    of = programme(row.programme)
    unit = of.unit_named(row.unit)
    role = Role.LIAISON if unit else Role.OFFICIAL
    code = unit.code if unit else None
    now = datetime.combine(datetime.fromisoformat(row.at).date(), time(4), UTC)
    context = Context(of, role, code, now)
    earlier: Understood | None = None
    for before in filter(None, row.after.split("|")):
        earlier = understand(before, context, earlier)
    found = understand(row.question, context, earlier).question
    return Marked(row, found, answer(found, Given(of, role, code, histories(row.programme)), now))


@cache
def histories(name: str = "henan-edu-2022") -> dict[str, History]:
    """All units, March to June, by a fixed seed; every third has not filed June, every seventeenth not April."""
    random, of = Random(7), programme(name)
    return {unit.code: _history(unit, of, random) for unit in of.units}


def _history(unit: Unit, of: Programme, random: Random) -> History:
    months = {}
    for month in range(3, 7):
        period = Period(of.year, month)
        figures = {code: number(random.randint(0, target // 6)) for code, target in unit.targets.items()}
        figures |= {stock.code: number(random.randint(0, 3)) for stock in of.stocks}
        if (month == 6 and unit.number % 3 == 1) or (month == 4 and unit.number % 17 == 0):
            continue
        at = datetime(of.year, month, 25, 2, tzinfo=UTC)
        months[period] = FiledMonth(
            period, figures, 1, Status.SUBMITTED, unit.number % 11 == 0, at, at, "chat", f"R{unit.number}"
        )
    return History(unit.code, {"training": unit.number}, months)


def report(part: str) -> Iterator[str]:
    """The score of a part, and each miss."""
    found = [marked(row) for row in rows(part)]
    right, wrong = sum(one.right for one in found), sum(one.wrong_number for one in found)
    share = 100 * right / len(found)
    yield f"{part}: {len(found)} questions, {right} right ({share:.2f} %), {wrong} wrong numbers"
    for one in found:
        if not one.right:
            mark = "WRONG NUMBER" if one.wrong_number else "missed"
            doubt = f"{one.question.doubt.reason} {one.question.doubt.words}" if one.question.doubt else ""
            before = f"[{one.row.after}] " if one.row.after else ""
            yield f"  {mark}: {before}{one.row.question} -> {said(one.question, programme(one.row.programme))} {doubt}"


def main() -> None:
    for part in PARTS:
        for line in report(part):
            sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
