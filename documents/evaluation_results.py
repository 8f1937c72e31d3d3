"""What an evaluation came to, as a workbook: totals and places, then every item of every unit with its why.

Of a checklist the states, first as a table of units and items, then one a line. Called by /score and by
`yuebao document workbook`.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from dialog.evaluation.results import inputs_named
from documents.evaluation_words import Words
from documents.pages import Column, Page, Value
from locales import numbers
from locales.catalog import Catalog
from locales.text import Name
from programmes.evaluations import Rulebook
from programmes.model import Programme
from scoring.answers.evaluated import vetoes_named
from scoring.answers.items import merged
from scoring.rulebooks.checklists import CheckedUnit, Checklist
from scoring.rulebooks.merging import ItemState
from scoring.rulebooks.remarks import CHOSEN, remarks
from scoring.rulebooks.scores import Evaluation, ItemScore, UnitScore
from scoring.rulebooks.written import why

_UNIT = 16
_CHECKED = {
    "unit": 20, "key": 8, "item": 44, "state": 11, "evidence": 30, "recorded": 40, "reading": 30, "clause": 22
}  # fmt: skip
_Row = tuple[Value, ...]


def evaluation_pages(
    programme: Programme, found: Evaluation, catalog: Catalog, source: tuple[str, ...] = ()
) -> tuple[Page, ...]:
    """`source` are further ready lines for the last sheet, such as the label of a demonstration."""
    words = Words(programme, catalog)
    totals = Page(
        words.say("workbook.results.totals"),
        _columns(words, {"unit": _UNIT, "total": 9, "final": 10, "rank": 7, "chosen": 10, "notes": 60}),
        tuple(_total(words, one, found.rulebook, programme) for one in found.units),
        1,
        filtered=True,
    )
    widths = {"unit": _UNIT, "key": 8, "item": 34, "points": 8, "max": 8, "state": 10, "why": 44, "inputs": 44}
    items = Page(
        words.say("workbook.results.items"),
        _columns(words, widths | {"reading": 40, "clause": 16}),
        tuple(row for one in found.units for row in _items(words, one, programme)),
        2,
        filtered=True,
    )
    return totals, items, _about(words, programme, found.rulebook, found, source)


def checklist_pages(
    programme: Programme, found: Checklist, catalog: Catalog, source: tuple[str, ...] = ()
) -> tuple[Page, ...]:
    words = Words(programme, catalog)
    items = found.rulebook.items
    heads = [Column(f"{item.key} {words.named(Name(item.zh, item.en))}", 14, wrapped=True) for item in items]
    states = Page(
        words.say("workbook.results.states"),
        (*_columns(words, {"unit": 20, "open": 8}), *heads),
        tuple((one.unit.name, len(one.open), *_states(words, one)) for one in found.units),
        1,
    )
    single = Page(
        words.say("workbook.results.items"),
        _columns(words, _CHECKED),
        tuple(row for one in found.units for row in _checked(words, one)),
        2,
        filtered=True,
    )
    return states, single, _about(words, programme, found.rulebook, found, source)


def _columns(words: Words, widths: dict[str, int]) -> tuple[Column, ...]:
    return tuple(Column(words.say(f"workbook.column.{name}"), width, wrapped=True) for name, width in widths.items())


def _total(words: Words, score: UnitScore, book: Rulebook, programme: Programme) -> _Row:
    noted = remarks(score, vetoes_named(programme, book, score))
    final = None if score.final is None else float(numbers.half_up(score.final, 2))
    notes = words.plain(why(noted)) if noted else None
    return score.unit.name, _number(score.total), final, score.rank, words.plain(CHOSEN[score.advanced]), notes


def _items(words: Words, score: UnitScore, programme: Programme) -> Iterator[_Row]:
    for one in score.items:
        item = one.item
        yield (
            score.unit.name,
            item.key,
            words.named(Name(item.zh, item.en)),
            _points(one),
            _number(one.most),
            words.say(f"score.state.{one.state.value}"),
            words.plain(why(merged(one.why))),
            words.plain(looked) if (looked := inputs_named(one, programme)) else None,
            item.reading,
            item.cites.clause,
        )


def _points(score: ItemScore) -> Value:
    return _number(score.points) if score.state is ItemState.SCORED else None


def _number(value: Fraction | None) -> Value:
    """A number that Excel can add, as it is shown elsewhere: what never ends has two decimals."""
    return None if value is None else float(numbers.plain(value))


def _states(words: Words, one: CheckedUnit) -> Iterator[str]:
    return (words.say(f"score.state.{item.state}") for item in one.items)


def _checked(words: Words, one: CheckedUnit) -> Iterator[_Row]:
    for checked in one.items:
        item = checked.item
        state = words.say(f"score.state.{checked.state}")
        name = words.named(Name(item.zh, item.en))
        recorded = "\n".join(words.plain(line) for line in checked.recorded.why) if checked.recorded else None
        yield one.unit.name, item.key, name, state, item.evidence, recorded, item.reading, item.cites.clause


def _about(
    words: Words, programme: Programme, book: Rulebook, found: Evaluation | Checklist, source: tuple[str, ...]
) -> Page:
    """Programme, rulebook, day and stage, how the clauses are read; what was computed is not the official result."""
    stage = words.say(f"score.stage.{found.stage.value.replace('-', '_')}")
    document = programme.documents[book.cites.document]
    lines = [
        words.named(Name(programme.title, programme.title_en)),
        words.say("score.title", title=Name(book.zh, book.en), day=found.as_of, stage=stage),
        f"{document.title}（{document.number}）{book.cites.clause}",
        book.reading,
        *([book.selection.reading] if book.selection else []),
        *source,
    ]
    return Page(words.say("workbook.results.about"), (Column("", 100, wrapped=True),), tuple((line,) for line in lines))
