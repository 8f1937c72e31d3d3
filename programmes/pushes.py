"""Reads `reminders.toml`: the schedules, and days that differ from the national list. Called by the loader.

What cannot be read is noted with file and key, as everywhere in the folder. The order of the file is the rank.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time
from typing import TypeVar

from programmes.schedules import OF_FINDINGS, Anchor, Audience, CatchUp, Content, FindingRule, Schedule, Shift
from programmes.sections import Section

_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])", re.ASCII)
# A month before or after the anchor is as far as a push can be planned.
_FARTHEST = 31
# A finding is mended within a year.
_LONGEST = 366
_Choice = TypeVar("_Choice", Anchor, Shift, Audience, CatchUp)


def read_schedules(section: Section, documents: Iterable[str]) -> tuple[Schedule, ...]:
    """The schedules in the file's order."""
    keys = tuple(documents)
    found = tuple(_schedule(table, keys) for table in section.tables("reminders"))
    section.once("code", (one.kind for one in found), inside="reminders")
    return found


def read_workdays(section: Section, documents: Iterable[str]) -> dict[date, bool]:
    """[[workdays]], which may be left out: days that are worked (True) or off whatever the national list says."""
    if "workdays" not in section.data:
        section.known.add("workdays")
        return {}
    keys, tables = tuple(documents), section.tables("workdays")
    for table in tables:
        table.cites(keys)
    return {table.day("day"): table.flag("worked") for table in tables}


def read_findings(section: Section, documents: Iterable[str]) -> FindingRule | None:
    """[findings], which may be left out: then no visits are kept."""
    table = section.table("findings", required=False)
    if table is None:
        return None
    before, offered = table.wholes("before"), table.wholes("offered")
    for key, days in (("before", before), ("offered", offered)):
        if days and (min(days) < 1 or max(days) > _LONGEST or len(set(days)) < len(days)):
            table.note(key, ", ".join(map(str, days)), "days_once", most=_LONGEST)
    return FindingRule(
        before=tuple(sorted(before, reverse=True)),
        again=table.whole("again", 1, _FARTHEST),
        digest=table.whole("digest", 0, 6),
        at=_clock(table, "time"),
        offered=offered,
        reading=table.string("reading"),
        cites=table.cites(documents),
    )


def _schedule(table: Section, documents: tuple[str, ...]) -> Schedule:
    named, cites = table.named(), table.cites(documents)
    anchor = _choice(table, "anchor", Anchor, Anchor.DUE)
    content = _content(table)
    if content is Content.TEXTS and anchor is not Anchor.QUARTER:
        table.note("anchor", str(anchor), "one_of", choices=str(Anchor.QUARTER))
    return Schedule(
        kind=named.code,
        zh=named.zh,
        en=named.en,
        anchor=anchor,
        days=table.whole("days", -_FARTHEST, _FARTHEST),
        shift=_choice(table, "workday", Shift, Shift.STAYS),
        at=_clock(table, "time"),
        to=_choice(table, "to", Audience, Audience.LIAISONS),
        content=content,
        catch_up=_choice(table, "missed", CatchUp, CatchUp.SKIPS),
        document=cites.document,
        clause=cites.clause,
        month=table.whole("month", 1, 12) if anchor is Anchor.YEAR else None,
        within=table.whole("within", 0, _FARTHEST) if content is Content.NOTICE else None,
    )


def _choice(table: Section, key: str, kind: type[_Choice], neutral: _Choice) -> _Choice:
    found = table.choice(key, [str(one) for one in kind])
    return kind(found) if found else neutral


def _content(table: Section) -> Content:
    found = table.choice("content", [str(one) for one in Content if one not in OF_FINDINGS])
    return Content(found) if found else Content.REMINDER


def _clock(table: Section, key: str) -> time:
    """Local time as HH:MM."""
    written = table.string(key)
    found = _CLOCK.fullmatch(written)
    if written and not found:
        table.note(key, written, "clock")
    return time(int(found[1]), int(found[2])) if found else time()
