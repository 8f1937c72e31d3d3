"""The second person by chat: what waits by unit and by workbook, confirmed one by one or all at once, or returned.

A button that confirms a heap carries the newest entry that was seen, so that nothing unseen is confirmed with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from dialog.evaluation import checking as screens
from dialog.evaluation.checking import Context, Heap, Waiting
from dialog.inputs import Say
from dialog.paging import page_number
from dialog.screens import Button, Screen
from handlers.evaluating import entering, telling
from handlers.evaluating.books import Shelf, judges, shelf_at, shelf_of
from handlers.evaluating.viewing import Speaker, person_name, waiting_in
from handlers.reading import Attachment
from handlers.turns import Turn
from locales.text import Argument, Text, text
from store.facts import Entry, FactState, Origin

LONGEST_REASON = 400


def show_heaps(turn: Turn, argument: str, *before: Text) -> None:
    """`0` or `0:page`: what waits in a rulebook, by workbook and by unit."""
    place, _, page = argument.partition(":")
    if shelf := shelf_at(turn.programme, place):
        waiting = waiting_in(turn, shelf)
        heaps = [*_workbooks(turn, waiting), *_units(turn, shelf, waiting)]
        turn.show(screens.heaps_screen(shelf.book, shelf.place, heaps, len(waiting), page_number(page), before))


def show_unit(turn: Turn, argument: str, *before: Text) -> None:
    """`0:xx-a02` or `0:xx-a02:page`: what waits of one unit."""
    place, code, page = [*argument.split(":"), "", ""][:3]
    shelf = shelf_at(turn.programme, place)
    unit = shelf.unit(code) if shelf else None
    if shelf is None or unit is None:
        return
    entries = waiting_in(turn, shelf, code)
    if not entries:
        show_heaps(turn, place, *before)
        return
    context = _context(shelf, f"checks:{place}:{code}", f"all:{place}:{code}")
    turn.show(screens.entries_screen(unit.name, _rows(turn, shelf, entries), page_number(page), context, before))


def show_batch(turn: Turn, argument: str, *before: Text) -> None:
    """`17` or `17:page`: what waits of the workbook that entry 17 came in."""
    first, _, page = argument.partition(":")
    entry = _entry(turn, first)
    shelf = shelf_of(turn.programme, entry.spot.rulebook) if entry else None
    if entry is None or shelf is None:
        turn.toast(text("evaluation.not_open_any_more"))
        return
    entries = _of_batch(turn, shelf, entry)
    if not entries:
        show_heaps(turn, str(shelf.place), *before)
        return
    context = _context(shelf, f"batch:{first}", f"all_batch:{first}")
    title = _batch_name(turn, entry)
    turn.show(screens.entries_screen(title, _rows(turn, shelf, entries), page_number(page), context, before))


def show_entry(turn: Turn, argument: str, *before: Text) -> None:
    """One entry with what is known of it."""
    entry = _entry(turn, argument)
    shelf = shelf_of(turn.programme, entry.spot.rulebook) if entry else None
    if entry is None or shelf is None or entry.state is not FactState.PROPOSED:
        turn.toast(text("evaluation.not_open_any_more"))
        return
    (row,) = _rows(turn, shelf, (entry,))
    subject = screens.subject_of(shelf.book, entry.spot.key)
    evidence = len(turn.tx.evidence.of(shelf.book.code, entry.spot.unit, subject)) if subject else 0
    turn.show(screens.entry_screen(replace(row, evidence=evidence), _context(shelf, "", ""), before))


def confirm(turn: Turn, argument: str) -> None:
    """One entry counts from now on, if this is another person."""
    entry = _entry(turn, argument)
    if entry is None:
        turn.toast(text("evaluation.not_open_any_more"))
    elif entry.entered_by == turn.author:
        turn.toast(text("evaluation.same_person"))
    else:
        _on(turn, entry, entering.confirm(turn, entry.id))


def confirm_unit(turn: Turn, argument: str) -> None:
    """`0:xx-a02:41`: everything of the unit up to entry 41 that somebody else entered."""
    place, code, last = [*argument.split(":"), "", ""][:3]
    if shelf := shelf_at(turn.programme, place):
        said = _confirm_all(turn, waiting_in(turn, shelf, code), _number(last))
        show_unit(turn, f"{place}:{code}", said)


def confirm_batch(turn: Turn, argument: str) -> None:
    """`17:41`: everything of the workbook of entry 17 up to entry 41 that somebody else entered."""
    first, _, last = argument.partition(":")
    entry = _entry(turn, first)
    shelf = shelf_of(turn.programme, entry.spot.rulebook) if entry else None
    if entry and shelf:
        said = _confirm_all(turn, _of_batch(turn, shelf, entry), _number(last))
        show_batch(turn, first, said)


def ask_reason(turn: Turn, argument: str) -> None:
    """Nothing is returned without a reason."""
    entry = _entry(turn, argument)
    if entry is None or entry.state is not FactState.PROPOSED:
        turn.toast(text("evaluation.not_open_any_more"))
        return
    back = Button(text("evaluation.check.button.back"), f"score:entry:{entry.id}")
    turn.show(Screen((text("evaluation.check.ask_reason", most=LONGEST_REASON),), ((back,),)))
    turn.ask(f"score:return:{entry.id}")


def answer(turn: Turn, asked: str, said: Say | None, _: Attachment | None) -> None:
    """The reason for which an entry is returned; who entered it is told."""
    entry = _entry(turn, asked)
    words = said.text.strip() if said else ""
    if entry is None or not judges(turn):
        turn.ask("")
        turn.tell(Screen((text("evaluation.not_open_any_more"),)))
    elif not 0 < len(words) <= LONGEST_REASON:
        turn.tell(Screen((text("evaluation.reason.length", most=LONGEST_REASON),)))
        turn.ask(f"score:return:{entry.id}")
    else:
        turn.ask("")
        _return(turn, entry, words)


def take_back(turn: Turn, argument: str) -> None:
    """One's own entry, before anybody confirmed it."""
    entry = _entry(turn, argument)
    if entry is None:
        turn.toast(text("evaluation.not_open_any_more"))
    else:
        _on(turn, entry, entering.take_back(turn, entry.id))


def _return(turn: Turn, entry: Entry, reason: str) -> None:
    returned = entering.decline(turn, entry.id, reason)
    if returned is None:
        _on(turn, entry, text("evaluation.not_open_any_more"))
        return
    if returned.entered_by != turn.author:
        telling.returned(turn, returned, reason)
    _on(turn, entry, text("evaluation.returned", name=entering.matter_of(turn, entry)))


def _on(turn: Turn, entry: Entry, said: Text) -> None:
    """Back to the heap that the entry was in."""
    shelf = shelf_of(turn.programme, entry.spot.rulebook)
    if shelf:
        show_unit(turn, f"{shelf.place}:{entry.spot.unit}", said)


def _confirm_all(turn: Turn, entries: Iterable[Entry], last: int) -> Text:
    """Those that were seen and that somebody else entered."""
    me, done = turn.author, 0
    for entry in entries:
        if entry.id <= last and entry.entered_by != me:
            done += turn.tx.facts.confirm(entry.id, by=me, who=turn.who, now=turn.now) is not None
    return text("evaluation.check.done", count=done) if done else text("evaluation.check.none_left")


def _workbooks(turn: Turn, waiting: Iterable[Entry]) -> list[Heap]:
    batches: dict[str, list[Entry]] = {}
    for entry in waiting:
        if entry.batch:
            batches.setdefault(entry.batch, []).append(entry)
    return [Heap(_batch_name(turn, ones[0]), len(ones), _batch_action(turn, ones[0])) for ones in batches.values()]


def _batch_action(turn: Turn, entry: Entry) -> str:
    """A workbook is looked at as a whole first (`batches`), and entry by entry from there."""
    workbook = turn.tx.workbooks.of_batch(entry.batch)
    return f"workbook:one:{workbook.id}" if workbook else f"score:batch:{entry.id}"


def _units(turn: Turn, shelf: Shelf, waiting: Iterable[Entry]) -> list[Heap]:
    """In the order of the table; what came in a workbook is in its unit's heap as well."""
    of = sorted(waiting, key=lambda one: turn.programme.unit(one.spot.unit).number)
    return [
        Heap(turn.programme.unit(code).name, len(list(ones)), f"score:checks:{shelf.place}:{code}")
        for code, ones in groupby(of, key=lambda one: one.spot.unit)
    ]


def _of_batch(turn: Turn, shelf: Shelf, entry: Entry) -> tuple[Entry, ...]:
    found = turn.tx.facts.open(shelf.book.code, batch=entry.batch)
    return tuple(one for one in found if one.origin is not Origin.UNIT)


def _batch_name(turn: Turn, entry: Entry) -> Argument:
    by, day = person_name(turn, entry.entered_by), turn.programme.calendar.today(entry.entered_at)
    return text("evaluation.check.workbook", by=by, day=day)


def _rows(turn: Turn, shelf: Shelf, entries: Iterable[Entry]) -> list[Waiting]:
    """Each entry with what it would replace."""
    standing = {one.spot: one.value for one in turn.tx.facts.standing(shelf.book.code)}
    rows = []
    for entry in entries:
        unit = turn.programme.unit(entry.spot.unit)
        rows.append(
            Waiting(
                said=Speaker(turn, shelf, unit).said(entry),
                unit=unit,
                key=entry.spot.key,
                source=entry.spot.source,
                stands=standing.get(entry.spot),
            )
        )
    return rows


def _context(shelf: Shelf, page_action: str, all_action: str) -> Context:
    return Context(shelf.programme, shelf.book, shelf.place, page_action, all_action)


def _entry(turn: Turn, number: str) -> Entry | None:
    """An entry of the office; a unit's claim is for its own walk."""
    found = turn.tx.facts.get(int(number)) if number.isdecimal() else None
    return (
        found if found and found.origin is not Origin.UNIT and found.spot.rulebook in turn.programme.rulebooks else None
    )


def _number(written: str) -> int:
    return int(written) if written.isdecimal() else 0
