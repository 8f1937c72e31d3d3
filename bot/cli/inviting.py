"""`yuebao invite`: one-time codes for people, one, for all units, made anew or made void."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.output import complain, print_json, print_text
from bot.refusals import WRONG_USAGE, refuse
from bot.settings import Settings
from locales.text import text
from programmes.roles import Role

if TYPE_CHECKING:
    from bot.cli.desk import CliDesk
    from handlers.people.invitations import Issued
    from programmes.model import Unit

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def invite(
    role: Annotated[Role, typer.Option(help="What the person will be.")],
    unit: Annotated[str | None, typer.Option(help="The unit's name, for liaison and leader.")] = None,
    name: Annotated[str | None, typer.Option(help="How the person is called; Telegram's name when left out.")] = None,
    for_all: Annotated[bool, typer.Option("--all", help="One code for each unit, written to --out.")] = False,
    out: Annotated[Path | None, typer.Option(help="The workbook for --all, .xlsx.")] = None,
    revoke: Annotated[bool, typer.Option("--revoke", help="Make the open codes of that role and unit void.")] = False,
    reissue: Annotated[bool, typer.Option("--reissue", help="A new code; the open ones become void.")] = False,
    as_json: Json = False,
) -> None:
    """Make a one-time code and deep link; redeemed by /start CODE in a private chat with the bot."""
    from bot.cli.desk import cli_desk

    if sum((for_all, revoke, reissue)) > 1:
        raise refuse("cli.invite.one_thing", WRONG_USAGE)
    with cli_desk(Settings.load()) as desk:
        if for_all:
            _all(desk, role, out, as_json)
        elif revoke:
            _revoke(desk, role, _unit(desk, role, unit), as_json)
        else:
            _show(_one(desk, role, _unit(desk, role, unit), name, reissue), as_json)


def _one(desk: CliDesk, role: Role, unit: Unit | None, name: str | None, reissue: bool) -> Issued:
    from handlers.people.invitations import issue, revoke_open

    username = desk.username()
    with desk.database.write() as tx:
        if reissue and not revoke_open(tx, role, unit, desk.clock.real()):
            raise refuse("cli.invite.none_open", role=str(role), unit=unit.name if unit else "-")
        return issue(tx, role, unit, name, "cli", username, desk.clock.real())


def _all(desk: CliDesk, role: Role, out: Path | None, as_json: bool) -> None:
    from handlers.people.invitations import OF_UNITS, issue_for_all, write_workbook

    if role not in OF_UNITS:
        raise refuse("cli.invite.all_needs_unit_role", WRONG_USAGE, role=str(role))
    if out is None or out.suffix.lower() != ".xlsx":
        raise refuse("cli.invite.out_missing", WRONG_USAGE)
    if not out.parent.is_dir():
        raise refuse("cli.invite.out_not_written", WRONG_USAGE, file=str(out))
    username = desk.username()
    with desk.database.write() as tx:
        issued = issue_for_all(tx, desk.programme, role, "cli", username, desk.clock.real())
        write_workbook(out, issued, desk.settings.language, desk.clock.now())
    if as_json:
        print_json([_told(one) for one in issued])
    else:
        print_text(text("cli.invite.written", count=len(issued), file=str(out)))


def _revoke(desk: CliDesk, role: Role, unit: Unit | None, as_json: bool) -> None:
    from handlers.people.invitations import revoke_open

    with desk.database.write() as tx:
        count = revoke_open(tx, role, unit, desk.clock.real())
    if not count:
        raise refuse("cli.invite.none_open", role=str(role), unit=unit.name if unit else "-")
    if as_json:
        print_json({"revoked": count})
    else:
        print_text(text("cli.invite.revoked", count=count))


def _unit(desk: CliDesk, role: Role, name: str | None) -> Unit | None:
    from handlers.people.invitations import OF_UNITS

    if role not in OF_UNITS:
        if name is not None:
            raise refuse("cli.invite.unit_not_wanted", WRONG_USAGE, role=str(role))
        return None
    if name is None:
        raise refuse("cli.invite.unit_missing", WRONG_USAGE, role=str(role))
    found = desk.programme.unit_named(name)
    if found is None:
        raise refuse("cli.invite.unit_unknown", unit=name, programme=desk.programme.id)
    return found


def _show(issued: Issued, as_json: bool) -> None:
    if as_json:
        print_json(_told(issued))
        return
    print_text(text("cli.invite.code", code=issued.code))
    if issued.link:
        print_text(text("cli.invite.link", link=issued.link))
    else:
        complain(text("cli.invite.no_link"))


def _told(issued: Issued) -> dict[str, object]:
    return {
        "code": issued.code,
        "link": issued.link,
        "role": str(issued.invite.role),
        "unit": issued.unit.name if issued.unit else None,
        "expires_at": issued.invite.expires_at.isoformat(timespec="seconds"),
    }
