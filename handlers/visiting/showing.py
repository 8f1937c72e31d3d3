"""What officials look at: where visits stand, findings by deadline, one unit's visits, one visit or finding in full."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dialog.inputs import Say
from dialog.naming import units_meant
from dialog.paging import page_of, turners
from dialog.screens import Button, Screen
from dialog.visits.asking import class_buttons, units_screen, which_screen
from dialog.visits.wording import finding_line, left
from handlers.turns import Turn
from handlers.visiting import evidence, recording
from handlers.visiting.outstanding import pending
from locales.text import Text, text
from programmes.model import Unit
from store.visits import Finding, FindingState, Visit

_PAGE = 8
_IN_A_ROW = 4
# What one message bears of the findings' words; each stands in full on its own screen.
_IN_FULL = 1800


def show_home(turn: Turn, *before: Text) -> None:
    """How many visits there were, what is open, what waits for closing."""
    today, tx = turn.programme.calendar.today(turn.now), turn.tx
    opened, mended = (tx.visits.findings((state,)) for state in (FindingState.OPEN, FindingState.MENDED))
    overdue = sum(one.mend_by < today for one in opened)
    counts = {"visits": len(tx.visits.of_unit()), "open": len(opened), "overdue": overdue, "mended": len(mended)}
    draft = recording.unfinished(turn)
    new = Button(text("visits.button.new" if draft is None else "visits.button.unfinished"), "visit:new")
    lists = (
        Button(text("visits.button.open"), "visit:open:0"),
        Button(text("visits.button.waiting"), "visit:wait:0"),
    )
    back = Button(text("evaluation.button.home"), "score")
    rows = ((new,), lists, (Button(text("visits.button.of_unit"), "visit:of"),), (back,))
    turn.show(Screen((*before, text("visits.home"), text("visits.home.counts", **counts)), rows))


def show_open(turn: Turn, number: str) -> None:
    """Open findings, overdue first, for they are in the order of their deadlines."""
    found = turn.tx.visits.findings((FindingState.OPEN,))
    _show_list(turn, found, int(number), "open")


def show_waiting(turn: Turn, number: str) -> None:
    """What units say is mended and nobody has closed."""
    _show_list(turn, turn.tx.visits.findings((FindingState.MENDED,)), int(number), "wait")


def ask_unit(turn: Turn, _: str = "") -> None:
    turn.show(Screen((text("visits.ask.of"),), (class_buttons(turn.programme, "of"), _home())))
    turn.ask("visit:of")


def answer_unit(turn: Turn, said: Say | None) -> None:
    """The name of a unit whose visits are wanted."""
    words = said.text.strip() if said else ""
    found = units_meant(words, turn.programme)
    turn.ask("visit:of")
    if len(found) == 1:
        show_unit(turn, found[0])
    elif found:
        turn.show(which_screen(text("visits.refused.which", found=words[:40]), found, "of"))
        turn.ask("visit:of")
    else:
        turn.tell(Screen((text("visits.refused.unit", found=words[:40]),)))


def show_units(turn: Turn, place: str, number: str) -> None:
    turn.show(units_screen(turn.programme, "of", int(place), int(number)))
    turn.ask("visit:of")


def show_unit(turn: Turn, unit: Unit, number: int = 0) -> None:
    """All visits to the unit, the latest first."""
    turn.ask("")
    visits = turn.tx.visits.of_unit(unit.code)[::-1]
    page, found = page_of(visits, number, _PAGE), turn.tx.visits.findings(unit=unit.code)
    lines = [text("visits.of", unit=unit.name, count=len(visits))]
    for one in page.items:
        own = [each for each in found if each.visit == one.id]
        opened = sum(each.state is not FindingState.CLOSED for each in own)
        lines.append(text("visits.of.line", visit=str(one.id), day=one.held_on, findings=len(own), open=opened))
    buttons, turning = [_visit_button(one) for one in page.items], turners(page, f"visit:of:{unit.number}")
    turn.show(Screen(tuple(lines), (*_rows(buttons, 2), *((turning,) if turning else ()), _home())))


def show_visit(turn: Turn, one: Visit) -> None:
    """One visit in full."""
    today, found = turn.programme.calendar.today(turn.now), turn.tx.visits.findings(visit=one.id)
    by = turn.tx.people.by_id(one.recorded_by)
    lines = [
        text("visits.visit", visit=str(one.id), unit=turn.programme.unit(one.unit).name, day=one.held_on),
        text("visits.present", words=one.present or text("visits.not_said")),
        text("visits.seen", words=one.seen or text("visits.not_said")),
        text("visits.recorded_by", name=by.name if by else "?", at=_local(turn, one.recorded_at)),
        text("visits.summary.findings", count=len(found)) if found else text("visits.summary.no_findings"),
    ]
    for each in found:
        lines += [finding_line(pending(each), today, _IN_FULL // len(found)), text(f"visits.state.{each.state}")]
    buttons = [_finding_button(each) for each in found]
    rows = list(_rows(buttons, _IN_A_ROW))
    count = len(evidence.kept(turn, one.unit, f"visit:{one.id}"))
    if count:
        lines.append(text("visits.evidence_count", count=count))
        rows.append((Button(text("visits.button.see_evidence"), f"visit:evv:{one.id}"),))
    turn.show(Screen(tuple(lines), (*rows, _home())))


def show_finding(turn: Turn, one: Finding, *before: Text) -> None:
    """One finding in full, with what can be done about it."""
    visit = turn.tx.visits.get(one.visit)
    lines = [*before, text("visits.finding", id=str(one.id), unit=turn.programme.unit(one.unit).name)]
    lines += [text("visits.quoted", words=one.words), *finding_lines(turn, one)]
    rows: list[tuple[Button, ...]] = []
    if one.state is not FindingState.CLOSED:
        rows.append((Button(text("visits.button.close"), f"visit:close:{one.id}"),))
    if one.state is FindingState.OPEN:
        rows.append((Button(text("visits.button.move"), f"visit:move:{one.id}"),))
    if one.state is not FindingState.OPEN:
        rows.append((Button(text("visits.button.reopen"), f"visit:reopen:{one.id}"),))
    if evidence.kept(turn, one.unit, f"finding:{one.id}"):
        rows.append((Button(text("visits.button.see_evidence"), f"visit:ev:{one.id}"),))
    if visit:
        rows.append((_visit_button(visit),))
    turn.show(Screen(tuple(lines), (*rows, _home())))


def finding_lines(turn: Turn, one: Finding) -> list[Text]:
    """Deadline and state, what the unit said, what an official answered, how much evidence."""
    today = turn.programme.calendar.today(turn.now)
    lines = [text(f"visits.state.{one.state}")]
    if one.state is not FindingState.CLOSED:
        lines.insert(0, text("visits.deadline", day=one.mend_by, left=left(one.mend_by, today)))
    if one.mended_at:
        lines.append(text("visits.mended.words", words=one.mended_words))
        lines.append(text("visits.mended.by", name=_name(turn, one.mended_by), at=_local(turn, one.mended_at)))
    if one.answered_at and one.answer:
        lines.append(text("visits.answer", words=one.answer, name=_name(turn, one.answered_by)))
    count = len(evidence.kept(turn, one.unit, f"finding:{one.id}"))
    return [*lines, text("visits.evidence_count", count=count)] if count else lines


def _show_list(turn: Turn, found: Sequence[Finding], number: int, which: str) -> None:
    today, page = turn.programme.calendar.today(turn.now), page_of(found, number, _PAGE)
    lines = [text(f"visits.list.{which}", count=len(found))]
    lines += [
        text("visits.of_unit", unit=turn.programme.unit(one.unit).name, finding=finding_line(pending(one), today))
        for one in page.items
    ]
    turning = turners(page, f"visit:{which}")
    buttons = [_finding_button(one) for one in page.items]
    turn.show(Screen(tuple(lines), (*_rows(buttons, _IN_A_ROW), *((turning,) if turning else ()), _home())))


def _rows(buttons: Sequence[Button], wide: int) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(buttons[at : at + wide]) for at in range(0, len(buttons), wide))


def _finding_button(one: Finding) -> Button:
    return Button(text("visits.button.finding", id=str(one.id)), f"visit:f:{one.id}")


def _visit_button(one: Visit) -> Button:
    return Button(text("visits.button.visit", visit=str(one.id), day=one.held_on), f"visit:one:{one.id}")


def _home() -> tuple[Button, ...]:
    return (Button(text("visits.button.home"), "visit"),)


def _name(turn: Turn, person: int | None) -> str:
    found = turn.tx.people.by_id(person) if person else None
    return found.name if found else "?"


def _local(turn: Turn, at: datetime) -> datetime:
    return at.astimezone(turn.programme.calendar.zone)
