"""The second person of a workbook: its summary, all of it as a file, then everything confirmed at once, or returned.

It can be confirmed only from the screen that comes with the file, and only what that file held.
"""

from __future__ import annotations

from collections.abc import Sequence

from dialog.evaluation import workbooks as screens
from dialog.inputs import Say
from dialog.screens import Screen
from handlers.evaluating import workbook_telling
from handlers.evaluating.books import judges
from handlers.evaluating.workbooks import Known, nonce_of, send_changes, sent, standing_in
from handlers.turns import Turn
from locales.text import Text, text
from scoring.rulebooks.entered import Change, Said
from store.facts import Entry
from store.workbooks import Workbook

LONGEST_REASON = 400


def waiting(turn: Turn) -> tuple[tuple[Workbook, tuple[Entry, ...]], ...]:
    """The workbooks of which anything waits for a second person, oldest first."""
    found = ((one, turn.tx.facts.open(batch=one.batch)) for one in turn.tx.workbooks.all_proposed())
    return tuple((one, entries) for one, entries in found if entries)


def show(turn: Turn, workbook: Workbook, _: str = "") -> None:
    """What waits of it, in short."""
    _show(turn, workbook, seen=False)


def send(turn: Turn, workbook: Workbook, _: str) -> None:
    """All of it as a file; whoever has that may confirm."""
    changes = _changes(turn, turn.tx.facts.open(batch=workbook.batch))
    if changes:
        send_changes(turn, workbook, changes)
    _show(turn, workbook, seen=True)


def confirm(turn: Turn, workbook: Workbook, nonce: str) -> None:
    """Everything that waits of it counts from now on, as long as it is what was seen."""
    entries = turn.tx.facts.open(batch=workbook.batch)
    if workbook.sent_by == turn.author:
        turn.toast(text("evaluation.same_person"))
    elif not entries:
        _show(turn, workbook, seen=False)
    elif nonce != nonce_of(_changes(turn, entries)):
        _show(turn, workbook, text("workbook.preview.moved"), seen=False)
    else:
        by, who, now = turn.author, turn.who, turn.now
        done = [turn.tx.facts.confirm(one.id, by=by, who=who, now=now) for one in entries]
        count = sum(one is not None for one in done)
        _note(turn, workbook, "workbook.confirmed", count)
        workbook_telling.settled(turn, workbook, sent(turn, workbook), "confirmed", count)
        turn.show(Screen((text("workbook.confirmed", number=workbook.id, count=count),), screens.HOME_ROWS))


def take_back(turn: Turn, workbook: Workbook, _: str) -> None:
    """Its sender takes back what nobody has confirmed yet."""
    if workbook.sent_by != turn.author:
        turn.toast(text("workbook.gone"))
        return
    count = _decline(turn, workbook, "")
    turn.show(Screen((text("workbook.taken_back", number=workbook.id, count=count),), screens.HOME_ROWS))


def ask_reason(turn: Turn, workbook: Workbook, _: str) -> None:
    """Nothing is returned without a reason."""
    if not turn.tx.facts.open(batch=workbook.batch):
        _show(turn, workbook, seen=False)
        return
    turn.show(screens.reason_screen(sent(turn, workbook), LONGEST_REASON))
    turn.ask(f"workbook:back:{workbook.id}")


def answer(turn: Turn, workbook: Workbook | None, said: Say | None) -> None:
    """The reason for which the whole workbook is returned; its sender is told."""
    words = said.text.strip() if said else ""
    if workbook is None or not judges(turn):
        turn.ask("")
        turn.tell(Screen((text("workbook.gone"),)))
    elif not 0 < len(words) <= LONGEST_REASON:
        turn.tell(Screen((text("evaluation.reason.length", most=LONGEST_REASON),)))
        turn.ask(f"workbook:back:{workbook.id}")
    else:
        turn.ask("")
        count = _decline(turn, workbook, words)
        workbook_telling.settled(turn, workbook, sent(turn, workbook), "returned", count, words)
        turn.show(Screen((text("workbook.returned", number=workbook.id, count=count),), screens.HOME_ROWS))


def _show(turn: Turn, workbook: Workbook, *before: Text, seen: bool) -> None:
    entries, mine = turn.tx.facts.open(batch=workbook.batch), workbook.sent_by == turn.author
    changes = _changes(turn, entries)
    if not changes:
        turn.show(Screen((*before, text("workbook.settled", number=workbook.id)), screens.HOME_ROWS))
        return
    claims = Known.of(turn).claimed_otherwise(changes)
    nonce = nonce_of(changes) if seen else None
    about, first = sent(turn, workbook), entries[0].id
    turn.show(
        screens.batch_screen(turn.programme, about, changes, claims, mine=mine, nonce=nonce, first=first, before=before)
    )


def _changes(turn: Turn, entries: Sequence[Entry]) -> tuple[Change, ...]:
    """What waits, beside what stands."""
    standing = standing_in(turn.tx)
    return tuple(Change(Said(one.spot, one.value or "", one.remark), standing.get(one.spot), None) for one in entries)


def _decline(turn: Turn, workbook: Workbook, reason: str) -> int:
    by, who, now = turn.author, turn.who, turn.now
    entries = turn.tx.facts.open(batch=workbook.batch)
    done = [turn.tx.facts.decline(one.id, by=by, who=who, now=now, reason=reason) for one in entries]
    count = sum(one is not None for one in done)
    _note(turn, workbook, "workbook.declined", count)
    return count


def _note(turn: Turn, workbook: Workbook, what: str, count: int) -> None:
    turn.tx.audit.append("", turn.who, what, None, {"workbook": workbook.id, "entries": count}, turn.now)
