"""Reads indicators.toml: what is counted, in which measure, and which is part of which."""

from __future__ import annotations

from collections.abc import Sequence

from programmes.model import Indicator, Named
from programmes.names import folded
from programmes.periods import Period
from programmes.sections import Section


def read_indicators(file: Section, documents: Sequence[str]) -> tuple[Indicator, ...]:
    sections = file.tables("indicators")
    indicators = tuple(_indicator(section, documents) for section in sections)
    file.once("code", (indicator.code for indicator in indicators), inside="indicators")
    _refuse_shared_names(indicators, sections)
    _refuse_strange_wholes(indicators, sections)
    return indicators


def _indicator(section: Section, documents: Sequence[str]) -> Indicator:
    measure = section.table("measure")
    return Indicator(
        code=section.code("code"),
        zh=section.string("zh"),
        en=section.string("en"),
        measure=measure.named() if measure else Named("", "", ""),
        stock=section.flag("stock"),
        part_of=section.code("part_of", required=False) or None,
        listed_separately=section.flag("listed_separately"),
        names=section.texts("names"),
        cites=section.cites(documents),
        year_end=_year_end(section),
    )


def _year_end(section: Section) -> Period | None:
    """The last month that counts for its annual target, where that is not the programme's last."""
    section.known.add("year_end")
    return section.period("year_end") if "year_end" in section.data else None


def _refuse_shared_names(indicators: Sequence[Indicator], sections: Sequence[Section]) -> None:
    """One name for two indicators would make an imported column or a question ambiguous."""
    owners: dict[str, str] = {}
    for indicator, section in zip(indicators, sections, strict=True):
        for key, name in [("zh", indicator.zh), ("en", indicator.en), *(("names", name) for name in indicator.names)]:
            owner = owners.setdefault(folded(name), indicator.code)
            if name and owner != indicator.code:
                section.note(key, name, "name_of_one", other=owner)


def _refuse_strange_wholes(indicators: Sequence[Indicator], sections: Sequence[Section]) -> None:
    """A part and its whole are counted alike: both flows or both stocks; nothing is part of itself or of a part."""
    by_code = {indicator.code: indicator for indicator in indicators}
    for indicator, section in zip(indicators, sections, strict=True):
        if indicator.part_of is None:
            continue
        whole = by_code.get(indicator.part_of)
        if whole is None or whole is indicator or whole.part_of is not None or whole.stock != indicator.stock:
            allowed = (
                i.code for i in indicators if i is not indicator and not i.part_of and i.stock == indicator.stock
            )
            section.note("part_of", indicator.part_of, "one_of", choices=", ".join(allowed))
