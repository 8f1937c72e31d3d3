"""Reads `[self_assessment]` of a rulebook: from which day to which units may assess themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from programmes.evaluations import SelfAssessment
from programmes.sections import NO_DAY, Section

_DAY = re.compile(r"(\d{2})-(\d{2})", re.ASCII)


def read_self_assessment(file: Section, documents: Sequence[str], year: int) -> SelfAssessment | None:
    """Month and day, so that a next year's folder can keep them; a last day before the first is in the next year."""
    section = file.table("self_assessment", required=False)
    if section is None:
        return None
    opens, closes = _day(section, "first", year), _day(section, "last", year)
    if NO_DAY < closes < opens:
        closes = _day(section, "last", year + 1)
    return SelfAssessment(opens, closes, section.string("reading"), section.cites(documents))


def _day(section: Section, key: str, year: int) -> date:
    written = section.string(key)
    found = _DAY.fullmatch(written)
    try:
        # A programme without a readable year is refused for that elsewhere.
        return date(year or 2000, int(found[1]), int(found[2])) if found else _refused(section, key, written)
    except ValueError:
        return _refused(section, key, written)


def _refused(section: Section, key: str, written: str) -> date:
    if written:
        section.note(key, written, "month_day")
    return NO_DAY
