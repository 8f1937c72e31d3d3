"""Answers about the filing itself: whether a unit has filed, who has not, who was late, the rates, what is due when."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from locales.text import Argument, Name, Percent, Text, text
from programmes.model import Unit
from programmes.periods import Period
from scoring import arithmetic
from scoring.answers.answered import Draft, month, unit_name, unit_names
from scoring.answers.asked import ALL, Question
from scoring.answers.given import Facts
from scoring.answers.groups import class_name, classes
from scoring.answers.rosters import Reporting, Roster, fixed, reporting
from scoring.answers.timing import Timed
from scoring.figures import FiledMonth, Status
from scoring.progress import status_of

_STATUS: dict[Status, Text] = {
    Status.MISSING: text("answers.status.missing"),
    Status.DRAFT: text("answers.status.draft"),
    Status.SUBMITTED: text("answers.status.submitted"),
    Status.ACCEPTED: text("answers.status.accepted"),
    Status.RETURNED: text("answers.status.returned"),
}


def my_status(draft: Draft, question: Question, facts: Facts, time: Timed, now: datetime) -> None:
    """Whether the month was filed, when, and how it stands."""
    for code in question.units:
        unit, history = facts.programme.unit(code), facts.history(code)
        status = status_of(history, code in facts.drafts(time.period), time.period)
        filed = history.months.get(time.period)
        draft.figure(unit.name, None, "status", time.period, status.value)
        draft.figure(unit.name, None, "late", time.period, filed.late if filed else None)
        name, at = unit_name(unit), month(time.period)
        if filed is None:
            draft.say(text("answers.filed.no", unit=name, month=at, status=_STATUS[status]))
            draft.say(_due(facts, time.period, now))
        elif filed.reported_in is not None and not filed.figures:
            draft.say(text("answers.filed.within", unit=name, month=at, later=month(filed.reported_in)))
        else:
            _say_filed(draft, unit, filed, facts.programme.calendar.zone)


def _say_filed(draft: Draft, unit: Unit, filed: FiledMonth, zone: ZoneInfo) -> None:
    """When, by which receipt, in time or late, and why it was returned; times as in `zone`."""
    draft.say(
        text(
            "answers.filed.yes",
            unit=unit_name(unit),
            month=month(filed.period),
            status=_STATUS[filed.status],
            filed=filed.first_filed_at.astimezone(zone),
            revision=filed.revision,
            receipt=Name(filed.receipt or "—", filed.receipt or "—"),
        )
    )
    draft.say(_lateness(filed.late))
    if filed.status is Status.RETURNED:
        draft.say(text("answers.filed.returned", reason=filed.returned_for))


def _lateness(late: bool | None) -> Text:
    if late is None:
        return text("answers.filed.unknown_time")
    return text("answers.filed.late") if late else text("answers.filed.on_time")


def _due(facts: Facts, period: Period, now: datetime) -> Text:
    calendar = facts.programme.calendar
    left, at, due = calendar.days_left(period, now), month(period), calendar.due_on(period)
    if left >= 0:
        return text("answers.deadline.ahead", month=at, due=due, left=left)
    return text("answers.deadline.past", month=at, due=due, past=-left)


def roster_of(facts: Facts, period: Period) -> Roster:
    """The roster fixed at the due moment; before it, everyone."""
    return facts.roster(period) or fixed(facts.programme, period, {})


def _reporting(facts: Facts, period: Period, scope: str | None) -> Reporting:
    return reporting(roster_of(facts, period), facts.histories(), facts.programme, None if scope == ALL else scope)


def not_reported(draft: Draft, question: Question, facts: Facts, time: Timed) -> None:
    """The expected units that have not filed the period."""
    drafts = facts.drafts(time.period)
    for scope in classes(question, facts):
        counted = _reporting(facts, time.period, scope)
        for code in counted.missing:
            status = status_of(facts.history(code), code in drafts, time.period)
            draft.figure(facts.programme.unit(code).name, None, "status", time.period, status.value)
        shown: dict[str, Argument] = {
            "unit": class_name(facts, scope),
            "month": month(time.period),
            "expected": len(counted.expected),
        }
        if counted.missing:
            units = unit_names(facts.programme.unit(code) for code in counted.missing)
            draft.say(text("answers.missing.some", **shown, count=len(counted.missing), units=units))
        else:
            draft.say(text("answers.missing.none", **shown))


def late(draft: Draft, question: Question, facts: Facts, time: Timed, now: datetime) -> None:
    """Who filed late, and once it is past due, who has not filed at all."""
    past = now >= facts.programme.calendar.due_at(time.period)
    for scope in classes(question, facts):
        counted = _reporting(facts, time.period, scope)
        overdue = counted.missing if past else ()
        for measure, codes in (("late", counted.late), ("overdue", overdue)):
            for code in codes:
                draft.figure(facts.programme.unit(code).name, None, measure, time.period, True)
        shown: dict[str, Argument] = {"unit": class_name(facts, scope), "month": month(time.period)}
        if not counted.late and not overdue:
            draft.say(text("answers.late.none", **shown))
        if counted.late:
            units = unit_names(facts.programme.unit(code) for code in counted.late)
            draft.say(text("answers.late.filed", **shown, count=len(counted.late), units=units))
        if overdue:
            units = unit_names(facts.programme.unit(code) for code in overdue)
            draft.say(text("answers.late.overdue", **shown, count=len(overdue), units=units))
        if counted.unknown:
            draft.say(text("answers.late.unknown", **shown, count=counted.unknown))


def rates(draft: Draft, question: Question, facts: Facts, time: Timed) -> None:
    """Reporting rate and on-time rate, both of the expected units."""
    scopes = (question.unit_class,) if question.unit_class not in (None, ALL) else (ALL, *classes(question, facts))
    for scope in scopes:
        _rates_of(draft, facts, time.period, scope or ALL)
    exempt = roster_of(facts, time.period).exempt
    if exempt:
        draft.say(text("answers.exempt", count=len(exempt), month=month(time.period)))
    draft.step(text("answers.trace.reporting"), facts.programme.calendar.cites.get("due_day"))


def _rates_of(draft: Draft, facts: Facts, period: Period, key: str) -> None:
    """`key`: a class, or all."""
    counted = _reporting(facts, period, key)
    if counted.rate is None or counted.on_time_rate is None:
        return
    for measure, value in (
        ("reporting_rate", arithmetic.percent(counted.rate)),
        ("on_time_rate", arithmetic.percent(counted.on_time_rate)),
        ("expected_units", len(counted.expected)),
        ("reported_units", counted.reported),
        ("on_time_units", counted.on_time),
    ):
        draft.figure(key, None, measure, period, value)
    draft.say(
        text(
            "answers.reporting",
            unit=class_name(facts, key),
            month=month(period),
            rate=Percent(counted.rate),
            reported=counted.reported,
            expected=len(counted.expected),
            timely=Percent(counted.on_time_rate),
            punctual=counted.on_time,
        )
    )
    if counted.unknown:
        draft.say(text("answers.late.unknown", unit=class_name(facts, key), month=month(period), count=counted.unknown))


def deadline(draft: Draft, facts: Facts, time: Timed, now: datetime) -> None:
    """When the period is due and how many days are left; once it is past, also when the next one opens."""
    calendar, period = facts.programme.calendar, time.period
    left, due = calendar.days_left(period, now), calendar.due_on(period)
    draft.figure(ALL, None, "due", period, due.isoformat())
    draft.figure(ALL, None, "days_left", period, left)
    draft.say(_due(facts, period, now))
    following = period.plus(1)
    if left < 0 and following <= calendar.last_period:
        opens = calendar.opens_at(following).date()
        draft.say(text("answers.deadline.next", month=month(following), opens=opens, due=calendar.due_on(following)))
    draft.step(text("answers.trace.deadline"), calendar.cites.get("due_day"))
