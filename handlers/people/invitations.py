"""Invitations for the CLI and for /people: deep links, and one code for each unit written into a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from locales.catalog import catalog
from locales.text import text
from programmes.model import Programme, Unit
from programmes.roles import Role
from store.records import Invite
from store.transactions import Transaction

# The folder of DATA_DIR for files made for one sending; the service takes them away once they were sent.
OUTGOING = "outgoing"
OF_UNITS = (Role.LIAISON, Role.LEADER)


@dataclass(frozen=True, slots=True)
class Issued:
    """A new invitation with its code, which is shown this once."""

    code: str
    link: str | None
    invite: Invite
    unit: Unit | None


def deep_link(username: str | None, code: str) -> str | None:
    """What a person taps to start the bot with the code; None while the bot's name is not known."""
    return f"https://t.me/{username}?start={code}" if username else None


def issue(
    tx: Transaction, role: Role, unit: Unit | None, name: str | None, by: str, username: str | None, real: datetime
) -> Issued:
    """One invitation."""
    code, invite = tx.invites.issue(role, unit.code if unit else None, name, by, real)
    return Issued(code, deep_link(username, code), invite, unit)


def issue_for_all(
    tx: Transaction, programme: Programme, role: Role, by: str, username: str | None, real: datetime
) -> tuple[Issued, ...]:
    """One invitation for each unit."""
    return tuple(issue(tx, role, unit, None, by, username, real) for unit in programme.units)


def revoke_open(tx: Transaction, role: Role, unit: Unit | None, real: datetime) -> int:
    """Make every code void that could still be used for that role and unit; how many there were."""
    code = unit.code if unit else None
    found = [one for one in tx.invites.open(real) if one.role is role and one.unit == code]
    return sum(tx.invites.revoke(one.id, real) for one in found)


def not_started(tx: Transaction, programme: Programme, role: Role) -> tuple[Unit, ...]:
    """The units in which nobody has taken up that role yet."""
    return tuple(unit for unit in programme.units if not tx.people.of_unit(unit.code, role))


def write_workbook(file: Path, issued: Sequence[Issued], language: str, tz_now: datetime) -> None:
    """Number, unit, class, code, link and expiry; readable by its owner alone, for the codes are secrets."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.create_sheet(catalog(language).plain(text("onboarding.sheet.title")), 0)
    del book["Sheet"]
    sheet.append(_heads(language))
    for one in issued:
        expires = one.invite.expires_at.astimezone(tz_now.tzinfo).strftime("%Y-%m-%d %H:%M")
        sheet.append([*_unit_cells(one.unit), one.code, one.link or "", expires])
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # a code may begin with "-" or "=": never a formula
    for column, width in zip("ABCDE", (8, 36, 36, 72, 18), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A2"
    file.touch(mode=0o600)
    book.save(file)


def _heads(language: str) -> list[str]:
    keys = ("number", "unit", "code", "link", "expires")
    return [catalog(language).plain(text(f"onboarding.sheet.{key}")) for key in keys]


def _unit_cells(unit: Unit | None) -> Iterable[str | int]:
    return (unit.number, unit.printed) if unit else ("", "")
