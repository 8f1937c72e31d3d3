"""What is said or pressed at a fact of a walk: a value, a remark, a file, a reason, or where to go.

An answer is in the store before the next screen is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dialog.evaluation.answering import Meaning, meaning
from dialog.evaluation.asking import View, fact_screen, period_screen
from dialog.evaluation.saying import worded
from dialog.evaluation.times import choices
from dialog.evaluation.walking import By, Walk
from dialog.inputs import Say
from dialog.screens import Button, Screen
from handlers.asking import questioning
from handlers.evaluating import entering, files, windows
from handlers.evaluating.books import Shelf
from handlers.evaluating.viewing import view_of
from handlers.evaluating.walking import ASKED, begin_again, current, go_back, go_on, keep, leave, show
from handlers.reading import Attachment
from handlers.turns import Turn
from locales.text import Text, text
from scoring.rulebooks.values import Unfit, read_value

LONGEST_WORDS = 400
_ASKING = ("?", "？")


def press(turn: Turn, verb: str, argument: str) -> None:
    """A button of a walk's screen: `number` or `number:more`. An older screen's button changes nothing."""
    number, _, value = argument.partition(":")
    found = current(turn)
    if found is None:
        turn.toast(text("evaluation.walk.gone"))
        return
    walk, shelf = found
    if number != str(walk.number):
        turn.ask("" if walk.over else ASKED)
        turn.toast(text("evaluation.walk.old_screen"), alert=False)
    elif walk.by is By.SELF and not windows.is_open(turn, shelf):
        turn.toast(text("evaluation.self.closed"))
    elif walk.over:
        _AT_END.get(verb, show)(turn, walk, shelf)
    elif verb in _FOR_ALL:
        _FOR_ALL[verb](turn, walk, shelf, value)
    elif verb in _FOR_JUDGES and walk.by is not By.SELF:
        _FOR_JUDGES[verb](turn, walk, shelf, value)


def answer(turn: Turn, asked: str, said: Say | None, attachment: Attachment | None) -> None:
    """Words or a file while a fact is asked: `value`, `remark` or `reason`."""
    found = current(turn)
    if found is None or found[0].over:
        turn.ask("")
        turn.tell(Screen((text("evaluation.walk.gone"),)))
        return
    walk, shelf = found
    words = said.text.strip() if said else ""
    if walk.by is By.SELF and not windows.is_open(turn, shelf):
        turn.tell(Screen((text("evaluation.self.closed"),)))
    elif attachment is not None:
        show(turn, walk, shelf, files.attach(turn, _shown(turn, walk, shelf), words, attachment))
    else:
        _ANSWERED[asked](turn, walk, shelf, words)


def _take_value(turn: Turn, walk: Walk, shelf: Shelf, words: str) -> None:
    """What was typed, or what a button says."""
    view = view_of(turn, walk, shelf)
    value = read_value(view.fact, words, turn.programme.year)
    if isinstance(value, Unfit):
        _not_read(turn, walk, shelf, words, value)
        return
    meant = meaning(view, value)
    if meant is Meaning.SECOND:
        _offer(turn, view, shelf)
    elif meant is Meaning.CHANGE_CLAIM:
        _ask_reason(turn, view, value)
    else:
        go_on(turn, walk.remarked(""), shelf, _ENTERED[meant](turn, view, value))


def _not_read(turn: Turn, walk: Walk, shelf: Shelf, words: str, unfit: Unfit) -> None:
    """A question in between is answered, and the open one asked again; anything else is no answer."""
    if words.endswith(_ASKING):
        questioning.hear(turn, words)
        turn.show_below(fact_screen(view_of(turn, walk, shelf)))
        turn.ask(ASKED)
    else:
        show(turn, walk, shelf, text("evaluation.not_read", found=words[:40], wanted=unfit.expected))


def _offer(turn: Turn, view: View, shelf: Shelf) -> None:
    """A colleague entered the same: one tap makes it two persons."""
    waiting = view.waits()
    assert waiting is not None, "that is what the answer was compared with"  # noqa: S101
    walk = keep(turn, view.walk)
    label = text("evaluation.button.ok", value=worded(view.fact, waiting.value), by=waiting.by)
    yes = Button(label, f"score:ok:{walk.number}:{waiting.id}")
    turn.show(Screen((entering.offer(shelf, view, waiting),), ((yes,), (_to_question(walk),))))
    turn.ask(ASKED)


def _ask_reason(turn: Turn, view: View, value: str) -> None:
    """A claim is changed with a reason only; the value is kept until it is given."""
    assert view.claim is not None, "that is what the answer was compared with"  # noqa: S101
    walk = replace(view.walk, pending=value)
    claimed, changed = worded(view.fact, view.claim.value), worded(view.fact, value)
    _ask(turn, walk, "reason", text("evaluation.reason.ask", claimed=claimed, changed=changed, most=LONGEST_WORDS))


def _take_reason(turn: Turn, walk: Walk, shelf: Shelf, words: str) -> None:
    if not 0 < len(words) <= LONGEST_WORDS:
        turn.tell(Screen((text("evaluation.reason.length", most=LONGEST_WORDS),)))
        turn.ask("score:reason")
        return
    view = view_of(turn, walk, shelf)
    go_on(turn, walk, shelf, entering.change_claim(turn, view, walk.pending, words))


def _take_remark(turn: Turn, walk: Walk, shelf: Shelf, words: str) -> None:
    if not 0 < len(words) <= LONGEST_WORDS:
        turn.tell(Screen((text("evaluation.remark.length", most=LONGEST_WORDS),)))
        turn.ask("score:remark")
        return
    said = entering.remember(turn, view_of(turn, walk, shelf), words)
    if said is not None:
        show(turn, walk.remarked(""), shelf, said)
    else:
        show(turn, walk.remarked(words), shelf)


def _ask_remark(turn: Turn, walk: Walk, _shelf: Shelf, _: str) -> None:
    _ask(turn, walk, "remark", text("evaluation.remark.ask", most=LONGEST_WORDS))


def _ask(turn: Turn, walk: Walk, what: str, question: Text) -> None:
    walk = keep(turn, walk)
    turn.show(Screen((question,), ((_to_question(walk),),)))
    turn.ask(f"score:{what}")


def _again(turn: Turn, walk: Walk, shelf: Shelf, _: str) -> None:
    show(turn, replace(walk, pending=""), shelf)


def _skip(turn: Turn, walk: Walk, shelf: Shelf, _: str) -> None:
    go_on(turn, walk, shelf)


def _back(turn: Turn, walk: Walk, shelf: Shelf, _: str) -> None:
    go_back(turn, walk, shelf)


def _end(turn: Turn, walk: Walk, shelf: Shelf, _: str) -> None:
    leave(turn, walk, shelf)


def _show_files(turn: Turn, walk: Walk, shelf: Shelf, _: str) -> None:
    files.show(turn, _shown(turn, walk, shelf))


def _show_periods(turn: Turn, walk: Walk, shelf: Shelf, _: str) -> None:
    walk = keep(turn, walk)
    turn.show(period_screen(view_of(turn, walk, shelf)))
    turn.ask(ASKED)


def _set_period(turn: Turn, walk: Walk, shelf: Shelf, value: str) -> None:
    """`Q2`, or `all` for the whole year."""
    allowed = {one[-2:] or "all": one for one in choices(shelf.book, turn.programme.year)}
    show(turn, replace(walk, period=allowed.get(value, walk.period)), shelf)


def _confirm(turn: Turn, walk: Walk, shelf: Shelf, entry: str) -> None:
    """A colleague's entry, or the unit's claim."""
    go_on(turn, walk, shelf, entering.confirm(turn, int(entry)))


def _take_back(turn: Turn, walk: Walk, shelf: Shelf, entry: str) -> None:
    show(turn, walk, shelf, entering.take_back(turn, int(entry)))


def _undo(turn: Turn, walk: Walk, shelf: Shelf, _: str) -> None:
    """What stands is to be taken back, which needs a second person as well."""
    show(turn, walk.remarked(""), shelf, entering.propose(turn, view_of(turn, walk, shelf), None))


def _drop_claim(turn: Turn, walk: Walk, shelf: Shelf, _: str) -> None:
    if walk.by is By.SELF:
        show(turn, walk, shelf, entering.drop_claim(turn, view_of(turn, walk, shelf)))


def _to_question(walk: Walk) -> Button:
    return Button(text("evaluation.button.to_question"), f"score:show:{walk.number}")


def _shown(turn: Turn, walk: Walk, shelf: Shelf) -> files.Shown:
    view = view_of(turn, walk, shelf)
    return files.Shown(shelf, view.unit, view.subject)


def _confirm_claim(turn: Turn, view: View, _: str) -> Text:
    assert view.claim is not None, "that is what the answer was compared with"  # noqa: S101
    return entering.confirm(turn, view.claim.id)


def _unchanged(_: Turn, view: View, value: str) -> Text:
    return text("evaluation.unchanged", name=entering.name_of(view), value=worded(view.fact, value))


_ENTERED: dict[Meaning, Callable[[Turn, View, str], Text]] = {
    Meaning.CLAIM: entering.claim,
    Meaning.PROPOSE: entering.propose,
    Meaning.REPLACE: entering.propose,
    Meaning.CONFIRM_CLAIM: _confirm_claim,
    Meaning.STANDS: _unchanged,
    Meaning.SAID: _unchanged,
}
_Pressed = Callable[[Turn, Walk, Shelf, str], None]
_FOR_ALL: dict[str, _Pressed] = {
    "v": _take_value,
    "show": _again,
    "next": _skip,
    "back": _back,
    "end": _end,
    "note": _ask_remark,
    "ev": _show_files,
    "drop_claim": _drop_claim,
}
_FOR_JUDGES: dict[str, _Pressed] = {
    "when": _show_periods,
    "at": _set_period,
    "ok": _confirm,
    "as_claimed": _confirm,
    "drop": _take_back,
    "undo": _undo,
}
_AT_END: dict[str, Callable[[Turn, Walk, Shelf], None]] = {
    "open": lambda turn, walk, shelf: begin_again(turn, walk, shelf, every=False),
    "every": lambda turn, walk, shelf: begin_again(turn, walk, shelf, every=True),
    "back": go_back,
}
VERBS = frozenset({*_FOR_ALL, *_FOR_JUDGES, *_AT_END})
_ANSWERED: dict[str, _Pressed] = {"value": _take_value, "remark": _take_remark, "reason": _take_reason}
