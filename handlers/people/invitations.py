"""Invitations for the CLI and for /people: deep links, and one code for each unit written into a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from documents.pages import Column, Page
from locales.catalog import catalog
from locales.text import text
from programmes.model import Programme, Unit
from programmes.roles import Role
from store.records import Invite
from store.transactions import Transaction

OF_UNITS = (Role.LIAISON, Role.LEADER)
_COLUMNS = (("number", 8), ("unit", 36), ("code", 36), ("link", 72), ("expires", 18))


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
    """Number, unit, code, link and expiry; readable by its owner alone, for the codes are secrets."""
    from documents.page_writing import write_pages

    words = catalog(language).plain
    columns = tuple(Column(words(text(f"onboarding.sheet.{key}")), width) for key, width in _COLUMNS)
    rows = tuple((*_unit_cells(one.unit), one.code, one.link or "", _expiry(one, tz_now)) for one in issued)
    file.touch(mode=0o600)
    write_pages(file, [Page(words(text("onboarding.sheet.title")), columns, rows)])


def _expiry(one: Issued, tz_now: datetime) -> str:
    return one.invite.expires_at.astimezone(tz_now.tzinfo).strftime("%Y-%m-%d %H:%M")


def _unit_cells(unit: Unit | None) -> tuple[str | int, str]:
    return (unit.number, unit.printed) if unit else ("", "")
