"""The turns of /correct: month, line, new figure, reason, confirm. A correction never makes anything late."""

from __future__ import annotations

from dataclasses import replace

from dialog.events import Ending, OpeningCorrected, ReportCorrected, SideQuestionAsked
from dialog.numbers import Answer, AskBack, NotApplicable, Nothing, Number, Refused, SameAsLast, Skip, answer, tidy
from dialog.report import reasons
from dialog.report.answering import NOTHING, not_applicable
from dialog.report.asides import confirms, is_question, steering
from dialog.report.checks import breach
from dialog.report.correctable import after, current, lines_of, months, shifted
from dialog.report.ending import CORRECT, STATUS, cancelled_screen
from dialog.report.lines import label
from dialog.report.periods import month, named
from dialog.report.session import Correction, Place, ReportSession
from dialog.report.turn import Turn
from dialog.screens import Screen
from locales.text import text
from programmes.periods import Period
from scoring.figures import Figure, number


def start(turn: Turn, argument: str = "") -> None:
    """/correct, or /correct 2022-06."""
    turn.session = ReportSession(turn.session.screen, Place.CORRECT_PERIOD, correction=Correction())
    if not turn.facts.history.months:
        turn.end(Ending.NOTHING_OPEN)
        turn.show(Screen((text("correct.nothing_filed"),), ((STATUS,),)))
        return
    period = named(argument, turn.facts) if argument else None
    if period in months(turn.facts):
        _choose_month(turn, period)
    elif argument:
        turn.note(text("correct.not_filed", said=argument[:20]))


def _choose_month(turn: Turn, period: Period | None) -> None:
    revises = turn.facts.history.months[period].revision if period else 0
    _move(turn, Place.CORRECT_LINE, Correction(period, revises=revises))


def _move(turn: Turn, place: Place, correction: Correction) -> None:
    turn.session = replace(turn.session, place=place, correction=correction, numbers=(), said="")


def press(turn: Turn, action: str) -> None:
    """What each button of the correction does."""
    verb, _, what = action.partition(":")
    if not _still_true(turn):
        return
    place = turn.session.place
    if verb == "cancel":
        turn.end(Ending.CANCELLED)
        turn.show(cancelled_screen(None))
    elif verb == "back":
        _back(turn)
    elif verb == "periods":
        _move(turn, Place.CORRECT_PERIOD, Correction())
    elif not _press_at(turn, place, verb, what):
        turn.note(text("report.stale"))


def _press_at(turn: Turn, place: Place, verb: str, what: str) -> bool:
    match place, verb:
        case Place.CORRECT_PERIOD, "period":
            return _month_said(turn, what)
        case Place.CORRECT_LINE, "jump":
            return _line_said(turn, what)
        case Place.CORRECT_VALUE, "nothing" | "na" if turn.correction.period is not None:
            _take(turn, Nothing() if verb == "nothing" else NotApplicable())
        case Place.WHICH_NUMBER, "pick" if what in {str(value) for value in turn.session.numbers}:
            _take(turn, Number(int(what)))
        case Place.WHICH_NUMBER, "change":
            _move(turn, Place.CORRECT_VALUE, turn.correction)
        case Place.CORRECT_REASON, "why":
            reason = reasons.picked(what, reasons.CORRECTION)
            return reason is not None and _reason_said(turn, reason)
        case Place.CORRECT_CONFIRM, "submit":
            _confirm(turn)
        case _:
            return False
    return True


def _month_said(turn: Turn, said: str) -> bool:
    period = named(said, turn.facts)
    if said not in ("opening", "期初") and period not in months(turn.facts):
        return False
    _choose_month(turn, period)
    return True


def _line_said(turn: Turn, code: str) -> bool:
    if code not in lines_of(turn.facts, turn.correction.period):
        return False
    _move(turn, Place.CORRECT_VALUE, replace(turn.correction, line=code))
    return True


def _reason_said(turn: Turn, reason: str) -> bool:
    _move(turn, Place.CORRECT_CONFIRM, replace(turn.correction, reason=reason))
    return True


def _back(turn: Turn) -> None:
    places = {
        Place.CORRECT_LINE: Place.CORRECT_PERIOD,
        Place.CORRECT_VALUE: Place.CORRECT_LINE,
        Place.WHICH_NUMBER: Place.CORRECT_VALUE,
        Place.CORRECT_REASON: Place.CORRECT_VALUE,
        Place.CORRECT_CONFIRM: Place.CORRECT_REASON,
    }
    _move(turn, places.get(turn.session.place, Place.CORRECT_PERIOD), turn.correction)


def say(turn: Turn, words: str) -> None:
    """Typed words at the correction's open question."""
    action = steering(words)
    if action in ("back", "cancel"):
        press(turn, action)
    elif _still_true(turn):
        _say_at(turn, words)


def _say_at(turn: Turn, words: str) -> None:
    place, said = turn.session.place, tidy(words)
    if place in (Place.CORRECT_VALUE, Place.WHICH_NUMBER):
        _value_said(turn, words)
    elif not _taken(turn, place, said, words):
        _aside(turn, words)


def _taken(turn: Turn, place: Place, said: str, words: str) -> bool:
    """Whether the words were the month, the line, the reason or the confirmation that is asked for."""
    match place:
        case Place.CORRECT_PERIOD:
            return _month_said(turn, said.casefold())
        case Place.CORRECT_LINE:
            return _line_said(turn, _line_named(turn, words))
        case Place.CORRECT_REASON if 0 < len(reasons.typed(words)) <= reasons.LONGEST and "?" not in said:
            return _reason_said(turn, reasons.typed(words))
        case Place.CORRECT_CONFIRM if confirms(words):
            _confirm(turn)
            return True
    return False


def _line_named(turn: Turn, words: str) -> str:
    """The line whose name as printed was typed."""
    programme, said = turn.facts.programme, "".join(tidy(words).split()).casefold()
    for code in lines_of(turn.facts, turn.correction.period):
        name = label(programme, code)
        names = (name.zh, name.en, *programme.indicator(code).names)
        if said in {"".join(tidy(one).split()).casefold() for one in names}:
            return code
    return ""


def _aside(turn: Turn, words: str) -> None:
    if is_question(words):
        turn.events.append(SideQuestionAsked(words))
    else:
        turn.refuse(turn.correction.line, "choose", text("correct.choose"))


def _value_said(turn: Turn, words: str) -> None:
    found = answer(words, turn.facts.programme.form.ceiling)
    match found:
        case AskBack(readings):
            _move(turn, Place.WHICH_NUMBER, turn.correction)
            turn.session = replace(turn.session, numbers=readings, said=tidy(words)[:40])
        case Refused() if is_question(words):
            turn.events.append(SideQuestionAsked(words))
        case Refused(problem):
            turn.refuse(turn.correction.line, problem, text(f"report.refused.{problem}"))
        case Skip() | SameAsLast():
            turn.refuse(turn.correction.line, "text", text("report.refused.text"))
        case _:
            _take(turn, found)


def _take(turn: Turn, found: Answer) -> None:
    """Hold the new figure until the reason is known; every month from there on must still add up."""
    correction = replace(turn.correction, figure=_figure(turn, found))
    _move(turn, Place.CORRECT_VALUE, turn.correction)
    line, was = correction.line, current(turn.facts, correction.period, correction.line)
    moved = shifted(turn.facts, correction)
    broken = breach(turn.facts, after(turn.facts, correction), correction.period)
    if was and correction.figure and (was.kind, was.value) == (correction.figure.kind, correction.figure.value):
        turn.refuse(line, "unchanged", text("correct.unchanged"))
    elif moved and moved[1].counted < 0:
        turn.refuse(line, "not_contained", text("correct.not_contained", within=month(moved[0])))
    elif broken:
        turn.refuse(line, "breach", broken.spoken(turn.facts))
    else:
        _move(turn, Place.CORRECT_REASON, correction)


def _figure(turn: Turn, found: Answer) -> Figure:
    match found:
        case Number(value):
            return number(value)
        case NotApplicable(reason) if turn.correction.period is not None:
            return not_applicable(reason)
    return NOTHING if turn.correction.period is not None else number(0)


def _still_true(turn: Turn) -> bool:
    """Whether the month still stands as it was shown; if not, begin again at its lines."""
    correction = turn.correction
    filed = turn.facts.history.months.get(correction.period) if correction.period else None
    if correction.period is None or (filed and filed.revision == correction.revises):
        return True
    turn.note(text("correct.changed"))
    start(turn, str(correction.period))
    return False


def _confirm(turn: Turn) -> None:
    """Emit the corrections: the month itself, and the one it was reported in when something moves.

    The screen that follows is drawn by the edge, which knows the new receipt.
    """
    correction = turn.correction
    if correction.figure is None:
        _move(turn, Place.CORRECT_VALUE, correction)
        return
    if correction.period is None:
        _confirm_opening(turn, correction.figure.counted)
        turn.end(Ending.CORRECTED)
        turn.show(Screen((text("correct.done_opening"),), ((STATUS, CORRECT),)))
        return
    moved = shifted(turn.facts, correction)
    _revise(turn, correction.period, _explained(correction.figure, correction.reason))
    if moved:
        _revise(turn, *moved, moved=True)
    turn.end(Ending.CORRECTED)


def _explained(figure: Figure, reason: str) -> Figure:
    return figure if figure.reason else Figure(figure.kind, figure.value, reason)


def _revise(turn: Turn, period: Period, figure: Figure, *, moved: bool = False) -> None:
    filed, line = turn.facts.history.months[period], turn.correction.line
    turn.events.append(
        ReportCorrected(
            turn.facts.unit.code,
            period,
            {**filed.figures, line: figure},
            line,
            filed.figures.get(line),
            figure,
            turn.correction.reason,
            filed.revision,
            moved,
        )
    )


def _confirm_opening(turn: Turn, value: int) -> None:
    opening, line = turn.facts.history.opening or {}, turn.correction.line
    changed = OpeningCorrected(
        turn.facts.unit.code,
        {**opening, line: value},
        line,
        opening.get(line, 0),
        value,
        turn.correction.reason,
    )
    turn.events.append(changed)
