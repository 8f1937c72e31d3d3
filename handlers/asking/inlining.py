"""Inline mode, `@bot 焦作大学 完成率` in any chat: the asker's own figures and published circulars, nothing else.

The bot is not told which chat it is, so nothing is offered that may not stand in every chat the asker can write to.
Called for every letter typed; what is offered is for this person alone and kept by nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from dialog.screens import Screen
from handlers.asking import Asker, ask
from handlers.rendering import Renderer
from handlers.turns import Turn
from locales.catalog import catalog
from locales.text import Text, text
from programmes.roles import Role
from scoring.answers import Answer, Intent, Outcome, Question
from scoring.circulars.wording import circular_lines, correction_lines
from store.circulars import CircularRecord

# The argument that the start button brings to /start.
START = "inline"
_LATEST = 3
_LONGEST_TITLE = 80
_CIRCULAR = ("通报", "circular")
# What stands there before anything is typed.
_FIRST = "完成率"


def offer(turn: Turn, query: str, words: str) -> None:
    """Answer an inline query."""
    results = list(_results(turn, words)) if turn.memberships else []
    key = "screen.inline_ask" if turn.memberships else "screen.inline_start"
    button = {"text": catalog(turn.language).plain(text(key)), "start_parameter": START}
    answer: dict[str, object] = {
        "inline_query_id": query,
        "results": results,
        "is_personal": True,
        "cache_time": 0,
    }
    turn.offer(answer if results else {**answer, "button": button})


def _results(turn: Turn, words: str) -> Iterator[dict[str, object]]:
    """The answer about the asker's own unit; the latest circulars when nothing or a circular is asked for."""
    asked_for_circular = any(word in words.lower() for word in _CIRCULAR)
    if not asked_for_circular:
        for unit in _own_units(turn):
            yield from _own_answer(turn, unit, words)
    if asked_for_circular or not words.strip():
        latest = sorted(turn.tx.circulars.published(), key=lambda one: one.number or 0, reverse=True)
        yield from (_circular(turn, one) for one in latest[:_LATEST])


def _own_units(turn: Turn) -> tuple[str, ...]:
    known = {unit.code for unit in turn.programme.units}
    return tuple(unit for unit in turn.own_units if unit in known)


def _own_answer(turn: Turn, unit: str, words: str) -> Iterator[dict[str, object]]:
    """Asked as the unit's own liaison, whatever else the person is; only figures of that unit are offered."""
    asker = Asker(Role.LIAISON, (unit,), unit)
    asked = ask(words.strip() or _FIRST, asker, turn.tx, turn.programme, turn.now, books=turn.setting.books)
    if _is_own(asked.question, asked.answer, unit, turn.programme.unit(unit).name):
        yield _article(turn, f"own:{unit}", asked.answer.lines[0], asked.answer.lines)


def _is_own(question: Question, answer: Answer, unit: str, name: str) -> bool:
    """Whether it is an answer with figures, all of them the unit's own."""
    if answer.outcome is not Outcome.ANSWERED or question.intent is Intent.EXPORT:
        return False
    return question.units == (unit,) and {figure.unit for figure in answer.figures} == {name}


def _circular(turn: Turn, one: CircularRecord) -> dict[str, object]:
    issue = one.issue
    if issue.correction is not None:
        lines = correction_lines(issue.correction, issue.words, turn.programme, one.number)
    elif issue.circular is not None:
        lines = circular_lines(issue.circular, issue.words, turn.programme, one.number)
    else:
        lines = ()
    return _article(turn, f"circular:{one.number}", lines[0], lines)


def _article(turn: Turn, key: str, title: Text, lines: tuple[Text, ...]) -> dict[str, object]:
    """A small article; what it sends is what the bot would say."""
    words = catalog(turn.language)
    payload = Renderer(turn.setting.signer, turn.sender.telegram_id, turn.language).payload(Screen(lines), 0)
    content = {"message_text": payload["text"]}
    if "entities" in payload:
        content["entities"] = payload["entities"]
    head = words.plain(title)
    rest = words.plain(lines[1]) if len(lines) > 1 else ""
    return {
        "type": "article",
        "id": key,
        "title": head[:_LONGEST_TITLE],
        "description": rest[:_LONGEST_TITLE],
        "input_message_content": content,
    }
