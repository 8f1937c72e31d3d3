"""Where the report goes next, decided from the draft alone: the same draft always leads to the same question.

The order is the paper's, top to bottom: months contained, opening balance, bodies, indicators. A figure that breaks a
rule or lacks its reason is settled before anything new is asked.
"""

from __future__ import annotations

from dataclasses import dataclass

from dialog.report.checks import breach, drafted, lacks_reason
from dialog.report.draft import Draft
from dialog.report.facts import ReportFacts
from dialog.report.lines import bodies, is_first, targeted, wanted
from dialog.report.periods import missing_before
from dialog.report.session import Place


@dataclass(frozen=True, slots=True)
class Stop:
    """A place and, for the places that ask for one line, which."""

    place: Place
    line: str = ""


def next_stop(facts: ReportFacts, draft: Draft) -> Stop:
    """The first thing that the draft still needs; the summary when nothing."""
    if draft.contains is None and missing_before(facts, draft.period):
        return Stop(Place.CONTAINS)
    return _opening(facts, draft) or _unsettled(facts, draft) or _unanswered(facts, draft) or Stop(Place.SUMMARY)


def _opening(facts: ReportFacts, draft: Draft) -> Stop | None:
    if not is_first(facts):
        return None
    if draft.opening is None:
        return Stop(Place.OPENING)
    missing = [code for code in targeted(facts) if code not in draft.opening]
    return Stop(Place.OPENING_LINE, missing[0]) if missing else None


def _unsettled(facts: ReportFacts, draft: Draft) -> Stop | None:
    broken = breach(facts, drafted(facts, draft), draft.period)
    if broken:
        return Stop(Place.LINE, broken.part)
    line = lacks_reason(facts, draft)
    return Stop(Place.REASON, line) if line else None


def _unanswered(facts: ReportFacts, draft: Draft) -> Stop | None:
    return next((stop for stop in stops(facts, draft) if not _passed(facts, draft, stop)), None)


def _passed(facts: ReportFacts, draft: Draft, stop: Stop) -> bool:
    if stop.place is Place.BODIES:
        return all(draft.answered(code) for code in bodies(facts))
    return draft.answered(stop.line)


def stops(facts: ReportFacts, draft: Draft) -> tuple[Stop, ...]:
    """The questions about figures in order: "3/8" counts these. Bodies are one screen once the unit has a record."""
    counts = tuple(Stop(Place.LINE, code) for code in bodies(facts))
    first = (Stop(Place.BODIES),) if _one_screen(facts) else counts
    return first + tuple(Stop(Place.LINE, code) for code in wanted(facts, draft))


def _one_screen(facts: ReportFacts) -> bool:
    return bool(facts.history.months) and bool(bodies(facts))


def stop_of(facts: ReportFacts, line: str) -> Stop:
    """The stop at which that line is asked in the normal walk."""
    if line in bodies(facts) and _one_screen(facts):
        return Stop(Place.BODIES)
    return Stop(Place.LINE, line)


def before(facts: ReportFacts, draft: Draft, stop: Stop) -> Stop | None:
    """The question before this one; None at the first. The last one stands before the summary."""
    order = stops(facts, draft)
    if is_first(facts):
        order = (Stop(Place.OPENING), *order)
    if stop not in order:
        return order[-1] if order else None
    position = order.index(stop)
    return order[position - 1] if position else None


def ready(facts: ReportFacts, draft: Draft) -> bool:
    """Whether it can be confirmed: nothing to ask and nothing put off."""
    return next_stop(facts, draft).place is Place.SUMMARY and not draft.skipped
