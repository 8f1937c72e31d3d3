"""How a report begins: which period, whose draft, and whether the figures contain months that were never filed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from dialog.events import DraftTakenOver, Ending
from dialog.numbers import Number, answer
from dialog.report.answering import take_batch, take_opening
from dialog.report.batch import Batch, read
from dialog.report.draft import Draft
from dialog.report.ending import filed_screen, nothing_open_screen, over_notes
from dialog.report.facts import ReportFacts
from dialog.report.lines import bodies, label, out_of_turn, targeted, wanted
from dialog.report.periods import first_to_file, missing_before, month, named, open_periods
from dialog.report.session import Place, ReportSession
from dialog.report.turn import Turn
from locales.text import Listing, text
from programmes.periods import Period
from scoring.figures import number

_MONTH_FIRST = re.compile(r"([0-9]{4}-[0-9]{2}|(?:[0-9]{4}年)?[0-9]{1,2}月份?)[\s:,、]*(.+)", re.DOTALL)


def start(turn: Turn, argument: str = "", said: str = "") -> None:
    """/report, or a message of figures when no question was open (`said`)."""
    turn.session = ReportSession(turn.session.screen)
    turn.notes += over_notes(turn.facts, turn.now)
    period = named(argument, turn.facts) if argument else first_to_file(turn.facts, turn.now)
    if argument and (period is None or not _fileable(turn, period)):
        # Figures for a month that cannot be filed are never put into another one.
        turn.note(text("report.no_such_period", said=argument[:20]))
        period, said = first_to_file(turn.facts, turn.now), ""
    if period is not None:
        open_report(turn, period, said)
    else:
        _choose(turn, said)


def _fileable(turn: Turn, period: Period) -> bool:
    return period in turn.facts.programme.calendar.opened(turn.now) or period in turn.facts.history.months


def _choose(turn: Turn, said: str) -> None:
    """Several are open and the current one is filed; or nothing is open."""
    if open_periods(turn.facts, turn.now):
        turn.go(Place.PERIODS)
        turn.session = replace(turn.session, said=said)
        return
    current = turn.facts.programme.calendar.current(turn.now)
    filed = turn.facts.history.months.get(current) if current and said else None
    turn.end(Ending.NOTHING_OPEN)
    turn.show(filed_screen(turn.facts, filed, turn.now) if filed else nothing_open_screen(turn.facts, turn.now))


def open_report(turn: Turn, period: Period, said: str = "") -> None:
    """Go on with the unit's draft of that period, or begin one."""
    filed = turn.facts.history.months.get(period)
    if filed:
        turn.session = replace(turn.session, period=period)
        turn.end(Ending.NOTHING_OPEN, Place.FILED)
        turn.show(filed_screen(turn.facts, filed, turn.now))
        return
    on_file = turn.facts.drafts.get(period)
    turn.session = replace(turn.session, period=period, seen=on_file.version if on_file else 0)
    if on_file and on_file.draft.filler != turn.facts.person.id and not on_file.draft.empty:
        turn.go(Place.TAKE_OVER)
        turn.session = replace(turn.session, said=said)
        return
    if on_file and on_file.draft.filler != turn.facts.person.id:
        turn.keep(_mine(turn))
    elif on_file and not on_file.draft.empty:
        turn.note(text("report.resumed", period=month(period)))
    proceed(turn, said)


def proceed(turn: Turn, said: str) -> None:
    """With the figures that began it all, or with the next question."""
    turn.go_on()
    if said:
        take_message(turn, said)


def take_over(turn: Turn) -> None:
    """The second liaison goes on with the first one's draft."""
    said, draft = turn.session.said, turn.draft
    turn.events.append(DraftTakenOver(turn.facts.unit.code, draft.period, draft.filler))
    turn.keep(_mine(turn))
    proceed(turn, said)


def _mine(turn: Turn) -> Draft:
    person = turn.facts.person
    return replace(turn.draft, filler=person.id, filler_name=person.name, since=turn.now)


def take_message(turn: Turn, said: str) -> bool:
    """A message of several figures, anywhere in the report. False when it is none."""
    period, rest = split_month(said, turn.facts)
    row = wanted(turn.facts, turn.draft)
    found = read(rest, turn.facts, row)
    if found is None or (period is not None and period != turn.session.period):
        return False
    if isinstance(found, Batch):
        take_batch(turn, found)
    else:
        names = Listing(tuple(label(turn.facts.programme, code) for code in row))
        turn.refuse("all", "count", text("report.refused.count", count=found.count, of=len(names.items), names=names))
    return True


def split_month(said: str, facts: ReportFacts) -> tuple[Period | None, str]:
    """`6月 培训120 取证80` is June's."""
    found = _MONTH_FIRST.fullmatch(unicodedata.normalize("NFKC", said).strip())
    period = named(found[1], facts) if found else None
    return (period, found[2]) if found and period else (None, said)


def answer_contains(turn: Turn, *, contained: bool) -> None:
    """Yes closes the missing months in this one; no offers the earliest of them first. The summary only flips it."""
    missing = missing_before(turn.facts, turn.draft.period)
    asked = turn.session.place is Place.CONTAINS
    draft = replace(turn.draft, contains=missing if contained else ())
    turn.keep(draft.without(out_of_turn(turn.facts, draft)))
    if asked and not contained and missing:
        turn.note(text("report.contains.first", period=month(missing[0])))
        open_report(turn, missing[0])
    else:
        turn.go_on()


def take_bodies_row(turn: Turn, said: str) -> bool:
    """Bare counts at the bodies' screen: as many as there are bodies, in the form's order."""
    codes = bodies(turn.facts)
    parts = [answer(part) for part in re.split(r"[\s,，;；、]+", said.strip()) if part]
    found = [one for one in parts if isinstance(one, Number)]
    if len(parts) < 2 or not len(parts) == len(found) == len(codes):
        return False
    for code, one in zip(codes, found, strict=True):
        level = number(one.value)
        turn.accept(code, level, turn.draft.with_figure(code, level))
    turn.note(text("report.echo.noted"))
    turn.go_on()
    return True


def take_opening_message(turn: Turn, said: str) -> bool:
    """Balances of several indicators in one message; False when it is none, or not whole numbers throughout."""
    found = read(said, turn.facts, targeted(turn.facts))
    if not isinstance(found, Batch) or not found.answers:
        return False
    balances = {code: one.value for code, one in found.answers.items() if isinstance(one, Number)}
    if len(balances) < len(found.answers) or not set(balances) <= set(targeted(turn.facts)):
        return False
    if take_opening(turn, balances):
        turn.go_on()
    return True
