"""What waits for a second person, in screens: by unit and by workbook, entry by entry, each confirmed or returned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dialog.evaluation.saying import Said, matter_name, matter_value, remark_lines
from dialog.evaluation.times import period_of
from dialog.paging import page_of, turners
from dialog.screens import Button, Screen
from locales.text import Argument, Name, Text, text
from programmes.evaluations import Rulebook
from programmes.model import Programme, Unit

HEAPS_A_PAGE = 10
ENTRIES_A_PAGE = 8


@dataclass(frozen=True, slots=True)
class Heap:
    """Entries that are looked at together: of one unit (`name`), or of one workbook. `action` opens it."""

    name: Argument
    count: int
    action: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """One entry that waits. `stands`: the value that it would replace, None where nothing stands."""

    said: Said
    unit: Unit
    key: str
    source: str = ""
    stands: str | None = None
    evidence: int = 0


def heaps_screen(
    book: Rulebook, place: int, heaps: Sequence[Heap], waiting: int, at: int, before: Sequence[Text] = ()
) -> Screen:
    """Where something waits; nothing is confirmed here."""
    page = page_of(heaps, at, HEAPS_A_PAGE)
    lines = [*before, text("evaluation.check.title", title=Name(book.zh, book.en), count=waiting)]
    lines.append(text("evaluation.check.rule" if heaps else "evaluation.check.nothing"))
    rows = [(Button(text("evaluation.check.heap", name=one.name, count=one.count), one.action),) for one in page.items]
    turns = turners(page, f"score:check:{place}")
    back = (Button(text("evaluation.button.desk"), f"score:book:{place}"),)
    return Screen(tuple(lines), (*rows, *((turns,) if turns else ()), back))


def entries_screen(
    title: Argument, entries: Sequence[Waiting], at: int, context: Context, before: Sequence[Text] = ()
) -> Screen:
    """One heap, a few entries at a time; one button confirms what of all of it the reader may confirm."""
    page = page_of(entries, at, ENTRIES_A_PAGE)
    lines = [*before, text("evaluation.check.heap_title", name=title, count=len(entries))]
    for number, one in enumerate(page.items, page.first + 1):
        lines += [_line(number, one, context), *remark_lines(one.said)]
    mine = sum(one.said.mine for one in entries)
    if mine:
        lines.append(text("evaluation.check.mine", count=mine))
    rows = [_pair(pair) for pair in _pairs([(page.first + n, one) for n, one in enumerate(page.items, 1)])]
    if len(entries) > mine:
        last = max(one.said.id for one in entries)
        everything = text("evaluation.check.all", count=len(entries) - mine)
        rows.append((Button(everything, f"score:{context.all_action}:{last}"),))
    turns = turners(page, f"score:{context.page_action}")
    back = (Button(text("evaluation.check.button.list"), f"score:check:{context.place}"),)
    return Screen(tuple(lines), (*rows, *((turns,) if turns else ()), back))


@dataclass(frozen=True, slots=True)
class Context:
    """Around a heap: its programme and rulebook, and the actions that turn its pages and confirm all of it."""

    programme: Programme
    book: Rulebook
    place: int
    page_action: str = ""
    all_action: str = ""


def entry_screen(one: Waiting, context: Context, before: Sequence[Text] = ()) -> Screen:
    """One entry with all that is known of it, to be confirmed or returned."""
    lines = [*before, text("evaluation.check.unit", unit=one.unit.name), _whole(one, context), *remark_lines(one.said)]
    lines.append(text("evaluation.check.by", by=one.said.by, day=one.said.day))
    if one.evidence:
        lines.append(text("evaluation.fact.evidence", count=one.evidence))
    if one.said.mine:
        lines.append(text("evaluation.same_person"))
    number = one.said.id
    first = (
        (Button(text("evaluation.check.button.take_back"), f"score:back_off:{number}"),)
        if one.said.mine
        else (
            Button(text("evaluation.check.button.confirm"), f"score:confirm:{number}"),
            Button(text("evaluation.check.button.return"), f"score:return:{number}"),
        )
    )
    subject = subject_of(context.book, one.key)
    evidence = Button(text("evaluation.button.evidence"), f"score:files:{context.place}:{one.unit.code}:{subject}")
    back = Button(text("evaluation.check.button.list"), f"score:checks:{context.place}:{one.unit.code}")
    return Screen(tuple(lines), (first, (evidence, back) if subject else (back,)))


def subject_of(book: Rulebook, key: str) -> str:
    """The item that a fact's key belongs to, or the finding itself; empty for an indicator's figure."""
    fact = book.facts().get(key)
    if fact is None:
        return ""
    return key if key == fact.name else key.removesuffix(f".{fact.name}")


def _line(number: int, one: Waiting, context: Context) -> Text:
    return text(
        "evaluation.check.line",
        number=number,
        unit=one.unit.name,
        entry=_whole(one, context),
        by=one.said.by,
        day=one.said.day,
    )


def _whole(one: Waiting, context: Context) -> Text:
    """What is entered, for when, and what it would replace."""
    name = matter_name(context.programme, context.book, one.key, one.source)
    value = matter_value(context.book, one.key, one.said.value)
    said = text("evaluation.check.entry", name=name, value=value, period=period_of(context.book, one.said.period))
    if one.stands is None:
        return said
    return text("evaluation.check.replaces", entry=said, old=matter_value(context.book, one.key, one.stands))


def _pairs(entries: Sequence[tuple[int, Waiting]]) -> list[Sequence[tuple[int, Waiting]]]:
    return [entries[at : at + 4] for at in range(0, len(entries), 4)]


def _pair(entries: Sequence[tuple[int, Waiting]]) -> tuple[Button, ...]:
    return tuple(
        Button(text("evaluation.check.number", number=number), f"score:entry:{one.said.id}") for number, one in entries
    )
