"""`yuebao ask "QUESTION" --role ROLE [--unit NAME] [--at DATE] [--after "EARLIER"]… [--json]`: what chat would answer.

The same path as in chat, by `handlers.asking`; mounted by `bot.cli`.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.output import operator_language, print_json, print_lines
from bot.refusals import WRONG_USAGE, refuse
from bot.settings import Settings
from programmes.roles import REPORTERS, Role

if TYPE_CHECKING:
    from bot.cli.desk import CliDesk
    from handlers.asking import Asked, Asker
    from programmes.model import Programme


def ask(
    question: Annotated[str, typer.Argument(help="In your own words, Chinese or English.")],
    role: Annotated[Role, typer.Option(help="Who asks.")],
    unit: Annotated[str | None, typer.Option(help="The asker's unit; liaison and leader have one.")] = None,
    at: Annotated[str | None, typer.Option(help="Today, such as 2022-06-20; the clock's day when left out.")] = None,
    after: Annotated[list[str] | None, typer.Option(help="An earlier question of the thread; may be repeated.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Print what the bot would answer to a question."""
    from bot.cli.desk import cli_desk

    with cli_desk(Settings.load()) as desk:
        asked = _asked(desk, question, after or [], _asker(desk.programme, role, unit), _moment(desk, at))
        if as_json:
            print_json(document(asked, desk.programme))
        else:
            print_lines(asked.answer.lines)


def document(asked: Asked, programme: Programme) -> dict[str, object]:
    """The JSON document of the contract."""
    from locales.catalog import catalog
    from scoring.answers import written

    words = catalog(operator_language()).lines(asked.answer.lines).text
    return written.document(programme, asked.question, asked.answer, words)


def _asked(desk: CliDesk, question: str, after: list[str], asker: Asker, now: datetime) -> Asked:
    """The last question of the thread; what came before it is understood, not answered."""
    from handlers.asking import ask as answer_to
    from handlers.asking.path import kept, understood_as

    thread = None
    for earlier in after:
        thread = kept(thread, understood_as(earlier, asker, desk.programme, now, thread))
    with desk.database.read() as tx:
        return answer_to(question, asker, tx, desk.programme, now, thread)


def _asker(programme: Programme, role: Role, unit: str | None) -> Asker:
    from handlers.asking import asker_of
    from store.records import Membership

    if unit is None and role in REPORTERS:
        raise refuse("cli.invite.unit_missing", WRONG_USAGE, role=str(role))
    found = programme.unit_named(unit) if unit is not None else None
    if unit is not None and found is None:
        raise refuse("cli.invite.unit_unknown", unit=unit, programme=programme.id)
    code = found.code if found else None
    asker = asker_of([Membership(role, code)], code, [code] if code else [])
    assert asker is not None, "a role that was given is held"  # noqa: S101
    return asker


def _moment(desk: CliDesk, at: str | None) -> datetime:
    """Now, on the day `at` where one is given."""
    now = desk.clock.now()
    if at is None:
        return now
    try:
        return datetime.combine(date.fromisoformat(at.strip()), now.timetz())
    except ValueError:
        raise refuse("cli.ask.at_form", WRONG_USAGE, found=at) from None
