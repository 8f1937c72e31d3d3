"""What all tests share: catalogs compiled before anything reads them, missing words as errors, shipped programmes."""

from __future__ import annotations

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from locales.catalog import ROOT, Catalog
from programmes import loading
from programmes.model import Programme
from programmes.problems import Problem


def pytest_configure() -> None:
    """Compile what `make setup` would; done by replacement, so that parallel workers cannot read half a file."""
    Catalog.strict = True
    for source in ROOT.glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            _compile(source, compiled)
    _share_shipped()


def _share_shipped() -> None:
    """A shipped programme is read once in each process: nobody changes it, and hundreds of tests ask for it."""
    read, kept = loading._read, dict[Path, tuple[Programme | None, list[Problem]]]()

    def reading(folder: Path) -> tuple[Programme | None, list[Problem]]:
        if folder.parent != loading.SHIPPED:
            return read(folder)
        if folder not in kept:
            kept[folder] = read(folder)
        return kept[folder]

    loading._read = reading


def _compile(source: Path, compiled: Path) -> None:
    draft = compiled.with_name(f".{os.getpid()}-{compiled.name}")
    with source.open("rb") as reading, draft.open("wb") as writing:
        write_mo(writing, read_po(reading, locale=source.parts[-3]))
    draft.replace(compiled)
