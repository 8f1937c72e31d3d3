"""The files that officials take out: the template to fill in, and results with every point explained.

A turn reads what they need; they are computed and written after its commit.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from documents.evaluation_results import checklist_pages, evaluation_pages
from documents.evaluation_template import template
from documents.pages import Page
from handlers.errands import Workbook as File
from handlers.evaluating.books import shelf_at
from handlers.evaluating.facts import known
from handlers.evaluating.records import records_of
from handlers.evaluating.showing import days_of
from handlers.evaluating.workbooks import standing_in
from handlers.turns import Turn
from locales.catalog import Catalog, catalog
from locales.text import text
from programmes.evaluations import Rulebook
from programmes.model import Programme
from scoring.rulebooks.checklists import check
from scoring.rulebooks.evaluating import evaluate
from scoring.rulebooks.facts import Facts
from scoring.rulebooks.recording import Records


def send_template(turn: Turn, _: str) -> None:
    """All rulebooks in one file, with what stands now."""
    programme, words = turn.programme, catalog(turn.language)
    today = programme.calendar.today(turn.now)
    pages = partial(template, programme, tuple(programme.rulebooks.values()), standing_in(turn.tx), today, words)
    name = words.plain(text("workbook.file.form", programme=programme.id, day=f"{today:%Y%m%d}"))
    turn.send_later(File(pages), name, text("workbook.caption.form"))
    turn.toast(text("workbook.comes"), alert=False)


def send_results(turn: Turn, argument: str) -> None:
    """`0:end`: what the rulebook comes to on one of its days."""
    place, _, word = argument.partition(":")
    shelf = shelf_at(turn.programme, place)
    day = days_of(turn, shelf).get(word) if shelf else None
    if shelf is None or day is None:
        turn.toast(text("workbook.gone"))
        return
    programme, words = turn.programme, catalog(turn.language)
    histories = turn.setting.books.histories(turn.tx)
    facts = known(turn.tx, programme, shelf.book, day, turn.now, histories)
    records = records_of(turn.tx, programme, histories)
    source = (words.plain(text("screen.demonstration")),) if turn.tx.marks.label() else ()
    pages = partial(result_pages, programme, shelf.book, facts, day, words, records, source)
    name = words.plain(text("workbook.file.results", rulebook=shelf.book.code, day=f"{day:%Y%m%d}"))
    turn.send_later(File(pages), name, text("workbook.caption.results", day=day))
    turn.toast(text("workbook.comes"), alert=False)


def result_pages(
    programme: Programme,
    book: Rulebook,
    facts: Facts,
    day: date,
    words: Catalog,
    records: Records | None = None,
    source: tuple[str, ...] = (),
) -> Sequence[Page]:
    """Computed here, on whichever thread writes the file. `source`: lines to stand on the last sheet."""
    if book.checklist:
        return checklist_pages(programme, check(programme, book, facts, day, records), words, source)
    return evaluation_pages(programme, evaluate(programme, book, facts, day), words, source)
