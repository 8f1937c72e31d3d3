"""Who asks: the roles that a person holds, as far as answers depend on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from programmes.roles import Role
from scoring.answers.permissions import SEE_ALL
from store.records import Membership

# Of several roles the one that sees most answers.
_RANKED = (Role.ADMIN, Role.COORDINATOR, Role.OFFICIAL, Role.LIAISON, Role.LEADER)


@dataclass(frozen=True, slots=True)
class Asker:
    """`units` are those that the person reports for; `unit` is the one meant by "we", None where that is open."""

    role: Role
    units: tuple[str, ...] = ()
    unit: str | None = None

    @property
    def sees_all(self) -> bool:
        return self.role in SEE_ALL

    @property
    def undecided(self) -> bool:
        """Of several units, and nobody said for which."""
        return self.unit is None and len(self.units) > 1 and not self.sees_all


def asker_of(memberships: Iterable[Membership], chosen: str | None = None, known: Iterable[str] = ()) -> Asker | None:
    """The asker with those roles; None without any. `chosen` is the unit that the person reports for at present.

    `known` are the programme's unit codes: a role for a unit that the programme does not have is none.
    """
    codes = frozenset(known)
    held = [one for one in memberships if one.unit is None or one.unit in codes]
    roles = {one.role for one in held}
    units = tuple(dict.fromkeys(one.unit for one in held if one.unit))
    role = next((role for role in _RANKED if role in roles), None)
    if role is None:
        return None
    unit = chosen if chosen in units else units[0] if len(units) == 1 else None
    return Asker(role, units, unit)
