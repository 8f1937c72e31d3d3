"""What the people of a unit and the officials are told of findings: at once, as reminders, and as the weekly digest.

Nothing here is stored or sent; the edge hands in findings as they are at the moment of sending.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from dialog.screens import Button, Screen
from dialog.visits.reminding import Pending
from locales.text import Text, text
from programmes.model import Programme

# So many findings stand in one reminder; the list in chat has all.
_LISTED = 8
_IN_DIGEST = 12
_SHORT = 60
# What one message bears besides its first lines.
_MESSAGE = 3000


def short(words: str, most: int = _SHORT) -> str:
    """One line of at most so many characters."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def left(mend_by: date, today: date) -> Text:
    """How many days are left of today, or that it is overdue."""
    days = (mend_by - today).days
    if days > 0:
        return text("visits.left", days=days)
    return text("visits.today") if days == 0 else text("visits.overdue", days=-days)


def finding_line(one: Pending, today: date, most: int = _SHORT) -> Text:
    """Number, words, deadline."""
    return text(
        "visits.line", id=str(one.id), words=short(one.words, most), day=one.mend_by, left=left(one.mend_by, today)
    )


def told_screens(
    visit: int, unit: str, held_on: date, present: str, findings: Sequence[Pending], today: date
) -> Iterator[Screen]:
    """To the unit's people when a visit was recorded: every finding in full, in as many messages as that takes."""
    head = [text("visits.told", unit=unit, day=held_on, visit=str(visit))]
    if present:
        head.append(text("visits.present", words=present))
    for number, part in enumerate(_parts(findings)):
        lines = [*(head if number == 0 else []), *(finding_line(one, today, len(one.words) + 1) for one in part)]
        yield Screen((*lines, text("visits.told_how")), mended_buttons(part))


def reminder(units: Mapping[str, Sequence[Pending]], programme: Programme, today: date, *, leader: bool) -> Screen:
    """To one person: what is open of their units, the most urgent first; `leader`: told beside the liaisons."""
    every = sorted((one for ones in units.values() for one in ones), key=lambda one: (one.mend_by, one.id))
    shown = every[:_LISTED]
    lines = [text("visits.reminder.leader" if leader else "visits.reminder", count=len(every))]
    place = {unit.code: at for at, unit in enumerate(programme.units)}
    for unit, ones in groupby(sorted(shown, key=lambda one: place[one.unit]), key=lambda one: one.unit):
        if len(units) > 1 or leader:
            lines.append(text("visits.unit", unit=programme.unit(unit).name))
        lines += [finding_line(one, today) for one in ones]
    if len(every) > len(shown):
        lines.append(text("visits.more", count=len(every) - len(shown)))
    return Screen(tuple(lines), mended_buttons(shown))


def digest(overdue: Sequence[Pending], mended: Sequence[Pending], programme: Programme, today: date) -> Screen:
    """To officials once a week: what is overdue, and what a unit says is mended and nobody has closed."""
    lines = [text("visits.digest", overdue=len(overdue), mended=len(mended))]
    for title, ones in ((text("visits.digest.overdue"), overdue), (text("visits.digest.mended"), mended)):
        if ones:
            lines += [title, *(_of_unit(one, programme, today) for one in ones[:_IN_DIGEST])]
        if len(ones) > _IN_DIGEST:
            lines.append(text("visits.digest.more", count=len(ones) - _IN_DIGEST))
    to_open = Button(text("visits.button.open"), "visit:open:0")
    to_mended = Button(text("visits.button.waiting"), "visit:wait:0")
    return Screen(tuple(lines), ((to_open, to_mended),))


def _of_unit(one: Pending, programme: Programme, today: date) -> Text:
    return text("visits.of_unit", unit=programme.unit(one.unit).name, finding=finding_line(one, today, 40))


def _parts(findings: Sequence[Pending]) -> Iterator[list[Pending]]:
    """The findings in order, as many together as one message bears."""
    part: list[Pending] = []
    for one in findings:
        if part and sum(len(each.words) + _SHORT for each in (*part, one)) > _MESSAGE:
            yield part
            part = []
        part.append(one)
    yield part


def mended_buttons(findings: Sequence[Pending]) -> tuple[tuple[Button, ...], ...]:
    """A button for each, two in a row; alone it needs no number."""
    if len(findings) == 1:
        return ((Button(text("visits.button.mended"), f"finding:mend:{findings[0].id}"),),)
    buttons = [Button(text("visits.button.mended_of", id=str(one.id)), f"finding:mend:{one.id}") for one in findings]
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
