"""What `yuebao score` tells people: a table with totals and ranks, then why, item by item. Called by `scoring`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date

from bot.cli.aligned import aligned
from bot.cli.output import operator_language, print_text
from locales.catalog import catalog
from locales.numbers import half_up
from locales.text import Argument, Name, Text, text
from programmes.evaluations import Rulebook
from programmes.model import Programme
from scoring.answers.evaluated import vetoes_named
from scoring.answers.items import merged
from scoring.rulebooks.checklists import Checklist
from scoring.rulebooks.remarks import CHOSEN, remarks
from scoring.rulebooks.scores import Evaluation, ItemScore, UnitScore
from scoring.rulebooks.stages import Stage
from scoring.rulebooks.written import why

_NONE = "—"


def print_evaluation(programme: Programme, evaluation: Evaluation, unit: str | None) -> None:
    """Of all units the items that cost something; with a unit's code that unit alone, with every item."""
    units = [one for one in evaluation.units if unit in (None, one.unit.code)]
    _print_title(evaluation.rulebook, evaluation.as_of, evaluation.stage)
    heads = [text(f"score.column.{one}") for one in ("unit", "total", "final", "rank", "chosen", "notes")]
    _table([heads, *(_row(programme, evaluation.rulebook, one) for one in units)])
    for one in units:
        _explain(one, every=unit is not None)


def print_checklist(checklist: Checklist, unit: str | None) -> None:
    _print_title(checklist.rulebook, checklist.as_of, checklist.stage)
    for one in checklist.units:
        if unit in (None, one.unit.code):
            print_text(text("score.unit", unit=one.unit.name))
            for item in one.items:
                state = text(f"score.state.{item.state}")
                print_text(text("score.checked", key=item.item.key, name=Name(item.item.zh, item.item.en), state=state))


def _print_title(book: Rulebook, day: date, stage: Stage) -> None:
    said = text(f"score.stage.{stage.value.replace('-', '_')}")
    print_text(text("score.title", title=Name(book.zh, book.en), day=day, stage=said))


def _row(programme: Programme, book: Rulebook, score: UnitScore) -> list[Text]:
    noted = remarks(score, vetoes_named(programme, book, score))
    return [
        _cell(score.unit.name),
        _cell(score.total),
        _cell(None if score.final is None else half_up(score.final, 2)),
        _cell(score.rank),
        CHOSEN[score.advanced],
        why(noted) if noted else _cell(None),
    ]


def _explain(score: UnitScore, *, every: bool) -> None:
    """Item by item why; of all units only the items that cost something or still need a person."""
    print_text(text("score.unit", unit=score.unit.name))
    for item in score.items:
        if every or item.points is None or item.points < item.most:
            print_text(_item(item))


def _item(score: ItemScore) -> Text:
    arguments: Mapping[str, Argument] = {
        "key": score.item.key,
        "name": Name(score.item.zh, score.item.en),
        "most": score.most,
        "clause": score.item.cites.clause,
        "why": why(merged(score.why)),
    }
    if score.points is None:
        return Text("score.item.without", {**arguments, "state": text(f"score.state.{score.state.value}")})
    return Text("score.item.scored", {**arguments, "points": score.points})


def _table(rows: list[list[Text]]) -> None:
    words = catalog(operator_language())
    sys.stdout.write(f"\n{aligned([[words.plain(cell) for cell in row] for row in rows], left=1, notes=True)}\n")


def _cell(value: Argument | None) -> Text:
    return text("score.cell", value=_NONE if value is None else value)
