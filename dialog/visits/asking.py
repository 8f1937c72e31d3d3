"""What an official sees while a visit is recorded: each question with its buttons, the summary, the list of units."""

from __future__ import annotations

from datetime import timedelta

from dialog.paging import page_of, turners
from dialog.screens import Button, Screen
from dialog.visits.answering import Scene
from dialog.visits.drafting import Attached, Step, VisitDraft
from dialog.visits.wording import short
from locales.text import Argument, Listing, Name, Text, text
from programmes.model import Programme, Unit

_PAGE = 10
# In full as long as the summary bears it.
_IN_FULL = 1800
_EDITED = (Step.DAY, Step.PRESENT, Step.SEEN, Step.UNIT)
_KINDS = ("photo", "document", "link", "note")


def question(draft: VisitDraft, step: Step, scene: Scene, *before: Text) -> Screen:
    """The screen of that step; `before` says what was wrong with the answer before."""
    screen = summary(draft, scene.programme) if step is Step.SUMMARY else _asked(draft, step, scene)
    return Screen((*before, *screen.lines), screen.rows)


def which_screen(why: Text, units: tuple[Unit, ...], purpose: str) -> Screen:
    """Several units are called so: one button each."""
    return Screen((why,), tuple((_unit_button(unit, purpose),) for unit in units))


def units_screen(programme: Programme, purpose: str, place: int, number: int) -> Screen:
    """The units of one class, a page at a time; `purpose` says what choosing one does."""
    group = programme.classes[place]
    page = page_of([unit for unit in programme.units if unit.unit_class == group.code], number, _PAGE)
    buttons = [_unit_button(unit, purpose) for unit in page.items]
    rows = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    turning = turners(page, f"visit:list:{purpose}:{place}")
    line = text("visits.units", name=Name(group.zh, group.en), page=page.number + 1, pages=page.pages)
    return Screen((line,), (*rows, *((turning,) if turning else ())))


def class_buttons(programme: Programme, purpose: str) -> tuple[Button, ...]:
    """To the list of each class."""
    return tuple(
        Button(text("visits.button.class", name=Name(one.zh, one.en)), f"visit:list:{purpose}:{place}:0")
        for place, one in enumerate(programme.classes)
    )


def summary(draft: VisitDraft, programme: Programme) -> Screen:
    """All that would be recorded, and the one button that does it."""
    lines = [text("visits.summary"), text("visits.summary.unit", unit=programme.unit(draft.unit).name)]
    if draft.held_on:
        lines.append(text("visits.summary.day", day=draft.held_on))
    lines += [text("visits.present", words=draft.present or text("visits.not_said"))]
    lines += [text("visits.seen", words=draft.seen or text("visits.not_said"))]
    lines += _findings(draft)
    if draft.attached:
        lines.append(text("visits.attached", what=attached_named(draft.attached)))
    lines.append(text("visits.summary.then"))
    confirm = (Button(text("visits.button.confirm"), f"visit:go:{draft.version}"),)
    more = (Button(text("visits.button.add"), "visit:add"), Button(text("visits.button.evidence"), "visit:evidence"))
    edits = tuple(Button(text(f"visits.button.edit_{step}"), f"visit:edit:{step}") for step in _EDITED)
    last = [Button(text("visits.button.drop"), "visit:drop")]
    if draft.findings:
        last.insert(0, Button(text("visits.button.drop_finding"), "visit:cut"))
    return Screen(tuple(lines), (confirm, more, edits[:2], edits[2:], tuple(last)))


def attached_named(attached: tuple[Attached, ...]) -> Argument:
    """How many of each kind."""
    counts = {kind: sum(one.kind == kind for one in attached) for kind in _KINDS}
    return Listing(tuple(text(f"visits.kind.{kind}", count=count) for kind, count in counts.items() if count))


def _asked(draft: VisitDraft, step: Step, scene: Scene) -> Screen:
    """One question. Whoever comes to it again from the summary finds there what stands now."""
    unit = scene.programme.unit(draft.unit).name if draft.unit else ""
    line = text(
        f"visits.ask.{step}",
        unit=unit,
        number=len(draft.findings) + 1,
        words=short(draft.words),
        count=len(draft.attached),
    )
    return Screen((line,), (*_choices(draft, step, scene), *_leaving(draft, step)))


def _choices(draft: VisitDraft, step: Step, scene: Scene) -> tuple[tuple[Button, ...], ...]:
    match step:
        case Step.UNIT:
            return (class_buttons(scene.programme, "unit"),)
        case Step.DAY:
            yesterday = scene.today - timedelta(days=1)
            today = Button(text("visits.button.today", day=scene.today), "visit:day:0")
            return ((today, Button(text("visits.button.yesterday", day=yesterday), "visit:day:1")),)
        case Step.PRESENT | Step.SEEN:
            return ((Button(text("visits.button.skip"), f"visit:skip:{step}"),),)
        case Step.FINDING:
            label = "no_more" if draft.findings else "none_found"
            return ((Button(text(f"visits.button.{label}"), "visit:none"),),)
        case Step.DEADLINE:
            rule = scene.programme.calendar.findings
            return (deadline_buttons(rule.offered if rule else (), scene, "visit:by"),)
        case _:
            return ((Button(text("visits.button.enough"), "visit:show"),),)


def deadline_buttons(offered: tuple[int, ...], scene: Scene, action: str) -> tuple[Button, ...]:
    """So many days from today, each with its date."""
    return tuple(
        Button(text("visits.button.by", days=days, day=scene.today + timedelta(days=days)), f"{action}:{days}")
        for days in offered
    )


def _leaving(draft: VisitDraft, step: Step) -> tuple[tuple[Button, ...], ...]:
    """Back to the summary where there is one already; else only giving up."""
    if draft.next_step is Step.SUMMARY:
        return ((Button(text("visits.button.to_summary"), "visit:show"),),) if step is not Step.EVIDENCE else ()
    return ((Button(text("visits.button.drop"), "visit:drop"),),)


def _findings(draft: VisitDraft) -> list[Text]:
    if not draft.findings:
        return [text("visits.summary.no_findings")]
    room = _IN_FULL // len(draft.findings)
    return [
        text("visits.summary.findings", count=len(draft.findings)),
        *(
            text("visits.summary.finding", number=number, words=short(one.words, room), day=one.mend_by)
            for number, one in enumerate(draft.findings, 1)
        ),
    ]


def _unit_button(unit: Unit, purpose: str) -> Button:
    return Button(text("visits.button.unit", unit=unit.name), f"visit:{purpose}:{unit.number}")
