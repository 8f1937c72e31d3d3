"""The table of methods and the decorator that fills it; used by every module of this folder and by `api`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from playground.calls import Call

Method = Callable[[Call], Any | Awaitable[Any]]

METHODS: dict[str, tuple[str, Method]] = {}
"""Lower-case name to the proper name and the function."""


def method(name: str) -> Callable[[Method], Method]:
    def register(function: Method) -> Method:
        METHODS[name.lower()] = (name, function)
        return function

    return register
