"""The strict loader: a programme folder in, a `Programme` out, or a `ProgrammeError` that lists everything to mend.

`load` is called at start by the service and by every command; `check` by `yuebao programme check`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from programmes.calendars import read_calendar
from programmes.circulars import read_circular
from programmes.evaluations import Rulebook
from programmes.forms import read_form, read_text_form
from programmes.goals import read_goals, read_limits
from programmes.identity import Identity, read_identity
from programmes.indicators import read_indicators
from programmes.model import (
    Calendar,
    CircularRule,
    Form,
    Goal,
    Indicator,
    Limit,
    Programme,
    TextForm,
    Total,
    Unit,
)
from programmes.problems import Problem, ProgrammeError
from programmes.pushes import read_findings, read_schedules, read_workdays
from programmes.rulebooks import Around, read_rulebook
from programmes.schedules import FindingRule, Schedule
from programmes.sections import opened
from programmes.totals import missing_totals, read_totals, wrong_sums
from programmes.units import UnitsTable

SHIPPED = Path(__file__).parent
IDENTITY = "programme.toml"
INDICATORS = "indicators.toml"
CALENDAR = "calendar.toml"
REMINDERS = "reminders.toml"
FORM = "forms/monthly.toml"
TOTALS = "totals.toml"
CIRCULAR = "circular.toml"
# What a programme may have and may lack.
QUARTERLY = "forms/quarterly.toml"
GOALS = "goals.toml"
RULEBOOKS = "rulebooks"


def shipped() -> tuple[str, ...]:
    """Ids of the programmes that come with the product."""
    return tuple(sorted(file.parent.name for file in SHIPPED.glob(f"*/{IDENTITY}")))


def folder_of(id_or_path: str | Path) -> Path:
    """The folder of a shipped programme's id, or the folder at that path; ProgrammeError when there is neither."""
    if str(id_or_path) in shipped():
        return SHIPPED / str(id_or_path)
    folder = Path(id_or_path).expanduser()
    if not folder.is_dir():
        problem = Problem(str(id_or_path), "", None, "programme", {"ids": ", ".join(shipped())})
        raise ProgrammeError(str(id_or_path), [problem])
    return folder


def load(id_or_path: str | Path) -> Programme:
    """The programme of that id or folder."""
    programme, problems = _read(folder_of(id_or_path))
    if problems or programme is None:
        raise ProgrammeError(str(id_or_path), problems)
    return programme


def check(id_or_path: str | Path) -> tuple[Problem, ...]:
    """Everything that `load` would refuse, in the order of the files; empty when the folder is sound."""
    return tuple(_read(folder_of(id_or_path))[1])


class _Folder:
    """One reading of one folder, subject after subject; a later one knows what the earlier ones said."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.identity = self._identity()
        self.documents = [document.key for document in self.identity.documents] if self.identity else []
        self.classes = [one.code for one in self.identity.classes] if self.identity else []
        self.indicators = self._indicators()
        self.units, self.unread = self._units()
        self.calendar = self._calendar()
        self.form = self._form()
        self.totals = self._totals()
        self.circular = self._circular()
        self.text_forms = self._text_forms()
        self.goals, self.limits = self._goals()
        self.rulebooks = self._rulebooks()

    def _identity(self) -> Identity | None:
        if (file := opened(self.folder, IDENTITY, self.problems)) is None:
            return None
        identity = read_identity(file)
        file.close()
        return identity

    def _indicators(self) -> tuple[Indicator, ...]:
        if (file := opened(self.folder, INDICATORS, self.problems)) is None:
            return ()
        indicators = read_indicators(file, self.documents)
        file.close()
        return indicators

    def _units(self) -> tuple[tuple[Unit, ...], set[str]]:
        categories = [one.code for one in self.identity.categories] if self.identity else []
        table = UnitsTable(self.indicators, self.classes, categories, self.problems, set())
        return table.read(self.folder), table.unread

    def _calendar(self) -> Calendar | None:
        schedules, workdays, findings = self._reminders()
        if (file := opened(self.folder, CALENDAR, self.problems)) is None:
            return None
        calendar = read_calendar(file, self.documents, self.identity.year if self.identity else 0)
        file.close()
        return replace(calendar, schedules=schedules, workdays=workdays, findings=findings)

    def _reminders(self) -> tuple[tuple[Schedule, ...], Mapping[date, bool], FindingRule | None]:
        if (file := opened(self.folder, REMINDERS, self.problems)) is None:
            return (), {}, None
        schedules, workdays = read_schedules(file, self.documents), read_workdays(file, self.documents)
        findings = read_findings(file, self.documents)
        file.close()
        return schedules, workdays, findings

    def _form(self) -> Form | None:
        if (file := opened(self.folder, FORM, self.problems)) is None:
            return None
        form = read_form(file, self.documents, self.indicators)
        file.close()
        return form

    def _totals(self) -> tuple[Total, ...]:
        if (file := opened(self.folder, TOTALS, self.problems)) is None:
            return ()
        totals = read_totals(file, self.documents, self.indicators, self.classes)
        missing_totals(file, totals, self.units)
        file.close()
        documents = {one.key: one for one in self.identity.documents} if self.identity else {}
        if self.units or not (self.identity and self.identity.units_to_fill):
            self.problems += wrong_sums(totals, self.units, documents, self.unread)
        return totals

    def _circular(self) -> CircularRule | None:
        if (file := opened(self.folder, CIRCULAR, self.problems)) is None:
            return None
        rule = read_circular(file, self.documents, self.indicators)
        file.close()
        return rule

    def _text_forms(self) -> tuple[TextForm, ...]:
        if not (self.folder / QUARTERLY).exists() or (file := opened(self.folder, QUARTERLY, self.problems)) is None:
            return ()
        form = read_text_form(file, self.documents)
        file.close()
        return (form,)

    def _goals(self) -> tuple[tuple[Goal, ...], tuple[Limit, ...]]:
        if not (self.folder / GOALS).exists() or (file := opened(self.folder, GOALS, self.problems)) is None:
            return (), ()
        goals = read_goals(file, self.documents, self.indicators), read_limits(file, self.documents)
        file.close()
        return goals

    def _rulebooks(self) -> dict[str, Rulebook]:
        year = self.identity.year if self.identity else 0
        around = Around(self.documents, self.classes, [one.code for one in self.indicators if not one.stock], year)
        books = {}
        for path in sorted((self.folder / RULEBOOKS).glob("*.toml")):
            name = f"{RULEBOOKS}/{path.name}"
            if (file := opened(self.folder, name, self.problems)) is not None:
                book = read_rulebook(file, around)
                if book.code and book.code != path.stem:
                    file.note("code", book.code, "one_of", choices=path.stem)
                file.close()
                books[book.code] = book
        return books


def _read(folder: Path) -> tuple[Programme | None, list[Problem]]:
    read = _Folder(folder)
    identity, calendar, form = read.identity, read.calendar, read.form
    if identity is None or calendar is None or form is None:
        return None, read.problems
    programme = Programme(
        id=identity.id,
        title=identity.title,
        title_en=identity.title_en,
        jurisdiction=identity.jurisdiction,
        year=identity.year,
        documents={document.key: document for document in identity.documents},
        indicators=read.indicators,
        classes=identity.classes,
        categories=identity.categories,
        units=read.units,
        calendar=calendar,
        form=form,
        cites=identity.cites,
        category_reading=identity.category_reading,
        roles=identity.roles,
        totals=read.totals,
        next_year=identity.next_year,
        circular=read.circular,
        rulebooks=read.rulebooks,
        text_forms=read.text_forms,
        goals=read.goals,
        limits=read.limits,
        units_to_fill=identity.units_to_fill,
    )
    return programme, read.problems
