"""What typed words mean at each open question: the words of a part, a word that steers, or a question to the bot."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from dialog.events import SideQuestionAsked
from dialog.numbers import tidy
from dialog.report import reasons
from dialog.report.asides import asks_deadline, confirms, is_question, steering, yes_or_no
from dialog.text_reports import leaving, starting
from dialog.text_reports.facts import TextFacts
from dialog.text_reports.pressing import do
from dialog.text_reports.quarters import due_line, form_name, mentioned, named, spoken, unfiled
from dialog.text_reports.reading import clean, headed, length
from dialog.text_reports.session import Place
from dialog.text_reports.turn import Turn
from dialog.text_reports.writing import write
from locales.text import text
from programmes.model import TextForm
from programmes.quarters import Quarter

# A question to the bot is short; a report may well ask one.
_QUESTION = 40
_DONE = frozenset({"好了", "写完了", "完了", "没有了", "done", "that's all"})
_STEERING = {"cancel": "drop", "save": "save", "lines": "all", "next": "keep"}


def is_headed(words: str, form: TextForm) -> bool:
    """Whether the words are several parts under their headings: a report without a command."""
    found = headed(clean(words), form)
    return found is not None and len(found.parts) > 1


def claims(words: str, facts: TextFacts, now: datetime) -> Quarter | None:
    """The quarter that a message with headings is for, when no question is open; None where it is no such message."""
    found = headed(clean(words), facts.form)
    if found is None or not is_headed(words, facts.form):
        return None
    open_ones = unfiled(facts, now)
    said = mentioned(found.before, facts)
    return said if said in open_ones else max(open_ones, default=None)


def say(turn: Turn, words: str) -> None:
    """With nothing open, parts under their headings begin a report; otherwise the open question is answered."""
    if turn.session.place is Place.CLOSED:
        quarter = claims(words, turn.facts, turn.now)
        if quarter:
            starting.open_report(turn, quarter)
    if turn.session.place is Place.CLOSED:
        turn.events.append(SideQuestionAsked(words))
    elif turn.session.place is Place.QUARTERS:
        _quarter(turn, words)
    elif _still_true(turn) and not _aside(turn, words):
        _PLACES[turn.session.place](turn, words)


def _still_true(turn: Turn) -> bool:
    """Whether the draft is as the person saw it; if not, it is said and shown afresh, and nothing is changed."""
    on_file = turn.facts.draft(turn.quarter)
    if turn.quarter in turn.facts.filed and on_file is None:
        starting.open_report(turn, turn.quarter)
        return False
    if (on_file.draft.mark if on_file else "") == turn.session.seen:
        return True
    if on_file:
        turn.note(text("texts.changed", name=on_file.draft.filler_name))
    else:
        turn.note(text("texts.gone"))
    starting.enter(turn, turn.quarter)
    if not starting.others(turn):
        turn.go_on()
    return False


def _aside(turn: Turn, words: str) -> bool:
    """Words that steer, and short questions: the calendar answers 截止哪天, the bot everything else."""
    action = steering(words)
    if action == "back":
        _back(turn)
    elif action:
        do(turn, _STEERING[action])
    elif not _is_question(turn, words):
        return False
    elif asks_deadline(words):
        due = due_line(turn.facts, turn.quarter, turn.now)
        turn.note(text("texts.deadline", quarter=spoken(turn.quarter), form=form_name(turn.facts), due=due))
    else:
        turn.events.append(SideQuestionAsked(words))
    return True


def _is_question(turn: Turn, words: str) -> bool:
    said = words.strip()
    alone = turn.session.place is not Place.REASON and not turn.session.going_on
    short = alone and length(said) < turn.facts.form.least and is_question(said)
    return short or ("\n" not in said and length(said) <= _QUESTION and bool(re.search(r"[?？]$|[吗呢]$", said)))


def _back(turn: Turn) -> None:
    codes = [part.code for part in turn.facts.form.parts]
    if turn.session.place is Place.PART and turn.session.part != codes[0]:
        do(turn, "jump", str(codes.index(turn.session.part) - 1))
    elif turn.session.place is Place.SUMMARY:
        turn.go(Place.PART, codes[-1])
    else:
        turn.go(Place.SUMMARY)


def _quarter(turn: Turn, words: str) -> None:
    quarter = named(words, turn.facts)
    if quarter and starting.fileable(turn.facts, quarter, turn.now):
        starting.open_report(turn, quarter)
    elif steering(words) == "cancel":
        leaving.leave(turn)
    elif is_question(words):
        turn.events.append(SideQuestionAsked(words))
    else:
        turn.refuse("", "quarter", text("texts.refused.quarter"))


def _part(turn: Turn, words: str) -> None:
    stands = turn.draft.parts.get(turn.session.part)
    if confirms(words):
        turn.note(text("texts.not_ready"))
        turn.go_on()
    elif stands and tidy(words).casefold() in _DONE:
        do(turn, "done", str([part.code for part in turn.facts.form.parts].index(turn.session.part)))
    else:
        write(turn, words)


def _summary(turn: Turn, words: str) -> None:
    if confirms(words):
        leaving.submit(turn)
    elif turn.session.going_on or headed(clean(words), turn.facts.form):
        write(turn, words)
    else:
        turn.refuse("", "choose", text("texts.refused.choose"))


def _reason(turn: Turn, words: str) -> None:
    reason = reasons.typed(words)
    if not reason:
        turn.refuse("", "reason", text("report.refused.reason"))
    elif len(reason) > reasons.LONGEST:
        turn.refuse("", "reason_long", text("report.refused.reason_long", most=reasons.LONGEST))
    else:
        leaving.give_reason(turn, reason)


def _take_over(turn: Turn, words: str) -> None:
    said = yes_or_no(words)
    if said is None:
        turn.refuse("", "yes_no", text("report.refused.yes_no"))
    elif said:
        starting.take_over(turn)
    else:
        leaving.leave(turn)


def _drop(turn: Turn, words: str) -> None:
    said = yes_or_no(words)
    if said is None:
        turn.refuse("", "yes_no", text("report.refused.yes_no"))
    elif said:
        leaving.drop(turn)
    else:
        turn.go_on()


_PLACES: dict[Place, Callable[[Turn, str], None]] = {
    Place.PART: _part,
    Place.SUMMARY: _summary,
    Place.REASON: _reason,
    Place.TAKE_OVER: _take_over,
    Place.DROP: _drop,
}
