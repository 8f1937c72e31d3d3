"""Evidence by chat: a photo, a file, a link or words, attached to an item of a unit, shown again, taken away.

Files stay with Telegram; what is kept is the id by which it sends them again. Whoever attached it, or an admin, may
take it away, and the trail keeps that.
"""

from __future__ import annotations

from dataclasses import dataclass

from dialog.attachments import kind_of
from dialog.evaluation.evidence import LONGEST, MOST, Attached, evidence_screen
from dialog.evaluation.subjects import Subject
from dialog.evaluation.walking import By
from dialog.inputs import Say
from dialog.screens import Button, Screen
from handlers.evaluating import windows
from handlers.evaluating.books import Shelf, belongs, judges, shelf_at, shelf_of
from handlers.evaluating.viewing import Speaker, evidence_seen
from handlers.evaluating.walking import current
from handlers.evidence import METHODS, send_again
from handlers.reading import Attachment
from handlers.turns import Turn
from locales.text import Text, text
from programmes.model import Unit
from programmes.roles import Role
from store.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Shown:
    """The item of a unit that evidence belongs to."""

    shelf: Shelf
    unit: Unit
    subject: Subject

    @property
    def address(self) -> str:
        return f"{self.shelf.place}:{self.unit.code}:{self.subject.key}"


def press(turn: Turn, argument: str) -> None:
    """`0:xx-a02:2.1.4`: the evidence of that item."""
    shown = _addressed(turn, argument)
    if shown is None:
        turn.toast(text("screen.no_rights_now"))
    else:
        show(turn, shown)


def show(turn: Turn, shown: Shown, *before: Text) -> None:
    """What is attached; the next words or files are attached too."""
    own = not judges(turn)
    held = evidence_seen(turn, shown.shelf, shown.unit.code, shown.subject.key, own=own)
    speaker = Speaker(turn, shown.shelf, shown.unit, own=own)
    attached = [_attached(turn, one, speaker) for one in held]
    turn.show(evidence_screen(shown.unit, shown.subject, attached, _way_back(turn, shown), before))
    turn.ask(f"score:files:{shown.address}")


def answer(turn: Turn, address: str, said: Say | None, attachment: Attachment | None) -> None:
    """Something is sent while the evidence of an item is open."""
    shown = _addressed(turn, address)
    if shown is None:
        turn.ask("")
        turn.tell(Screen((text("screen.no_rights_now"),)))
        return
    show(turn, shown, attach(turn, shown, said.text.strip() if said else "", attachment))


def attach(turn: Turn, shown: Shown, words: str, attachment: Attachment | None) -> Text:
    """Keep it, and say so; or say what is wrong with it."""
    held = turn.tx.evidence.of(shown.shelf.book.code, shown.unit.code, shown.subject.key)
    if not words and attachment is None:
        return text("evaluation.evidence.nothing")
    if len(words) > LONGEST:
        return text("evaluation.evidence.long", found=len(words), most=LONGEST)
    if len(held) >= MOST:
        return text("evaluation.evidence.many", most=MOST)
    kind, content, name = _of_file(attachment, words) if attachment else (kind_of(words), words, "")
    place = (shown.shelf.book.code, shown.unit.code, shown.subject.key)
    turn.tx.evidence.add(*place, kind, content, name, by=turn.author, who=turn.who, now=turn.now)
    return text("evaluation.evidence.kept", kind=text(f"evaluation.evidence.{kind}"), name=shown.subject.name)


def _of_file(sent: Attachment, caption: str) -> tuple[str, str, str]:
    """Named by its caption, else by its own name: a list of nameless files says nothing."""
    return sent.kind, sent.file_id, caption or sent.name


def see(turn: Turn, argument: str) -> None:
    """Send the photo or file again."""
    found = _readable(turn, argument)
    if found is None or found.kind not in METHODS:
        turn.toast(text("evaluation.evidence.gone"))
        return
    send_again(turn, found)
    _stay(turn, found)


def remove(turn: Turn, argument: str) -> None:
    """By whoever attached it, or an admin."""
    found = _readable(turn, argument)
    if found is None:
        turn.toast(text("evaluation.evidence.gone"))
    elif not _may_remove(turn, found):
        turn.toast(text("evaluation.evidence.not_yours"))
        _stay(turn, found)
    else:
        turn.tx.evidence.remove(found.id, by=turn.author, who=turn.who, now=turn.now)
        shown = _addressed(turn, _address(turn, found))
        if shown is not None:
            show(turn, shown, text("evaluation.evidence.removed"))


def _stay(turn: Turn, found: Evidence) -> None:
    """The item's evidence stays open for more."""
    turn.ask(f"score:files:{_address(turn, found)}")


def _addressed(turn: Turn, address: str) -> Shown | None:
    """The item of that address, for officials and for the unit's own people while its assessment is open."""
    place, _, rest = address.partition(":")
    code, _, key = rest.partition(":")
    shelf = shelf_at(turn.programme, place)
    unit, subject = (shelf.unit(code), shelf.questions.subject(key)) if shelf else (None, None)
    if shelf is None or unit is None or subject is None:
        return None
    may = judges(turn) or (belongs(turn, code) and windows.is_open(turn, shelf))
    return Shown(shelf, unit, subject) if may else None


def _address(turn: Turn, found: Evidence) -> str:
    shelf = shelf_of(turn.programme, found.rulebook)
    return f"{shelf.place if shelf else ''}:{found.unit}:{found.item}"


def _readable(turn: Turn, argument: str) -> Evidence | None:
    found = turn.tx.evidence.get(int(argument)) if argument.isdecimal() else None
    if found is None or judges(turn):
        return found
    shelf = shelf_of(turn.programme, found.rulebook)
    seen = evidence_seen(turn, shelf, found.unit, found.item, own=True) if shelf and belongs(turn, found.unit) else ()
    return found if found in seen else None


def _may_remove(turn: Turn, one: Evidence) -> bool:
    return one.added_by == turn.author or turn.has(Role.ADMIN)


def _attached(turn: Turn, one: Evidence, speaker: Speaker) -> Attached:
    day = turn.programme.calendar.today(one.added_at)
    words = one.name or ("" if one.kind in METHODS else one.content)
    by = speaker.name(one.added_by, of_unit=True)
    return Attached(one.id, one.kind.value, words, by, day, _may_remove(turn, one))


def _way_back(turn: Turn, shown: Shown) -> Button:
    """To the question that this evidence is for, or to the entries that wait."""
    found = current(turn)
    if found:
        walk, _ = found
        subject = shown.shelf.book.facts().get(walk.fact)
        at_item = subject is not None and subject in shown.subject.facts
        if walk.unit == shown.unit.code and at_item and walk.rulebook == shown.shelf.book.code:
            return Button(text("evaluation.button.to_question"), f"score:show:{walk.number}")
        if walk.by is By.SELF and not judges(turn):
            return Button(text("evaluation.self.button.back"), f"self:unit:{shown.unit.code}")
    return Button(text("evaluation.check.button.list"), f"score:checks:{shown.shelf.place}:{shown.unit.code}")
