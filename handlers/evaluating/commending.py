"""Candidates for commendation in chat, for officials: the list by group, one unit with every reason, and a workbook.

Reached from a rulebook's desk of /score. Computed at each look from what stands in the store; nothing is decided here.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from dialog.commendation import Candidates, Group, list_screen, rows_of, unit_screen
from dialog.paging import page_number
from handlers.errands import Table
from handlers.evaluating.books import Shelf, judges, shelf_at
from handlers.evaluating.facts import known
from handlers.evaluating.records import records_of
from handlers.turns import Turn
from locales.catalog import catalog
from locales.text import Name, text
from scoring.rulebooks.commending import Overdue, commended
from store.visits import FindingState


def press(turn: Turn, argument: str) -> None:
    """`0`, `0:no:2`, `0:unit:45` or `0:table`: the rulebook's place, what to show, the page or the unit's number."""
    place, what, value = [*argument.split(":"), "", ""][:3]
    shelf = shelf_at(turn.programme, place)
    if not judges(turn) or shelf is None:
        turn.toast(text("screen.no_rights_now"))
        return
    found = candidates(turn, shelf)
    if what == "table":
        _send_table(turn, found)
    elif what == "unit":
        _show_unit(turn, found, value)
    else:
        group = Group(what) if what in set(Group) else Group.YES
        turn.show(list_screen(found, group, page_number(value)))


def candidates(turn: Turn, shelf: Shelf) -> Candidates:
    """As of today, or the last day of the programme's year."""
    tx, programme, book = turn.tx, turn.programme, shelf.book
    as_of = _day(programme.year, programme.calendar.today(turn.now))
    histories = tx.reports.histories()
    facts = known(tx, programme, book, as_of, turn.now, histories)
    findings: defaultdict[str, list[Overdue]] = defaultdict(list)
    for one in tx.visits.findings((FindingState.OPEN,)):
        findings[one.unit].append(Overdue(one.words, one.mend_by))
    every = commended(programme, book, facts, as_of, records_of(tx, programme, histories), findings)
    return Candidates(programme, book, shelf.place, as_of, every)


def _show_unit(turn: Turn, found: Candidates, number: str) -> None:
    one = next((each for each in found.every if str(each.unit.number) == number), None)
    if one is None:
        turn.show(list_screen(found, Group.YES, 0))
    else:
        turn.show(unit_screen(found, one))


def _send_table(turn: Turn, found: Candidates) -> None:
    """Written after this turn and sent below."""
    rows = tuple(rows_of(found, catalog(turn.language).plain))
    caption = text("commend.title", name=Name(found.book.zh, found.book.en), day=found.as_of)
    turn.send_later(Table(rows), f"{found.book.code}-{found.as_of}.xlsx", caption)


def _day(year: int, today: date) -> date:
    return min(max(today, date(year, 1, 1)), date(year, 12, 31))
