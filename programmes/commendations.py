"""Reads `[commendation]` of a checklist: by what the candidates for commendation are found. Called by `rulebooks`."""

from __future__ import annotations

from collections.abc import Sequence

from programmes.evaluations import Commendation, Criterion, CriterionKind
from programmes.sections import Section


def read_commendation(file: Section, documents: Sequence[str]) -> Commendation | None:
    """None where the checklist serves no commendation."""
    section = file.table("commendation", required=False)
    if section is None:
        return None
    tables = section.tables("criteria")
    kinds = [one.choice("kind", CriterionKind) for one in tables]
    section.once("kind", kinds, inside="criteria")
    criteria = (_criterion(one, kind, documents) for one, kind in zip(tables, kinds, strict=True))
    return Commendation(tuple(criteria), section.string("reading"), section.cites(documents))


def _criterion(section: Section, kind: str, documents: Sequence[str]) -> Criterion:
    return Criterion(
        kind=CriterionKind(kind) if kind else CriterionKind.TARGETS,
        zh=section.string("zh"),
        en=section.string("en"),
        reading=section.string("reading"),
        cites=section.cites(documents),
    )
