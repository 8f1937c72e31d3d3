"""What all tests share: catalogs compiled before anything reads them, and missing words as errors."""

from __future__ import annotations

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from locales.catalog import ROOT, Catalog


def pytest_configure() -> None:
    """Compile what `make setup` would; done by replacement, so that parallel workers cannot read half a file."""
    Catalog.strict = True
    for source in ROOT.glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            _compile(source, compiled)


def _compile(source: Path, compiled: Path) -> None:
    draft = compiled.with_name(f".{os.getpid()}-{compiled.name}")
    with source.open("rb") as reading, draft.open("wb") as writing:
        write_mo(writing, read_po(reading, locale=source.parts[-3]))
    draft.replace(compiled)
