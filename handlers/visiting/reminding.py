"""The tick's part for findings: which reminders have come, and to whom they go. Called by `handlers.pushes.ticking`.

One row for each (finding, kind, local date) and one for each digest's day; what people are sent stands in `tx.pushes`
in the same transaction, and `handlers.pushes.pushing` decides it at the last moment like every push of the calendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from dialog.reminders.people import Contact, Seat
from dialog.reminders.planning import local_moment
from dialog.reminders.recipients import Push, addressed
from dialog.visits.reminding import Pending, Reminding, When, come, digest_day, remindings
from handlers.pushes.pushing import Round, plan
from handlers.visiting.outstanding import Outstanding
from programmes.periods import Period
from programmes.roles import Role
from programmes.schedules import Audience, Content
from store.schedules import Decision

WHO = "tick"
KIND = "findings"
# So far back a missed reminder of a finding is looked for; it is said again within this time anyway.
_BACK = timedelta(days=45)
_OFFICIAL, _ADMIN = Seat("", Role.OFFICIAL), Seat("", Role.ADMIN)


def fire(round_: Round) -> bool:
    """Write down what has come and who is to be told; True where anybody is."""
    found = round_.outstanding
    if found is None:
        return False
    pushes = [*_reminders(round_, found), *_digest(round_, found)]
    return bool(plan(round_, pushes))


def _reminders(round_: Round, found: Outstanding) -> list[Push]:
    if not found.open:
        return []
    rows = round_.tx.schedules.rows(found.today - _BACK)
    fired = [one for finding in found.open for one in _come(round_, found, finding, rows)]
    if not fired:
        return []
    contacts = tuple(round_.contacts.values())
    seats = addressed(Audience.LIAISONS, _units(fired), contacts)
    late = [one for one in fired if one.when is not When.BEFORE]
    return _pushes(round_, Content.FINDINGS, _joined(seats, addressed(Audience.LEADERS, _units(late), contacts)))


def _come(round_: Round, found: Outstanding, finding: Pending, rows: frozenset[tuple[str, date]]) -> list[Reminding]:
    """What of one finding's reminders goes now: each that has come gets its row, and with it goes only once."""
    zone = round_.programme.calendar.zone
    planned = remindings(finding, found.rule, found.workdays, zone, found.today)
    came = come([one for one in planned if one.day >= found.today - _BACK], rows, round_.now, zone)
    for one in came.skip:
        _occurred(round_, one.kind, one.day, one.at, Decision.SKIPPED)
    return [one for one in came.fire if _occurred(round_, one.kind, one.day, one.at, Decision.FIRED)]


def _digest(round_: Round, found: Outstanding) -> list[Push]:
    """To every official, or the admins where there is none; nothing where nothing is overdue and nothing waits.

    Its moment has come all the same then: what turns up later that day was told when it did.
    """
    at = local_moment(found.today, found.rule.at, round_.programme.calendar.zone)
    if round_.now < at or not digest_day(found.rule, found.workdays, found.today):
        return []
    if not _occurred(round_, KIND, found.today, at, Decision.FIRED) or not found.applies(_OFFICIAL):
        return []
    holders = _holders(round_.contacts.values(), _OFFICIAL) or _holders(round_.contacts.values(), _ADMIN)
    return _pushes(round_, Content.FINDINGS_DIGEST, holders)


def _occurred(round_: Round, kind: str, day: date, at: datetime, state: Decision) -> int | None:
    return round_.tx.schedules.occurred(kind, day, at, Period.of(day), state, WHO, round_.now)


def _pushes(round_: Round, content: Content, seats: Mapping[str, tuple[Seat, ...]]) -> list[Push]:
    about = Period.of(round_.programme.calendar.today(round_.now))
    return [
        Push(round_.now, KIND, 0, (content,), about, held, contact=round_.contacts[key]) for key, held in seats.items()
    ]


def _units(fired: Iterable[Reminding]) -> list[str]:
    return list(dict.fromkeys(one.finding.unit for one in fired))


def _joined(*every: Mapping[str, tuple[Seat, ...]]) -> dict[str, tuple[Seat, ...]]:
    """A person of several seats gets one message."""
    found: dict[str, tuple[Seat, ...]] = {}
    for seats in every:
        for key, held in seats.items():
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), *held)))
    return found


def _holders(contacts: Iterable[Contact], seat: Seat) -> dict[str, tuple[Seat, ...]]:
    return {contact.key: (seat,) for contact in contacts if seat in contact.seats}
