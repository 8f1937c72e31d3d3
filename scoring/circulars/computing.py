"""The circular of a period and a class from the progress tables of that month and the one before.

Called when a draft is asked for, and again after a correction to see what it moves. Rates and sums come from
`scoring.progress`; here they are only put in order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction

from programmes.model import CircularRule, Programme
from programmes.periods import Period
from scoring.circulars.contents import MAIN, Cell, Circular, Line, Note, Ranking, Sum, Who
from scoring.figures import History
from scoring.progress import Progress, Row, of_class
from scoring.ranking import places
from scoring.standing import Standing

_Rows = Mapping[str, Mapping[str, Row]]
# Below every rate: of two units alike in the first indicator, one without a target in the next comes after.
_NONE = Fraction(-1)


def compute(
    programme: Programme,
    unit_class: str,
    table: Progress,
    before: Progress | None,
    standing: Standing,
    notes: Sequence[Note],
    as_of: datetime,
) -> Circular:
    """The computed part. `before` is last month's table, None in the first period; `standing` is of the same period."""
    rule = programme.circular
    if rule is None:
        raise ValueError(f"programme {programme.id} has no circular.toml that says how a circular ranks")
    own = standing.part({unit.code for unit in programme.units if unit.unit_class == unit_class})
    now, then = _by_unit(of_class(table, unit_class)), _by_unit(of_class(before, unit_class)) if before else {}
    main, apart = _indicators(programme, rule)
    ranking = _ranking(MAIN, rule.order, main, now, then, own)
    return Circular(
        programme=programme.id,
        period=str(table.period),
        unit_class=unit_class,
        as_of=as_of.isoformat(),
        expected=len(own.expected),
        reported=len(own.filed),
        on_time=len(own.on_time),
        sums=_sums(table, unit_class),
        ranking=ranking,
        apart=tuple(_ranking(code, (code,), [code], now, then, own) for code in apart),
        missing=tuple(_who(programme, unit) for unit in own.missing),
        late=tuple(_who(programme, unit) for unit in own.expected if unit in own.late),
        zero=tuple(line.who for line in ranking.placed if line.cells[0].cumulative == 0),
        notes=tuple(note for note in notes if programme.unit(note.who.unit).unit_class == unit_class),
        shown=rule.shown,
        moved=rule.moved,
        reading=rule.reading,
    )


def notes_of(programme: Programme, histories: Mapping[str, History], period: Period) -> tuple[Note, ...]:
    """The reasons given with the figures of that month, in the order of the table and of the form."""
    found = (
        (unit, indicator, histories[unit.code].figure(indicator.code, period))
        for unit in programme.units
        if unit.code in histories
        for indicator in programme.flows
    )
    return tuple(
        Note(Who(unit.code, unit.name), indicator.code, figure.value, figure.reason)
        for unit, indicator, figure in found
        if figure and figure.reason
    )


def _indicators(programme: Programme, rule: CircularRule) -> tuple[list[str], list[str]]:
    """The main ranking's columns, those that decide first, and the indicators with a table of their own."""
    others = [one.code for one in programme.flows if not one.listed_separately and one.code not in rule.order]
    return [*rule.order, *others], [one.code for one in programme.flows if one.listed_separately]


def _ranking(
    name: str, order: Sequence[str], columns: Sequence[str], now: _Rows, then: _Rows, standing: Standing
) -> Ranking:
    """Units with none of the deciding indicators are in no ranking; without the first they have no place."""
    units = [unit for unit, rows in now.items() if rows.keys() & set(order) and _any(rows).unit.assessed]
    current, earlier = _places(order, now, units), _places(order, then, units)
    lines = [
        Line(
            current[unit],
            Who(unit, _any(now[unit]).unit.name),
            earlier.get(unit),
            unit in standing.missing,
            tuple(_cell(code, now[unit].get(code), then.get(unit, {}).get(code)) for code in columns),
        )
        for unit in units
    ]
    return Ranking(name, tuple(order), tuple(sorted(lines, key=lambda line: (line.place is None, line.place or 0))))


def _places(order: Sequence[str], rows: _Rows, units: Sequence[str]) -> dict[str, int | None]:
    """Places by the first indicator's rate, then the next one's; equal in all share a place."""
    known = [unit for unit in units if unit in rows]
    keys = {unit: tuple(_share(rows[unit].get(code)) for code in order) for unit in known}
    heights = {key: Fraction(height) for height, key in enumerate(sorted(set(keys.values())))}
    return dict(
        zip(known, places([None if keys[unit][0] == _NONE else heights[keys[unit]] for unit in known]), strict=True)
    )


def _share(row: Row | None) -> Fraction:
    share = row.share if row else None
    return _NONE if share is None else share


def _cell(indicator: str, now: Row | None, then: Row | None) -> Cell:
    if now is None:
        return Cell(indicator, None, None, 0, False, None)
    gained = None if then is None else now.cumulative - then.cumulative
    return Cell(indicator, now.target, now.completed, now.cumulative, now.applicable, gained)


def _sums(table: Progress, unit_class: str) -> tuple[Sum, ...]:
    found = (total for total in table.totals if total.unit_class == unit_class)
    return tuple(Sum(total.indicator.code, total.target, total.cumulative) for total in found)


def _by_unit(table: Progress) -> dict[str, dict[str, Row]]:
    found: dict[str, dict[str, Row]] = {}
    for row in table.rows:
        if row.target is not None:
            found.setdefault(row.unit.code, {})[row.indicator.code] = row
    return found


def _any(rows: Mapping[str, Row]) -> Row:
    return next(iter(rows.values()))


def _who(programme: Programme, unit: str) -> Who:
    return Who(unit, programme.unit(unit).name)
