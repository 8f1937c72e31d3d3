"""/people for coordinators and admins: who has not joined yet, codes for all units or for one, exempting a unit."""

from __future__ import annotations

import secrets
from pathlib import Path

from dialog.inputs import Command
from dialog.screens import Button, Screen
from handlers import helping
from handlers.homes import role_name
from handlers.outgoing import OUTGOING
from handlers.people import exempting
from handlers.people.invitations import issue, issue_for_all, not_started, revoke_open, write_workbook
from handlers.turns import Turn
from locales.catalog import catalog
from locales.text import Listing, text
from programmes.model import Unit
from programmes.roles import COORDINATORS, Role
from store.chains import Plain

_LISTED = 30


def show_people(turn: Turn, said: Command) -> None:
    """`/people` shows who is missing; `/people UNIT` what can be done for one unit."""
    if not turn.has(*COORDINATORS):
        helping.unknown_command(turn, said)
        return
    unit = turn.programme.unit_named(said.argument) if said.argument else None
    if unit:
        _show_unit(turn, unit)
    elif said.argument:
        turn.tell(Screen((text("onboarding.unit_unknown", unit=said.argument),)))
    else:
        _show_missing(turn)


def press(turn: Turn, argument: str) -> None:
    """A button of /people, such as `invite:hn-001`. Rights are read again: they may be gone."""
    what, _, code = argument.partition(":")
    unit = next((unit for unit in turn.programme.units if unit.code == code), None)
    if not turn.has(*COORDINATORS):
        turn.toast(text("screen.no_rights_now"))
    elif what in exempting.ACTIONS:
        exempting.press(turn, what, code)
    elif what == "all":
        _invite_all(turn)
    elif what == "reissue" and unit:
        _reissue(turn, unit)
    elif what == "revoke" and unit:
        count = revoke_open(turn.tx, Role.LIAISON, unit, turn.real)
        _audit(turn, unit, "invites_revoked", count)
        turn.tell(Screen((text("onboarding.revoked", unit=unit.name, count=count),)))


def _show_missing(turn: Turn) -> None:
    missing = not_started(turn.tx, turn.programme, Role.LIAISON)
    lines = [text("onboarding.people.counts", joined=len(turn.programme.units) - len(missing), missing=len(missing))]
    if missing:
        names = Listing(tuple(unit.name for unit in missing[:_LISTED]))
        lines.append(text("onboarding.people.missing", units=names))
    if len(missing) > _LISTED:
        lines.append(text("onboarding.people.more", count=len(missing) - _LISTED))
    lines.append(text("onboarding.people.one_unit"))
    turn.show(Screen(tuple(lines), ((Button(text("onboarding.people.invite_all"), "people:all"),),)))


def _show_unit(turn: Turn, unit: Unit) -> None:
    people = [person.name for person in turn.tx.people.of_unit(unit.code, Role.LIAISON)]
    who = Listing(tuple(people)) if people else text("onboarding.people.nobody")
    buttons = (
        Button(text("onboarding.people.new_code"), f"people:reissue:{unit.code}"),
        Button(text("onboarding.people.void_codes"), f"people:revoke:{unit.code}"),
    )
    lines, row = exempting.offered(turn, unit)
    turn.show(Screen((text("onboarding.people.unit", unit=unit.name, people=who), *lines), (buttons, *row)))


def _reissue(turn: Turn, unit: Unit) -> None:
    revoke_open(turn.tx, Role.LIAISON, unit, turn.real)
    issued = issue(turn.tx, Role.LIAISON, unit, None, turn.who, turn.setting.username, turn.real)
    _audit(turn, unit, "invited", 1)
    role = role_name(Role.LIAISON)
    turn.tell(Screen((text("onboarding.new_code", unit=unit.name, role=role, link=issued.link or issued.code),)))


def _invite_all(turn: Turn) -> None:
    """A workbook with a code for each unit, sent as a document and never kept longer than its sending needs."""
    role = Role.LIAISON
    issued = issue_for_all(turn.tx, turn.programme, role, turn.who, turn.setting.username, turn.real)
    folder = Path(OUTGOING)
    (turn.setting.files / folder).mkdir(mode=0o700, exist_ok=True)
    file = folder / f"{secrets.token_hex(8)}.xlsx"
    write_workbook(turn.setting.files / file, issued, turn.language, turn.now)
    _audit(turn, None, "invited_all", len(issued))
    name = catalog(turn.language).plain(text("onboarding.sheet.title"))
    turn.send_file(str(file), f"{name}.xlsx", text("onboarding.people.workbook", count=len(issued)))


def _audit(turn: Turn, unit: Unit | None, what: str, count: int) -> None:
    after: dict[str, Plain] = {"role": str(Role.LIAISON), "count": count}
    turn.tx.audit.append(unit.code if unit else "", turn.who, what, None, after, turn.now)
