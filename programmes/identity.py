"""Reads programme.toml: what the programme is, its documents, classes, categories, roles and next year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from programmes.model import Citation, Document, Named, Reading, UnitClass
from programmes.sections import Section

ROLES = ("liaison", "leader", "official", "coordinator", "admin")


@dataclass(frozen=True, slots=True)
class Identity:
    """All that programme.toml says."""

    id: str
    title: str
    title_en: str
    jurisdiction: str
    year: int
    cites: Citation
    documents: tuple[Document, ...]
    classes: tuple[UnitClass, ...]
    categories: tuple[Named, ...]
    category_reading: Reading | None
    roles: tuple[Named, ...]
    next_year: Named | None
    units_to_fill: Reading | None


def read_identity(file: Section) -> Identity:
    documents = _documents(file)
    keys = [document.key for document in documents]
    return Identity(
        id=file.code("id"),
        title=file.string("title"),
        title_en=file.string("title_en"),
        jurisdiction=file.string("jurisdiction"),
        year=file.whole("year", 2000, 2100),
        cites=file.cites(keys),
        documents=documents,
        classes=_classes(file, keys),
        categories=_named(file, "categories"),
        category_reading=_category_reading(file, keys),
        roles=_roles(file),
        next_year=_next_year(file),
        units_to_fill=_units_to_fill(file, keys),
    )


def _documents(file: Section) -> tuple[Document, ...]:
    sections = file.tables("documents")
    documents = tuple(Document(s.code("key"), s.string("title"), s.string("number"), s.day("issued")) for s in sections)
    file.once("key", (document.key for document in documents), inside="documents")
    return documents


def _classes(file: Section, documents: Sequence[str]) -> tuple[UnitClass, ...]:
    sections = file.tables("classes")
    classes = tuple(UnitClass(s.code("code"), s.string("zh"), s.string("en"), s.cites(documents)) for s in sections)
    file.once("code", (one.code for one in classes), inside="classes")
    return classes


def _named(file: Section, key: str) -> tuple[Named, ...]:
    sections = file.tables(key)
    things = tuple(section.named() for section in sections)
    file.once("code", (thing.code for thing in things), inside=key)
    return things


def _category_reading(file: Section, documents: Sequence[str]) -> Reading | None:
    section = file.table("category_reading")
    return Reading(section.string("text"), section.cites(documents)) if section else None


def _roles(file: Section) -> tuple[Named, ...]:
    """The product knows five roles; a programme names them all and no other."""
    roles = _named(file, "roles")
    codes = {role.code for role in roles if role.code}
    if roles and codes != set(ROLES):
        file.note("roles", ", ".join(sorted(codes)), "exactly", values=", ".join(ROLES))
    return roles


def _next_year(file: Section) -> Named | None:
    section = file.table("next_year")
    return section.named() if section else None


def _units_to_fill(file: Section, documents: Sequence[str]) -> Reading | None:
    """Whose task it is to list the units, where the documents name none; the table of units may then be empty."""
    section = file.table("units_to_fill", required=False)
    return Reading(section.string("text"), section.cites(documents)) if section else None
