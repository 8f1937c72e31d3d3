"""Who is told what of a visit, once: the unit's people of findings and what became of them, officials of mended ones.

Each message has a key made of the visit or the finding and of what happened to it, so that nobody gets it twice. What
a reminder that still waits in the outbox says is decided anew in the same transaction.
"""

from __future__ import annotations

from datetime import date

from dialog.screens import Button, Screen
from dialog.visits.wording import finding_line, short, told_screens
from handlers.pushes import pushing
from handlers.pushes.notices import tell_from
from handlers.pushes.pushing import Round
from handlers.turns import Turn
from handlers.visiting.outstanding import pending
from locales.text import Text, text
from programmes.roles import OFFICIALS, REPORTERS, Role
from store.records import Membership, Person
from store.visits import Finding, Visit


def tell_recorded(turn: Turn, visit: Visit) -> int:
    """Liaisons and leaders of the unit, each finding with its deadline; how many people that are."""
    today, people = turn.programme.calendar.today(turn.now), _of_unit(turn, visit.unit)
    findings = [pending(one) for one in turn.tx.visits.findings(visit=visit.id)]
    if not findings:
        return 0
    name = turn.programme.unit(visit.unit).name
    for number, screen in enumerate(told_screens(visit.id, name, visit.held_on, visit.present, findings, today)):
        _tell(turn, people, f"visit:{visit.id}:{number}", screen)
    return len(people)


def tell_mended(turn: Turn, one: Finding, evidence: int) -> int:
    """The officials of the visit, who close it or open it again; how many people that are."""
    unit = turn.programme.unit(one.unit).name
    lines = [text("visits.mended.told", unit=unit, id=str(one.id)), text("visits.quoted", words=short(one.words, 300))]
    lines.append(text("visits.mended.words", words=one.mended_words))
    buttons = [Button(text("visits.button.close_of", id=str(one.id)), f"visit:close:{one.id}")]
    buttons.append(Button(text("visits.button.reopen_of", id=str(one.id)), f"visit:reopen:{one.id}"))
    rows = [tuple(buttons)]
    if evidence:
        lines.append(text("visits.evidence_count", count=evidence))
        rows.append((Button(text("visits.button.see_evidence_of", id=str(one.id)), f"visit:ev:{one.id}"),))
    officials = _officials(turn, one)
    _tell(turn, officials, _key(one, "mended"), Screen(tuple(lines), tuple(rows)))
    findings_changed(turn, one.unit)
    return len(officials)


def tell_closed(turn: Turn, one: Finding) -> None:
    """The unit is rid of it, and no reminder of it is left."""
    lines = (text("visits.closed.told", id=str(one.id)), text("visits.quoted", words=short(one.words, 300)))
    _tell(turn, _of_unit(turn, one.unit), _key(one, "closed"), Screen(lines))
    findings_changed(turn, one.unit)


def tell_reopened(turn: Turn, one: Finding) -> None:
    """Why it is not good yet, and by when it is to be."""
    today = turn.programme.calendar.today(turn.now)
    lines: tuple[Text, ...] = (
        text("visits.reopened.told", id=str(one.id)),
        finding_line(pending(one), today, 300),
        text("visits.reopened.why", why=one.answer),
    )
    button = Button(text("visits.button.mended_of", id=str(one.id)), f"finding:mend:{one.id}")
    _tell(turn, _of_unit(turn, one.unit), _key(one, "reopened"), Screen(lines, ((button,),)))
    findings_changed(turn, one.unit)


def tell_moved(turn: Turn, one: Finding, before: date) -> None:
    """The new deadline, and which it replaces."""
    today = turn.programme.calendar.today(turn.now)
    lines = (text("visits.moved.told", id=str(one.id), before=before), finding_line(pending(one), today, 300))
    button = Button(text("visits.button.mended_of", id=str(one.id)), f"finding:mend:{one.id}")
    _tell(turn, _of_unit(turn, one.unit), _key(one, "moved"), Screen(lines, ((button,),)))
    findings_changed(turn, one.unit)


def findings_changed(turn: Turn, unit: str) -> None:
    """What waits in the outbox about this unit's findings is taken back, and said anew where it still applies."""
    round_ = Round(turn.tx, turn.setting, turn.now, turn.real)
    pushing.decide(round_, unit, findings_changed=True)
    turn.wake()


def _of_unit(turn: Turn, unit: str) -> tuple[Person, ...]:
    """Everybody of the unit who can be written to, each once."""
    return tuple(one for one in turn.tx.people.of_unit(unit, *REPORTERS) if one.unreachable_why is None)


def _officials(turn: Turn, one: Finding) -> tuple[Person, ...]:
    """Whoever recorded the visit, while they are an official; else all officials, or the admins where there is none."""
    visit = turn.tx.visits.get(one.visit)
    recorder = turn.tx.people.by_id(visit.recorded_by) if visit else None
    if recorder and recorder.unreachable_why is None and _holds(turn, recorder):
        return (recorder,)
    return turn.tx.people.of_unit(None, Role.OFFICIAL) or turn.tx.people.of_unit(None, Role.ADMIN)


def _holds(turn: Turn, person: Person) -> bool:
    held = turn.tx.people.memberships(person.id)
    return any(Membership(role, None) in held for role in OFFICIALS)


def _key(one: Finding, what: str) -> str:
    """Once for each time that it happens: at another moment it is another time."""
    moment = {"mended": one.mended_at, "moved": one.opened_at}.get(what, one.answered_at)
    return f"finding:{one.id}:{what}:{moment.isoformat() if moment else ''}"


def _tell(turn: Turn, people: tuple[Person, ...], key: str, screen: Screen) -> None:
    tell_from(turn, people, key, screen, why="finding")
