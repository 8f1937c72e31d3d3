"""What the unit is told: its report was accepted, or it comes back with the reason and the way to mend it."""

from __future__ import annotations

from dialog.report.asking import button
from dialog.report.periods import month as spoken_month
from dialog.screens import Screen
from locales.text import text
from programmes.model import Unit
from scoring.figures import FiledMonth, Status

FIX = "fix"


def letter(unit: Unit, month: FiledMonth, status: Status, reason: str) -> Screen:
    """The button goes straight to the correction of that unit's month."""
    period = spoken_month(month.period)
    if status is Status.ACCEPTED:
        said = text("review.letter.accepted", unit=unit.name, period=period, receipt=month.receipt or "——")
        return Screen((said,), ((button("words.button.status", "go:status"),),))
    said = text("review.letter.returned", unit=unit.name, period=period, revision=month.revision, reason=reason)
    rows = ((button("review.button.fix", f"{FIX}:{unit.code}:{month.period}", period=period),),)
    return Screen((said, text("review.letter.counts")), rows)
