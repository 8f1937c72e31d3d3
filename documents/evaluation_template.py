"""The workbook in which officials enter what an evaluation needs: one row a unit and fact, beside what stands now.

Filled in and sent back it is read by `documents.fact_sheets`; rows whose value stays empty say nothing. Called by
/score and by `yuebao document workbook --template`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from dialog.evaluation.times import usual
from documents.evaluation_words import Words
from documents.pages import Check, Choices, Column, Numbers, Page, Value
from locales.catalog import Catalog
from locales.text import Name
from programmes.evaluations import Rulebook
from programmes.facts import FACT_CEILING, Fact
from programmes.model import Indicator, Programme, Unit
from scoring.rulebooks.entered import Spot
from scoring.rulebooks.evaluating import assessed
from scoring.rulebooks.facts import Source
from scoring.rulebooks.stages import moment

# Width in characters, wrapped, entered. What `fact_lines` has names for is read back, the others only tell.
_COLUMNS: Mapping[str, tuple[int, bool, bool]] = {
    "unit": (14, True, False),
    "key": (17, False, False),
    "item": (34, True, False),
    "fact": (24, True, False),
    "clause": (16, True, False),
    "wanted": (24, True, False),
    "stands": (14, True, False),
    "period": (10, False, True),
    "value": (12, False, True),
    "source": (9, False, True),
    "remark": (26, True, True),
}
_FIXED = 2
_PERIOD, _VALUE, _SOURCE = 7, 8, 9
_SOURCES = (Source.PLATFORM, Source.VERIFIED)
_Row = tuple[Value, ...]
_Kind = tuple[Choices | Numbers | None, str]


def template(
    programme: Programme, books: Sequence[Rulebook], standing: Mapping[Spot, str], as_of: date, catalog: Catalog
) -> tuple[Page, ...]:
    """A sheet for each rulebook, its name beginning with the rulebook's code, and one that says how to fill it in."""
    words = Words(programme, catalog)
    return (*(_page(_Sheet(programme, book, standing, as_of, words)) for book in books), _how(words))


class _Sheet:
    """One rulebook's rows, with what Excel lets into the value of each."""

    def __init__(
        self, programme: Programme, book: Rulebook, standing: Mapping[Spot, str], as_of: date, words: Words
    ) -> None:
        self.book, self.words = book, words
        self._programme = programme
        self._units = assessed(programme, book)
        self._period = usual(book, programme.year, as_of) or None
        self._begun = moment(programme.year, as_of).begun
        self._standing: dict[tuple[str, str], list[tuple[Spot, str]]] = {}
        for at, value in standing.items():
            if at.rulebook == book.code:
                self._standing.setdefault((at.unit, at.key), []).append((at, value))

    def rows(self) -> Iterator[tuple[_Row, _Kind]]:
        """Item by item all units, so that they are judged side by side; then the units themselves, then figures."""
        for item in self.book.items:
            asked = self.words.named(Name(item.zh, item.en))
            about = f"{asked}\n{item.evidence}" if item.evidence else asked
            for fact in item.facts:
                yield from self._judgements(fact, f"{item.key} {about}", item.cites.clause)
        for finding in self.book.findings:
            yield from self._judgements(finding.fact, self.words.say("workbook.item.unit"), finding.cites.clause)
        if not self.book.checklist:
            for indicator in self._programme.flows:
                yield from self._figures(indicator)

    def _judgements(self, fact: Fact, about: str, clause: str) -> Iterator[tuple[_Row, _Kind]]:
        words, wanted = self.words, self.words.wanted(fact)
        kind = words.rule(fact), wanted
        for unit in self._units:
            known = sorted(self._standing.get((unit.code, fact.key), ()))
            stands = words.listed((at.period, words.value(fact, value)) for at, value in known)
            told = (unit.name, fact.key, about, words.fact(fact), clause, wanted, stands)
            yield (*told, self._period, None, None, None), kind

    def _figures(self, indicator: Indicator) -> Iterator[tuple[_Row, _Kind]]:
        """By the quarter, as the platforms tell them; a row for a month or of what was verified is written alike."""
        words, name = self.words, self.words.indicator(indicator.code)
        wanted = words.say("workbook.wanted.figure", measure=Name(indicator.measure.zh, indicator.measure.en))
        kind = Numbers(FACT_CEILING, whole=True), wanted
        for unit in self._units:
            if not unit.targets.get(indicator.code):
                continue
            for quarter in range(1, self._begun + 1):
                period = f"{self._programme.year}-Q{quarter}"
                stands = self._figure(unit, indicator.code, period)
                about, clause, source = words.say("workbook.item.figure"), indicator.cites.clause, _SOURCES[0].name
                told = (unit.name, indicator.code, about, name, clause, wanted, stands)
                yield (*told, period, None, words.source(source.lower()), None), kind

    def _figure(self, unit: Unit, code: str, period: str) -> Value:
        known = (one for one in self._standing.get((unit.code, code), ()) if one[0].period == period)
        return self.words.listed((self.words.source(at.source), int(value)) for at, value in sorted(known))


def _page(sheet: _Sheet) -> Page:
    words, book = sheet.words, sheet.book
    made = list(sheet.rows())
    columns = tuple(Column(words.say(f"workbook.column.{name}"), *looks) for name, looks in _COLUMNS.items())
    title = f"{book.code} {words.named(Name(book.zh, book.en))}"
    return Page(title, columns, tuple(row for row, _ in made), _FIXED, tuple(_checks(made, words)), filtered=True)


def _checks(made: Sequence[tuple[_Row, _Kind]], words: Words) -> Iterator[Check]:
    """One check for each run of rows of a kind; the source of figures is chosen from two."""
    numbered = enumerate(kind for _, kind in made)
    for (rule, said), run in groupby(numbered, key=lambda one: one[1]):
        rows = [number for number, _ in run]
        yield Check(_VALUE, rows[0], rows[-1], rule, said)
    figures = [number for number, (row, _) in enumerate(made) if row[_SOURCE] is not None]
    if figures:
        chosen = tuple(words.source(source.name.lower()) for source in _SOURCES)
        yield Check(_SOURCE, figures[0], figures[-1], Choices(chosen), words.say("workbook.wanted.source"))


def _how(words: Words) -> Page:
    lines = [words.say(f"workbook.how.{number}") for number in range(1, 7)]
    return Page(words.say("workbook.how.title"), (Column("", 90, wrapped=True),), tuple((line,) for line in lines))
