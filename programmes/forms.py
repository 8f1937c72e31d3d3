"""Reads forms/*.toml: the lines of the monthly report in the paper's order, its limits, and the paper's other words;
and the quarterly report in words, where a programme has one.
"""

from __future__ import annotations

from collections.abc import Sequence

from programmes.model import Form, FormLine, Indicator, Reading, TextForm
from programmes.sections import Section

LARGEST = 10**12
LONGEST_PART = 20_000


def read_form(file: Section, documents: Sequence[str], indicators: Sequence[Indicator]) -> Form:
    ceiling, unusual = file.table("ceiling"), file.table("unusual")
    scan = file.table("signed_scan", required=False)
    limits = {key: section for key, section in (("ceiling", ceiling), ("unusual", unusual)) if section}
    anchors = file.tables("anchors")
    form = Form(
        code=file.code("code"),
        title=file.string("title"),
        title_en=file.string("title_en"),
        lines=_lines(file, documents, indicators),
        ceiling=ceiling.whole("value", 1, LARGEST) if ceiling else 0,
        unusual_factor=unusual.whole("factor", 2, 1000) if unusual else 0,
        unusual_least=unusual.whole("least", 0, LARGEST) if unusual else 0,
        unusual_months=unusual.whole("months", 1, 12) if unusual else 0,
        cites=file.cites(documents),
        readings={key: Reading(limit.string("reading"), limit.cites(documents)) for key, limit in limits.items()},
        anchors=tuple(anchor.named() for anchor in anchors),
        signed_scan=scan.cites(documents) if scan else None,
    )
    file.once("code", (anchor.code for anchor in form.anchors), inside="anchors")
    return form


def _lines(file: Section, documents: Sequence[str], indicators: Sequence[Indicator]) -> tuple[FormLine, ...]:
    sections = file.tables("lines")
    codes = [indicator.code for indicator in indicators]
    lines = tuple(_line(section, documents, codes) for section in sections)
    file.once("indicator", (line.indicator for line in lines), inside="lines")
    file.once("label", (line.label for line in lines), inside="lines")
    asked = [line.indicator for line in lines]
    if all(asked) and (left_out := [code for code in codes if code and code not in asked]):
        file.note("lines", None, "line_for", indicators=", ".join(left_out))
    _refuse_mixed(file, asked, {indicator.code for indicator in indicators if indicator.stock})
    return lines


def _line(section: Section, documents: Sequence[str], codes: Sequence[str]) -> FormLine:
    return FormLine(
        indicator=section.choice("indicator", codes),
        label=section.string("label"),
        label_en=section.string("label_en"),
        cites=section.cites(documents),
        months=section.wholes("months", required=False),
    )


def read_text_form(file: Section, documents: Sequence[str]) -> TextForm:
    """forms/quarterly.toml: what a report in words is made of."""
    due, opens, length, sections = file.table("due"), file.table("opens"), file.table("length"), file.tables("parts")
    if due:
        due.cites(documents)
    parts = tuple(section.named() for section in sections)
    limits = {key: section for key, section in (("opens", opens), ("length", length)) if section}
    least = length.whole("least", 1, LONGEST_PART) if length else 1
    file.once("code", (part.code for part in parts), inside="parts")
    return TextForm(
        code=file.code("code"),
        title=file.string("title"),
        title_en=file.string("title_en"),
        parts=parts,
        within=due.whole("days_after_quarter", 1, 90) if due else 0,
        reading=due.string("reading", required=False) if due else "",
        cites=file.cites(documents),
        least=least,
        most=length.whole("most", least, LONGEST_PART) if length else 1,
        headings={part.code: one.texts("names", required=False) for part, one in zip(parts, sections, strict=True)},
        may_be_none=tuple(section.code("code") for section in sections if section.flag("may_be_none", required=False)),
        readings={key: Reading(limit.string("reading"), limit.cites(documents)) for key, limit in limits.items()},
    )


def _refuse_mixed(file: Section, asked: Sequence[str], stocks: set[str]) -> None:
    """Stocks come first: from the second report on they are one screen before the questions."""
    kinds = [code in stocks for code in asked]
    if kinds != sorted(kinds, reverse=True):
        file.note("lines", ", ".join(asked), "stocks_first")
