"""The lists of /review: a period by class, a class report by report, one unit month by month, and what is accepted.

Actions are `review:<period>:<what>`: a letter for the class (then a page), a number for the unit, as the table counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dialog.paging import Page, page_of, turners
from dialog.report.asking import BLANK, Row, button, in_rows
from dialog.report.periods import month as spoken_month
from dialog.review.standing import ClassStanding, Reviewed, mark
from dialog.screens import Button, Screen
from locales.text import Listing, Name, Text, text
from programmes.model import Programme, Unit
from programmes.periods import Period
from scoring.figures import FiledMonth, Status

ACTION = "review"
# So many reports stand on a page, and so many are accepted at once: their names fit into a message.
PAGE = 8
AT_ONCE = 100
_NAMES = 60
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Around:
    """What else can be gone to from a period: the quarter's reports in words (as button), other months."""

    further: tuple[Button, ...] = ()
    others: tuple[Period, ...] = ()


def action(period: Period | str, *what: object) -> str:
    return ":".join((ACTION, str(period), *map(str, what)))


def letter_of(programme: Programme, unit_class: str) -> str:
    return _LETTERS[[one.code for one in programme.classes].index(unit_class)]


def class_of(programme: Programme, letter: str) -> str | None:
    """The class that a button's letter means."""
    place = _LETTERS.find(letter[:1]) if letter else -1
    return programme.classes[place].code if 0 <= place < len(programme.classes) else None


def class_name(programme: Programme, unit_class: str) -> Name:
    return next(Name(one.zh, one.en) for one in programme.classes if one.code == unit_class)


def status_word(status: Status) -> Text:
    return text(f"review.status.{status}")


def period_screen(
    programme: Programme, period: Period, classes: Sequence[ClassStanding], around: Around, *before: Text
) -> Screen:
    """Counts of each class, and a button for each."""
    lines = [*before, text("review.title", period=spoken_month(period)), BLANK]
    lines += [_counts(programme, one) for one in classes]
    rows: list[Row] = [
        (
            button(
                "review.button.class",
                action(period, letter_of(programme, one.unit_class)),
                name=class_name(programme, one.unit_class),
            ),
        )
        for one in classes
    ]
    rows += [(one,) for one in around.further]
    months = [button("review.button.month", action(one), period=spoken_month(one)) for one in around.others]
    return Screen(tuple(lines), (*rows, *in_rows(months, 3)))


def _counts(programme: Programme, one: ClassStanding) -> Text:
    return text(
        "review.counts",
        name=class_name(programme, one.unit_class),
        submitted=one.count(Status.SUBMITTED),
        accepted=one.count(Status.ACCEPTED),
        returned=one.count(Status.RETURNED),
        missing=len(one.missing),
    )


def class_screen(programme: Programme, one: ClassStanding, number: int, *before: Text) -> Screen:
    """What waits first, the noteworthy on top; who is missing below."""
    page = page_of(one.reports, number, PAGE)
    title = text("review.class_title", period=spoken_month(one.period), name=class_name(programme, one.unit_class))
    lines = [*before, title, _counts(programme, one)]
    if page.items:
        lines += [BLANK, *(_line(report) for report in page.items)]
    else:
        lines += [BLANK, text("review.none_filed")]
    if one.missing and page.is_last:
        lines += [BLANK, missing_line(one.missing)]
    return Screen(tuple(lines), _class_rows(programme, one, page))


def missing_line(units: Sequence[Unit]) -> Text:
    names: tuple[str | Text, ...] = tuple(unit.name for unit in units[:_NAMES])
    if len(units) > _NAMES:
        names = (*names, text("review.more", count=len(units) - _NAMES))
    return text("review.missing", count=len(units), names=Listing(names))


def _line(one: Reviewed) -> Text:
    kinds = dict.fromkeys(remark.kind for remark in one.remarks)
    said = Listing(tuple(text(f"review.kind.{kind}") for kind in kinds))
    if one.month.reported_in:
        said = Listing((*said.items, text("review.kind.contained", within=spoken_month(one.month.reported_in))))
    key = "review.line.noted" if said.items else "review.line.plain"
    return Text(key, {"unit": one.unit.name, "status": status_word(one.month.status), "remarks": said})


def _class_rows(programme: Programme, one: ClassStanding, page: Page[Reviewed]) -> tuple[Row, ...]:
    letter = letter_of(programme, one.unit_class)
    rows: list[Row] = []
    if one.plain:
        count = min(len(one.plain), AT_ONCE)
        rows.append((button("review.button.all", action(one.period, letter, "all"), count=count),))
    units = [Button(text("screen.unit", unit=r.unit.name), action(one.period, r.unit.number)) for r in page.items]
    rows += in_rows(units, 2)
    turning = turners(page, action(one.period, letter))
    return (*rows, (*turning, button("review.button.back", action(one.period))))


def preview_screen(programme: Programme, one: ClassStanding, *before: Text) -> Screen:
    """Which reports one confirmation would accept."""
    chosen = one.plain[:AT_ONCE]
    letter, name = letter_of(programme, one.unit_class), class_name(programme, one.unit_class)
    names = Listing(tuple(report.unit.name for report in chosen))
    asked = text("review.all.ask", period=spoken_month(one.period), name=name, count=len(chosen), names=names)
    confirm = button("review.button.confirm_all", action(one.period, letter, "g", mark(chosen)), count=len(chosen))
    back = button("review.button.list", action(one.period, letter))
    return Screen((*before, asked), ((confirm,), (back,)))


def unit_screen(unit: Unit, months: Sequence[FiledMonth], missing: Sequence[Period], *before: Text) -> Screen:
    """One unit's months, the latest first."""
    lines = [*before, text("review.unit_title", unit=unit.name), BLANK]
    for filed in months:
        period, status = spoken_month(filed.period), status_word(filed.status)
        if filed.returned_for:
            lines.append(text("review.unit_returned", period=period, status=status, reason=filed.returned_for))
        else:
            lines.append(text("review.unit_month", period=period, status=status, revision=filed.revision))
    if missing:
        lines.append(text("review.unit_missing", periods=Listing(tuple(spoken_month(one) for one in missing))))
    if not months:
        lines.append(text("review.none_filed"))
    buttons = [
        button("review.button.month", action(filed.period, unit.number), period=spoken_month(filed.period))
        for filed in months
    ]
    return Screen(tuple(lines), (*in_rows(buttons, 3), (button("review.button.home", ACTION),)))


def units_screen(units: Sequence[Unit]) -> Screen:
    """Which of the units that share a short name?"""
    rows = tuple((Button(text("screen.unit", unit=unit.name), action("", unit.number)),) for unit in units)
    return Screen((text("review.which_unit"),), rows)
