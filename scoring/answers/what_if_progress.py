"""What-if under a checklist, which gives no points: cumulative, rate, gap and rank, as `yuebao progress` has them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from locales.text import Argument, Percent, text
from scoring import arithmetic
from scoring.answers.answered import Draft, indicator_name, measure_name, month, unit_name
from scoring.answers.given import Facts
from scoring.answers.supposing import Supposed, both, head
from scoring.progress import Row, progress, ranked


def under_checklist(draft: Draft, facts: Facts, one: Supposed) -> None:
    """All other units stay as they are. Without a target there is nothing to compare."""
    table = progress(facts.programme, facts.histories(), facts.drafts(one.month), one.month)
    rows = [row for row in table.rows if _rival(row, one)]
    own = next((number for number, row in enumerate(rows) if row.unit.code == one.unit.code), None)
    if own is None or rows[own].share is None:
        who = {"unit": unit_name(one.unit), "indicator": indicator_name(one.indicator)}
        draft.say(text("answers.none.no_target", **who))
        return
    more = replace(rows[own], cumulative=rows[own].cumulative + one.amount)
    after = ranked([more if number == own else row for number, row in enumerate(rows)])[own]
    head(draft, one, facts.programme)
    _compared(draft, facts, one, (rows[own], after))
    places = sum(row.rank is not None for row in rows)
    draft.say(text("answers.if.place", before=rows[own].rank or 0, after=after.rank or 0, count=places))


def _rival(row: Row, one: Supposed) -> bool:
    return row.unit.unit_class == one.unit.unit_class and row.indicator.code == one.indicator.code


def _compared(draft: Draft, facts: Facts, one: Supposed, pair: tuple[Row, Row]) -> None:
    name, code, (early, late) = one.unit.name, one.indicator.code, pair
    shares = [row.share or Fraction(0) for row in pair]
    both(draft, name, code, "cumulative", one.month, (early.cumulative, late.cumulative))
    both(draft, name, code, "rate", one.month, (arithmetic.percent(shares[0]), arithmetic.percent(shares[1])))
    both(draft, name, code, "gap", one.month, (early.gap, late.gap))
    both(draft, name, code, "rank", one.month, (early.rank, late.rank))
    measure: dict[str, Argument] = {"measure": measure_name(one.indicator), "target": late.target or 0}
    counts: dict[str, Argument] = {"before": early.cumulative, "after": late.cumulative}
    draft.say(text("answers.if.rate", **measure, **counts, rate=Percent(shares[0]), more=Percent(shares[1])))
    gaps: dict[str, Argument] = {"before": early.gap or 0, "after": late.gap or 0}
    last = one.month.plus(-one.month.month % 3)
    draft.say(text("answers.if.gap", **measure, **gaps, until=month(last), expected=late.expected or Fraction(0)))
    draft.step(text("answers.trace.reading"), facts.programme.calendar.cites["schedule"])
