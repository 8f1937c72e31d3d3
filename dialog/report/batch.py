"""Several figures in one message: labelled (培训120 取证80), bare in the form's order, or a row pasted from Excel."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from dialog.numbers import Answer, Number, Refused, answer, tidy
from dialog.report.facts import ReportFacts
from dialog.report.lines import rows
from programmes.model import Programme

_JOINTS = re.compile(r"[\s,;、:=。|]+")
_ENDS = " ,;、:=。|\n\t"
# Words that people put before and after the figures of a message: 本月培训完成120人次，取证共80人.
_LEADING = re.compile(r"(?:本月|当月|这个?月|我[校院市局们]|上报|填报|报送|[\s,:、])*")
_FILLER = re.compile(r"^(?:\((?:人次|人|个)\)|完成|新增|共计|共|为|是|有|本月|当月|[\s,:=])+")
_CELL_EXTRA = re.compile(r"\((?:人次|人|个)\)|当月完成|本月完成|当月|本月|新增|完成数?$")
# Columns of a pasted table that are not the month's figure.
_OTHER_COLUMN = re.compile(r"累计|率|年度|目标|上月|cumulative|rate|target", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Batch:
    """What each line was said to be, and in which words; `twice` names a line that was said twice."""

    answers: Mapping[str, Answer]
    twice: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WrongCount:
    """Bare numbers, but not as many as the unit has indicators."""

    count: int


def read(said: str, facts: ReportFacts, row: tuple[str, ...] | None = None) -> Batch | WrongCount | None:
    """The message as figures; None when it is something else (one number is left to the open question).

    `row` has the lines that bare numbers stand for; without it, those of any month will do.
    """
    folded = unicodedata.normalize("NFKC", said).strip()
    if "?" in folded:
        return None
    wanted = rows(facts) if row is None else (row,)
    return _table(folded, facts, wanted) or _labelled(folded, facts) or _bare(folded, wanted)


def _labelled(folded: str, facts: ReportFacts) -> Batch | None:
    pattern, codes = _names(facts.programme)
    found = list(pattern.finditer(folded))
    if not found:
        return None
    lines = [codes[_squeezed(match[0])] for match in found]
    if len(set(lines)) < len(lines):
        return Batch({}, next(line for line in lines if lines.count(line) > 1)) if re.search("[0-9]", folded) else None
    parts = _values_after(folded, found) or _values_before(folded, found)
    if parts is None:
        return None
    said = dict(zip(lines, parts, strict=True))
    return Batch({line: answer(part) for line, part in said.items()}, parts=said)


def _values_after(folded: str, found: list[re.Match[str]]) -> list[str] | None:
    if not _LEADING.fullmatch(folded[: found[0].start()]):
        return None
    ends = [match.start() for match in found[1:]] + [len(folded)]
    parts = [folded[match.end() : end] for match, end in zip(found, ends, strict=True)]
    return _figures(parts)


def _values_before(folded: str, found: list[re.Match[str]]) -> list[str] | None:
    """`120人培训，80人取证`."""
    if folded[found[-1].end() :].strip(_ENDS):
        return None
    starts = [0] + [match.end() for match in found[:-1]]
    return _figures([folded[start : match.start()] for start, match in zip(starts, found, strict=True)])


def _figures(parts: list[str]) -> list[str] | None:
    """The words of each figure, or None when one is no figure at all; bad numbers stay, to be asked again."""
    cleaned = [_FILLER.sub("", part.strip(_ENDS)).strip(_ENDS) for part in parts]
    hopeless = any(isinstance(answer(part), Refused) and not _numberlike(part) for part in cleaned)
    return None if hopeless else cleaned


def _numberlike(part: str) -> bool:
    return bool(re.match(r"[-−–负]?[0-9.]", part))


def _bare(folded: str, wanted: tuple[tuple[str, ...], ...]) -> Batch | WrongCount | None:
    by_count = {len(row): row for row in wanted}
    for parts in (_cells(folded), [part for part in _JOINTS.split(folded) if part]):
        answers = [answer(part) for part in parts]
        if answers and all(isinstance(found, Number) for found in answers) and len(answers) in by_count:
            return Batch(dict(zip(by_count[len(answers)], answers, strict=True)))
    answers = [answer(part) for part in _JOINTS.split(folded) if part]
    whole = answer(folded)
    if isinstance(whole, Number):
        return WrongCount(1)
    return WrongCount(len(answers)) if answers and all(isinstance(found, Number) for found in answers) else None


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"[\t\n;]", row) if cell.strip()]


def _table(folded: str, facts: ReportFacts, wanted: tuple[tuple[str, ...], ...]) -> Batch | None:
    """Rows of tabs; by the header row when there is one, else the row without the unit's own name and number."""
    rows = [[cell.strip() for cell in row.split("\t")] for row in folded.splitlines() if row.strip()]
    if not rows or len(rows[0]) < 2:
        return None
    if len(rows) == 2:
        return _under_header(rows[0], rows[1], facts.programme)
    own = {facts.unit.name, facts.unit.printed, *facts.unit.short_names, ""}
    cells = [cell for cell in rows[0] if tidy(cell) not in own]
    found = _bare("\t".join(cells), wanted) if len(rows) == 1 and cells else None
    return found if isinstance(found, Batch) else None


def _under_header(header: list[str], row: list[str], programme: Programme) -> Batch | None:
    _, codes = _names(programme)
    answers: dict[str, Answer] = {}
    for title, cell in zip(header, row, strict=False):
        code = None if _OTHER_COLUMN.search(title) else codes.get(_squeezed(_CELL_EXTRA.sub("", title)))
        code = code or codes.get(_squeezed(title))
        if code and cell:
            if code in answers:
                return Batch({}, code)
            answers[code] = answer(cell)
    return Batch(answers) if answers else None


@lru_cache(maxsize=8)
def _names_of(named: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    codes = {_squeezed(name): code for code, names in named for name in names}
    longest = sorted(codes, key=len, reverse=True)
    # Spaces may stand between the signs of a name (1 + X), and a Latin name is not the inside of a word.
    parts = [r"\s*".join(re.escape(sign) for sign in name) for name in longest]
    latin = [
        rf"(?<![a-z]){part}(?![a-z])" if name.isascii() else part for name, part in zip(longest, parts, strict=True)
    ]
    return re.compile("|".join(latin), re.IGNORECASE), codes


def _names(programme: Programme) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """A pattern of every common name of every line, longest first, and the code of each."""
    lines = {line.indicator: (line.label, line.label_en) for line in programme.form.lines}
    named = tuple(
        (indicator.code, (indicator.code, indicator.zh, indicator.en, *indicator.names, *lines[indicator.code]))
        for indicator in programme.indicators
        if indicator.code in lines
    )
    return _names_of(named)


def _squeezed(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()
