"""What an evaluation comes to, in screens: totals and ranks of all units, and one unit item by item with every why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from dialog.evaluation.saying import cited
from dialog.paging import Page, page_of, turners
from dialog.screens import Button, Screen
from locales import numbers
from locales.text import Argument, Listing, Name, Text, text
from programmes.evaluations import Rulebook
from programmes.model import Programme
from scoring.answers.items import enumerated, merged
from scoring.rulebooks import inputs
from scoring.rulebooks.checklists import OPEN, STATES, Checked, CheckedUnit, Checklist
from scoring.rulebooks.merging import ItemState
from scoring.rulebooks.scores import Advanced, Evaluation, ItemScore, UnitScore
from scoring.rulebooks.stages import Stage
from scoring.rulebooks.vetoing import LIABILITY
from scoring.rulebooks.written import why

UNITS_A_PAGE = 20
ITEMS_A_PAGE = 6
_MARKS = {Advanced.YES: "chosen", Advanced.TIE: "tie"}


@dataclass(frozen=True, slots=True)
class About:
    """What stands around the results: of which rulebook and day, what waits for a second person, and the ways on.

    `ahead`: judgements for quarters that have not ended. `stages` are the days that can be looked at, by the word in
    the action; `shown` is the one that is.
    """

    programme: Programme
    place: int
    shown: str
    stages: Mapping[str, date]
    waiting: int = 0
    ahead: int = 0


def totals_screen(found: Evaluation, about: About, at: int) -> Screen:
    """The units by rank; those without one behind, in the order of the table."""
    ranked = sorted(found.units, key=lambda one: (one.rank is None, one.rank or 0, one.unit.number))
    page = page_of(ranked, at, UNITS_A_PAGE)
    lines = [_title(found.rulebook, found.as_of, found.stage), *_waiting(about)]
    if any(one.reported for one in found.units):
        lines.append(text("evaluation.result.reported"))
    lines += [_unit_line(one, found) for one in page.items]
    if found.stage is Stage.RUNNING:
        lines.append(text("evaluation.result.running"))
    return Screen(tuple(lines), _rows(about, page))


def states_screen(found: Checklist, about: About, at: int) -> Screen:
    """A checklist has no points: how many items of each unit stand how."""
    page = page_of(found.units, at, UNITS_A_PAGE)
    lines = [_title(found.rulebook, found.as_of, None), *_waiting(about)]
    lines += [text("evaluation.result.states", unit=one.unit.name, states=_states(one)) for one in page.items]
    return Screen(tuple(lines), _rows(about, page))


def unit_screen(score: UnitScore, found: Evaluation, about: About, at: int, waiting: Sequence[str]) -> Screen:
    """Every item of one unit, a few at a time: points, why, reading, clause, inputs."""
    page = page_of(score.items, at, ITEMS_A_PAGE)
    lines = [_title(found.rulebook, found.as_of, found.stage), text("evaluation.result.unit", unit=score.unit.name)]
    lines += [_unit_line(score, found), *_waiting(about)]
    if score.vetoed:
        lines.append(text("score.note.vetoed", reasons=Listing(_vetoes(score, about.programme))))
    if score.open:
        lines.append(text("evaluation.result.open", items=enumerated(score.open)))
    if waiting:
        lines.append(text("evaluation.result.waiting_items", items=enumerated(waiting)))
    for item in page.items:
        lines += [text(""), *_item_lines(item, about.programme)]
    return Screen(tuple(lines), _unit_rows(about, page, score.unit.code))


def checked_screen(one: CheckedUnit, found: Checklist, about: About, at: int, waiting: Sequence[str]) -> Screen:
    """Every item of one unit of a checklist."""
    page = page_of(one.items, at, 2 * ITEMS_A_PAGE)
    lines = [_title(found.rulebook, found.as_of, None), text("evaluation.result.unit", unit=one.unit.name)]
    if waiting:
        lines.append(text("evaluation.result.waiting_items", items=enumerated(waiting)))
    lines += [_checked_line(checked, about.programme) for checked in page.items]
    return Screen(tuple(lines), _unit_rows(about, page, one.unit.code))


def _title(book: Rulebook, as_of: date, stage: Stage | None) -> Text:
    name = Name(book.zh, book.en)
    if stage is None:
        return text("evaluation.result.title", title=name, day=as_of)
    stage_name = text(f"score.stage.{stage.value.replace('-', '_')}")
    return text("evaluation.result.title_stage", title=name, day=as_of, stage=stage_name)


def _waiting(about: About) -> list[Text]:
    """What is entered and does not count: it waits for a second person, or for its quarter's end."""
    waiting = [text("evaluation.result.waiting", count=about.waiting)] if about.waiting else []
    return waiting + ([text("evaluation.result.ahead", count=about.ahead)] if about.ahead else [])


def _unit_line(score: UnitScore, found: Evaluation) -> Text:
    """Rank, name, points, and what is to be known beside them."""
    notes: list[Text] = []
    if found.stage is Stage.YEAR_END and score.final is not None:
        notes.append(text("evaluation.note.final", final=numbers.half_up(score.final, 2)))
    if score.advanced in _MARKS:
        notes.append(text(f"evaluation.note.{_MARKS[score.advanced]}"))
    if score.vetoed:
        notes.append(text("evaluation.note.vetoed"))
    if score.disqualified:
        notes.append(text("score.note.disqualified"))
    if score.open:
        notes.append(text("evaluation.note.open", count=len(score.open)))
    elif found.stage is Stage.YEAR_END and score.open_mid_year:
        notes.append(text("evaluation.note.open_mid_year", count=len(score.open_mid_year)))
    if score.reported:
        notes.append(text("score.why.reported"))
    total = text("evaluation.result.no_total")
    if score.total is not None:
        total = text("evaluation.result.total", total=numbers.trimmed(score.total, 2))
    rank = text("evaluation.result.rank", rank=score.rank) if score.rank else text("evaluation.result.no_rank")
    line = text("evaluation.result.line", rank=rank, unit=score.unit.name, total=total)
    return text("evaluation.result.noted", line=line, notes=enumerated(notes)) if notes else line


def _vetoes(score: UnitScore, programme: Programme) -> tuple[Argument, ...]:
    """Why the unit is 不合格: the indicators that fall short, or liability."""
    found: list[Argument] = []
    for code in score.vetoed:
        one = None if code == LIABILITY else programme.indicator(code)
        found.append(Name(one.zh, one.en) if one else text("evaluation.note.liability"))
    return tuple(found)


def _states(one: CheckedUnit) -> Argument:
    counts = {state: sum(item.state == state for item in one.items) for state in (*STATES, OPEN)}
    return Listing(
        tuple(
            text("evaluation.result.count", state=text(f"score.state.{state}"), count=count)
            for state, count in counts.items()
            if count
        )
    )


def _item_lines(score: ItemScore, programme: Programme) -> list[Text]:
    item, clause = score.item, cited(programme, score.item.cites)
    name, most = Name(item.zh, item.en), numbers.plain(score.most)
    if score.state is ItemState.SCORED and score.points is not None:
        points = text("evaluation.item.points", points=numbers.plain(score.points), most=most)
    else:
        points = text("evaluation.item.state", state=text(f"score.state.{score.state.value}"), most=most)
    lines = [text("evaluation.item.head", key=item.key, name=name, points=points)]
    lines.append(text("evaluation.item.why", why=why(merged(score.why))))
    if looked := inputs_named(score, programme):
        lines.append(text("evaluation.item.inputs", inputs=looked))
    if item.reading:
        lines.append(text("evaluation.fact.reading", reading=item.reading))
    return [*lines, text("evaluation.fact.clause", cites=clause)]


def _checked_line(checked: Checked, programme: Programme) -> Text:
    item = checked.item
    return text(
        "evaluation.item.checked",
        key=item.key,
        name=Name(item.zh, item.en),
        state=text(f"score.state.{checked.state}"),
        cites=cited(programme, item.cites),
    )


def inputs_named(score: ItemScore, programme: Programme) -> Text | None:
    """What the rules looked at, as one text; None where they looked at nothing."""
    shown = inputs.said(programme, score.item, score.inputs)
    return inputs.joined(shown) if shown else None


def _rows(about: About, page: Page[UnitScore] | Page[CheckedUnit]) -> tuple[tuple[Button, ...], ...]:
    stages = tuple(
        Button(
            text("evaluation.marked" if word == about.shown else "evaluation.unmarked", label=_day_label(word, day)),
            f"score:results:{about.place}:{word}",
        )
        for word, day in about.stages.items()
    )
    turns = turners(page, f"score:results:{about.place}:{about.shown}")
    explain = Button(text("evaluation.button.explain"), f"score:explain:{about.place}")
    back = Button(text("evaluation.button.desk"), f"score:book:{about.place}")
    return (*((stages,) if len(stages) > 1 else ()), *((turns,) if turns else ()), (explain, back))


def _unit_rows(about: About, page: Page[ItemScore] | Page[Checked], unit: str) -> tuple[tuple[Button, ...], ...]:
    turns = turners(page, f"score:unit:{about.place}:{unit}:{about.shown}")
    judge = Button(text("evaluation.button.judge"), f"score:walk:{about.place}:{unit}")
    results = Button(text("evaluation.button.results"), f"score:results:{about.place}:{about.shown}")
    return (*((turns,) if turns else ()), (judge, results))


def _day_label(word: str, day: date) -> Text:
    return text(f"evaluation.stage.{word}", day=day)


def share_of_points(scores: Sequence[ItemScore]) -> tuple[Fraction, int]:
    """The points that are decided, and how many items are still open."""
    points = sum((one.points for one in scores if one.points is not None), Fraction(0))
    return points, sum(one.state is ItemState.OPEN for one in scores)
