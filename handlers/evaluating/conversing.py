"""Which function gets a press or words of the evaluation: `score:…` and `self:…`. Rights are looked at here first."""

from __future__ import annotations

from collections.abc import Callable

from dialog.evaluation.walking import By
from dialog.inputs import Say
from dialog.screens import Screen
from handlers import homes
from handlers.evaluating import answering, checking, files, home, self_assessing, showing, walking
from handlers.evaluating.books import judges, shelf_at, shelf_of
from handlers.reading import Attachment
from handlers.turns import Turn
from locales.text import text


def press(turn: Turn, argument: str) -> None:
    """`what:…`. A walk's own buttons and evidence are for units' people as well; everything else is for officials."""
    what, _, rest = argument.partition(":")
    if what in answering.VERBS:
        answering.press(turn, what, rest)
    elif what in _FOR_BOTH:
        _FOR_BOTH[what](turn, rest)
    elif not judges(turn):
        turn.toast(text("screen.no_rights_now"))
    elif what in _FOR_JUDGES:
        _FOR_JUDGES[what](turn, rest)
    else:
        home.show(turn)


def answer(turn: Turn, asked: str, said: Say | None, attachment: Attachment | None) -> None:
    """What was asked in words: `value`, `remark`, `reason`, `files:…`, `return:…` or `name:…`."""
    what, _, rest = asked.partition(":")
    if what == "files":
        files.answer(turn, rest, said, attachment)
    elif what == "return":
        checking.answer(turn, rest, said, attachment)
    elif what == "name":
        _named(turn, rest, said)
    elif said and (desk := homes.spoken(turn, said.text)) and desk.action in _DESKS:
        _DESKS[desk.action](turn)
    else:
        answering.answer(turn, what, said, attachment)


def fix(turn: Turn, argument: str) -> None:
    """The fact of an entry that was returned, asked again for the same time."""
    found = turn.tx.facts.get(int(argument)) if argument.isdecimal() else None
    shelf = shelf_of(turn.programme, found.spot.rulebook) if found else None
    if (
        found is None
        or shelf is None
        or shelf.unit(found.spot.unit) is None
        or found.spot.key not in shelf.book.facts()
    ):
        turn.toast(text("evaluation.not_open_any_more"))
        return
    spot = found.spot
    walking.begin(turn, shelf, By.UNIT, spot.unit, fact=spot.key, period=spot.period)


def _named(turn: Turn, rest: str, said: Say | None) -> None:
    """The name of a unit was typed where one is to be chosen: `walk:0` or `unit:0`."""
    then, _, place = rest.partition(":")
    shelf = shelf_at(turn.programme, place)
    if shelf is None or not judges(turn):
        turn.ask("")
        turn.tell(Screen((text("screen.no_rights_now"),)))
        return
    unit = home.unit_called(turn, said.text if said else "", shelf)
    if unit is None:
        turn.ask(f"score:name:{rest}")
        return
    turn.ask("")
    _FOR_JUDGES[then](turn, f"{place}:{unit.code}")


def _resume(turn: Turn, _: str) -> None:
    walking.resume(turn)


# What can be said in the middle of a walk to leave it, which stays where it is.
_DESKS: dict[str, Callable[[Turn], None]] = {"score": home.show, "self": self_assessing.open_}
_Press = Callable[[Turn, str], None]
_FOR_BOTH: dict[str, _Press] = {"see": files.see, "remove": files.remove, "files": files.press, "resume": _resume}
_FOR_JUDGES: dict[str, _Press] = {
    "book": home.show_desk,
    "items": home.show_items,
    "item": home.begin_item,
    "units": home.show_units,
    "walk": home.begin_unit,
    "claims": home.show_claims,
    "review": home.begin_review,
    "explain": home.show_unit_to_explain,
    "results": showing.show_all,
    "unit": showing.show_unit,
    "check": checking.show_heaps,
    "checks": checking.show_unit,
    "batch": checking.show_batch,
    "entry": checking.show_entry,
    "confirm": checking.confirm,
    "all": checking.confirm_unit,
    "all_batch": checking.confirm_batch,
    "return": checking.ask_reason,
    "back_off": checking.take_back,
    "fix": fix,
}
