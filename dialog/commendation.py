"""The list of candidates for commendation (表彰): who is one and by which reasons, and what keeps the others out. Pure.

It is a list for people to choose from, and says so. Called by `handlers.evaluating.commending`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dialog.paging import page_of, turners
from dialog.screens import Button, Screen
from locales.text import Name, Text, text
from programmes.citations import Citation
from programmes.evaluations import Rulebook
from programmes.model import Programme
from scoring.rulebooks.candidates import Candidate, Reason

_PAGE = 6


class Group(StrEnum):
    """The names stand in buttons."""

    YES = "yes"
    OPEN = "open"
    NO = "no"


_HOLDS = {True: Group.YES, None: Group.OPEN, False: Group.NO}


@dataclass(frozen=True, slots=True)
class Candidates:
    """All assessed units of one rulebook on one day; `place` is the rulebook's, for the buttons."""

    programme: Programme
    book: Rulebook
    place: int
    as_of: date
    every: tuple[Candidate, ...]

    def of(self, group: Group) -> tuple[Candidate, ...]:
        return tuple(one for one in self.every if _HOLDS[one.candidate] is group)


def list_screen(found: Candidates, group: Group, number: int) -> Screen:
    """One group a page at a time: of candidates all reasons, of the others what is against them or open."""
    page = page_of(found.of(group), number, _PAGE)
    lines = [text("commend.title", name=Name(found.book.zh, found.book.en), day=found.as_of), _counts(found)]
    if group is Group.YES:
        lines += [text("commend.choice"), *_reading(found)]
    lines.append(text(f"commend.group.{group}", count=len(found.of(group))))
    for one in page.items:
        lines.append(text("commend.unit", unit=one.unit.name))
        lines += [_reason_line(reason) for reason in _telling(one, group)]
    units = tuple(
        Button(text("screen.unit", unit=one.unit.name), f"commend:{found.place}:unit:{one.unit.number}")
        for one in page.items
    )
    turning = turners(page, f"commend:{found.place}:{group}")
    rows = [*_wide(units), *([turning] if turning else []), _groups(found, group), _last(found)]
    return Screen(tuple(lines), tuple(rows))


def unit_screen(found: Candidates, one: Candidate) -> Screen:
    """One unit with every reason, how it is taken, and its clause."""
    lines = [text("commend.title", name=Name(found.book.zh, found.book.en), day=found.as_of)]
    lines.append(text(f"commend.unit.{_HOLDS[one.candidate]}", unit=one.unit.name))
    for reason in one.reasons:
        lines.append(_reason_line(reason))
        if reason.reading:
            lines.append(text("commend.taken", reading=reason.reading))
        lines.append(text("commend.clause", **_cited(found.programme, reason.cites)))
    return Screen(tuple(lines), (_groups(found, None), _last(found)))


def rows_of(found: Candidates, plain: Callable[[Text], str]) -> Iterator[tuple[str, ...]]:
    """The workbook: a line for each unit, candidates first; two columns for each criterion, then how each is taken."""
    names = [reason.name for reason in found.every[0].reasons] if found.every else []
    yield (plain(text("commend.title", name=Name(found.book.zh, found.book.en), day=found.as_of)),)
    yield (plain(text("commend.choice")),)
    heads = [cell for name in names for cell in (plain(name), plain(text("commend.column.value")))]
    yield (plain(text("commend.column.unit")), plain(text("commend.column.candidate")), *heads)
    for group in Group:
        for one in found.of(group):
            cells = [cell for reason in one.reasons for cell in (_mark(reason, plain), plain(reason.value))]
            yield (one.unit.name, plain(text(f"commend.mark.{group}")), *cells)
    for reason in found.every[0].reasons if found.every else ():
        clause = plain(text("commend.clause", **_cited(found.programme, reason.cites)))
        yield (plain(reason.name), reason.reading, clause)


def _counts(found: Candidates) -> Text:
    counts = {str(group): len(found.of(group)) for group in Group}
    return text("commend.counts", yes=counts["yes"], open=counts["open"], no=counts["no"])


def _reading(found: Candidates) -> list[Text]:
    """How the whole list is taken, where the rulebook says so."""
    rule = found.book.commendation or found.book.selection
    return [text("commend.taken", reading=rule.reading)] if rule and rule.reading else []


def _telling(one: Candidate, group: Group) -> tuple[Reason, ...]:
    if group is Group.YES:
        return one.reasons
    against = tuple(reason for reason in one.reasons if reason.holds is False)
    return against or tuple(reason for reason in one.reasons if reason.holds is None)


def _reason_line(reason: Reason) -> Text:
    return text(f"commend.reason.{_HOLDS[reason.holds]}", name=reason.name, value=reason.value)


def _mark(reason: Reason, plain: Callable[[Text], str]) -> str:
    return plain(text(f"commend.holds.{_HOLDS[reason.holds]}"))


def _cited(programme: Programme, cites: Citation) -> dict[str, str]:
    document = programme.documents.get(cites.document)
    return {"document": document.number if document else cites.document, "clause": cites.clause}


def _groups(found: Candidates, shown: Group | None) -> tuple[Button, ...]:
    """To the groups that are not shown."""
    return tuple(
        Button(text(f"commend.button.{group}", count=len(found.of(group))), f"commend:{found.place}:{group}:0")
        for group in Group
        if group is not shown
    )


def _last(found: Candidates) -> tuple[Button, ...]:
    table = Button(text("commend.button.table"), f"commend:{found.place}:table")
    return (table, Button(text("commend.button.back"), f"score:book:{found.place}"))


def _wide(buttons: Sequence[Button]) -> list[tuple[Button, ...]]:
    return [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
