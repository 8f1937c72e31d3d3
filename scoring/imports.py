"""Whether figures from a file may stand, and what they change: pure, on the histories that the store holds.

Called by `yuebao import`, after `documents.figures` has read the file. Every rule looks at all entries, so that one run
lists everything that is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from locales.text import Month, text
from programmes.model import Programme, Unit
from programmes.periods import Period
from scoring.entries import Change, Entry, Fault, Ledger
from scoring.figures import History, number
from scoring.parts import above_in_a_month, above_so_far

SOURCE = "import"


def faults(
    programme: Programme,
    entries: Sequence[Entry],
    histories: Mapping[str, History],
    *,
    replacing: bool = False,
    unsure: Collection[str] = (),
) -> list[Fault]:
    """Everything that is wrong with the entries together, in the file's order.

    `unsure` are units with lines that could not be read: their sums say nothing yet.
    """
    found = [*_without_target(entries), *_twice(entries)]
    faulty = {fault.line for fault in found}
    for of_unit in by_unit(entries).values():
        history = history_of(histories, of_unit[0].unit)
        found += [] if replacing else _filed_in_chat(of_unit, history)
        found += _contained(of_unit, history)
        sound = [entry for entry in of_unit if entry.line not in faulty]
        ledger = _after(_standing(history), sound)
        found += above_in_a_month(programme, sound, ledger)
        if len(sound) == len(of_unit) and of_unit[0].unit.code not in unsure:
            found += above_so_far(programme, sound, ledger)
    return sorted(found, key=lambda fault: (fault.line, fault.column))


def changes(entries: Sequence[Entry], histories: Mapping[str, History]) -> list[Change]:
    """What is to be filed: figures that stand already change nothing, and lines that the file lacks stay."""
    found: list[Change] = []
    for of_unit in by_unit(entries).values():
        history = history_of(histories, of_unit[0].unit)
        before = _standing(history)
        for period, figures in _after(before, of_unit).items():
            if figures != before.get(period):
                month = history.months.get(period) if period else None
                found.append(Change(of_unit[0].unit, period, figures, month))
    return found


def by_unit(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.unit.code].append(entry)
    return dict(found)


def history_of(histories: Mapping[str, History], unit: Unit) -> History:
    return histories.get(unit.code, History(unit.code))


def _standing(history: History) -> Ledger:
    opening = {code: number(value) for code, value in (history.opening or {}).items()}
    return {None: opening, **{period: month.figures for period, month in history.months.items()}}


def _after(before: Ledger, entries: Iterable[Entry]) -> Ledger:
    """The ledger with the entries in it; an equal value that stands is kept with its kind and reason."""
    after = {period: dict(figures) for period, figures in before.items()}
    for entry in entries:
        figures = after.setdefault(entry.period, {})
        stands = figures.get(entry.indicator.code)
        if stands is None or stands.value != entry.value:
            figures[entry.indicator.code] = number(entry.value)
    return after


def _without_target(entries: Iterable[Entry]) -> Iterator[Fault]:
    """A flow needs a target (——is none); a stock has none by nature, and no balance to begin with either."""
    for entry in entries:
        if entry.indicator.stock:
            if entry.period is None:
                yield Fault(entry.line, "indicator", entry.indicator.code, text("cli.import.expected.no_stock_opening"))
        elif entry.indicator.code not in entry.unit.targets:
            expected = text("cli.import.expected.target", unit=entry.unit.name)
            yield Fault(entry.line, "indicator", entry.indicator.code, expected)


def _twice(entries: Iterable[Entry]) -> Iterator[Fault]:
    first: dict[tuple[str, Period | None, str], int] = {}
    for entry in entries:
        line = first.setdefault((entry.unit.code, entry.period, entry.indicator.code), entry.line)
        if line != entry.line:
            yield Fault(entry.line, "unit", entry.unit.name, text("cli.import.expected.once", line=line))


def _filed_in_chat(entries: Iterable[Entry], history: History) -> Iterator[Fault]:
    """What a person filed is replaced only with a reason."""
    for entry in entries:
        month = history.months.get(entry.period) if entry.period else None
        chat = history.opening_source if entry.period is None else month.source if month else ""
        if chat not in ("", SOURCE):
            yield Fault(entry.line, "period", _written(entry.period), text("cli.import.expected.replace"))


def _contained(entries: Sequence[Entry], history: History) -> Iterator[Fault]:
    """A month whose figures are in a later one would count twice, unless the file corrects that one too."""
    given = {entry.period for entry in entries}
    for entry in entries:
        month = history.months.get(entry.period) if entry.period else None
        inside = month.reported_in if month else None
        if inside and inside not in given:
            expected = text("cli.import.expected.contained", month=Month(inside.year, inside.month))
            yield Fault(entry.line, "period", _written(entry.period), expected)


def _written(period: Period | None) -> str:
    return str(period) if period else "opening"
