"""Reads `rulebooks/*.toml`: an evaluation's groups, items, vetoes and selection, strictly. Called by the loader.

The points must add up as the document says: rules to their item, items to their group, groups to 100.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from programmes.commendations import read_commendation
from programmes.evaluations import Finding, Group, Merge, Rulebook, Selection, Veto
from programmes.facts import Fact, FactKind
from programmes.items import STAGES, read_items
from programmes.rulebook_checks import FULL, refuse_days_of_another_year, refuse_strange_merges, refuse_wrong_sums
from programmes.sections import Section
from programmes.self_assessments import read_self_assessment

FINDINGS = ("liability", "disqualified")


@dataclass(frozen=True, slots=True)
class Around:
    """What the other files of the folder say, that a rulebook leans on."""

    documents: Sequence[str]
    classes: Sequence[str]
    indicators: Sequence[str]
    year: int


def read_rulebook(file: Section, around: Around) -> Rulebook:
    """The whole file; a checklist is read by the same keys, without points."""
    checklist = file.choice("kind", ("points", "checklist")) == "checklist"
    book = Rulebook(
        code=file.code("code"),
        zh=file.string("zh"),
        en=file.string("en"),
        unit_class=file.choice("class", around.classes),
        checklist=checklist,
        groups=_groups(file, around, checklist),
        items=read_items(file, around.documents, around.indicators, checklist),
        reading=file.string("reading"),
        cites=file.cites(around.documents),
        merges=() if checklist else _merges(file, around),
        vetoes=() if checklist else _vetoes(file, around),
        findings=() if checklist else _findings(file, around),
        selection=None if checklist else _selection(file, around),
        commendation=read_commendation(file, around.documents) if checklist else None,
        self_assessment=read_self_assessment(file, around.documents, around.year),
    )
    refuse_wrong_sums(file, book)
    refuse_strange_merges(file, book)
    refuse_days_of_another_year(file, book, around.year)
    return book


def _groups(file: Section, around: Around, checklist: bool) -> tuple[Group, ...]:
    sections = file.tables("groups")
    groups = tuple(
        Group(
            key=section.string("key"),
            zh=section.string("zh"),
            en=section.string("en"),
            points=None if checklist else section.amount("points"),
            cites=section.cites(around.documents),
        )
        for section in sections
    )
    file.once("key", (group.key for group in groups), inside="groups")
    return groups


def _merges(file: Section, around: Around) -> tuple[Merge, ...]:
    return tuple(
        Merge(
            indicator=section.choice("indicator", around.indicators),
            counterpart=section.choice("counterpart", around.indicators),
            items={key: str(value) for key, value in section.mapping("items").items()},
            reading=section.string("reading"),
            cites=section.cites(around.documents),
        )
        for section in file.tables("merges", required=False)
    )


def _vetoes(file: Section, around: Around) -> tuple[Veto, ...]:
    vetoes = []
    for section in file.tables("vetoes"):
        stages = section.texts("stages")
        if not set(stages) <= set(STAGES):
            section.note("stages", ", ".join(stages), "some_of", choices=", ".join(STAGES))
        indicator = section.choice("indicator", around.indicators)
        vetoes.append(Veto(indicator, stages, section.cites(around.documents)))
    file.once("indicator", (veto.indicator for veto in vetoes), inside="vetoes")
    return tuple(vetoes)


def _findings(file: Section, around: Around) -> tuple[Finding, ...]:
    found = []
    for section in file.tables("findings"):
        key = section.choice("key", FINDINGS)
        fact = Fact(key, key, FactKind.YES_NO, section.string("zh"), section.string("en"))
        found.append(Finding(fact, section.cites(around.documents)))
    file.once("key", (finding.fact.key for finding in found), inside="findings")
    return tuple(found)


def _selection(file: Section, around: Around) -> Selection | None:
    section = file.table("selection")
    if section is None:
        return None
    mid_year, year_end = section.whole("mid_year", 0, 100), section.whole("year_end", 0, 100)
    if mid_year + year_end != FULL:
        section.note("year_end", year_end, "adds_up", sum=100)
    return Selection(
        places=section.whole("places", 1, 1000),
        mid_year=Fraction(mid_year, 100),
        year_end=Fraction(year_end, 100),
        mid_year_month=section.whole("mid_year_month", 7, 12),
        reading=section.string("reading"),
        cites=section.cites(around.documents),
    )
