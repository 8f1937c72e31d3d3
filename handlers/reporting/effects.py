"""What each event of the dialog does to the world: one function an event type, all in the turn's one transaction.

The table is complete, or a test fails: an event without a function would be lost without a word.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from dialog import events
from dialog.codec import dump_draft, dump_session, load_session
from dialog.report.ending import corrected_screen, receipt_screen
from dialog.report.facts import ReportFacts
from dialog.screens import Screen
from handlers.asking import questioning
from handlers.pushes import pushing
from handlers.pushes.pushing import Round
from handlers.turns import Turn
from handlers.work_groups import rostering
from locales.text import text
from programmes.periods import Period
from store.chains import Plain
from store.records import Balances, Filed, Filing

SOURCE = "chat"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Scene:
    """The turn, and the facts that the dialog decided by."""

    turn: Turn
    facts: ReportFacts


def apply(happened: Sequence[events.Event], scene: Scene) -> None:
    """Apply the events in their order."""
    for event in happened:
        EFFECTS[type(event)](event, scene)


def _screen_shown(event: events.ScreenShown, scene: Scene) -> None:
    scene.turn.show(event.screen, event.number)


def _draft_saved(event: events.DraftSaved, scene: Scene) -> None:
    """Versions only grow: after a draft that was thrown away, the first save is no version 1, and the session knows."""
    turn, draft = scene.turn, event.draft
    body, person = dump_draft(draft), scene.facts.person.id
    version = turn.tx.drafts.save(draft.unit, draft.period, body, event.expected, person, turn.now)
    if version != event.expected + 1:
        session = replace(load_session(turn.session.report), seen=version)
        turn.session = replace(turn.session, report=dump_session(session))


def _draft_discarded(event: events.DraftDiscarded, scene: Scene) -> None:
    scene.turn.tx.drafts.delete(event.unit, event.period)


def _draft_taken_over(event: events.DraftTakenOver, scene: Scene) -> None:
    after: dict[str, Plain] = {"person": scene.facts.person.id, "period": str(event.period)}
    before: dict[str, Plain] = {"person": event.from_person}
    scene.turn.tx.audit.append(event.unit, scene.turn.who, "draft_taken_over", before, after, scene.turn.now)


def _answer_accepted(event: events.AnswerAccepted, scene: Scene) -> None:
    log.debug("answer accepted", extra={"unit": event.unit, "line": event.line, "who": scene.turn.who})


def _answer_refused(event: events.AnswerRefused, scene: Scene) -> None:
    said = {"unit": event.unit, "line": event.line, "problem": event.problem, "who": scene.turn.who}
    log.info("answer refused", extra=said)


def _report_submitted(event: events.ReportSubmitted, scene: Scene) -> None:
    """File it once, with the opening balance of a first report and the months that it contains; answer by receipt."""
    turn = scene.turn
    due = scene.facts.programme.calendar.due_at(event.period)
    filed_at, held_up = moment_of_filing(turn, due)
    if event.opening is not None:
        _state_opening(event.unit, event.opening, scene, "", filed_at)
    filed = turn.tx.reports.file(
        Filing(
            unit=event.unit,
            number=scene.facts.unit.number,
            period=event.period,
            figures=event.figures,
            filed_at=filed_at,
            late=not held_up and filed_at >= due,
            source=SOURCE,
            who=turn.who,
            contains={period: _late(turn, period, filed_at) for period in event.contains},
            held_up=held_up,
            confirmed_at=turn.now,
        )
    )
    turn.tx.drafts.delete(event.unit, event.period)
    _stop_reminding(turn, event.unit, (event.period, *event.contains))
    _show_receipt(filed, held_up, scene)


def _report_corrected(event: events.ReportCorrected, scene: Scene) -> None:
    """File the new revision and show its receipt, once a turn: a month that only gave up a part is not shown."""
    turn = scene.turn
    due = scene.facts.programme.calendar.due_at(event.period)
    filed = turn.tx.reports.file(
        Filing(
            unit=event.unit,
            number=scene.facts.unit.number,
            period=event.period,
            figures=event.figures,
            filed_at=turn.now,
            late=turn.now >= due,
            source=SOURCE,
            who=turn.who,
            revises=event.revises,
            reason=event.reason,
        )
    )
    if not event.moved:
        turn.show(corrected_screen(scene.facts, filed.month))


def _opening_corrected(event: events.OpeningCorrected, scene: Scene) -> None:
    _state_opening(event.unit, event.opening, scene, event.reason, scene.turn.now)


def _side_question_asked(event: events.SideQuestionAsked, scene: Scene) -> None:
    """The answer, beside the report's open question, which is asked again below it."""
    questioning.hear(scene.turn, event.text)


def _session_ended(event: events.SessionEnded, scene: Scene) -> None:
    log.debug("conversation ended", extra={"why": str(event.why), "who": scene.turn.who})


def _stop_reminding(turn: Turn, unit: str, periods: Sequence[Period]) -> None:
    """What is queued for this unit is taken back, and the rosters of the groups count it, in this transaction."""
    round_ = Round(turn.tx, turn.setting, turn.now, turn.real)
    pushing.decide(round_, unit)
    if sum(rostering.refresh_period(round_, period, unit) for period in periods):
        turn.wake()


def moment_of_filing(turn: Turn, due: datetime) -> tuple[datetime, bool]:
    """When it counts as filed: at the due moment, where an outage of the service stood across it (then True)."""
    outage = turn.tx.contacts.outage_across(turn.setting.bot, due, turn.now) if turn.now >= due else None
    return (due, True) if outage else (turn.now, False)


def _late(turn: Turn, period: Period, filed_at: datetime) -> bool:
    """A month contained in this report is late by this filing."""
    return filed_at >= turn.programme.calendar.due_at(period)


def _state_opening(unit: str, values: Mapping[str, int], scene: Scene, reason: str, stated_at: datetime) -> None:
    turn = scene.turn
    revises = turn.tx.reports.opening_revision(unit) if reason else 0
    number = scene.facts.unit.number
    turn.tx.reports.state_opening(Balances(unit, number, values, stated_at, SOURCE, turn.who, revises, reason))


def _show_receipt(filed: Filed, held_up: bool, scene: Scene) -> None:
    screen = receipt_screen(scene.facts, filed.month, scene.turn.now)
    if held_up:
        screen = Screen((*screen.lines, text("screen.held_up")), screen.rows)
    scene.turn.show(screen)


EFFECTS: dict[type[Any], Callable[[Any, Scene], None]] = {
    events.ScreenShown: _screen_shown,
    events.DraftSaved: _draft_saved,
    events.DraftDiscarded: _draft_discarded,
    events.DraftTakenOver: _draft_taken_over,
    events.AnswerAccepted: _answer_accepted,
    events.AnswerRefused: _answer_refused,
    events.ReportSubmitted: _report_submitted,
    events.ReportCorrected: _report_corrected,
    events.OpeningCorrected: _opening_corrected,
    events.SideQuestionAsked: _side_question_asked,
    events.SessionEnded: _session_ended,
}
