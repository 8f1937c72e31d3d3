"""What can reach a conversation: words, a press, a command, a tick. Transport has been taken off already."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Say:
    """A person typed this. A button's label typed as text arrives as a `Press`."""

    text: str


@dataclass(frozen=True, slots=True)
class Press:
    """A person pressed a button of the screen with number `screen`: `action` such as `submit` or `jump:training`."""

    action: str
    screen: int


@dataclass(frozen=True, slots=True)
class Command:
    """`/report 2022-06`: name without the slash, and the rest of the line."""

    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has come to this schedule's occurrence."""

    schedule: str


Input = Say | Press | Command | Tick
