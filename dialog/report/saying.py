"""What typed words mean at each open question: an answer, a word that steers, or a question to the bot."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from dialog.events import SideQuestionAsked
from dialog.numbers import AskBack, NotApplicable, Nothing, Number, Problem, Refused, SameAsLast, Skip, answer, tidy
from dialog.report import leaving, reasons, starting
from dialog.report.answering import opening_value, take, take_bodies, take_opening
from dialog.report.asides import about_deadline, confirms, is_question, steering, yes_or_no
from dialog.report.batch import Batch, WrongCount, read
from dialog.report.lines import targeted, wanted
from dialog.report.periods import named
from dialog.report.pressing import give_reason, press_draft
from dialog.report.session import Place
from dialog.report.turn import Turn
from locales.text import text

_OPENING_WORD = re.compile(r"(?:期初|opening)[\s:,、]*(.+)", re.IGNORECASE | re.DOTALL)

# Where 确认提交 comes too early.
_BEFORE_THE_SUMMARY = (Place.BODIES, Place.LINE, Place.OPENING, Place.OPENING_LINE, Place.WHICH_NUMBER)


def say(turn: Turn, words: str) -> None:
    """Steering words first, then the calendar's answer to 截止哪天, then the open question."""
    action = steering(words)
    if action:
        press_draft(turn, action)
        return
    if _deadline(turn, words) or _another_month(turn, words):
        return
    if confirms(words) and turn.session.place in _BEFORE_THE_SUMMARY:
        turn.note(text("report.not_ready"))
        return
    _PLACES.get(turn.session.place, _line)(turn, words)


def _another_month(turn: Turn, words: str) -> bool:
    """Figures that name another month begin that month's report; this one's draft is kept."""
    period, rest = starting.split_month(words, turn.facts)
    here = turn.session.place is Place.REASON or period is None or period == turn.session.period
    if here or read(rest, turn.facts) is None:
        return False
    starting.start(turn, str(period), rest)
    return True


def _deadline(turn: Turn, words: str) -> bool:
    period = turn.session.period
    # A typed reason may well speak of deadlines; there only a question mark makes it a question.
    if period is None or (turn.session.place is Place.REASON and not re.search("[?？]", words)):
        return False
    found = about_deadline(words, turn.facts, period, turn.now)
    if found:
        turn.note(found)
    return found is not None


def _aside(turn: Turn, words: str, problem: str, key: str) -> None:
    """Not an answer here: a question goes to the bot, anything else is told what is expected."""
    if is_question(words):
        turn.events.append(SideQuestionAsked(words))
    else:
        turn.refuse(turn.session.line, problem, text(key))


def _line(turn: Turn, words: str) -> None:
    line = turn.session.line
    found = answer(words, turn.facts.programme.form.ceiling)
    if isinstance(found, Refused):
        if _several(turn, words):
            return
        if found.problem is Problem.TEXT and is_question(words):
            turn.events.append(SideQuestionAsked(words))
            return
    turn.go(Place.LINE, line)
    if take(turn, line, found, tidy(words)):
        turn.go_on()


def _several(turn: Turn, words: str) -> bool:
    """A message of several figures; `1,20` is one badly grouped number, not two."""
    if isinstance(read(words, turn.facts, wanted(turn.facts, turn.draft)), WrongCount) and re.search("[,，]", words):
        return False
    return starting.take_message(turn, words)


def _bodies(turn: Turn, words: str) -> None:
    found = answer(words, turn.facts.programme.form.ceiling)
    if isinstance(found, SameAsLast | Nothing | Skip):
        take_bodies(turn, found)
    elif starting.take_bodies_row(turn, words) or _several_labelled(turn, words):
        return
    else:
        _aside(turn, words, "which_body", "report.refused.which_body")


def _several_labelled(turn: Turn, words: str) -> bool:
    return isinstance(read(words, turn.facts), Batch) and starting.take_message(turn, words)


def _reason(turn: Turn, words: str) -> None:
    found = answer(words, turn.facts.programme.form.ceiling)
    if isinstance(found, Number | Skip):
        _line(turn, words)
    elif re.search("[?？]", words):
        turn.events.append(SideQuestionAsked(words))
    elif isinstance(found, Nothing | NotApplicable | SameAsLast) or not reasons.typed(words):
        turn.refuse(turn.session.line, "reason", text("report.refused.reason"))
    elif len(reasons.typed(words)) > reasons.LONGEST:
        turn.refuse(turn.session.line, "reason_long", text("report.refused.reason_long", most=reasons.LONGEST))
    else:
        give_reason(turn, reasons.typed(words))


def _summary(turn: Turn, words: str) -> None:
    if confirms(words):
        leaving.submit(turn)
    elif not _several_labelled(turn, words):
        _aside(turn, words, "choose", "report.refused.choose_line")


def _periods(turn: Turn, words: str) -> None:
    period = named(words, turn.facts)
    if period in turn.facts.programme.calendar.opened(turn.now):
        starting.open_report(turn, period, turn.session.said)
    else:
        _aside(turn, words, "period", "report.refused.period")


def _yes_no(verb: str) -> Callable[[Turn, str], None]:
    def do(turn: Turn, words: str) -> None:
        said = yes_or_no(words)
        if said is not None:
            press_draft(turn, f"{verb}:{'yes' if said else 'no'}")
        elif verb != "contains" or not _several_labelled(turn, words):
            _aside(turn, words, "yes_no", "report.refused.yes_no")

    return do


def _opening(turn: Turn, words: str) -> None:
    forced = _OPENING_WORD.fullmatch(words.strip())
    if forced:
        _opening_said(turn, forced[1])
        return
    every, this_month = set(targeted(turn.facts)), set(wanted(turn.facts, turn.draft))
    found = read(words, turn.facts, targeted(turn.facts))
    said = set(found.answers) if isinstance(found, Batch) else set()
    if said > this_month and not said <= every:
        starting.take_message(turn, words)
    elif said and said in (every, this_month) and _labelled(words):
        turn.go(Place.OPENING_OR_MONTH)
        turn.session = replace(turn.session, said=words)
    else:
        _opening_said(turn, words)


def _labelled(words: str) -> bool:
    return bool(re.search(r"[^\W\d_]", words))


def _opening_said(turn: Turn, words: str) -> None:
    found = answer(words, turn.facts.programme.form.ceiling)
    if found == Number(0) or isinstance(found, Nothing | NotApplicable | Skip | SameAsLast):
        press_draft(turn, "open-zero")
    elif isinstance(found, Number):
        _first_opening(turn, found.value)
    elif not starting.take_opening_message(turn, words):
        problem = found.problem if isinstance(found, Refused) else Problem.TEXT
        _aside(turn, words, problem, "report.refused.opening")


def _first_opening(turn: Turn, value: int) -> None:
    """One bare number is the first balance that is still open; the others are then asked one by one."""
    missing = [code for code in targeted(turn.facts) if code not in (turn.draft.opening or {})]
    if not missing:
        turn.refuse("opening", "opening", text("report.refused.opening"))
    elif take_opening(turn, {missing[0]: value}):
        turn.go_on()


def _opening_line(turn: Turn, words: str) -> None:
    line = turn.session.line
    value = opening_value(turn, line, words)
    if value is not None:
        if take_opening(turn, {line: value}):
            turn.go_on()
    elif not isinstance(answer(words), AskBack) and is_question(words):
        turn.events.append(SideQuestionAsked(words))


def _opening_or_month(turn: Turn, words: str) -> None:
    if tidy(words).casefold() in ("期初", "opening"):
        press_draft(turn, "as:opening")
    else:
        _aside(turn, words, "opening_or_month", "report.refused.opening_or_month")


_PLACES: dict[Place, Callable[[Turn, str], None]] = {
    Place.BODIES: _bodies,
    Place.CANCEL: _yes_no("cancel"),
    Place.CONTAINS: _yes_no("contains"),
    Place.OPENING: _opening,
    Place.OPENING_LINE: _opening_line,
    Place.OPENING_OR_MONTH: _opening_or_month,
    Place.PERIODS: _periods,
    Place.REASON: _reason,
    Place.SUMMARY: _summary,
    Place.TAKE_OVER: _yes_no("take"),
}
