"""All of what a screen shows the first lines of: bad cells of a workbook, and what one would change.

Called by /score.
"""

from __future__ import annotations

from collections.abc import Sequence

from documents.evaluation_words import Words
from documents.fact_sheets import Misread
from documents.pages import Column, Page, Value
from locales.catalog import Catalog
from locales.text import Name
from programmes.model import Programme
from scoring.rulebooks.entered import Change

_FAULTS = {"sheet": 24, "line": 8, "column": 12, "found": 30, "expected": 50}
_CHANGES = {
    "unit": 16, "key": 18, "item": 34, "fact": 24, "period": 10, "source": 9, "before": 12, "after": 12, "waiting": 14,
    "remark": 30,
}  # fmt: skip


def fault_pages(misread: Sequence[Misread], programme: Programme, catalog: Catalog) -> tuple[Page, ...]:
    """Every cell that could not be read."""
    words = Words(programme, catalog)
    rows = tuple(
        (one.sheet, one.fault.line, one.fault.column, one.fault.found, words.plain(one.fault.expected))
        for one in misread
    )
    return (Page(words.say("workbook.faults.sheet"), _columns(words, _FAULTS), rows, filtered=True),)


def change_pages(changes: Sequence[Change], programme: Programme, catalog: Catalog) -> tuple[Page, ...]:
    """Every value that would be new, beside what stands and what else is proposed."""
    words = Words(programme, catalog)
    rows = tuple(_change(one, programme, words) for one in changes)
    return (Page(words.say("workbook.changes.sheet"), _columns(words, _CHANGES), rows, 2, filtered=True),)


def _columns(words: Words, widths: dict[str, int]) -> tuple[Column, ...]:
    return tuple(Column(words.say(f"workbook.column.{name}"), width, wrapped=True) for name, width in widths.items())


def _change(one: Change, programme: Programme, words: Words) -> tuple[Value, ...]:
    spot, book = one.said.spot, programme.rulebooks[one.said.spot.rulebook]
    fact, unit = book.facts().get(spot.key), programme.unit(spot.unit).name
    source = words.source(spot.source) if spot.source else None

    def shown(value: str | None) -> Value:
        if value is None:
            return None
        if not value:
            return words.say("evaluation.value.taken_back")
        return words.value(fact, value) if fact else int(value)

    item = next((one for one in book.items if fact in one.facts), None)
    about = words.named(Name(f"{item.key} {item.zh}", f"{item.key} {item.en}")) if item else None
    name = words.fact(fact) if fact else words.indicator(spot.key)
    values = shown(one.stands), shown(one.said.value), shown(one.waiting)
    return unit, spot.key, about, name, spot.period, source, *values, one.said.remark
