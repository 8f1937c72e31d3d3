"""The screen of one fact of one unit: what is asked, by which clause, what stands, what is proposed; and the buttons.

A button's action is `score:verb:screen…`; the number of the screen tells an old button from a new one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dialog.evaluation.saying import (
    Said,
    cited,
    claim_line,
    fact_name,
    remark_lines,
    standing_line,
    waiting_line,
    worded,
)
from dialog.evaluation.standards import standards
from dialog.evaluation.subjects import Subject
from dialog.evaluation.times import WHOLE_YEAR, choices, period_name, touched
from dialog.evaluation.walking import By, Walk
from dialog.screens import Button, Screen
from locales.text import Text, text
from programmes.evaluations import Rulebook
from programmes.facts import Fact, FactKind
from programmes.model import Programme, Unit
from scoring.rulebooks.checklists import STATES
from scoring.rulebooks.values import expected

_ADDED = (FactKind.COUNT, FactKind.AMOUNT)
_VALUES: dict[FactKind, tuple[tuple[str, ...], ...]] = {
    FactKind.COUNT: (("0",),),
    FactKind.AMOUNT: (("0",),),
    FactKind.YES_NO: (("yes", "no"),),
    FactKind.DATE: (("none",),),
    FactKind.STATE: (STATES[:2], STATES[2:]),
}
_BUTTONS = {
    "yes": text("evaluation.value.yes"), "no": text("evaluation.value.no"), "0": text("evaluation.value.zero"),
    "none": text("evaluation.value.not_issued"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """One fact of one unit, and all that is known at it.

    `place` of `places` in the walk; `unit_place` of `units` where it goes from unit to unit. `waiting` are the office's
    open entries, `claim` what the unit says of itself; `claims_left`: how many claims wait, in a walk through them;
    `recorded` is what the service has on record.
    """

    programme: Programme
    book: Rulebook
    walk: Walk
    subject: Subject
    fact: Fact
    unit: Unit
    today: date
    place: int
    places: int
    unit_place: int = 0
    units: int = 0
    standing: tuple[Said, ...] = ()
    waiting: tuple[Said, ...] = ()
    claim: Said | None = None
    evidence: int = 0
    claims_left: int = 0
    recorded: tuple[Text, ...] = ()

    @property
    def own(self) -> bool:
        """Whether the unit's own people are asked."""
        return self.walk.by is By.SELF

    def waits(self) -> Said | None:
        """The office's open entry for the period that is asked."""
        return next((one for one in self.waiting if one.period == self.walk.period), None)

    def stands(self) -> Said | None:
        """What stands for the period that is asked."""
        return next((one for one in self.standing if one.period == self.walk.period), None)


def fact_screen(view: View, *before: Text) -> Screen:
    """The open question; `before` tells what became of the answer before."""
    lines = [*before, *([text("")] if before else []), _head(view), _whom(view), *_item(view), *_time(view)]
    lines += [line for one in view.standing for line in (standing_line(view.book, view.fact, one), *remark_lines(one))]
    lines += [line for one in view.waiting for line in (waiting_line(view.book, view.fact, one), *remark_lines(one))]
    if view.claim:
        lines += [claim_line(view.book, view.fact, view.claim), *remark_lines(view.claim)]
    if view.claims_left:
        lines.append(text("evaluation.fact.claims_left", count=view.claims_left))
    lines += [text("evaluation.fact.recorded", record=one) for one in view.recorded]
    if view.evidence:
        lines.append(text("evaluation.fact.evidence", count=view.evidence))
    if view.walk.remark:
        lines.append(text("evaluation.fact.remark_kept", remark=view.walk.remark))
    lines.append(text("evaluation.fact.wanted", name=fact_name(view.fact), wanted=expected(view.fact)))
    return Screen(tuple(lines), _rows(view))


def period_screen(view: View) -> Screen:
    """The quarter to enter for, each with what it touches."""
    periods = choices(view.book, view.programme.year)
    lines = [text("evaluation.time.title", now=period_name(view.walk.period))]
    lines += [
        text("evaluation.time.line", period=period_name(one), touches=touched(view.book, one, view.today))
        for one in periods
    ]
    buttons = [Button(period_name(one), _action(view.walk, "at", one[-2:] if one else "all")) for one in periods]
    back = Button(text("evaluation.button.to_question"), _action(view.walk, "show"))
    return Screen(tuple(lines), (tuple(buttons[:4]), (*buttons[4:], back)))


def _head(view: View) -> Text:
    subject, at = view.subject, {"place": view.place, "places": view.places}
    if subject.most is None:
        findings = {finding.fact.key for finding in view.book.findings}
        key = "" if subject.key in findings else f"{subject.key} "
        return text("evaluation.fact.head", key=key, name=subject.name, **at)
    return text("evaluation.fact.head_points", key=subject.key, name=subject.name, most=subject.most, **at)


def _whom(view: View) -> Text:
    if view.walk.by is By.ITEM:
        return text("evaluation.fact.unit_of", unit=view.unit.name, place=view.unit_place, units=view.units)
    return text("evaluation.fact.unit", unit=view.unit.name)


def _item(view: View) -> list[Text]:
    subject = view.subject
    lines = [text("evaluation.fact.clause", cites=cited(view.programme, subject.cites))]
    lines += [text("evaluation.fact.standard", standard=one) for one in standards(view.programme, subject)]
    if subject.reading:
        lines.append(text("evaluation.fact.reading", reading=subject.reading))
    if subject.evidence:
        lines.append(text("evaluation.fact.evidence_wanted", evidence=subject.evidence))
    return lines


def _time(view: View) -> list[Text]:
    """A checklist has no quarters, so there is nothing to say."""
    if view.book.checklist:
        return []
    touches = touched(view.book, view.walk.period, view.today)
    lines = [text("evaluation.fact.time", period=period_name(view.walk.period), touches=touches)]
    if view.fact.kind in _ADDED:
        whole = view.walk.period == WHOLE_YEAR
        lines.append(text("evaluation.fact.adds_year" if whole else "evaluation.fact.adds"))
    return lines


def _rows(view: View) -> tuple[tuple[Button, ...], ...]:
    values = tuple(tuple(_value_button(view, value) for value in row) for row in _VALUES[view.fact.kind])
    note, evidence = _button(view, "note"), _evidence_button(view)
    when = () if view.book.checklist or view.own else (_button(view, "when"),)
    moves = (_button(view, "back"), _button(view, "next"), _button(view, "end"))
    return (*values, *_settling(view), (note, evidence, *when), moves)


def _settling(view: View) -> tuple[tuple[Button, ...], ...]:
    """What can be done with what stands, waits, or is claimed: a button a row, since each names a value."""
    rows = []
    if view.own:
        return ((_button(view, "drop_claim"),),) if view.claim else ()
    if waiting := view.waits():
        verb = "drop" if waiting.mine else "ok"
        rows.append(_with_value(view, verb, waiting))
    if view.claim:
        rows.append(_with_value(view, "as_claimed", view.claim))
    if view.stands() and not waiting:
        rows.append(_button(view, "undo"))
    return tuple((button,) for button in rows)


def _value_button(view: View, value: str) -> Button:
    label = _BUTTONS.get(value) or text(f"score.state.{value}")
    return Button(label, _action(view.walk, "v", value))


def _with_value(view: View, verb: str, said: Said) -> Button:
    """Carries the entry's number, so that only what was seen is settled."""
    label = text(f"evaluation.button.{verb}", value=worded(view.fact, said.value), by=said.by)
    return Button(label, _action(view.walk, verb, str(said.id)))


def _evidence_button(view: View) -> Button:
    label = text("evaluation.button.evidence_held", count=view.evidence) if view.evidence else None
    return Button(label or text("evaluation.button.evidence"), _action(view.walk, "ev"))


def _button(view: View, verb: str) -> Button:
    return Button(text(f"evaluation.button.{verb}"), _action(view.walk, verb))


def _action(walk: Walk, verb: str, argument: str = "") -> str:
    return f"score:{verb}:{walk.number}" + (f":{argument}" if argument else "")
