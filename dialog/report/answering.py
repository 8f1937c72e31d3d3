"""What a typed or tapped answer does to the draft: taken with its arithmetic, refused with a reason, or asked back."""

from __future__ import annotations

from dataclasses import replace

from dialog.numbers import (
    Answer,
    AskBack,
    NotApplicable,
    Nothing,
    Number,
    Refused,
    SameAsLast,
    Skip,
    answer,
)
from dialog.report.asides import is_question
from dialog.report.batch import Batch
from dialog.report.checks import breach, drafted
from dialog.report.draft import Draft
from dialog.report.lines import (
    bodies,
    carried,
    form_line,
    in_turn,
    is_first,
    is_stock,
    label,
    last_figure,
    targeted,
    wanted,
)
from dialog.report.session import Place
from dialog.report.turn import Turn
from locales.text import Listing, Month, Percent, Text, text
from scoring.arithmetic import rate
from scoring.figures import Figure, Kind, number

NOTHING = Figure(Kind.NOTHING, 0)


def not_applicable(reason: str = "") -> Figure:
    return Figure(Kind.NOT_APPLICABLE, None, reason)


def take(turn: Turn, line: str, found: Answer, said: str = "") -> bool:
    """Put one answer on one line, saying why where it cannot be taken. True when the line is settled or put off."""
    match found:
        case Refused(problem):
            turn.refuse(line, problem, text(f"report.refused.{problem}"))
            return False
        case AskBack(readings):
            turn.session = replace(turn.session, place=Place.WHICH_NUMBER, line=line, numbers=readings, said=said[:40])
            return False
        case Skip():
            turn.accept(line, None, turn.draft.with_skip(line))
            turn.note(text("report.echo.put_off"))
            return True
        case _:
            figure = as_figure(turn, line, found)
            return figure is not None and put(turn, line, figure)


def as_figure(turn: Turn, line: str, found: Answer) -> Figure | None:
    """The figure that an answer stands for; None, with a note, when there is no last month to repeat."""
    match found:
        case Number(value):
            return number(value)
        case NotApplicable(reason):
            return not_applicable(reason)
        case SameAsLast():
            last = last_figure(turn.facts, line, turn.draft.period)
            if last is None:
                turn.refuse(line, "no_last", text("report.refused.no_last"))
            return last
    return NOTHING


def put(turn: Turn, line: str, figure: Figure) -> bool:
    """Store the figure unless it makes a part larger than its whole; echo the sum that follows from it."""
    draft = turn.draft.with_figure(line, figure)
    broken = breach(turn.facts, drafted(turn.facts, draft), draft.period)
    if broken and line in (broken.part, broken.whole):
        turn.refuse(line, "breach", broken.spoken(turn.facts))
        return False
    turn.accept(line, figure, draft)
    turn.note(echo(turn, line, figure))
    return True


def echo(turn: Turn, line: str, figure: Figure) -> Text:
    """`累计 2 400 = 2 280 + 120，完成率 43.64%`; names no line, because the next question stands below it."""
    if figure.kind is Kind.NOT_APPLICABLE:
        return text("report.echo.not_applicable")
    if is_stock(turn.facts, line):
        return text("report.echo.stock", value=figure.counted)
    before, target = carried(turn.facts, turn.draft, line), turn.facts.unit.targets.get(line)
    total = before + figure.counted
    share = rate(total, target)
    if share is None:
        return text("report.echo.sum", cumulative=total, before=before, value=figure.counted)
    return text("report.echo.flow", cumulative=total, before=before, value=figure.counted, rate=Percent(share))


def take_bodies(turn: Turn, found: SameAsLast | Nothing | Skip) -> None:
    """One answer for the bodies that are not answered yet: last month's levels, none at all, or later."""
    open_ones = [code for code in bodies(turn.facts) if code not in turn.draft.figures]
    for code in open_ones:
        if isinstance(found, SameAsLast):
            keep_level(turn, code)
        elif isinstance(found, Nothing):
            turn.accept(code, NOTHING, turn.draft.with_figure(code, NOTHING))
        else:
            turn.accept(code, None, turn.draft.with_skip(code))
    key = {SameAsLast: "report.echo.same", Nothing: "report.echo.noted", Skip: "report.echo.put_off"}[type(found)]
    turn.note(Text(key, {}))
    turn.go_on()


def keep_level(turn: Turn, code: str) -> None:
    """A body keeps its last level; one that was never counted stays unstated."""
    level = last_figure(turn.facts, code, turn.draft.period)
    draft = turn.draft.with_figure(code, level) if level else turn.draft.with_unstated(code)
    if level:
        turn.accept(code, level, draft)
    else:
        turn.keep(draft)


def take_batch(turn: Turn, batch: Batch) -> None:
    """Many lines at once. With every indicator given nothing else is asked: what was not said keeps its default."""
    if batch.twice:
        turn.refuse(batch.twice, "twice", text("report.refused.twice", label=label(turn.facts.programme, batch.twice)))
        return
    asked_later = [code for code in batch.answers if not in_turn(turn.facts, turn.draft, code)]
    if asked_later:
        batch = replace(batch, answers={code: a for code, a in batch.answers.items() if code not in asked_later})
        _say_later(turn, asked_later)
    if not batch.answers:
        return
    whole = set(wanted(turn.facts, turn.draft)) <= set(batch.answers)
    draft = turn.draft
    given = {code: _plain_figure(turn, code, found) for code, found in batch.answers.items()}
    for code, figure in given.items():
        if figure:
            draft = draft.with_figure(code, figure)
    broken = breach(turn.facts, drafted(turn.facts, draft), draft.period)
    for code, figure in given.items():
        if figure and not (broken and code == broken.part):
            turn.accept(code, figure, turn.draft.with_figure(code, figure))
    if whole:
        settle(turn)
    _ask_again(turn, batch)
    if broken:
        turn.go(Place.LINE, broken.part)
        turn.refuse(broken.part, "breach", broken.spoken(turn.facts))


def _say_later(turn: Turn, codes: list[str]) -> None:
    """A line of the quarter in another month would be counted twice: the quarter's last month asks for all of it."""
    names = Listing(tuple(label(turn.facts.programme, code) for code in codes))
    asked = sorted({month for code in codes for month in form_line(turn.facts.programme, code).months})
    year = turn.facts.programme.year
    months = Listing(tuple(text("report.button.period", period=Month(year, month)) for month in asked))
    turn.refuse(codes[0], "asked_later", text("report.refused.asked_later", names=names, months=months))


def _plain_figure(turn: Turn, code: str, found: Answer) -> Figure | None:
    """What can be taken as it stands; a last month that there is none of is asked again with the rest."""
    if isinstance(found, AskBack | Refused | Skip) or _no_last(turn, code, found):
        return None
    return as_figure(turn, code, found)


def _no_last(turn: Turn, code: str, found: Answer) -> bool:
    return isinstance(found, SameAsLast) and last_figure(turn.facts, code, turn.draft.period) is None


def _ask_again(turn: Turn, batch: Batch) -> None:
    """What was put off is noted; the first line that could not be taken is asked at once."""
    for code, found in batch.answers.items():
        if isinstance(found, Skip):
            turn.accept(code, None, turn.draft.with_skip(code))
    turn.go_on()
    for code, found in batch.answers.items():
        if isinstance(found, AskBack | Refused) or _no_last(turn, code, found):
            turn.go(Place.LINE, code)
            take(turn, code, found, batch.parts.get(code, ""))
            return


def settle(turn: Turn) -> None:
    """The defaults of the one-message way: months apart, balance 0, bodies as they were."""
    draft = turn.draft
    opening = dict.fromkeys(targeted(turn.facts), 0) if is_first(turn.facts) else None
    settled = replace(
        draft,
        contains=() if draft.contains is None else draft.contains,
        opening=None if opening is None else {**opening, **(draft.opening or {})},
    )
    turn.keep(settled)
    for code in bodies(turn.facts):
        if not turn.draft.answered(code):
            keep_level(turn, code)


def take_opening(turn: Turn, balances: dict[str, int]) -> bool:
    """State opening balances; refused when a part would be larger than its whole."""
    draft: Draft = replace(turn.draft, opening={**(turn.draft.opening or {}), **balances})
    broken = breach(turn.facts, drafted(turn.facts, draft), draft.period)
    if broken:
        turn.refuse("opening", "breach", broken.spoken(turn.facts))
        return False
    turn.keep(draft)
    turn.note(text("report.echo.noted"))
    return True


def opening_value(turn: Turn, line: str, said: str) -> int | None:
    """The balance that was typed; every kind of nothing is 0 here."""
    found = answer(said, turn.facts.programme.form.ceiling)
    match found:
        case Number(value):
            return value
        case Nothing() | Skip() | NotApplicable() | SameAsLast():
            return 0
        case AskBack():
            turn.refuse(line, "which", text("report.refused.which", said=said[:40]))
        case Refused(problem) if not is_question(said):
            turn.refuse(line, problem, text(f"report.refused.{problem}"))
    return None
