"""The screens from which judging begins: the rulebooks, one rulebook's desk, and lists of its items and units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dialog.evaluation.subjects import Subject
from dialog.paging import page_of, turners
from dialog.screens import Button, Screen
from locales.text import Name, Text, text
from programmes.evaluations import Rulebook
from programmes.model import Unit

ITEMS_A_PAGE = 8
UNITS_A_PAGE = 12


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a rulebook is: units, facts that stand of all that are asked, entries that wait, units with claims."""

    units: int
    asked: int
    stand: int
    waiting: int
    claiming: int


def home_screen(
    books: Sequence[tuple[Rulebook, Progress]], rows: Sequence[tuple[Button, ...]], before: Sequence[Text] = ()
) -> Screen:
    lines = [*before, text("evaluation.home.title")]
    lines += [line for book, progress in books for line in (_name(book), _progress(progress))]
    return Screen(tuple(lines), tuple(rows))


def desk_screen(book: Rulebook, progress: Progress, rows: Sequence[tuple[Button, ...]]) -> Screen:
    lines = [_name(book), _progress(progress), text("evaluation.fact.reading", reading=book.reading)]
    lines.append(text("evaluation.home.two_persons"))
    return Screen(tuple(lines), tuple(rows))


def items_screen(book: Rulebook, place: int, subjects: Sequence[Subject], left: Mapping[str, int], at: int) -> Screen:
    """One item for all units: each with how many of its facts are still open."""
    page = page_of(subjects, at, ITEMS_A_PAGE)
    rows = [(_item_button(place, one, left[one.key], book),) for one in page.items]
    lines = (_name(book), text("evaluation.home.which_item"))
    return Screen(lines, (*rows, *_ending(turners(page, f"score:items:{place}"), place)))


def units_screen(book: Rulebook, place: int, units: Sequence[Unit], then: str, at: int, ask: Text) -> Screen:
    """One of the units; `then` is the action that its code goes behind, as `walk:0`."""
    page = page_of(units, at, UNITS_A_PAGE)
    buttons = [Button(text("screen.unit", unit=one.name), f"score:{then}:{one.code}") for one in page.items]
    rows = [tuple(buttons[first : first + 2]) for first in range(0, len(buttons), 2)]
    list_ = {"walk": "units", "unit": "explain"}[then.partition(":")[0]]
    return Screen((_name(book), ask), (*rows, *_ending(turners(page, f"score:{list_}:{place}"), place)))


def claims_screen(
    book: Rulebook, place: int, claims: Sequence[tuple[Unit, int]], settled: Sequence[Unit], at: int
) -> Screen:
    """The units that handed in: those that wait for an official, and those that are through."""
    page = page_of(claims, at, UNITS_A_PAGE)
    lines = [_name(book), text("evaluation.claims.title", count=len(claims), settled=len(settled))]
    rows = [
        (Button(text("evaluation.claims.unit", unit=unit.name, count=count), f"score:review:{place}:{unit.code}"),)
        for unit, count in page.items
    ]
    return Screen(tuple(lines), (*rows, *_ending(turners(page, f"score:claims:{place}"), place)))


def book_name(book: Rulebook) -> Text:
    """For a button or a sentence."""
    return text("evaluation.home.book_name", name=Name(book.zh, book.en))


def _name(book: Rulebook) -> Text:
    return text("evaluation.home.book", name=Name(book.zh, book.en))


def _progress(found: Progress) -> Text:
    return text(
        "evaluation.home.progress",
        units=found.units,
        stand=found.stand,
        asked=found.asked,
        waiting=found.waiting,
        claiming=found.claiming,
    )


def _item_button(place: int, one: Subject, left: int, book: Rulebook) -> Button:
    key = "" if one.key in {finding.fact.key for finding in book.findings} else f"{one.key} "
    return Button(text("evaluation.home.item", key=key, name=one.name, left=left), f"score:item:{place}:{one.key}")


def _ending(turns: tuple[Button, ...], place: int) -> tuple[tuple[Button, ...], ...]:
    back = (Button(text("evaluation.button.desk"), f"score:book:{place}"),)
    return ((turns, back)) if turns else (back,)
