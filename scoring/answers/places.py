"""Answers about a unit's place in its class, and what it takes to pass the next one."""

from __future__ import annotations

from collections.abc import Sequence

from locales.text import Percent, text
from scoring import arithmetic
from scoring.answers.answered import Draft, month, unit_name
from scoring.answers.asked import Intent, Question
from scoring.answers.given import Facts
from scoring.answers.measures import note, subject
from scoring.answers.numbers import to_pass
from scoring.answers.standings import Standing, State, standing
from scoring.answers.timing import Timed
from scoring.answers.units import absent, mind_the_month, numbers, wanted
from scoring.progress import Row, progress


def ranks(draft: Draft, question: Question, facts: Facts, time: Timed, naming: bool) -> None:
    """Rank in class, or what it takes to pass the next unit; `naming`: that unit may be named."""
    intent = question.about or question.intent
    table = progress(facts.programme, facts.histories(), facts.drafts(time.period), time.period)
    for code in question.units:
        unit = facts.programme.unit(code)
        draft.about(unit_name(unit))
        for indicator in wanted(question, facts, unit):
            stands = standing(facts, unit, indicator, time)
            rivals = [
                r for r in table.rows if r.unit.unit_class == unit.unit_class and r.indicator.code == indicator.code
            ]
            row = next((r for r in rivals if r.unit.code == code), None)
            if not stands.shown or row is None or row.rank is None:
                absent(draft, stands, _unranked(stands), "rank" if intent is Intent.RANK else "to_pass")
                continue
            placed = [r for r in rivals if r.rank is not None]
            if intent is Intent.RANK:
                _rank(draft, stands, row, placed)
            else:
                _pass_next(draft, stands, row, placed, naming)
            mind_the_month(draft, facts, stands)
        draft.close()


def _unranked(stands: Standing) -> State:
    """Why there is no place: a unit that is not assessed has none, whatever it reported."""
    plain = stands.unit.assessed or stands.state is State.NO_TARGET
    return stands.state if plain else State.NOT_ASSESSED


def _rank(draft: Draft, stands: Standing, row: Row, placed: Sequence[Row]) -> None:
    line = numbers(stands)
    note(draft, line, "rank", row.rank, stands.period)
    note(draft, line, "rate", arithmetic.percent(line.share))
    tied = sum(other.rank == row.rank for other in placed) - 1
    shown = {**subject(line), "rank": row.rank or 0, "count": len(placed), "period": month(stands.period)}
    if tied:
        draft.say(text("answers.rank.tied", **shown, rate=Percent(line.share), tied=tied))
    else:
        draft.say(text("answers.rank", **shown, rate=Percent(line.share)))
    draft.step(text("answers.trace.rank", count=len(placed)))


def _pass_next(draft: Draft, stands: Standing, row: Row, placed: Sequence[Row], naming: bool) -> None:
    line = numbers(stands)
    ahead = [other for other in placed if other.share is not None and other.share > line.share]
    if not ahead:
        note(draft, line, "rank", row.rank, stands.period)
        draft.say(text("answers.pass.first", **subject(line)))
        return
    following = max(ahead, key=lambda other: other.rank or 0)
    share = following.share
    needed = to_pass(line, share) if share is not None else 0
    note(draft, line, "to_pass", needed, stands.period)
    note(draft, line, "rank", row.rank, stands.period)
    rank = following.rank or 0
    if naming:
        draft.say(text("answers.pass.named", **subject(line), needed=needed, rank=rank, next=unit_name(following.unit)))
    else:
        draft.say(text("answers.pass.unnamed", **subject(line), needed=needed, rank=rank))
    draft.step(text("answers.trace.pass", needed=needed, cumulative=line.cumulative, target=line.target))
