"""A circular and a correction as lines of text for the group: computed lines, and the words that may be edited.

Called for the coordinator's preview and for the post; the same lines both times, but for the number.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from functools import reduce

from locales.text import Argument, Listing, Month, Name, Percent, Text, text
from programmes.model import Programme
from programmes.periods import Period
from scoring import arithmetic
from scoring.circulars.contents import MAIN, Cell, Circular, Line, Note, Ranking, Who, Words, ends
from scoring.circulars.corrections import Correction, PlaceMoved, UnitMoved
from scoring.circulars.sheets import indicator_name

# A post has 4 096 characters; the file that goes with it has everything.
_NAMES = 30
_NOTES = 8
_MOVED = 25
_REASON = 60


def circular_lines(circular: Circular, words: Words, programme: Programme, number: int | None) -> tuple[Text, ...]:
    """The post; without a number it is a draft."""
    return (
        *_title(circular, programme, number),
        _words(words.intro) if words.intro else text("circular.intro"),
        *_counts(circular, programme),
        *_ranked(circular.ranking, circular.shown, programme),
        *_moving(circular),
        *_named(circular, programme),
        *(line for ranking in circular.apart for line in _ranked(ranking, circular.shown, programme)),
        *_notes(circular.notes, programme),
        _words(words.closing) if words.closing else text("circular.closing"),
        text("circular.as_of", at=datetime.fromisoformat(circular.as_of)),
    )


def correction_lines(
    correction: Correction, words: Words, programme: Programme, number: int | None
) -> tuple[Text, ...]:
    """The reply to the circular that it corrects."""
    head = (
        text("circular.correction.draft", corrects=correction.corrects)
        if number is None
        else text("circular.correction.title", corrects=correction.corrects, number=number)
    )
    lines = [head, _words(words.intro) if words.intro else _about(correction, programme)]
    if correction.reported != correction.reported_before:
        old, new, whole = correction.reported_before, correction.reported, correction.expected
        lines.append(text("circular.correction.reported", old=old, new=new, expected=whole))
    lines += [_corrected(unit, programme) for unit in correction.corrected[:_MOVED]]
    if len(correction.corrected) > _MOVED:
        lines.append(text("circular.correction.more", count=len(correction.corrected) - _MOVED))
    if correction.followed:
        names = _places_of(correction.followed, programme)
        lines.append(text("circular.correction.followed", count=len(correction.followed), names=names))
    if words.closing:
        lines.append(_words(words.closing))
    return (*lines, text("circular.as_of", at=datetime.fromisoformat(correction.as_of)))


def pointer(number: int) -> Text:
    """The one line that the corrected post gets."""
    return text("circular.correction.pointer", number=number)


def _title(circular: Circular, programme: Programme, number: int | None) -> list[Text]:
    month, group = _month(circular.period), _class_name(programme, circular.unit_class)
    if number is None:
        return [text("circular.draft", month=month, group=group)]
    return [text("circular.title", month=month, group=group, number=number)]


def _counts(circular: Circular, programme: Programme) -> list[Text]:
    whole = circular.expected or 1
    reporting = text(
        "circular.reporting",
        expected=circular.expected,
        reported=circular.reported,
        share=Percent(Fraction(circular.reported, whole)),
        on_time=circular.on_time,
        on_time_share=Percent(Fraction(circular.on_time, whole)),
    )
    sums = [
        text(
            "circular.sum",
            indicator=indicator_name(programme, one.indicator),
            cumulative=one.cumulative,
            target=one.target,
            share=Percent(one.share),
        )
        for one in circular.sums
        if one.share is not None
    ]
    untimed = [text("circular.untimed", count=circular.untimed)] if circular.untimed else []
    return [reporting, *untimed, *sums]


def _ranked(ranking: Ranking, count: int, programme: Programme) -> list[Text]:
    """First and last so many; the heading says by which rates."""
    first, last = ends(ranking, count)
    if not first:
        return []
    names = Listing(tuple(indicator_name(programme, code) for code in ranking.order))
    heading = text("circular.order", names=names) if ranking.name == MAIN else text("circular.apart", indicator=names)
    lines = [_blank(), heading, text("circular.first", count=len(first))]
    lines += [_line(line, ranking.order) for line in first]
    if last:
        lines.append(text("circular.last", count=len(last)))
        lines += [_line(line, ranking.order) for line in last]
    return lines


def _line(line: Line, order: Sequence[str]) -> Text:
    """`3. 焦作大学 43.64% / 50.00% ↑2（本月未报）`, the rates in the order of the heading."""
    return text(
        "circular.line",
        place=line.place or 0,
        unit=line.who.name,
        rates=_rates([cell for cell in line.cells if cell.indicator in order]),
        moved=_moved(line),
        mark=text("circular.not_reported") if line.missing else "",
    )


def _rates(cells: Sequence[Cell]) -> Argument:
    """Joined from the left; —— where the unit has no target."""
    shares: list[Argument] = ["——" if cell.share is None else Percent(cell.share) for cell in cells]
    return reduce(lambda said, share: text("circular.rates", rates=said, rate=share), shares)


def _moved(line: Line) -> Argument:
    if line.before is None or line.place is None or line.before == line.place:
        return ""
    up = line.before - line.place
    return text("circular.up", count=up) if up > 0 else text("circular.down", count=-up)


def _moving(circular: Circular) -> list[Text]:
    lines: list[Text] = []
    if circular.fastest:
        lines.append(text("circular.fastest", names=_gains(circular.fastest)))
    if circular.slowest:
        lines.append(text("circular.slowest", names=_gains(circular.slowest)))
    return [_blank(), *lines] if lines else []


def _gains(lines: Sequence[Line]) -> Listing:
    """Percentage points by the indicator that decides first."""
    return Listing(
        tuple(
            text("circular.gain", unit=line.who.name, points=arithmetic.percent(line.cells[0].gain or Fraction(0)))
            for line in lines
        )
    )


def _named(circular: Circular, programme: Programme) -> list[Text]:
    lines: list[Text] = []
    if circular.zero:
        name = indicator_name(programme, circular.ranking.order[0])
        lines.append(text("circular.zero", indicator=name, count=len(circular.zero), names=_names(circular.zero)))
    if circular.missing:
        lines.append(text("circular.missing", count=len(circular.missing), names=_names(circular.missing)))
    if circular.late:
        lines.append(text("circular.late", count=len(circular.late), names=_names(circular.late)))
    return lines


def _notes(notes: Sequence[Note], programme: Programme) -> list[Text]:
    if not notes:
        return []
    lines = [_blank(), text("circular.notes")]
    for note in notes[:_NOTES]:
        name = indicator_name(programme, note.indicator)
        if note.value is None:
            lines.append(text("circular.note_absent", unit=note.who.name, indicator=name, reason=_short(note.reason)))
        else:
            lines.append(
                text("circular.note", unit=note.who.name, indicator=name, value=note.value, reason=_short(note.reason))
            )
    if len(notes) > _NOTES:
        lines.append(text("circular.notes_more", count=len(notes) - _NOTES))
    return lines


def _short(reason: str) -> Argument:
    """A reason that was picked is stored as `@word` and said in the reader's language; one in own words may be long."""
    if reason.startswith("@"):
        return text(f"words.reason.{reason[1:]}")
    return reason if len(reason) <= _REASON else reason[: _REASON - 1] + "…"


def _about(correction: Correction, programme: Programme) -> Text:
    group = _class_name(programme, correction.unit_class)
    return text("circular.correction.intro", month=_month(correction.period), group=group)


def _corrected(unit: UnitMoved, programme: Programme) -> Text:
    figures = tuple(
        text(
            "circular.correction.figure",
            indicator=indicator_name(programme, one.indicator),
            old=one.old or 0,
            new=one.new or 0,
        )
        for one in unit.figures
    )
    places = tuple(_place(one, programme) for one in unit.places)
    return text("circular.correction.unit", unit=unit.who.name, changes=Listing(figures + places))


def _place(moved: PlaceMoved, programme: Programme) -> Text:
    old, new = str(moved.old or "—"), str(moved.new or "—")
    if moved.ranking == MAIN:
        return text("circular.correction.place", old=old, new=new)
    name = indicator_name(programme, moved.ranking)
    return text("circular.correction.place_apart", indicator=name, old=old, new=new)


def _places_of(units: Sequence[UnitMoved], programme: Programme) -> Argument:
    said = tuple(
        text(
            "circular.correction.unit",
            unit=unit.who.name,
            changes=Listing(tuple(_place(one, programme) for one in unit.places)),
        )
        for unit in units[:_MOVED]
    )
    rest = len(units) - _MOVED
    return text("circular.and_more", names=Listing(said), more=rest) if rest > 0 else Listing(said)


def _names(units: Sequence[Who]) -> Argument:
    listed = Listing(tuple(who.name for who in units[:_NAMES]))
    rest = len(units) - _NAMES
    return text("circular.and_more", names=listed, more=rest) if rest > 0 else listed


def _words(said: str) -> Text:
    return text("circular.words", words=said)


def _blank() -> Text:
    return text("")


def _month(period: str) -> Month:
    found = Period.parse(period)
    return Month(found.year, found.month)


def _class_name(programme: Programme, unit_class: str) -> Argument:
    return next(Name(one.zh, one.en) for one in programme.classes if one.code == unit_class)
