"""The reports in words before the officials: who has filed for a quarter, and all of them as rows of a table.

Actions are `review:<quarter>`, with a page (`page:1`), a unit's number to read its report, or `out` for the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from dialog.paging import Page, page_of, turners
from dialog.report.asking import BLANK, Row, button, in_rows
from dialog.review.screens import ACTION, action, class_name, missing_line
from dialog.screens import Button, Screen
from dialog.text_reports.ending import timeliness
from dialog.text_reports.facts import TextReport
from dialog.text_reports.quarters import spoken
from locales.text import Argument, Name, Text, text
from programmes.model import Programme, TextForm, Unit
from programmes.quarters import Quarter

PAGE = 10


@dataclass(frozen=True, slots=True)
class QuarterStanding:
    """What is filed for the quarter, by unit: late ones first, each by the table's order; and who is missing."""

    form: TextForm
    quarter: Quarter
    filed: tuple[tuple[Unit, TextReport], ...]
    missing: tuple[Unit, ...]

    @property
    def late(self) -> int:
        return sum(bool(report.late) for _, report in self.filed)


def quarter_standing(
    programme: Programme, form: TextForm, quarter: Quarter, reports: Mapping[str, TextReport]
) -> QuarterStanding:
    filed = [(unit, reports[unit.code]) for unit in programme.units if unit.code in reports]
    missing = tuple(unit for unit in programme.units if unit.code not in reports)
    return QuarterStanding(form, quarter, tuple(sorted(filed, key=lambda one: not one[1].late)), missing)


def form_name(form: TextForm) -> Name:
    return Name(form.title, form.title_en)


def quarter_button(form: TextForm, quarter: Quarter) -> Button:
    """From the months to the reports in words."""
    return button("review.texts.button", action(str(quarter)), form=form_name(form), quarter=spoken(quarter))


def quarter_screen(
    programme: Programme, one: QuarterStanding, number: int, others: Sequence[Quarter], *before: Text
) -> Screen:
    page = page_of(one.filed, number, PAGE)
    lines = [*before, text("review.texts.title", form=form_name(one.form), quarter=spoken(one.quarter)), _counts(one)]
    if page.items:
        lines += [BLANK, *(_line(programme, unit, report) for unit, report in page.items)]
    if one.missing and page.is_last:
        lines += [BLANK, missing_line(one.missing)]
    return Screen(tuple(lines), _rows(one, page, others))


def _counts(one: QuarterStanding) -> Text:
    return text(
        "review.texts.due",
        day=one.form.due_on(one.quarter.last_day),
        filed=len(one.filed),
        of=len(one.filed) + len(one.missing),
        late=one.late,
    )


def _line(programme: Programme, unit: Unit, report: TextReport) -> Text:
    at = report.first_filed_at.astimezone(programme.calendar.zone)
    said: dict[str, Argument] = {"unit": unit.name, "at": at, "timeliness": timeliness(report.late)}
    if report.revision > 1:
        return text("review.texts.line_again", **said, revision=report.revision)
    return text("review.texts.line", **said)


def _rows(one: QuarterStanding, page: Page[tuple[Unit, TextReport]], others: Sequence[Quarter]) -> tuple[Row, ...]:
    quarter = str(one.quarter)
    units = [Button(text("screen.unit", unit=unit.name), action(quarter, unit.number)) for unit, _ in page.items]
    rows = list(in_rows(units, 2))
    if one.filed:
        rows.append((button("review.texts.button.table", action(quarter, "out")),))
    turning = turners(page, action(quarter, "page"))
    rows += [turning] if turning else []
    rows += in_rows([Button(spoken(other), action(str(other))) for other in others], 2)
    return (*rows, (button("review.texts.button.months", ACTION),))


def table(
    programme: Programme, one: QuarterStanding, missing: Text
) -> tuple[tuple[Text, ...], Iterator[tuple[str | int | Text | datetime | Name | None, ...]]]:
    """The columns, and a row for each unit by the table's order; one that has not filed says so."""
    named = ("unit", "class", "filed", "timeliness", "revision", "receipt")
    parts = tuple(text("texts.part", part=Name(part.zh, part.en)) for part in one.form.parts)
    filed = {unit.code: report for unit, report in one.filed}
    rows = (_row(programme, one.form, unit, filed.get(unit.code), missing) for unit in programme.units)
    return (*(text(f"review.texts.column.{name}") for name in named), *parts), rows


def _row(
    programme: Programme, form: TextForm, unit: Unit, report: TextReport | None, missing: Text
) -> tuple[str | int | Text | datetime | Name | None, ...]:
    of = (unit.name, class_name(programme, unit.unit_class))
    if report is None:
        return (*of, missing, None, None, None, *(None for _ in form.parts))
    at = report.first_filed_at.astimezone(programme.calendar.zone)
    words = (report.parts.get(part.code, "") for part in form.parts)
    return (*of, at, timeliness(report.late), report.revision, report.receipt, *words)
