"""The screens of /correct: which month, which line, the new figure, why, and what it changes."""

from __future__ import annotations

from dialog.report import reasons
from dialog.report.asking import BLANK, Row, button, in_rows, reason_rows, spoken_figure, which_rows
from dialog.report.checks import oddity
from dialog.report.correctable import after, balance, current, lines_of, months
from dialog.report.facts import ReportFacts
from dialog.report.lines import is_stock, label, measure, unit_name
from dialog.report.periods import month
from dialog.report.session import Correction, Place, ReportSession
from dialog.screens import Screen
from locales.text import Text, text
from programmes.periods import Period

_CANCEL = button("words.button.cancel", "cancel")
_BACK = button("words.button.back", "back")


def screen(session: ReportSession, correction: Correction, facts: ReportFacts) -> Screen:
    match session.place:
        case Place.CORRECT_LINE:
            return _which_line(correction, facts)
        case Place.CORRECT_VALUE:
            return _which_value(correction, facts)
        case Place.WHICH_NUMBER:
            name = label(facts.programme, correction.line)
            return Screen((text("report.which.ask", said=session.said, label=name),), which_rows(session))
        case Place.CORRECT_REASON:
            lines = (*_head(correction, facts), BLANK, _change(correction, facts), text("correct.why"))
            return Screen(lines, (*reason_rows(reasons.CORRECTION), (_BACK, _CANCEL)))
        case Place.CORRECT_CONFIRM:
            return _confirm(correction, facts)
        case _:
            return _which_month(facts)


def spoken_month(period: Period | None) -> Text:
    return text("correct.opening") if period is None else text("correct.month", period=month(period))


def _which_month(facts: ReportFacts) -> Screen:
    choices = [button("correct.button.month", f"period:{p}", period=month(p)) for p in reversed(months(facts))]
    opening: tuple[Row, ...] = ((button("correct.button.opening", "period:opening"),),)
    lines = (text("correct.which_month", unit=unit_name(facts)),)
    return Screen(lines, (*in_rows(choices, 3), *opening, (_CANCEL,)))


def _head(correction: Correction, facts: ReportFacts) -> tuple[Text, ...]:
    return (text("correct.heading", unit=unit_name(facts), month=spoken_month(correction.period)),)


def _which_line(correction: Correction, facts: ReportFacts) -> Screen:
    programme, codes = facts.programme, lines_of(facts, correction.period)
    lines = [*_head(correction, facts), BLANK, text("correct.which_line")]
    for code in codes:
        shown = spoken_figure(current(facts, correction.period, code))
        lines.append(text("correct.line", label=label(programme, code), figure=shown))
    filed = facts.history.months.get(correction.period) if correction.period else None
    if filed and filed.reported_in:
        lines.append(text("correct.contained", within=month(filed.reported_in)))
    edits = {code: button("report.button.edit", f"jump:{code}", label=label(programme, code)) for code in codes}
    counts = in_rows([edits[code] for code in codes if is_stock(facts, code)], 1)
    flows = in_rows([edits[code] for code in codes if not is_stock(facts, code)], 2)
    return Screen(tuple(lines), (*counts, *flows, (button("correct.button.other_month", "periods"), _CANCEL)))


def _which_value(correction: Correction, facts: ReportFacts) -> Screen:
    name, line = label(facts.programme, correction.line), correction.line
    was = spoken_figure(current(facts, correction.period, line))
    ask = text("correct.ask", label=name, measure=measure(facts.programme, line), figure=was)
    kinds: tuple[Row, ...] = ()
    if correction.period is not None:
        both = (("report.button.nothing", "nothing"), ("report.button.not_applicable", "na"))
        kinds = (tuple(button(key, action) for key, action in both),)
    return Screen((*_head(correction, facts), BLANK, ask), (*kinds, (_BACK, _CANCEL)))


def _change(correction: Correction, facts: ReportFacts) -> Text:
    return text(
        "correct.change",
        label=label(facts.programme, correction.line),
        before=spoken_figure(current(facts, correction.period, correction.line)),
        after=spoken_figure(correction.figure),
    )


def _confirm(correction: Correction, facts: ReportFacts) -> Screen:
    lines = [*_head(correction, facts), BLANK, _change(correction, facts), *_effects(correction, facts)]
    lines.append(text("correct.reason", reason=reasons.spoken(correction.reason)))
    lines.append(text("correct.not_late"))
    rows = ((button("correct.button.submit", "submit"),), (_BACK, _CANCEL))
    return Screen(tuple(lines), rows)


def _effects(correction: Correction, facts: ReportFacts) -> list[Text]:
    """The cumulative before and after, in the month itself and in the last one that was filed."""
    code, changed = correction.line, after(facts, correction)
    if is_stock(facts, code):
        return []
    shown = []
    for period in _worth_showing(facts, correction.period):
        was, will_be = balance(facts.history, code, period), balance(changed, code, period)
        if was != will_be:
            shown.append(text("correct.effect", period=month(period), before=was, after=will_be))
    filed = facts.history.months.get(correction.period) if correction.period else None
    if filed and filed.reported_in:
        moved = changed.figure(code, filed.reported_in)
        shown.append(text("correct.moved", within=month(filed.reported_in), after=spoken_figure(moved)))
    odd = oddity(facts, changed, correction.period, code) if correction.period else None
    return [*shown, odd.spoken(facts)] if odd else shown


def _worth_showing(facts: ReportFacts, period: Period | None) -> tuple[Period, ...]:
    later = [p for p in months(facts) if period is None or p >= period]
    return tuple(dict.fromkeys((later[0], later[-1]))) if later else ()
