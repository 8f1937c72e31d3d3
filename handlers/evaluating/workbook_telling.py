"""What somebody else is told because of a workbook: that one waits, that it took the place of theirs, how it ended.

One message a workbook and person, through the outbox, in the reader's language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dialog.evaluation.workbooks import Sent, told_screen
from handlers.pushes.notices import tell_from
from handlers.turns import Turn
from programmes.roles import OFFICIALS
from store.facts import Entry
from store.records import Person
from store.workbooks import Workbook


def proposed(turn: Turn, workbook: Workbook, about: Sent, count: int, replaced: Iterable[Entry]) -> None:
    """Whoever may confirm it, and whoever had entered something else there."""
    others = [one for one in turn.tx.people.of_unit(None, *OFFICIALS) if one.id != turn.author]
    _tell(turn, others, workbook, "arrived", about, count)
    for person, lost in Counter(one.entered_by for one in replaced).items():
        if person != turn.author and (found := turn.tx.people.by_id(person)):
            _tell(turn, (found,), workbook, "replaced", about, lost)


def settled(turn: Turn, workbook: Workbook, about: Sent, what: str, count: int, reason: str = "") -> None:
    """Who sent it learns that it was `confirmed` or `returned`, and why."""
    sender = turn.tx.people.by_id(workbook.sent_by)
    if sender is not None and sender.id != turn.author:
        _tell(turn, (sender,), workbook, what, about, count, reason)


def _tell(
    turn: Turn, people: Iterable[Person], workbook: Workbook, what: str, about: Sent, count: int, reason: str = ""
) -> None:
    screen = told_screen(what, about, count, reason)
    tell_from(turn, people, f"workbook:{workbook.id}:{what}", screen)
