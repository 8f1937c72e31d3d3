"""How a report ends: confirmed, saved for later, or dropped on the person's word."""

from __future__ import annotations

from dialog.events import DraftDiscarded, Ending, ReportSubmitted
from dialog.report.ending import cancelled_screen, filed_screen, saved_screen
from dialog.report.lines import is_first, out_of_turn
from dialog.report.periods import missing_before
from dialog.report.session import Place
from dialog.report.turn import Turn
from dialog.report.walk import next_stop, ready
from locales.text import text


def submit(turn: Turn) -> None:
    """确认提交. The screen that follows is the receipt, which the edge draws when the store has given its number."""
    facts, draft = turn.facts, turn.draft
    if not ready(facts, draft):
        turn.go_to(next_stop(facts, draft))
        turn.note(text("report.not_ready"))
        return
    missing = missing_before(facts, draft.period)
    turn.events.append(
        ReportSubmitted(
            facts.unit.code,
            draft.period,
            draft.without(out_of_turn(facts, draft)).figures,
            draft.opening if is_first(facts) else None,
            tuple(period for period in draft.contains or () if period in missing),
        )
    )
    turn.end(Ending.SUBMITTED, Place.FILED)


def tell_filed(turn: Turn) -> bool:
    """Whether the session's month is filed meanwhile: then it is said, with its receipt, and nothing else happens."""
    period = turn.session.period
    filed = turn.facts.history.months.get(period) if period else None
    if not filed:
        return False
    if turn.session.place is not Place.FILED:
        turn.end(Ending.SUBMITTED, Place.FILED)
    turn.show(filed_screen(turn.facts, filed, turn.now))
    return True


def save(turn: Turn) -> None:
    """Nothing to do but to close: every answer was saved when it was given."""
    period = turn.session.period
    turn.end(Ending.SAVED)
    turn.show(saved_screen(turn.facts, period) if period else cancelled_screen(None))


def cancel(turn: Turn) -> None:
    """Ask first when something typed would be lost."""
    if turn.session.period is None or turn.session.place is Place.TAKE_OVER:
        turn.end(Ending.CANCELLED)
        turn.show(cancelled_screen(None))
    elif turn.draft.empty:
        drop(turn)
    else:
        turn.go(Place.CANCEL)


def drop(turn: Turn) -> None:
    period = turn.draft.period
    if period in turn.facts.drafts:
        turn.events.append(DraftDiscarded(turn.facts.unit.code, period))
    turn.end(Ending.CANCELLED)
    turn.show(cancelled_screen(period))
