"""How the report in words ends: confirmed, saved for later, thrown away on the person's word; and reading all of it."""

from __future__ import annotations

from dataclasses import replace

from dialog.text_reports.ending import dropped_screen, left_screen, saved_screen
from dialog.text_reports.events import PagesRead, TextReportConfirmed
from dialog.text_reports.pages import pages
from dialog.text_reports.quarters import form_name, spoken
from dialog.text_reports.session import Place
from dialog.text_reports.turn import Turn, draft_of, lacking
from locales.text import text


def as_seen(turn: Turn, mark: str) -> bool:
    """Whether the draft is still the one that the button was shown with; otherwise it is shown anew."""
    if mark == turn.draft.mark:
        return True
    turn.note(text("texts.changed_since"))
    turn.go(Place.SUMMARY)
    return False


def submit(turn: Turn) -> None:
    """确认提交. The screen that follows is the receipt, which the edge draws when the store has given its number."""
    draft = turn.draft
    if lacking(turn.facts, draft):
        turn.note(text("texts.not_ready"))
        turn.go_on()
    elif draft.revises and turn.facts.untouched(draft):
        turn.note(text("texts.unchanged"))
        turn.go(Place.SUMMARY)
    elif draft.revises and not draft.reason:
        turn.go(Place.REASON)
    else:
        codes = [part.code for part in turn.facts.form.parts]
        parts = {code: draft.parts[code] for code in codes}
        turn.events.append(TextReportConfirmed(turn.facts.unit.code, draft.quarter, parts, draft.revises, draft.reason))
        turn.close()


def give_reason(turn: Turn, reason: str) -> None:
    """Kept with the draft, so that it need not be said again."""
    turn.keep(replace(turn.draft, reason=reason))
    turn.go(Place.SUMMARY)


def leave(turn: Turn) -> None:
    """Nothing is changed, and no question is open any more."""
    turn.close()
    turn.show(left_screen())


def save(turn: Turn) -> None:
    """Nothing to do but to close: everything was saved when it was written."""
    quarter, kept = turn.quarter, turn.facts.draft(turn.quarter)
    turn.close()
    turn.show(saved_screen(turn.facts, quarter) if kept else left_screen())


def cancel(turn: Turn) -> None:
    """Ask first when something typed would be lost."""
    if turn.facts.untouched(turn.draft):
        drop(turn)
    else:
        turn.go(Place.DROP)


def drop(turn: Turn) -> None:
    quarter = turn.quarter
    turn.discard()
    turn.close()
    turn.show(dropped_screen(turn.facts, quarter))


def read(turn: Turn) -> None:
    """All words of the draft, or of what is filed, in messages of their own."""
    quarter, facts = turn.quarter, turn.facts
    title = text("texts.page.title", unit=facts.unit.name, quarter=spoken(quarter), form=form_name(facts))
    turn.events.append(PagesRead(pages(facts.form, title, draft_of(facts, quarter, turn.now).parts)))
