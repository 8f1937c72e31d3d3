"""The unit's people: their open findings, and telling how one was mended, with words and evidence.

Reached by the home screen, by the button under a message, and by saying 整改. What was told and not sent yet stands in
the person's session.
"""

from __future__ import annotations

from dialog.codec import load_session
from dialog.inputs import Press, Say
from dialog.paging import page_number, page_of, turners
from dialog.report.session import Place
from dialog.screens import Button, Screen
from dialog.visits.asking import attached_named
from dialog.visits.mending import Mending, Unmended, dump_mending, load_mending, told
from dialog.visits.wording import finding_line, left, mended_buttons
from handlers.reading import Attachment
from handlers.rendering import labels_of, normal
from handlers.turns import Turn
from handlers.visiting import telling
from handlers.visiting.evidence import attached_of, keep, kept, send
from handlers.visiting.outstanding import pending
from handlers.visiting.showing import finding_lines
from locales.text import Text, text
from programmes.roles import REPORTERS
from store.visits import Finding, FindingState

NOTE = "mend"
_OPEN = (FindingState.OPEN, FindingState.MENDED)
_NO_REPORT = frozenset({Place.IDLE, Place.FILED})
_PAGE = 8
_WORDS = frozenset(labels_of(Screen((), ((Button(text("visits.button.mine"), "finding"),),))))


def count(turn: Turn) -> int:
    """How many findings of the person's units are not closed: 0 takes the button from the home screen."""
    return len(_mine(turn)) if turn.has(*REPORTERS) and turn.programme.calendar.findings else 0


def spoken(turn: Turn, words: str) -> Press | None:
    """整改 or findings, said by somebody of a unit; in the middle of a report it may be an answer."""
    if normal(words) not in _WORDS or not turn.has(*REPORTERS) or turn.programme.calendar.findings is None:
        return None
    return Press("finding", 0) if load_session(turn.session.report).place in _NO_REPORT else None


def press(turn: Turn, argument: str) -> None:
    """`mend:12`, `anew:12`, `send:12`, `ev:12`, or `list:1`. A finding of another unit is none."""
    what, _, number = argument.partition(":")
    if not turn.has(*REPORTERS) or turn.programme.calendar.findings is None:
        turn.toast(text("screen.no_rights_now"))
        return
    one = _own(turn, number)
    if what in ("", "list"):
        _show_mine(turn, page_number(number))
    elif one is None:
        _show_mine(turn, 0, text("visits.no_finding", id=number), text(""))
    elif what == "mend":
        _begin(turn, one)
    elif what == "anew":
        _ask_words(turn, one)
    elif what == "send":
        _send(turn, one)
    elif what == "ev":
        send(turn, one.unit, f"finding:{one.id}")
    else:
        _show_one(turn, one)


def answer(turn: Turn, number: str, said: Say | None, attachment: Attachment | None) -> None:
    """Words, pictures, files and links on how it was mended, in as many messages as it takes."""
    one = _own(turn, number)
    if one is None or one.state is not FindingState.OPEN:
        turn.ask("")
        _show_mine(turn, 0, text("visits.mended.before", id=number), text(""))
        return
    known = load_mending(turn.noted(NOTE), one.id)
    taken = told(known, said.text.strip() if said else "", attached_of(attachment))
    if isinstance(taken, Unmended):
        turn.tell(Screen((taken.why,)))
        return
    turn.note(NOTE, dump_mending(taken))
    _show_told(turn, one, taken)


def _show_mine(turn: Turn, number: int, *before: Text) -> None:
    """What is to be mended, the most urgent first, a page at a time; then what waits for an official."""
    today, found = turn.programme.calendar.today(turn.now), _mine(turn)
    opened = [one for one in found if one.state is FindingState.OPEN]
    mended = [one for one in found if one.state is FindingState.MENDED]
    page, several = page_of(opened, number, _PAGE), len({one.unit for one in found}) > 1
    lines = [*before, text("visits.mine", count=len(opened)) if opened else text("visits.mine.none")]
    for one in page.items:
        line = finding_line(pending(one), today, 200)
        lines.append(text("visits.of_unit", unit=turn.programme.unit(one.unit).name, finding=line) if several else line)
    if mended:
        lines.append(text("visits.mine.waiting", count=len(mended), ids="、".join(str(one.id) for one in mended)))
    turning = turners(page, "finding:list")
    rows = (*mended_buttons([pending(one) for one in page.items]), *((turning,) if turning else ()))
    turn.show(Screen(tuple(lines), (*rows, (Button(text("visits.button.to_home"), "home"),))))


def _show_one(turn: Turn, one: Finding) -> None:
    lines = [text("visits.finding", id=str(one.id), unit=turn.programme.unit(one.unit).name)]
    lines += [text("visits.quoted", words=one.words), *finding_lines(turn, one)]
    rows: list[tuple[Button, ...]] = []
    if one.state is FindingState.OPEN:
        rows.append((Button(text("visits.button.mended"), f"finding:mend:{one.id}"),))
    if kept(turn, one.unit, f"finding:{one.id}"):
        rows.append((Button(text("visits.button.see_evidence"), f"finding:ev:{one.id}"),))
    turn.show(Screen(tuple(lines), (*rows, _back())))


def _begin(turn: Turn, one: Finding) -> None:
    """What was told before and not sent stands; otherwise the first words are asked for."""
    known = load_mending(turn.noted(NOTE), one.id)
    if one.state is FindingState.OPEN and (known.words or known.attached):
        _show_told(turn, one, known)
    else:
        _ask_words(turn, one)


def _ask_words(turn: Turn, one: Finding) -> None:
    """Nothing is told yet, or what was is forgotten."""
    if one.state is not FindingState.OPEN:
        _show_one(turn, one)
        return
    today = turn.programme.calendar.today(turn.now)
    turn.note(NOTE, dump_mending(Mending(one.id)))
    lines = [text("visits.ask.mended", id=str(one.id)), text("visits.quoted", words=one.words)]
    lines.append(text("visits.deadline", day=one.mend_by, left=left(one.mend_by, today)))
    turn.show(Screen(tuple(lines), (_back(),)))
    turn.ask(f"finding:{one.id}")


def _show_told(turn: Turn, one: Finding, known: Mending) -> None:
    """What would be sent; more may still come."""
    lines = [text("visits.mended.so_far", id=str(one.id))]
    lines.append(text("visits.mended.words", words=known.words or text("visits.not_said")))
    if known.attached:
        lines.append(text("visits.attached", what=attached_named(known.attached)))
    lines.append(text("visits.mended.more" if known.words else "visits.mended.needs_words"))
    again = Button(text("visits.button.rewrite"), f"finding:anew:{one.id}")
    row = (Button(text("visits.button.send"), f"finding:send:{one.id}"), again) if known.words else (again,)
    turn.show(Screen(tuple(lines), (row, _back())))
    turn.ask(f"finding:{one.id}")


def _send(turn: Turn, one: Finding) -> None:
    """Told once: a second press finds it mended. Officials are told in the same transaction."""
    known = load_mending(turn.noted(NOTE), one.id)
    if one.state is not FindingState.OPEN:
        _show_one(turn, one)
        return
    if not known.words:
        _ask_words(turn, one)
        return
    mended = turn.tx.visits.tell_mended(one.id, known.words, by=turn.author, who=turn.who, now=turn.now)
    if mended is None:
        return
    for each in known.attached:
        keep(turn, one.unit, f"finding:{one.id}", each)
    turn.note(NOTE, "")
    officials = telling.tell_mended(turn, mended, len(kept(turn, one.unit, f"finding:{one.id}")))
    _show_mine(turn, 0, text("visits.mended.done", id=str(one.id), count=officials), text(""))


def _mine(turn: Turn) -> list[Finding]:
    """What is open or waits, of the units that this person stands for; the most urgent first."""
    found = [one for unit in turn.own_units for one in turn.tx.visits.findings(_OPEN, unit)]
    return sorted(found, key=lambda one: (one.mend_by, one.id))


def _own(turn: Turn, number: str) -> Finding | None:
    one = turn.tx.visits.finding(int(number)) if number.isascii() and number.isdecimal() else None
    return one if one and one.unit in turn.own_units else None


def _back() -> tuple[Button, ...]:
    return (Button(text("visits.button.my_list"), "finding"),)
