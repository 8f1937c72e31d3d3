"""`yuebao programme list | check [PATH] | new PATH --from ID`: the folders of official documents.

Mounted as a sub-app by `bot.cli`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.output import operator_language, print_json, print_text
from bot.clock import Clock
from bot.problems import expected, refused, said
from bot.refusals import refuse
from bot.settings import Settings
from locales.catalog import catalog
from locales.text import Name, text
from programmes.loading import check, load, shipped
from programmes.model import Programme
from programmes.problems import Problem, ProgrammeError
from programmes.starting import start
from scoring.rulebooks.examples import Broken, broken
from scoring.rulebooks.written import points, why

programme = typer.Typer(name="programme", no_args_is_help=True, rich_markup_mode=None)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@programme.callback()
def programmes() -> None:
    """The programmes: list them, check one, begin a new one."""


@programme.command("list")
def list_shipped(as_json: Json = False) -> None:
    """List the programmes that come with the product."""
    clock = Clock.from_settings(Settings.load())
    try:
        found = [load(one) for one in shipped()]
    except ProgrammeError as error:
        raise refused(error) from error
    if as_json:
        print_json([_row(one, clock) for one in found])
        return
    for one in found:
        over = text("pack.year_over") if one.calendar.over(clock.now()) else text("")
        print_text(text("pack.listed", id=one.id, title=Name(one.title, one.title_en), units=len(one.units), over=over))


@programme.command("check")
def check_one(
    path: Annotated[str | None, typer.Argument(help="A folder or an id; PROGRAMME when left out.")] = None,
    as_json: Json = False,
) -> None:
    """Check a programme folder, run its rulebooks' examples, and list everything that is to be mended."""
    named = path or Settings.load().programme
    try:
        problems = check(named) or tuple(map(_example, broken(load(named))))
    except ProgrammeError as error:
        raise refused(error) from error
    if as_json:
        print_json({"programme": named, "ok": not problems, "problems": [_told(problem) for problem in problems]})
    else:
        _print(problems)
    if problems:
        raise refuse("pack.check_failed", programme=named, count=len(problems))
    if not as_json:
        print_text(text("pack.sound", programme=named, units=len(load(named).units)))


@programme.command("new")
def begin(
    path: Annotated[Path, typer.Argument(help="The new folder; its name becomes the id.")],
    source: Annotated[str, typer.Option("--from", help="The programme to begin from: an id or a folder.")],
    empty_targets: Annotated[bool, typer.Option("--empty-targets", help="Take the old targets out as well.")] = False,
    as_json: Json = False,
) -> None:
    """Begin the folder of a next year or another city from an existing one."""
    try:
        problems = start(path, source, empty_targets=empty_targets)
    except ProgrammeError as error:
        raise refused(error) from error
    except OSError as error:
        raise refuse("pack.not_written", path=str(path), reason=error.strerror or "") from error
    if as_json:
        print_json({"programme": str(path), "problems": [_told(problem) for problem in problems]})
        return
    _print(problems)
    print_text(text("pack.begun", path=str(path), count=len(problems)))
    if not empty_targets and load(source).units:
        print_text(text("pack.targets_kept", source=source))


def _print(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        print_text(said(problem))


def _told(problem: Problem) -> dict[str, object]:
    return {
        "file": problem.file,
        "key": problem.key,
        "line": problem.line,
        "found": problem.found,
        "expected": catalog(operator_language()).plain(expected(problem)),
    }


def _example(one: Broken) -> Problem:
    """An example that does not come out, as a problem of the rulebook's file: its points, and what the rules give."""
    file, key = f"rulebooks/{one.book.code}.toml", f"items[{one.item.key}].examples[{one.number}].points"
    found = points(one.item.examples[one.number - 1].points)
    reason = catalog(operator_language()).plain(why(one.score.why))
    if one.score.points is None:
        return Problem(file, key, found, "example_decided", {"why": reason})
    return Problem(file, key, found, "example", {"points": points(one.score.points), "why": reason})


def _row(one: Programme, clock: Clock) -> dict[str, object]:
    return {
        "id": one.id,
        "title": one.title,
        "title_en": one.title_en,
        "jurisdiction": one.jurisdiction,
        "year": one.year,
        "units": len(one.units),
        "first_period": str(one.calendar.first_period),
        "last_period": str(one.calendar.last_period),
        "over": one.calendar.over(clock.now()),
    }
