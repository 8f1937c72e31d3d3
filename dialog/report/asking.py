"""The question screens of the report: one message a question, drawn from session, draft and facts alone.

A question names its own line as the paper prints it and no other line, and only the opening question says 期初.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dialog.report import reasons
from dialog.report.checks import drafted, oddity
from dialog.report.draft import Draft
from dialog.report.facts import ReportFacts
from dialog.report.lines import (
    asked,
    bodies,
    carried,
    is_stock,
    label,
    last_figure,
    measure,
    span,
    targeted,
    unit_name,
)
from dialog.report.periods import due_line, missing_before, month, months_spoken, open_periods
from dialog.report.session import Place, ReportSession
from dialog.report.walk import Stop, before, stop_of, stops
from dialog.screens import Button, Screen
from locales.text import Text, text
from scoring.figures import Figure, Kind

Row = tuple[Button, ...]
BLANK = text("")


def button(key: str, action: str, /, **arguments: object) -> Button:
    return Button(Text(key, arguments), action)  # type: ignore[arg-type]


def in_rows(buttons: Sequence[Button], width: int = 2) -> tuple[Row, ...]:
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))


def heading(facts: ReportFacts, draft: Draft, now: datetime) -> Text:
    return text(
        "report.heading",
        unit=unit_name(facts),
        period=month(draft.period),
        due=due_line(facts, draft.period, now),
    )


def spoken_figure(figure: Figure | None) -> Text:
    """A figure as it is shown in a list: the number, or which kind of nothing it is."""
    if figure is None:
        return text("words.figure.none_yet")
    if figure.kind is Kind.NUMBER:
        return text("words.figure.number", value=figure.counted)
    return text("words.figure.nothing") if figure.kind is Kind.NOTHING else text("words.figure.not_applicable")


def position(facts: ReportFacts, draft: Draft, stop: Stop) -> Text:
    """`3/8`, or that this line is an extra one without a target."""
    order = stops(facts, draft)
    if stop not in order:
        return text("report.position.extra") if stop.place is Place.LINE else BLANK
    return text("report.position.at", at=order.index(stop) + 1, of=len(order))


def leaving(facts: ReportFacts, draft: Draft, stop: Stop) -> Row:
    """The last row of each question: back, everything at a glance, leave it for later, drop it."""
    back = (button("words.button.back", "back"),) if before(facts, draft, stop) else ()
    rest = (("words.button.overview", "lines"), ("words.button.save", "save"), ("words.button.cancel", "cancel"))
    return back + tuple(button(key, action) for key, action in rest)


def periods_screen(facts: ReportFacts, now: datetime) -> Screen:
    """Which open period?"""
    found = open_periods(facts, now)
    choices = [button("report.button.period", f"period:{p}", period=month(p)) for p in reversed(found)]
    lines = [text("report.periods.ask", unit=unit_name(facts))]
    lines += [
        text("report.periods.one", period=month(p), due=due_line(facts, p, now), state=_state(facts, p))
        for p in reversed(found)
    ]
    return Screen(tuple(lines), (*in_rows(choices, 3), (button("words.button.cancel", "cancel"),)))


def _state(facts: ReportFacts, period: object) -> Text:
    return text("report.periods.draft") if period in facts.drafts else text("")


def take_over_screen(facts: ReportFacts, draft: Draft, now: datetime) -> Screen:
    """Someone else is filling this draft."""
    done = sum(line in draft.figures for line in asked(facts, draft))
    since = draft.since.astimezone(facts.programme.calendar.zone)
    lines = (
        heading(facts, draft, now),
        BLANK,
        text("report.take_over.ask", name=draft.filler_name, since=since, done=done, of=len(asked(facts, draft))),
    )
    rows = ((button("report.button.take_over", "take:yes"), button("report.button.leave_it", "take:no")),)
    return Screen(lines, rows)


def contains_screen(facts: ReportFacts, draft: Draft, now: datetime) -> Screen:
    """Are the missing months inside this month's figures?"""
    missing = months_spoken(missing_before(facts, draft.period))
    lines = (
        heading(facts, draft, now),
        BLANK,
        text("report.contains.ask", missing=missing, period=month(draft.period)),
    )
    rows = (
        (button("report.button.contained", "contains:yes"), button("report.button.apart", "contains:no")),
        (button("report.button.other_period", "periods"), button("words.button.cancel", "cancel")),
    )
    return Screen(lines, rows)


def opening_screen(facts: ReportFacts, draft: Draft, now: datetime) -> Screen:
    """The balance before the first period, all indicators at once: 0 for most, by one tap."""
    first = facts.programme.calendar.first_period
    known = draft.opening or {}
    lines = [
        heading(facts, draft, now),
        BLANK,
        text("report.opening.ask", period=month(first)),
        *(text("report.opening.line", label=label(facts.programme, c), value=known.get(c, 0)) for c in targeted(facts)),
        text("report.opening.how"),
    ]
    each = [button("report.button.opening_line", f"open:{c}", label=label(facts.programme, c)) for c in targeted(facts)]
    return Screen(tuple(lines), ((button("report.button.opening_zero", "open-zero"),), *in_rows(each), _side_row()))


def _side_row() -> Row:
    return (
        button("words.button.overview", "lines"),
        button("words.button.save", "save"),
        button("words.button.cancel", "cancel"),
    )


def opening_line_screen(facts: ReportFacts, draft: Draft, line: str, now: datetime) -> Screen:
    first = facts.programme.calendar.first_period
    ask = text(
        "report.opening.ask_line",
        label=label(facts.programme, line),
        measure=measure(facts.programme, line),
        period=month(first),
    )
    rows = ((button("report.button.zero", "zero"),), (button("words.button.back", "opening"), *_side_row()))
    return Screen((heading(facts, draft, now), BLANK, ask), rows)


def opening_or_month_screen(facts: ReportFacts, draft: Draft, now: datetime) -> Screen:
    lines = (heading(facts, draft, now), BLANK, text("report.opening.or_month", period=month(draft.period)))
    first = button("report.button.is_opening", "as:opening")
    return Screen(lines, ((first, button("report.button.is_month", "as:month", period=month(draft.period))),))


def bodies_screen(facts: ReportFacts, draft: Draft, now: datetime) -> Screen:
    """All bodies at once: last month's levels, kept by one tap or changed one by one."""
    programme, stop = facts.programme, Stop(Place.BODIES)
    lines = [heading(facts, draft, now), position(facts, draft, stop), BLANK, text("report.bodies.ask")]
    for code in bodies(facts):
        shown = draft.figures.get(code) or last_figure(facts, code, draft.period)
        key = "report.bodies.new" if code in draft.figures else "report.bodies.last"
        lines.append(text(key, label=label(programme, code), figure=spoken_figure(shown)))
    lines.append(text("report.bodies.how"))
    changes = [button("report.button.edit", f"jump:{c}", label=label(programme, c)) for c in bodies(facts)]
    rest = "report.button.rest_same" if any(c in draft.figures for c in bodies(facts)) else "report.button.all_same"
    return Screen(tuple(lines), ((button(rest, "same"),), *in_rows(changes, 1), leaving(facts, draft, stop)))


def line_screen(facts: ReportFacts, draft: Draft, line: str, now: datetime) -> Screen:
    """One line, with what stood there last month and the cumulative beside it."""
    last = last_figure(facts, line, draft.period)
    lines = [
        heading(facts, draft, now),
        position(facts, draft, stop_of(facts, line)),
        BLANK,
        _ask(facts, draft, line),
        *_beside(facts, draft, line, last),
    ]
    if line in draft.figures:
        lines.append(text("report.ask.now", figure=spoken_figure(draft.figures[line])))
    return Screen(tuple(lines), (*_one_taps(draft, line, last), leaving(facts, draft, stop_of(facts, line))))


def _ask(facts: ReportFacts, draft: Draft, line: str) -> Text:
    named = {"label": label(facts.programme, line), "measure": measure(facts.programme, line)}
    months = span(facts, draft, line)
    if months:
        return text("report.ask.flow_of_months", **named, months=months_spoken(months))
    key = "report.ask.stock" if is_stock(facts, line) else "report.ask.flow"
    return text(key, **named, period=month(draft.period))


def _beside(facts: ReportFacts, draft: Draft, line: str, last: Figure | None) -> list[Text]:
    """Last month, the cumulative and the target, as far as there are any."""
    if is_stock(facts, line):
        return [] if last is None else [text("report.beside.stock", last=spoken_figure(last))]
    target = facts.unit.targets.get(line)
    so_far = text(
        "report.beside.so_far",
        cumulative=carried(facts, draft, line),
        target=text("words.no_target") if target is None else target,
    )
    return [so_far if last is None else text("report.beside.flow", last=spoken_figure(last), so_far=so_far)]


def _one_taps(draft: Draft, line: str, last: Figure | None) -> tuple[Row, ...]:
    keep = (button("report.button.keep", "keep"),) if line in draft.figures else ()
    same = (button("report.button.same", "same", figure=spoken_figure(last)),) if last else ()
    kinds = (
        button("report.button.nothing", "nothing"),
        button("report.button.not_applicable", "na"),
        button("report.button.skip", "skip"),
    )
    return (*((keep + same,) if keep or same else ()), kinds)


def which_number_screen(facts: ReportFacts, draft: Draft, session: ReportSession, now: datetime) -> Screen:
    lines = (
        heading(facts, draft, now),
        BLANK,
        text("report.which.ask", said=session.said, label=label(facts.programme, session.line)),
    )
    return Screen(lines, which_rows(session))


def which_rows(session: ReportSession) -> tuple[Row, ...]:
    picks = tuple(button("report.button.pick", f"pick:{value}", value=value) for value in session.numbers)
    return (picks, (button("report.button.type_again", "change"),))


def reason_screen(facts: ReportFacts, draft: Draft, line: str, now: datetime) -> Screen:
    """Why does this figure stand? One tap or a few words."""
    odd = oddity(facts, drafted(facts, draft), draft.period, line)
    offered = reasons.ODD if odd else reasons.NOT_APPLICABLE
    what = odd.spoken(facts) if odd else text("report.reason.not_applicable", label=label(facts.programme, line))
    lines = (heading(facts, draft, now), BLANK, what, text("report.reason.ask"))
    return Screen(lines, (*reason_rows(offered), (button("report.button.type_again", "change"), *_side_row())))


def reason_rows(offered: tuple[str, ...]) -> tuple[Row, ...]:
    picks = [Button(text(f"words.reason.{r[1:]}"), f"why:{number}") for number, r in enumerate(offered)]
    return in_rows(picks, 1)


def cancel_screen(facts: ReportFacts, draft: Draft) -> Screen:
    done = len(draft.figures) + len(draft.opening or ())
    rows = (
        (button("report.button.drop", "cancel:yes"), button("words.button.save", "save")),
        (button("report.button.go_on", "cancel:no"),),
    )
    return Screen((text("report.cancel.ask", period=month(draft.period), unit=unit_name(facts), done=done),), rows)
