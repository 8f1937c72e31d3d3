"""Golden dialogs as plain text that a reviewer reads like the conversation itself.

# what the dialog shows
@ programme xinxiang-2023          another one than henan-edu-2022
@ unit 郑州市                       who reports, when, and what was filed before
@ clock 2022-06-25T09:00+08:00
@ opening training=2280
@ filed 2022-03 training=120 certificates=80
王敏> 120                          typed; a button's label typed is a press, as at the edge
王敏> [确认提交]                    pressed
王敏> !submit@3                    a button of the third screen, however old it is
@ later 2h
  │ what is shown                  indented lines are written by `--update-golden`
  ▸ [button] [button]
  · AnswerAccepted DraftSaved
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from dialog import events
from dialog.inputs import Press, Tick
from programmes.loading import load
from programmes.periods import Period
from scoring.figures import FiledMonth, Status, number
from tests.dialog.world import World

GOLDEN = Path(__file__).parent / "golden"
_TURN = re.compile(r"(?P<who>[^>\s]+)> (?P<words>.*)")
_OLD = re.compile(r"!(?P<action>[^@]+)@(?P<screen>[0-9]+)")
_LATER = {"m": "minutes", "h": "hours", "d": "days"}


def scripts() -> list[Path]:
    return sorted(GOLDEN.glob("*.txt"))


def script_of(path: Path) -> list[str]:
    """Only what a person wrote: comments, directives and turns."""
    lines = path.read_text("utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("  ")]


def played(path: Path) -> tuple[str, list[events.Event]]:
    """The whole transcript as it happens now, and every event of it."""
    world, out = World(), list[str]()
    for line in script_of(path):
        found = _TURN.fullmatch(line)
        if found:
            out += ["", line, *_answered(world, found["who"], found["words"])]
        else:
            out.append(line)
            if line.startswith("@"):
                _direct(world, *line[1:].split(maxsplit=1))
    return "\n".join(out) + "\n", world.log


def _answered(world: World, who: str, words: str) -> Iterator[str]:
    old = _OLD.fullmatch(words)
    before = world.screens.get(who)
    if old:
        happened = world.turn(Press(old["action"], int(old["screen"])), who)
    elif words == "~":
        happened = world.turn(Tick("opening"), who)
    elif words.startswith("[") and words.endswith("]"):
        happened = world.press(words[1:-1], who)
    else:
        happened = world.say(words.replace("\\t", "\t").replace("\\n", "\n"), who)
    if world.screens.get(who) is not before:
        yield from (f"  │ {line}".rstrip() for line in world.shown(who).splitlines())
        rows = world.screens[who].rows
        yield from ("  ▸ " + " ".join(f"[{world.plain(b.label)}]" for b in row) for row in rows)
    yield "  · " + (" ".join(type(event).__name__ for event in happened) or "nothing")


def _direct(world: World, verb: str, what: str = "") -> None:
    match verb:
        case "programme":
            world.programme = load(what)
        case "unit":
            world.unit = what
        case "clock":
            world.now = datetime.fromisoformat(what)
        case "language":
            world.language = what
        case "later":
            world.later(**{_LATER[what[-1]]: int(what[:-1])})
        case "opening":
            opening = {name: int(value) for name, value in _pairs(what)}
            world.history = type(world.history)("", opening, world.history.months)
        case "filed":
            period, _, figures = what.partition(" ")
            _file(world, Period.parse(period), dict(_pairs(figures)))
        case "within":
            month, later = map(Period.parse, what.split())
            _file(world, month, {}, later)
        case "session":
            world.sessions[what.split()[0]] = what.partition(" ")[2]
        case _:
            raise ValueError(f"no directive @ {verb}")


def _pairs(written: str) -> Iterator[tuple[str, str]]:
    for pair in written.split():
        name, _, value = pair.partition("=")
        yield name, value


def _file(world: World, period: Period, figures: dict[str, str], within: Period | None = None) -> None:
    at = datetime.fromisoformat(f"{period}-25T10:00:00+08:00")
    values = {name: number(int(value)) for name, value in figures.items()}
    month = FiledMonth(period, values, 1, Status.SUBMITTED, False, at, at, "chat", f"YB-{period}", within)
    opening = world.history.opening or {}
    world.history = type(world.history)("", opening, {**world.history.months, period: month})
