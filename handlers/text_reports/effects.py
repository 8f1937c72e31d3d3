"""What each event of the report in words does to the world: one function an event type, all in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from dialog.codec import dump_text_draft
from dialog.events import ScreenShown, SideQuestionAsked
from dialog.screens import Screen
from dialog.text_reports import events
from dialog.text_reports.ending import receipt_screen
from dialog.text_reports.facts import TextFacts
from handlers.asking import questioning
from handlers.pushes import pushing
from handlers.pushes.pushing import Round
from handlers.reporting.effects import moment_of_filing
from handlers.text_reports.facts import report_of
from handlers.turns import Turn
from locales.text import text
from store.chains import Plain

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Scene:
    """The turn, and the facts that the dialog decided by."""

    turn: Turn
    facts: TextFacts


def apply(happened: Sequence[events.Event], scene: Scene) -> None:
    """Apply the events in their order."""
    for event in happened:
        EFFECTS[type(event)](event, scene)


def _screen_shown(event: ScreenShown, scene: Scene) -> None:
    scene.turn.show(event.screen, event.number)


def _side_question_asked(event: SideQuestionAsked, scene: Scene) -> None:
    """The answer, beside the open question, which is asked again below it."""
    questioning.hear(scene.turn, event.text)


def _draft_saved(event: events.TextDraftSaved, scene: Scene) -> None:
    turn, draft = scene.turn, event.draft
    turn.tx.drafts.save(draft.unit, draft.quarter, dump_text_draft(draft), event.expected, scene.facts.person, turn.now)


def _draft_discarded(event: events.TextDraftDiscarded, scene: Scene) -> None:
    scene.turn.tx.drafts.delete(event.unit, event.quarter)


def _draft_taken_over(event: events.TextDraftTakenOver, scene: Scene) -> None:
    after: dict[str, Plain] = {"person": scene.facts.person, "period": str(event.quarter)}
    before: dict[str, Plain] = {"person": event.from_person}
    scene.turn.tx.audit.append(event.unit, scene.turn.who, "draft_taken_over", before, after, scene.turn.now)


def _part_refused(event: events.PartRefused, scene: Scene) -> None:
    said = {"unit": event.unit, "part": event.part, "problem": event.problem, "who": scene.turn.who}
    log.info("words refused", extra=said)


def _pages_read(event: events.PagesRead, scene: Scene) -> None:
    for page in event.pages:
        scene.turn.tell(page)


def _confirmed(event: events.TextReportConfirmed, scene: Scene) -> None:
    """File it once; after an outage across the due moment it counts as filed then. Answer by receipt."""
    turn, form = scene.turn, scene.facts.form
    due = form.due_at(event.quarter, scene.facts.calendar.zone)
    at, held_up = moment_of_filing(turn, due)
    filed = turn.tx.text_reports.file(
        form.code,
        event.unit,
        str(event.quarter),
        event.parts,
        filed_at=turn.now if event.revises else at,
        late=not held_up and at >= due,
        who=turn.who,
        revises=event.revises,
        reason=event.reason,
    )
    turn.tx.drafts.delete(event.unit, event.quarter)
    pushing.decide(Round(turn.tx, turn.setting, turn.now, turn.real), event.unit)
    screen = receipt_screen(scene.facts, report_of(filed))
    if held_up and not event.revises:
        screen = Screen((*screen.lines, text("screen.held_up")), screen.rows)
    turn.show(screen)


EFFECTS: dict[type[Any], Callable[[Any, Scene], None]] = {
    ScreenShown: _screen_shown,
    SideQuestionAsked: _side_question_asked,
    events.TextDraftSaved: _draft_saved,
    events.TextDraftDiscarded: _draft_discarded,
    events.TextDraftTakenOver: _draft_taken_over,
    events.PartRefused: _part_refused,
    events.PagesRead: _pages_read,
    events.TextReportConfirmed: _confirmed,
}
