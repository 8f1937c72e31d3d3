"""One turn of the report: what the person did, in what place, and what follows from it. Called by `handlers`."""

from __future__ import annotations

from datetime import datetime

from dialog.events import Ending, ReportCorrected, ReportSubmitted, ScreenShown, SideQuestionAsked
from dialog.inputs import Command, Input, Press, Say, Tick
from dialog.numbers import tidy
from dialog.report import correcting, leaving, saying, starting
from dialog.report.asides import confirms
from dialog.report.batch import read
from dialog.report.ending import cancelled_screen, quiet_screen
from dialog.report.facts import ReportFacts
from dialog.report.pressing import press_draft
from dialog.report.session import Outcome, Place, ReportSession
from dialog.report.turn import Turn
from dialog.report.view import screen_of
from dialog.status import status_screen
from locales.text import text

_CLOSED = (Place.IDLE, Place.FILED)
_CALLS = {
    **dict.fromkeys(("填报", "月报", "填月报", "开始填报", "report"), "report"),
    **dict.fromkeys(("更正", "correct"), "correct"),
    **dict.fromkeys(("状态", "查看状态", "填报状态", "status"), "status"),
}


def step(session: ReportSession, said: Input, facts: ReportFacts, now: datetime) -> Outcome:
    """The next session and what happened. Pure: same arguments, same outcome.

    Buttons whose action begins with `go:` are commands and never grow stale.
    """
    turn = Turn(facts, now, session)
    match said:
        case Tick():
            return turn.outcome()
        case Command(name, argument):
            _command(turn, name, argument)
        case Press(action) if action.startswith("go:"):
            _, name, *rest = action.split(":", 2)
            _command(turn, name, rest[0] if rest else "")
        case Press(action, screen):
            _press(turn, action, screen)
        case Say(words):
            _say(turn, words)
    return turn.outcome()


def claims(said: str, facts: ReportFacts) -> bool:
    """Whether the report would take these words as figures with no question open."""
    return read(starting.split_month(said, facts)[1], facts) is not None


def _command(turn: Turn, name: str, argument: str) -> None:
    match name:
        case "report":
            starting.start(turn, argument)
            _show(turn)
        case "correct":
            correcting.start(turn, argument)
            _show(turn)
        case "status":
            turn.show(status_screen(turn.facts, turn.now))
        case "cancel":
            _cancel(turn)


def _cancel(turn: Turn) -> None:
    if turn.session.place in _CLOSED:
        turn.show(quiet_screen(text("report.nothing_to_cancel")))
    elif turn.session.correction is not None:
        turn.end(Ending.CANCELLED)
        turn.show(cancelled_screen(None))
    elif _still_true(turn):
        leaving.cancel(turn)
        _show(turn)


def _press(turn: Turn, action: str, screen: int) -> None:
    if action == "submit" and turn.session.correction is None and leaving.tell_filed(turn):
        return
    if screen != turn.session.screen or turn.session.place in _CLOSED:
        turn.note(text("report.stale"))
        _show(turn)
    elif turn.session.correction is not None:
        correcting.press(turn, action)
        _show(turn)
    elif _still_true(turn):
        press_draft(turn, action)
        _show(turn)


def _say(turn: Turn, words: str) -> None:
    if turn.session.place in _CLOSED:
        _say_unasked(turn, words)
    elif turn.session.correction is not None:
        correcting.say(turn, words)
        _show(turn)
    elif _still_true(turn):
        saying.say(turn, words)
        _show(turn)


def _say_unasked(turn: Turn, words: str) -> None:
    """No question is open: figures begin a report, everything else is a question to the bot."""
    call = _CALLS.get(tidy(words).casefold())
    period, rest = starting.split_month(words, turn.facts)
    if call:
        _command(turn, call, "")
    elif confirms(words) and leaving.tell_filed(turn):
        return
    elif read(rest, turn.facts) is not None:
        starting.start(turn, str(period) if period else "", rest)
        _show(turn)
    else:
        turn.events.append(SideQuestionAsked(words))


def _still_true(turn: Turn) -> bool:
    """Whether the month and its draft are as the person saw them; if not, it is said and shown afresh."""
    session = turn.session
    if session.place is Place.PERIODS or session.period is None:
        return True
    if leaving.tell_filed(turn):
        return False
    on_file = turn.facts.drafts.get(session.period)
    if (on_file.version if on_file else 0) == session.seen:
        return True
    if on_file is None:
        turn.end(Ending.CANCELLED)
        turn.show(quiet_screen(text("report.draft_gone")))
        return False
    turn.note(text("report.draft_changed", name=on_file.draft.filler_name))
    starting.open_report(turn, session.period)
    _show(turn)
    return False


def _show(turn: Turn) -> None:
    """The turn's screen, unless one was shown or the receipt is to follow."""
    if any(isinstance(event, ScreenShown | ReportSubmitted | ReportCorrected) for event in turn.events):
        return
    screen = screen_of(turn.session, turn.facts, turn.now)
    if screen is not None:
        turn.show(screen)
    elif turn.notes:
        turn.show(quiet_screen())
