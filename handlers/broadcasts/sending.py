"""Broadcasts on their way: started at their moment, fed to the outbox in portions, told of, and reported at the end.

`advance` is called about once a second by the service. Each step is one transaction that can be repeated: recipients
are written down once, every message has a key of its own, so that a crash between two steps loses and doubles nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from handlers.broadcasts.audience import audience, load_selection
from handlers.broadcasts.messages import Pen, message_to
from handlers.broadcasts.screens import progress_screen, report_screen
from handlers.pushes.standings import read_figures
from handlers.rendering import Renderer
from handlers.turns import Setting
from store.broadcasts import Broadcast, Recipient, Stage
from store.outbox import BROADCAST, State
from store.records import Message, Person
from store.transactions import Transaction

# So many a step: a step is one commit, and replies wait for it.
PORTION = 100
EDIT_PACE = timedelta(seconds=3)
# Between replies and broadcasts: the coordinator is waiting, but nobody's reply is to wait for it.
NOTICE = 5
_UNENDED = (None, State.QUEUED, State.SENDING)


def advance(tx: Transaction, setting: Setting, now: datetime, real: datetime) -> bool:
    """One step for every broadcast that is not reported yet; whether anything was put into the outbox."""
    moves = [_advanced(tx, setting, one, now, real) for one in tx.broadcasts.live()]
    return any(moves)


def _advanced(tx: Transaction, setting: Setting, one: Broadcast, now: datetime, real: datetime) -> bool:
    if one.stage is Stage.WAITING:
        if one.starts_at is not None and one.starts_at > now:
            return False
        to = audience(tx, setting.programme, load_selection(one.selection), one.period, real).recipients
        tx.broadcasts.start(one.id, to)
        one = tx.broadcasts.required(one.id)
    fed = one.stage is Stage.SENDING and _feed(tx, setting, one, now, real)
    tally = tx.broadcasts.tally(one.id)
    if _over(one, tally):
        tx.broadcasts.end(one.id, now)
        return _report(tx, setting, tx.broadcasts.required(one.id), tally, real)
    return _show(tx, setting, one, tally, real) or fed


def _over(one: Broadcast, tally: Mapping[State | None, int]) -> bool:
    """No message waits or is on its way; of a cancelled broadcast those that were never put will not be."""
    open_ones = _UNENDED if one.stage is Stage.SENDING else _UNENDED[1:]
    return not any(tally.get(state) for state in open_ones)


def _feed(tx: Transaction, setting: Setting, one: Broadcast, now: datetime, real: datetime) -> bool:
    """Put the next portion into the outbox."""
    portion = tx.broadcasts.unfed(one.id, PORTION)
    if not portion:
        return False
    table = read_figures(tx, setting.programme, one.period).table
    pen = Pen(setting.programme, setting.signer, table, now, load_selection(one.selection).indicator)
    for to in portion:
        _put(tx, setting, one, to, pen, real)
    return True


def _put(tx: Transaction, setting: Setting, one: Broadcast, to: Recipient, pen: Pen, real: datetime) -> None:
    person = tx.people.by_id(to.person)
    method, payload = message_to(one, to, pen, (person.language if person else None) or setting.language)
    key = f"broadcast:{one.id}:{to.person}"
    body = json.dumps({"chat_id": to.chat, **payload}, ensure_ascii=False)
    tx.outbox.put(Message(key, to.chat, method, body, f"person:{one.author}", one.subject, BROADCAST), real)
    tx.broadcasts.fed(one.id, to.person, key)


def show_first(tx: Transaction, setting: Setting, one: Broadcast, real: datetime) -> None:
    """The progress message, which later steps edit. Put with the confirmation."""
    _notice(tx, setting, one, "sendMessage", f"broadcast:{one.id}:progress", real, {})


def _show(tx: Transaction, setting: Setting, one: Broadcast, tally: Mapping[State | None, int], real: datetime) -> bool:
    """Edit the progress message where it would say something new, at its pace."""
    shown = _digest(one, tally)
    if shown == one.shown or (one.edit_at is not None and real < one.edit_at):
        return False
    return _edit(tx, setting, one, tally, real)


def _edit(tx: Transaction, setting: Setting, one: Broadcast, tally: Mapping[State | None, int], real: datetime) -> bool:
    message = tx.outbox.message_id(f"broadcast:{one.id}:progress")
    if message is None:
        return False
    _notice(tx, setting, one, "editMessageText", f"broadcast:{one.id}:progress:{one.turns + 1}", real, tally, message)
    tx.broadcasts.shown(one.id, _digest(one, tally), real + EDIT_PACE)
    return True


def _report(
    tx: Transaction, setting: Setting, one: Broadcast, tally: Mapping[State | None, int], real: datetime
) -> bool:
    """The last state of the progress message, and the final report as a message of its own."""
    author = tx.people.by_id(one.author)
    _edit(tx, setting, one, tally, real)
    if author:
        seen = tx.posts.count_acknowledged(one.subject)
        ended = tx.broadcasts.delivered(one.id, (State.FAILED, State.UNKNOWN))
        screen = report_screen(one, tally, ended, seen)
        payload = _renderer(setting, author).payload(screen, 0)
        _send(tx, one, author, "sendMessage", f"broadcast:{one.id}:report", payload, real)
    return True


def _notice(
    tx: Transaction, setting: Setting, one: Broadcast, method: str, key: str, real: datetime,
    tally: Mapping[State | None, int], message: int | None = None,
) -> None:  # fmt: skip
    author = tx.people.by_id(one.author)
    if author:
        payload = _renderer(setting, author).payload(progress_screen(one, tally, setting.programme.calendar.zone), 0)
        _send(tx, one, author, method, key, {**({"message_id": message} if message else {}), **payload}, real)


def _send(
    tx: Transaction, one: Broadcast, to: Person, method: str, key: str, payload: Mapping[str, object], real: datetime
) -> None:
    body = json.dumps({"chat_id": to.telegram_id, **payload}, ensure_ascii=False)
    tx.outbox.put(Message(key, to.telegram_id, method, body, "service", f"progress:{one.id}", NOTICE), real)


def _renderer(setting: Setting, to: Person) -> Renderer:
    return Renderer(setting.signer, to.telegram_id, to.language or setting.language)


def _digest(one: Broadcast, tally: Mapping[State | None, int]) -> str:
    """What the progress message says, in short."""
    counts = ",".join(f"{state}={tally[state]}" for state in sorted(tally, key=str))
    return f"{one.stage}:{counts}"
