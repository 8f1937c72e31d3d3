"""Says what is wrong with a programme folder in the operator's language. Called by the wiring and the commands."""

from __future__ import annotations

from bot.refusals import RefusalError, refuse
from locales.text import Text, text
from programmes.problems import Problem, ProgrammeError


def said(problem: Problem) -> Text:
    """One problem: where, what stands there, what should."""
    return text("pack.problem", place=place(problem), found=_found(problem), expected=expected(problem))


def expected(problem: Problem) -> Text:
    """What should stand there. Numbers are written as in the file, so without grouping."""
    return Text(f"pack.expected.{problem.expected}", {name: str(value) for name, value in problem.arguments.items()})


def place(problem: Problem) -> Text:
    """File, row and key as far as the problem has them."""
    if problem.line and problem.key:
        return text("pack.place.cell", file=problem.file, line=str(problem.line), key=problem.key)
    if problem.line:
        return text("pack.place.row", file=problem.file, line=str(problem.line))
    return text("pack.place.key", file=problem.file, key=problem.key) if problem.key else _file(problem)


def refused(error: ProgrammeError) -> RefusalError:
    """One sentence for a command that cannot go on: the first problem, how many there are, how to see them all."""
    if error.problems[0].file == error.folder:
        return refuse("pack.wrong_place", place=error.folder, expected=expected(error.problems[0]))
    first, count = said(error.problems[0]), len(error.problems)
    if count == 1:
        return refuse("pack.refused_for_one", programme=error.folder, problem=first)
    return refuse("pack.refused", programme=error.folder, problem=first, count=count)


def _file(problem: Problem) -> Text:
    return text("pack.place.file", file=problem.file)


def _found(problem: Problem) -> Text:
    if problem.found is None:
        return text("pack.found.nothing")
    return text("pack.found.value", value=problem.found)
