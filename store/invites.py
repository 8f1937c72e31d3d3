"""One-time codes: `tx.invites`. All times here are real time. A code is known to its receiver alone: only a hash stays.

Wrong, used, revoked and expired codes are not told apart, and whoever tries too many wrong ones has to wait. Private
chat only, and what the answer says, are matters of the handler.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import ColumnElement, Connection, insert, select, update

from programmes.roles import Role
from store.records import Invite
from store.tables import ATTEMPT, INVITE

LIFETIME = timedelta(days=14)
# 192 bits, 32 characters of A-Z a-z 0-9 _ -: a deep link takes 64 of these.
_CODE_BYTES = 24
_FREE_ATTEMPTS = 5
_ATTEMPTS_WITHIN = timedelta(minutes=15)


class Invites:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def issue(
        self, role: Role, unit: str | None, name: str | None, by: str, now: datetime, lifetime: timedelta = LIFETIME
    ) -> tuple[str, Invite]:
        """A new code, returned this once, and its invitation."""
        code = secrets.token_urlsafe(_CODE_BYTES)
        values = {
            "code_hash": _hash(code),
            "role": str(role),
            "unit": unit or "",
            "name": name or "",
            "issued_by": by,
            "issued_at": now,
            "expires_at": now + lifetime,
        }
        made = self._connection.execute(insert(INVITE).values(**values).returning(INVITE.c.id)).scalar_one()
        return code, Invite(made, role, unit, name, now + lifetime)

    def redeem(self, code: str, telegram_id: int, now: datetime) -> Invite | None:
        """Use the code up for this account. None: not a code that is good now, or one who has to wait."""
        if self.wait(telegram_id, now):
            return None
        good = (INVITE.c.code_hash == _hash(code), INVITE.c.expires_at > now, *_open())
        taken = update(INVITE).where(*good).values(redeemed_at=now, redeemed_by=telegram_id)
        found = self._connection.execute(taken.returning(INVITE.c.id)).scalar()
        if found is None:
            self._connection.execute(insert(ATTEMPT).values(telegram_id=telegram_id, at=now))
            return None
        return self.get(found)

    def wait(self, telegram_id: int, now: datetime) -> timedelta:
        """How long this account may try no code; zero when it may."""
        query = (
            select(ATTEMPT.c.at)
            .where(ATTEMPT.c.telegram_id == telegram_id, ATTEMPT.c.at > now - _ATTEMPTS_WITHIN)
            .order_by(ATTEMPT.c.at.desc())
            .limit(_FREE_ATTEMPTS)
        )
        tried = self._connection.execute(query).scalars().all()
        if len(tried) < _FREE_ATTEMPTS:
            return timedelta()
        oldest: datetime = tried[-1]
        return oldest + _ATTEMPTS_WITHIN - now

    def get(self, invite: int) -> Invite | None:
        found = self._connection.execute(select(*_COLUMNS).where(INVITE.c.id == invite)).first()
        return (
            Invite(found.id, Role(found.role), found.unit or None, found.name or None, found.expires_at)
            if found
            else None
        )

    def open(self, now: datetime) -> tuple[Invite, ...]:
        """Every invitation that could still be redeemed, oldest first."""
        query = select(INVITE.c.id).where(INVITE.c.expires_at > now, *_open()).order_by(INVITE.c.id)
        found = (self.get(one) for one in self._connection.execute(query).scalars())
        return tuple(invite for invite in found if invite)

    def revoke(self, invite: int, now: datetime) -> bool:
        """Make it void; False where it was used or void before."""
        gone = update(INVITE).where(INVITE.c.id == invite, *_open()).values(revoked_at=now)
        return bool(self._connection.execute(gone).rowcount)

    def reissue(self, invite: int, by: str, now: datetime, lifetime: timedelta = LIFETIME) -> tuple[str, Invite] | None:
        """A new code for the same role, unit and name; the old one is void. None where it was used or void before."""
        old = self.get(invite)
        if old is None or not self.revoke(invite, now):
            return None
        return self.issue(old.role, old.unit, old.name, by, now, lifetime)


_COLUMNS = (INVITE.c.id, INVITE.c.role, INVITE.c.unit, INVITE.c.name, INVITE.c.expires_at)


def _open() -> tuple[ColumnElement[bool], ...]:
    return (INVITE.c.redeemed_at.is_(None), INVITE.c.revoked_at.is_(None))


def _hash(code: str) -> str:
    """Enough for random codes: there is nothing to guess them by."""
    return sha256(code.encode("utf-8", "backslashreplace")).hexdigest()
