"""Recording a visit: the questions one by one, evidence, the summary, and the confirmation that commits it. Officials.

What was said so far stands in the person's session; each change makes a new version, so that only the summary that was
seen last can be confirmed, and only once. Rights were checked by `conversing`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from dialog.inputs import Say
from dialog.screens import Button, Screen
from dialog.visits.answering import Refused, Scene, answered, day_refused, deadline_refused
from dialog.visits.asking import question, units_screen, which_screen
from dialog.visits.drafting import Attached, Found, Step, VisitDraft, dump_visit, load_visit
from handlers.reading import Attachment
from handlers.turns import Turn
from handlers.visiting import telling
from handlers.visiting.evidence import attached_of, keep
from locales.text import Text, text
from store.visits import Visit

NOTE = "visit"


def begin(turn: Turn) -> None:
    """A new one, or the one that was not finished."""
    _ask(turn, load_visit(turn.noted(NOTE)) or VisitDraft())


def unfinished(turn: Turn) -> VisitDraft | None:
    """What was begun and is neither confirmed nor given up."""
    return load_visit(turn.noted(NOTE))


def press(turn: Turn, what: str, value: str) -> None:
    """A button of a question or of the summary."""
    draft = unfinished(turn)
    if what in ("list", "unit"):
        _UNITS[what](turn, draft or VisitDraft(), value)
    elif draft is None:
        turn.toast(text("visits.no_draft"))
    else:
        _CHANGES[what](turn, draft, value)


def answer(turn: Turn, step: str, said: Say | None, attachment: Attachment | None) -> None:
    """Words, a picture or a file in answer to the step."""
    draft = unfinished(turn) or VisitDraft()
    words = said.text.strip() if said else ""
    taken = answered(draft, Step(step), words, attached_of(attachment), scene_of(turn))
    if isinstance(taken, Refused):
        _refuse(turn, draft, Step(step), taken)
    elif step == Step.EVIDENCE:
        _ask(turn, taken, Step.EVIDENCE)
    else:
        kept = (text("visits.evidence_kept"), text("")) if len(taken.attached) > len(draft.attached) else ()
        _ask(turn, taken, None, *kept)


def scene_of(turn: Turn) -> Scene:
    return Scene(turn.programme, turn.programme.calendar.today(turn.now))


def _ask(turn: Turn, draft: VisitDraft, step: Step | None = None, *before: Text) -> None:
    """Keep the draft and put the next question, or that one."""
    asked = step or draft.next_step
    turn.note(NOTE, dump_visit(draft))
    turn.show(question(draft, asked, scene_of(turn), *before))
    turn.ask("" if asked is Step.SUMMARY else f"visit:{asked}")


def _refuse(turn: Turn, draft: VisitDraft, step: Step, why: Refused) -> None:
    """Say what was wrong, and ask the same again."""
    if not why.units:
        _ask(turn, draft, step, why.why, text(""))
        return
    turn.show(which_screen(why.why, why.units, "unit"))
    turn.ask(f"visit:{step}")


def _list(turn: Turn, draft: VisitDraft, value: str) -> None:
    place, number = (int(one) for one in value.split(":"))
    turn.note(NOTE, dump_visit(draft))
    turn.show(units_screen(turn.programme, "unit", place, number))
    turn.ask(f"visit:{Step.UNIT}")


def _set_unit(turn: Turn, draft: VisitDraft, value: str) -> None:
    unit = turn.programme.unit_numbered(value)
    if unit:
        _ask(turn, draft.with_(unit=unit.code))


def _set_day(turn: Turn, draft: VisitDraft, value: str) -> None:
    scene = scene_of(turn)
    day = scene.today - timedelta(days=int(value))
    why = day_refused(day, scene, draft)
    if why:
        _ask(turn, draft, Step.DAY, why, text(""))
    else:
        _ask(turn, draft.with_(held_on=day))


def _skip(turn: Turn, draft: VisitDraft, value: str) -> None:
    _ask(turn, draft.with_(**{str(Step(value)): ""}))


def _no_more(turn: Turn, draft: VisitDraft, _: str) -> None:
    _ask(turn, draft.with_(complete=True))


def _set_deadline(turn: Turn, draft: VisitDraft, value: str) -> None:
    today = scene_of(turn).today
    day = today + timedelta(days=int(value))
    if not draft.words:
        _ask(turn, draft)
    elif why := deadline_refused(day, draft.held_on or today, today):
        _ask(turn, draft, Step.DEADLINE, why, text(""))
    else:
        _ask(turn, draft.with_(findings=(*draft.findings, Found(draft.words, day)), words="", complete=True))


def _add(turn: Turn, draft: VisitDraft, _: str) -> None:
    _ask(turn, draft, Step.FINDING)


def _cut(turn: Turn, draft: VisitDraft, _: str) -> None:
    """The last finding goes."""
    _ask(turn, draft.with_(findings=draft.findings[:-1]))


def _evidence(turn: Turn, draft: VisitDraft, _: str) -> None:
    _ask(turn, draft, Step.EVIDENCE)


def _edit(turn: Turn, draft: VisitDraft, value: str) -> None:
    _ask(turn, draft, Step(value))


def _show(turn: Turn, draft: VisitDraft, _: str) -> None:
    _ask(turn, draft)


def _drop(turn: Turn, _: VisitDraft, value: str) -> None:
    """Asked back once: what was typed is gone then."""
    if value == "yes":
        turn.note(NOTE, "")
        turn.show(Screen((text("visits.dropped"),), (_new(),)))
        return
    really = Button(text("visits.button.drop_yes"), "visit:drop:yes")
    turn.show(Screen((text("visits.drop_asked"),), ((really, Button(text("visits.button.go_on"), "visit:show")),)))


def _confirm(turn: Turn, draft: VisitDraft, version: str) -> None:
    """Once: the second press finds no draft, an older summary another version."""
    if version != str(draft.version) or draft.next_step is not Step.SUMMARY:
        _ask(turn, draft, None, text("visits.changed_since"), text(""))
        return
    visit = _record(turn, draft)
    turn.note(NOTE, "")
    told = telling.tell_recorded(turn, visit)
    lines = [text("visits.recorded", visit=str(visit.id), unit=turn.programme.unit(visit.unit).name)]
    if draft.findings:
        lines.append(text("visits.told_people", count=told) if told else text("visits.told_nobody"))
    show = Button(text("visits.button.visit", visit=str(visit.id), day=visit.held_on), f"visit:one:{visit.id}")
    turn.show(Screen(tuple(lines), ((show,), _new())))


def _record(turn: Turn, draft: VisitDraft) -> Visit:
    assert draft.held_on is not None, "the summary is shown when the day is known"  # noqa: S101
    by = {"by": turn.author, "who": turn.who, "now": turn.now}
    visit = turn.tx.visits.record(
        draft.unit, draft.held_on, present=draft.present or "", seen=draft.seen or "", **by  # type: ignore[arg-type]
    )  # fmt: skip
    for found in draft.findings:
        turn.tx.visits.add_finding(visit.id, found.words, found.mend_by, **by)  # type: ignore[arg-type]
    _keep_all(turn, visit, draft.attached)
    return visit


def _keep_all(turn: Turn, visit: Visit, attached: tuple[Attached, ...]) -> None:
    for one in attached:
        keep(turn, visit.unit, f"visit:{visit.id}", one)


def _new() -> tuple[Button, ...]:
    return (Button(text("visits.button.new"), "visit:new"), Button(text("visits.button.home"), "visit"))


_Change = Callable[[Turn, VisitDraft, str], None]
_UNITS: dict[str, _Change] = {"list": _list, "unit": _set_unit}
_CHANGES: dict[str, _Change] = {
    "day": _set_day,
    "skip": _skip,
    "none": _no_more,
    "by": _set_deadline,
    "add": _add,
    "cut": _cut,
    "evidence": _evidence,
    "edit": _edit,
    "show": _show,
    "drop": _drop,
    "go": _confirm,
}
