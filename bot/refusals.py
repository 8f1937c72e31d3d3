"""What an operator is told when something cannot be done: one sentence and an exit code."""

from __future__ import annotations

from locales.text import Argument, Text, text

ANSWER_IS_NO = 1
WRONG_USAGE = 2


class RefusalError(Exception):
    """Stops a command. `said` says what is wrong, with which input and what to do; `code` is the exit code."""

    def __init__(self, said: Text, code: int = ANSWER_IS_NO) -> None:
        super().__init__(said.key)
        self.said = said
        self.code = code


def refuse(key: str, /, code: int = ANSWER_IS_NO, **arguments: Argument) -> RefusalError:
    """`raise refuse("cli.unit_unknown", unit=name)`: the short way to say it."""
    return RefusalError(text(key, **arguments), code)
