"""What each button of the report does. An action that the open question does not offer changes nothing and says so."""

from __future__ import annotations

from collections.abc import Callable

from dialog.events import Ending
from dialog.numbers import Answer, NotApplicable, Nothing, Number, SameAsLast, Skip
from dialog.report import leaving, reasons, starting
from dialog.report.answering import take, take_bodies, take_opening
from dialog.report.checks import drafted, oddity
from dialog.report.ending import cancelled_screen
from dialog.report.lines import in_turn, is_first, targeted
from dialog.report.periods import named
from dialog.report.session import Place
from dialog.report.turn import Turn
from dialog.report.walk import Stop, before, stop_of
from locales.text import text
from scoring.figures import Figure

_ANSWERS: dict[str, Answer] = {
    "same": SameAsLast(),
    "nothing": Nothing(),
    "na": NotApplicable(),
    "skip": Skip(),
}
# Where a button can stand; a verb that is not here stands on several screens.
_ONLY_AT: dict[str, tuple[Place, ...]] = {
    "as": (Place.OPENING_OR_MONTH,),
    "change": (Place.REASON, Place.WHICH_NUMBER),
    "contains": (Place.CONTAINS, Place.SUMMARY),
    "keep": (Place.LINE,),
    "na": (Place.LINE,),
    "nothing": (Place.LINE,),
    "open-zero": (Place.OPENING,),
    "period": (Place.PERIODS,),
    "pick": (Place.WHICH_NUMBER,),
    "same": (Place.LINE, Place.BODIES),
    "skip": (Place.LINE,),
    "submit": (Place.SUMMARY,),
    "take": (Place.TAKE_OVER,),
    "why": (Place.REASON,),
    "zero": (Place.OPENING_LINE,),
}
# Places that offer only their own buttons: the draft is another's, or something is being settled first.
_CLOSED_IN = {
    Place.PERIODS: ("period", "cancel"),
    Place.TAKE_OVER: ("take",),
    Place.CANCEL: ("cancel", "save"),
    Place.CONTAINS: ("contains", "periods", "cancel", "save"),
}


def press_draft(turn: Turn, action: str) -> None:
    """Do what the button says, when the open question has such a button."""
    verb, _, what = action.partition(":")
    if not (_offered(turn.session.place, verb) and _VERBS[verb](turn, what)):
        turn.note(text("report.stale"))


def _offered(place: Place, verb: str) -> bool:
    return verb in _VERBS and verb in _CLOSED_IN.get(place, _VERBS) and place in _ONLY_AT.get(verb, (place,))


def _answer(verb: str) -> Callable[[Turn, str], bool]:
    def do(turn: Turn, what: str) -> bool:
        del what
        if turn.session.place is Place.BODIES:
            take_bodies(turn, SameAsLast())
        elif take(turn, turn.session.line, _ANSWERS[verb]):
            turn.go_on()
        return True

    return do


def _back(turn: Turn, what: str) -> bool:
    del what
    place, line = turn.session.place, turn.session.line
    if place in (Place.REASON, Place.WHICH_NUMBER):
        turn.go(Place.LINE, line)
    elif place is Place.OPENING_LINE:
        turn.go(Place.OPENING)
    elif place is Place.LINE and stop_of(turn.facts, line).place is Place.BODIES:
        turn.go(Place.BODIES)
    else:
        here = stop_of(turn.facts, line) if place is Place.LINE else Stop(place)
        found = before(turn.facts, turn.draft, here)
        if found is None:
            return False
        turn.go_to(found)
    return True


def _lines(turn: Turn, what: str) -> bool:
    del what
    turn.go(Place.SUMMARY)
    return True


def _next(turn: Turn, what: str) -> bool:
    del what
    turn.go_on()
    return True


def _save(turn: Turn, what: str) -> bool:
    del what
    leaving.save(turn)
    return True


def _cancel(turn: Turn, what: str) -> bool:
    if what and turn.session.place is not Place.CANCEL:
        return False
    if what == "yes":
        leaving.drop(turn)
    elif what == "no":
        turn.go_on()
    else:
        leaving.cancel(turn)
    return True


def _submit(turn: Turn, what: str) -> bool:
    del what
    leaving.submit(turn)
    return True


def _jump(turn: Turn, what: str) -> bool:
    known = what in {line.indicator for line in turn.facts.programme.form.lines}
    if not known or not in_turn(turn.facts, turn.draft, what):
        return False
    turn.go(Place.LINE, what)
    return True


def _bodies(turn: Turn, what: str) -> bool:
    del what
    turn.go(Place.BODIES)
    return True


def _keep(turn: Turn, what: str) -> bool:
    del what
    turn.go_on()
    return True


def _change(turn: Turn, what: str) -> bool:
    del what
    turn.go(Place.LINE, turn.session.line)
    return True


def _pick(turn: Turn, what: str) -> bool:
    session = turn.session
    chosen = next((value for value in session.numbers if str(value) == what), None)
    if chosen is None:
        return False
    turn.go(Place.LINE, session.line)
    if take(turn, session.line, Number(chosen)):
        turn.go_on()
    return True


def _why(turn: Turn, what: str) -> bool:
    odd = oddity(turn.facts, drafted(turn.facts, turn.draft), turn.draft.period, turn.session.line)
    reason = reasons.picked(what, reasons.ODD if odd else reasons.NOT_APPLICABLE)
    if reason is None:
        return False
    give_reason(turn, reason)
    return True


def give_reason(turn: Turn, reason: str) -> None:
    """Store it with the figure that it explains."""
    line = turn.session.line
    figure = turn.draft.figures[line]
    explained = Figure(figure.kind, figure.value, reason)
    turn.accept(line, explained, turn.draft.with_figure(line, explained))
    turn.note(text("report.echo.reason"))
    turn.go_on()


def _period(turn: Turn, what: str) -> bool:
    period = named(what, turn.facts)
    if period not in turn.facts.programme.calendar.opened(turn.now):
        return False
    starting.open_report(turn, period, turn.session.said)
    return True


def _periods(turn: Turn, what: str) -> bool:
    del what
    turn.go(Place.PERIODS)
    return True


def _take(turn: Turn, what: str) -> bool:
    if what == "yes":
        starting.take_over(turn)
    else:
        turn.end(Ending.CANCELLED)
        turn.show(cancelled_screen(None))
    return True


def _contains(turn: Turn, what: str) -> bool:
    starting.answer_contains(turn, contained=what == "yes")
    return True


def _opening(turn: Turn, what: str) -> bool:
    del what
    if is_first(turn.facts):
        turn.go(Place.OPENING)
    return is_first(turn.facts)


def _open(turn: Turn, what: str) -> bool:
    if not is_first(turn.facts) or what not in targeted(turn.facts):
        return False
    turn.go(Place.OPENING_LINE, what)
    return True


def _zero(turn: Turn, what: str) -> bool:
    del what
    one = turn.session.place is Place.OPENING_LINE
    lines = (turn.session.line,) if one else targeted(turn.facts)
    if take_opening(turn, dict.fromkeys(lines, 0)):
        turn.go_on()
    return True


def _as(turn: Turn, what: str) -> bool:
    said = turn.session.said
    turn.go(Place.OPENING)
    if what == "month":
        starting.take_message(turn, said)
    else:
        starting.take_opening_message(turn, said)
    return True


_VERBS: dict[str, Callable[[Turn, str], bool]] = {
    **{verb: _answer(verb) for verb in _ANSWERS},
    "as": _as,
    "back": _back,
    "bodies": _bodies,
    "cancel": _cancel,
    "change": _change,
    "contains": _contains,
    "jump": _jump,
    "keep": _keep,
    "lines": _lines,
    "next": _next,
    "open": _open,
    "open-zero": _zero,
    "opening": _opening,
    "period": _period,
    "periods": _periods,
    "pick": _pick,
    "save": _save,
    "submit": _submit,
    "take": _take,
    "why": _why,
    "zero": _zero,
}
