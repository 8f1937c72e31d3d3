"""The fonts have every character that a picture can be asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from documents.charts.lettering import absent, drawable
from locales.catalog import ROOT
from programmes.loading import load

PROGRAMMES = sorted(path.parent.name for path in (ROOT.parent / "programmes").glob("*/programme.toml"))
# Coloured signs of chat: Telegram draws them, pictures and papers never hold them.
EMOJI = frozenset(map(chr, (*range(0x1F000, 0x20000), 0x2705, 0x2B1C, 0xFE0F)))


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_the_fonts_have_every_name_of_the_programmes(programme: str) -> None:
    pack = load(programme)
    names = [word for unit in pack.units for word in (unit.name, unit.printed, *unit.short_names)]
    names += [word for one in pack.indicators for word in (one.zh, one.en, one.measure.zh, one.measure.en)]
    names += [word for one in pack.classes for word in (one.zh, one.en)]
    assert not absent("".join(names))


@pytest.mark.parametrize(
    "source", sorted(ROOT.glob("*/LC_MESSAGES/*.po")), ids=lambda path: f"{path.parts[-3]}-{path.stem}"
)
def test_the_fonts_have_every_text_of_the_catalogs(source: Path) -> None:
    with source.open("rb") as file:
        texts = "".join(str(message.string) for message in read_po(file))
    assert not absent(texts) - EMOJI - {"\n"}


def test_a_character_that_no_font_has_is_marked_and_not_dropped() -> None:
    assert drawable("㐂河大学") == "〓河大学"
