"""Accepting and returning: of the revision and status that were seen, once, and told to the unit in one transaction."""

from __future__ import annotations

from dialog.review.letters import letter
from dialog.review.reading import report_screen, seen
from dialog.review.screens import AT_ONCE, class_screen, preview_screen
from dialog.review.standing import Reviewed, mark
from handlers.pushes.notices import tell_from
from handlers.reviewing.standings import Opened, class_standing, name_of, opened
from handlers.turns import Turn
from locales.text import Listing, Text, text
from programmes.model import Unit
from programmes.periods import Period
from programmes.roles import REPORTERS, Role
from scoring.figures import FiledMonth, Status

_TOLD = {Status.ACCEPTED: (Role.LIAISON,), Status.RETURNED: REPORTERS}


def decide(turn: Turn, unit: Unit, period: Period, shown: str, status: Status, reason: str = "") -> None:
    """What stands otherwise than it was shown is shown anew, and nothing is changed."""
    found = opened(turn, unit, period)
    if found is None:
        turn.toast(text("review.none_filed"))
    elif seen(found.one.month) != shown:
        show(turn, found, *moved(turn, found, shown, reason))
    else:
        turn.tx.reports.review(
            unit.code, period, found.one.month.revision, status, who=turn.who, now=turn.now, reason=reason
        )
        people = _tell(turn, unit, found.one.month, status, reason)
        now = opened(turn, unit, period)
        show(turn, now or found, _done(status, people))


def show(turn: Turn, found: Opened, *before: Text) -> None:
    apart = (*before, text("")) if before else ()
    turn.show(report_screen(found.facts, found.one, found.correction, found.said, *apart))


def moved(turn: Turn, found: Opened, shown: str, reason: str) -> list[Text]:
    """What happened since the official looked; words that were typed meanwhile are not lost."""
    month = found.one.month
    if shown.rstrip("asr") != str(month.revision):
        lines = [text("review.moved.revision", revision=month.revision)]
    else:
        who = found.said[-1].who if found.said else name_of(turn, turn.who)
        lines = [text("review.moved.status", who=who, status=text(f"review.status.{month.status}"))]
    return [*lines, text("review.moved.words", words=reason)] if reason else lines


def preview(turn: Turn, period: Period, unit_class: str, *before: Text) -> None:
    """Which ones one confirmation would accept."""
    found = class_standing(turn, period, unit_class)
    if found.plain:
        turn.show(preview_screen(turn.programme, found, *before))
    else:
        turn.show(class_screen(turn.programme, found, 0, text("review.all.none"), text("")))


def accept_all(turn: Turn, period: Period, unit_class: str, shown: str) -> None:
    """Exactly those that the preview named; where one of them has changed, the new list is shown instead."""
    found = class_standing(turn, period, unit_class)
    chosen = found.plain[:AT_ONCE]
    if not chosen or mark(chosen) != shown:
        preview(turn, period, unit_class, text("review.all.changed"), text(""))
        return
    for one in chosen:
        _accept(turn, one, period)
    names = Listing(tuple(one.unit.name for one in chosen))
    done = text("review.all.done", count=len(chosen), names=names)
    turn.show(class_screen(turn.programme, class_standing(turn, period, unit_class), 0, done, text("")))


def _accept(turn: Turn, one: Reviewed, period: Period) -> None:
    revision = one.month.revision
    if turn.tx.reports.review(one.unit.code, period, revision, Status.ACCEPTED, who=turn.who, now=turn.now):
        _tell(turn, one.unit, one.month, Status.ACCEPTED, "")


def _tell(turn: Turn, unit: Unit, month: FiledMonth, status: Status, reason: str) -> int:
    """The unit's people, once for each revision and status; how many they are."""
    people = turn.tx.people.of_unit(unit.code, *_TOLD[status])
    key = f"review:{turn.programme.id}:{unit.code}:{month.period}:{month.revision}:{status}"
    tell_from(turn, people, key, letter(unit, month, status, reason))
    return len(people)


def _done(status: Status, people: int) -> Text:
    if not people:
        return text("review.done.nobody")
    return (
        text("review.done.accepted", people=people)
        if status is Status.ACCEPTED
        else text("review.done.returned", people=people)
    )
