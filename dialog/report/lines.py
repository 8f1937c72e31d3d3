"""The lines of the form as one unit meets them: which are asked, what they are called, what stood there last month."""

from __future__ import annotations

from dialog.report.draft import Draft
from dialog.report.facts import ReportFacts
from locales.text import Name
from programmes.model import FormLine, Indicator, Programme
from programmes.periods import Period
from scoring.figures import Figure, Kind, number


def form_line(programme: Programme, code: str) -> FormLine:
    """The line of that indicator; KeyError when the form has none."""
    return {line.indicator: line for line in programme.form.lines}[code]


def label(programme: Programme, code: str) -> Name:
    """The line's name exactly as the paper form prints it."""
    line = form_line(programme, code)
    return Name(line.label, line.label_en)


def measure(programme: Programme, code: str) -> Name:
    counted = programme.indicator(code).measure
    return Name(counted.zh, counted.en)


def unit_name(facts: ReportFacts) -> Name:
    return Name(facts.unit.name, facts.unit.name)


def in_form(programme: Programme) -> tuple[Indicator, ...]:
    """The indicators that the form asks for, in its order."""
    return tuple(programme.indicator(line.indicator) for line in programme.form.lines)


def bodies(facts: ReportFacts) -> tuple[str, ...]:
    """The stocks of the form: registered assessment bodies."""
    return tuple(indicator.code for indicator in in_form(facts.programme) if indicator.stock)


def targeted(facts: ReportFacts) -> tuple[str, ...]:
    """The flows in which the unit has a target, in whichever months they are asked: those with an opening balance."""
    return tuple(i.code for i in in_form(facts.programme) if not i.stock and i.code in facts.unit.targets)


def untargeted(facts: ReportFacts) -> tuple[str, ...]:
    """The flows without a target (——): the summary offers to record them all the same."""
    return tuple(i.code for i in in_form(facts.programme) if not i.stock and i.code not in facts.unit.targets)


def fits(programme: Programme, code: str, *months: Period) -> bool:
    """Whether one of these months asks for the line: some are asked in the last month of a quarter only."""
    return any(form_line(programme, code).asked_in(month) for month in months)


def in_turn(facts: ReportFacts, draft: Draft, code: str) -> bool:
    """Whether the line is asked in the draft's month, or in one whose figures it contains."""
    return fits(facts.programme, code, *_covered(facts, draft))


def out_of_turn(facts: ReportFacts, draft: Draft) -> tuple[str, ...]:
    """The lines with a target that this draft must not answer."""
    return tuple(code for code in targeted(facts) if not in_turn(facts, draft, code))


def _covered(facts: ReportFacts, draft: Draft) -> tuple[Period, ...]:
    """The draft's month after those that it contains, less what was filed apart meanwhile."""
    contained = (month for month in draft.contains or () if month not in facts.history.months)
    return (*contained, draft.period)


def wanted(facts: ReportFacts, draft: Draft) -> tuple[str, ...]:
    """The flows that this draft must answer, which is also what bare numbers of one message stand for."""
    return tuple(code for code in targeted(facts) if in_turn(facts, draft, code))


def asked(facts: ReportFacts, draft: Draft) -> tuple[str, ...]:
    return bodies(facts) + wanted(facts, draft)


def rows(facts: ReportFacts) -> tuple[tuple[str, ...], ...]:
    """What `wanted` may come to in the programme's months, each once."""
    every = facts.programme.calendar.periods()
    found = (tuple(c for c in targeted(facts) if fits(facts.programme, c, month)) for month in every)
    return tuple(dict.fromkeys((targeted(facts), *found)))


def span(facts: ReportFacts, draft: Draft, code: str) -> tuple[Period, ...]:
    """The months whose amount the line asks for at once; none where that is the draft's month alone, or a stock."""
    line, covered = form_line(facts.programme, code), _covered(facts, draft)
    settles = [month for month in covered if line.asked_in(month)]
    if not settles or is_stock(facts, code):
        return ()
    if not line.months:
        return covered if len(covered) > 1 else ()
    through = [month for month in facts.programme.calendar.periods() if month <= settles[-1]]
    before = [month for month in through if month < settles[0] and line.asked_in(month)]
    return tuple(month for month in through if not before or month > before[-1])


def is_stock(facts: ReportFacts, code: str) -> bool:
    return facts.programme.indicator(code).stock


def is_first(facts: ReportFacts) -> bool:
    """Whether the unit has filed nothing yet and stated no balance: then the opening balance is asked."""
    return facts.history.opening is None and not facts.history.months


def last_figure(facts: ReportFacts, code: str, period: Period) -> Figure | None:
    """What 同上月 means: a body's last stated level, or the flow as filed for the calendar month before."""
    if is_stock(facts, code):
        level = facts.history.level(code, period.plus(-1))
        return None if level is None else number(level)
    filed = facts.history.figure(code, period.plus(-1))
    return number(filed.counted) if filed and filed.kind is Kind.NUMBER else filed


def opening_of(facts: ReportFacts, draft: Draft, code: str) -> int:
    """The balance before the first period, as the draft or the record states it; 0 until then."""
    return (draft.opening or facts.history.opening or {}).get(code, 0)


def carried(facts: ReportFacts, draft: Draft, code: str) -> int:
    """The cumulative before this draft's month."""
    before = facts.history.cumulative(code, draft.period.plus(-1))
    return before if facts.history.opening is not None else before + opening_of(facts, draft, code)


def cumulative(facts: ReportFacts, draft: Draft, code: str) -> int:
    """The cumulative with this draft's month in it."""
    figure = draft.figures.get(code)
    return carried(facts, draft, code) + (figure.counted if figure else 0)
