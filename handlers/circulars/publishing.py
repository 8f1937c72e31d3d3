"""An approved circular goes out: the text at once, with the approval; picture and table as soon as they are made.

Every call has a key made of the number and the place, so that nothing is posted twice. A correction is a reply to what
it corrects, and the old post gets one line that points to it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from dialog.screens import Screen
from handlers.rendering import Renderer
from handlers.turns import Setting
from handlers.work_groups.channels import put_on_channels
from locales.text import Text, text
from programmes.model import Programme
from scoring.circulars.freezing import Issue
from scoring.circulars.wording import circular_lines, correction_lines, pointer
from store.circulars import CircularRecord
from store.groups import WorkGroup
from store.outbox import BROADCAST
from store.records import Message, Person
from store.transactions import Transaction


def groups_for(tx: Transaction, unit_class: str) -> tuple[WorkGroup, ...]:
    """The bound groups that get what is about that class."""
    return tuple(group for group in tx.groups.active() if group.unit_class in (None, unit_class))


def lines_of(issue: Issue, programme: Programme, number: int | None) -> tuple[Text, ...]:
    """A circular's or a correction's post; a draft has no number."""
    if issue.correction:
        return correction_lines(issue.correction, issue.words, programme, number)
    if issue.circular is None:
        raise ValueError(f"circular no. {issue.number} holds neither a circular nor a correction")
    return circular_lines(issue.circular, issue.words, programme, number)


def post(tx: Transaction, setting: Setting, one: CircularRecord, who: str, real: datetime) -> int:
    """Put the text of what was just published into the outbox; to how many places it goes."""
    number = _number(one)
    groups = groups_for(tx, one.unit_class)
    for group in groups:
        payload = {**_reply(tx, one, group), **_drawn(setting, group, lines_of(one.issue, setting.programme, number))}
        _put(tx, group, "sendMessage", _key(number, group), payload, who, number, real)
        _point(tx, setting, one, group, who, real)
    channels = put_on_channels(
        tx,
        setting,
        f"circular:{number}",
        lines_of(one.issue, setting.programme, number),
        who,
        f"circular:{number}",
        real,
    )
    return len(groups) + channels


def post_papers(tx: Transaction, one: CircularRecord, files: Mapping[str, str], real: datetime) -> None:
    """The picture and the table (`photo` and `document`: files of DATA_DIR) to the same groups, once."""
    number = _number(one)
    for group in groups_for(tx, one.unit_class):
        for kind, file in files.items():
            payload = {**_topic(group), **paper(kind, file, one)}
            _put(tx, group, _METHODS[kind], f"{_key(number, group)}:{kind}", payload, "service", number, real)
    tx.circulars.papers_done(one.id)


def show_papers(tx: Transaction, one: CircularRecord, to: Person, files: Mapping[str, str], real: datetime) -> None:
    """The same to the person who asked for a preview."""
    for kind, file in files.items():
        body = json.dumps({"chat_id": to.telegram_id, **paper(kind, file, one)}, ensure_ascii=False)
        key = f"circular:preview:{one.id}:{one.nonce}:{kind}:{real.isoformat()}"
        tx.outbox.put(Message(key, to.telegram_id, _METHODS[kind], body, f"person:{to.id}", "reply"), real)
    tx.circulars.want_preview(one.id, None)


def paper(kind: str, file: str, one: CircularRecord) -> dict[str, object]:
    """The part of a payload that names the file; Telegram shows the name of a document only."""
    suffix = file.rpartition(".")[2]
    number = f"{one.number:02d}" if one.number else "draft"
    return {kind: {"file": file, "name": f"{one.period}-{one.unit_class}-{number}.{suffix}"}}


_METHODS = {"photo": "sendPhoto", "document": "sendDocument"}


def _point(tx: Transaction, setting: Setting, one: CircularRecord, group: WorkGroup, who: str, real: datetime) -> None:
    """The post that this one corrects gets a line on top that says so."""
    if one.corrects is None or one.number is None:
        return
    corrected = tx.circulars.issue(one.corrects)
    message = _message(tx, one.corrects, group)
    if corrected is None or message is None:
        return
    lines = (pointer(one.number), text(""), *lines_of(corrected, setting.programme, one.corrects))
    payload = {"message_id": message, **_drawn(setting, group, lines)}
    key = f"{_key(one.corrects, group)}:corrected"
    _put(tx, group, "editMessageText", key, payload, who, one.number, real)


def _reply(tx: Transaction, one: CircularRecord, group: WorkGroup) -> dict[str, object]:
    """The topic, and the post that a correction replies to where the group has it."""
    message = _message(tx, one.corrects, group) if one.corrects is not None else None
    if message is None:
        return _topic(group)
    return {**_topic(group), "reply_parameters": {"message_id": message, "allow_sending_without_reply": True}}


def _message(tx: Transaction, number: int, group: WorkGroup) -> int | None:
    """The post of that number in the group; where the group moved while it was sent, the one in its new place."""
    key = _key(number, group)
    return tx.outbox.message_id(key) or tx.outbox.message_id(f"{key}:anew")


def _topic(group: WorkGroup) -> dict[str, object]:
    return {"message_thread_id": group.topic} if group.topic else {}


def _drawn(setting: Setting, group: WorkGroup, lines: tuple[Text, ...]) -> dict[str, object]:
    return Renderer(setting.signer, group.chat, group.language or setting.language).payload(Screen(lines), 0)


def _key(number: int, group: WorkGroup) -> str:
    return f"circular:{number}:{group.id}"


def _number(one: CircularRecord) -> int:
    if one.number is None:
        raise ValueError(f"circular {one.id} is a draft: it is posted once it has a number")
    return one.number


def _put(
    tx: Transaction, group: WorkGroup, method: str, key: str, payload: Mapping[str, object], who: str, number: int,
    real: datetime,
) -> None:  # fmt: skip
    body = json.dumps({"chat_id": group.chat, **payload}, ensure_ascii=False)
    tx.outbox.put(Message(key, group.chat, method, body, who, f"circular:{number}", BROADCAST), real)
