"""What a push says, as texts and one button: made when it is delivered, from the day and the filings of that moment.

People of units are told the period, the due day and the days left; coordinators get one digest; groups a roster
without anybody's figures. One screen for each push, whatever met in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import groupby

from dialog.reminders.people import Contact
from dialog.reminders.planning import Occurrence
from dialog.reminders.recipients import Push, without_anyone, without_liaison
from dialog.screens import Button, Screen
from dialog.text_reports.asking import ACTION
from dialog.text_reports.quarters import spoken
from locales.text import Argument, Listing, Month, Name, Percent, Text, text
from programmes.model import Programme
from programmes.periods import Period
from programmes.quarters import Quarter
from programmes.roles import Role
from programmes.schedules import Anchor, Content, Schedule
from scoring.standing import Standing

# As many names as a message can carry beside its figures (4 096 characters, names of up to 25).
_NAMES = 80


@dataclass(frozen=True, slots=True)
class Scene:
    """What the words are made from. `standing` is of the push's own period; `contacts` tell who cannot be reached."""

    programme: Programme
    standing: Standing
    contacts: Sequence[Contact]
    now: datetime


def screen_of(push: Push, scene: Scene) -> Screen:
    """The message of a push; for a group the edge adds its own buttons (deep link, 收到)."""
    last = push.contents[-1]
    match last:
        case Content.DIGEST | Content.WEEKLY | Content.CIRCULAR:
            return _to_coordinator(push, scene)
        case Content.ROSTER:
            return Screen(roster(push, scene))
        case Content.NOTICE:
            return Screen((*_notice(push, scene), *_units(push, scene)))
        case Content.TEXTS:
            return _of_texts(push, scene)
        case _:
            return _to_unit(push, scene)


def roster(push: Push, scene: Scene) -> tuple[Text, ...]:
    """The group's deadline post; edited as reports come in. No unit is named in it before it is tapped."""
    unit_class = push.group.unit_class if push.group else None
    part = _part(scene, unit_class)
    lines = (
        text("reminders.roster.title", month=_month(push.about), group=_class_name(scene, unit_class)),
        _deadline(push.about, scene),
        text("reminders.roster.count", filed=len(part.filed), expected=len(part.expected)),
    )
    return lines if part.missing else (*lines, text("reminders.roster.complete"))


def days_left(period: Period, scene: Scene) -> Text:
    """Days left as of now: so many, today, or overdue by so many."""
    return _left(scene.programme.calendar.days_left(period, scene.now))


def _left(left: int) -> Text:
    if left > 0:
        return text("reminders.left", days=left)
    return text("reminders.today") if left == 0 else text("reminders.overdue", days=-left)


def name_of(schedule: Schedule) -> Argument:
    """How a schedule is called: by its days where it counts down to the due day, for a coordinator can move it."""
    if schedule.anchor is Anchor.DUE and schedule.days < 0:
        return text("reminders.before_due", days=-schedule.days)
    return Name(schedule.zh, schedule.en)


def preview(programme: Programme, found: Sequence[Occurrence]) -> tuple[Text, ...]:
    """The next occurrences for `/remind`; days of a year whose workdays are not published are marked."""
    schedules = {one.kind: one for one in programme.calendar.schedules}
    if not found:
        return (text("reminders.preview.none"),)
    lines = [text("reminders.preview.title", count=len(found))]
    for about, ones in groupby(found, key=lambda one: one.about):
        lines.append(text("reminders.preview.period", month=_month(about)))
        lines += [_preview_line(one, schedules[one.kind]) for one in ones]
    guessed = sorted({one.day.year for one in found if one.guessed})
    lines += [text("reminders.preview.guessed", year=str(year)) for year in guessed]
    return tuple(lines)


def _preview_line(one: Occurrence, schedule: Schedule) -> Text:
    if one.guessed:
        return text("reminders.preview.guess", at=one.at, name=name_of(schedule))
    return text("reminders.preview.line", at=one.at, name=name_of(schedule))


def _to_unit(push: Push, scene: Scene) -> Screen:
    """To a liaison or leader: the month, what is left, and the button that starts or resumes the report."""
    last = push.contents[-1]
    drafted = any(seat.unit in scene.standing.drafted for seat in push.to)
    lines = [_first_line(last, _month(push.about)), _deadline(push.about, scene), *_units(push, scene)]
    if last is not Content.ESCALATION and all(seat.role is Role.LEADER for seat in push.to):
        lines.append(text("reminders.no_liaison"))
    if drafted:
        lines.append(text("reminders.drafted"))
    label = text("reminders.button.resume") if drafted else text("reminders.button.start")
    return Screen(tuple(lines), ((Button(label, f"report:{push.about}"),),))


def _of_texts(push: Push, scene: Scene) -> Screen:
    """The quarter's report in words: what is left, and the button that starts or resumes it."""
    form, quarter = scene.programme.text_forms[0], Quarter.of(push.about)
    due = form.due_on(quarter.last_day)
    left = _left((due - scene.programme.calendar.today(scene.now)).days)
    asked = text("reminders.texts", quarter=spoken(quarter), form=Name(form.title, form.title_en))
    lines = [asked, text("reminders.deadline", day=due, left=left), *_units(push, scene)]
    if all(seat.role is Role.LEADER for seat in push.to):
        lines.append(text("reminders.texts.leaders"))
    drafted = any(seat.unit in scene.standing.drafted for seat in push.to)
    label = text("reminders.button.resume") if drafted else text("reminders.texts.button")
    return Screen(tuple(lines), ((Button(label, f"{ACTION}:{quarter}"),),))


def _first_line(content: Content, month: Month) -> Text:
    match content:
        case Content.OPENING:
            return text("reminders.opening", month=month)
        case Content.ESCALATION:
            return text("reminders.escalation", month=month)
        case _:
            return text("reminders.reminder", month=month)


def _to_coordinator(push: Push, scene: Scene) -> Screen:
    """The digest, the weekly one or the draft circular; met in one message, the figures stand in it once."""
    month = _month(push.about)
    weekly_only = push.contents[-1] is Content.WEEKLY and Content.DIGEST not in push.contents
    title = text("reminders.weekly", month=month) if weekly_only else text("reminders.digest", month=month)
    lines = [title, _deadline(push.about, scene), *_counts(scene), *_missing(scene)]
    if Content.CIRCULAR not in push.contents:
        return Screen(tuple(lines))
    button = Button(text("reminders.button.circular"), f"circular:{push.about}")
    return Screen((*lines, text("reminders.circular", month=month)), ((button,),))


def _counts(scene: Scene) -> list[Text]:
    """Filed and on time of those expected, of all and of each class."""
    lines = [_count(scene.standing, text("reminders.all"))]
    for unit_class in scene.programme.classes:
        part = _part(scene, unit_class.code)
        if part.expected:
            lines.append(_count(part, Name(unit_class.zh, unit_class.en)))
    untimed = scene.standing.untimed
    return [*lines, text("reminders.untimed", count=untimed)] if untimed else lines


def _count(part: Standing, whose: Argument) -> Text:
    expected, filed, on_time = len(part.expected), len(part.filed), len(part.on_time)
    return text(
        "reminders.count",
        whose=whose,
        expected=expected,
        filed=filed,
        share=Percent(Fraction(filed, expected or 1)),
        on_time=on_time,
        on_time_share=Percent(Fraction(on_time, expected or 1)),
    )


def _missing(scene: Scene) -> list[Text]:
    standing, contacts = scene.standing, scene.contacts
    if not standing.missing:
        return [text("reminders.complete")]
    nobody = without_anyone(standing, contacts)
    led = tuple(unit for unit in without_liaison(standing, contacts) if unit not in nobody)
    lines = [text("reminders.missing", count=len(standing.missing), names=_names(standing.missing, scene))]
    if led:
        lines.append(text("reminders.missing_led", count=len(led), names=_names(led, scene)))
    if nobody:
        lines.append(text("reminders.missing_nobody", count=len(nobody), names=_names(nobody, scene)))
    return lines


def _notice(push: Push, scene: Scene) -> list[Text]:
    """A push that another programme added: its own name, and the day by which it asks for something."""
    schedule = {one.kind: one for one in scene.programme.calendar.schedules}[push.kind]
    month = _month(push.about)
    if not schedule.within:
        return [text("reminders.notice", name=name_of(schedule), month=month)]
    anchor = push.about.last_day if schedule.anchor is Anchor.QUARTER else push.about.day(1)
    day = anchor + timedelta(days=schedule.within)
    return [text("reminders.notice_by", name=name_of(schedule), month=month, day=day)]


def _units(push: Push, scene: Scene) -> list[Text]:
    """Whoever reports for several units is told for which; whoever has one knows it."""
    units = sorted({seat.unit for seat in push.to if seat.unit}, key=lambda code: scene.programme.unit(code).number)
    return [text("reminders.units", names=_names(units, scene))] if len(units) > 1 else []


def _names(units: Sequence[str], scene: Scene) -> Argument:
    names = [scene.programme.unit(code).name for code in units[:_NAMES]]
    listed = Listing(tuple(names))
    return text("reminders.and_more", names=listed, more=len(units) - _NAMES) if len(units) > _NAMES else listed


def _deadline(period: Period, scene: Scene) -> Text:
    return text("reminders.deadline", day=scene.programme.calendar.due_on(period), left=days_left(period, scene))


def _part(scene: Scene, unit_class: str | None) -> Standing:
    units = scene.programme.units
    return scene.standing.part({unit.code for unit in units if unit_class in (None, unit.unit_class)})


def _class_name(scene: Scene, unit_class: str | None) -> Argument:
    found = {one.code: Name(one.zh, one.en) for one in scene.programme.classes}
    return found[unit_class] if unit_class else text("reminders.all")


def _month(period: Period) -> Month:
    return Month(period.year, period.month)
