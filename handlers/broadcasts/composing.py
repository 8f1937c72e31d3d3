"""A broadcast by chat: whom, what, when, a preview as one recipient sees it, and one confirmation.

Reached by a button of /remind and by `/remind broadcast`; whom it goes to is chosen in `selecting`. What is chosen
stands in the draft in the database; each change makes a new nonce, so that only the preview that was seen last can be
confirmed, and only once.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from dialog.inputs import Say
from dialog.reminders.moments import read_moment
from dialog.reminders.selections import Condition, Selection
from dialog.reminders.templates import NAMES, unknown_fields
from dialog.screens import Button, Screen
from handlers.broadcasts import confirming, selecting, sending
from handlers.broadcasts.audience import dump_selection, load_selection
from handlers.broadcasts.messages import Pen, longest, message_to, words_to
from handlers.broadcasts.screens import (
    confirm_screen,
    list_screen,
    listing,
    progress_screen,
    report_screen,
)
from handlers.reading import Attachment
from handlers.rendering import length16
from handlers.turns import Turn
from locales.text import text
from programmes.roles import COORDINATORS
from store.broadcasts import Broadcast, Recipient, Stage
from store.chains import Plain
from store.outbox import State

_LATEST_START = timedelta(days=60)
_SHOWN_FIELDS = tuple(name for name in NAMES if not name.isascii())


def begin(turn: Turn) -> None:
    """A new draft of this person: the liaisons of units that have not reported."""
    period = turn.programme.calendar.current(turn.now) or turn.programme.calendar.first_period
    start = Selection(condition=Condition.NOT_REPORTED)
    one = turn.tx.broadcasts.begin(turn.author, dump_selection(start), period, turn.now)
    selecting.show_audience(turn, one)


def press(turn: Turn, argument: str) -> None:
    """A button: `new`, `list`, or the broadcast's number, what to do and with what."""
    first, _, rest = argument.partition(":")
    one = turn.tx.broadcasts.get(int(first)) if first.isdecimal() else None
    what, _, value = rest.partition(":")
    if one and what == "seen":
        confirming.confirm(turn, one)
    elif not turn.has(*COORDINATORS):
        turn.toast(text("screen.no_rights_now"))
    elif one is None:
        _of_none(turn, first)
    elif what in _AFTER:
        _AFTER[what](turn, one)
    elif one.stage is not Stage.DRAFT:
        turn.toast(text("broadcast.no_draft", id=str(one.id)))
    elif one.author != turn.author:
        turn.toast(text("broadcast.not_yours"))
    elif what in _CHANGES:
        _CHANGES[what](turn, one, value)


def answer(turn: Turn, asked: str, said: Say | None, attachment: Attachment | None) -> None:
    """What was asked in words: `3:words`, `3:below`, `3:list` or `3:when`."""
    first, _, what = asked.partition(":")
    one = turn.tx.broadcasts.get(int(first))
    if one is None or one.stage is not Stage.DRAFT or not turn.has(*COORDINATORS):
        turn.toast(text("broadcast.no_draft", id=first))
        return
    words = said.text.strip() if said else ""
    turn.ask(f"broadcast:{asked}")
    _ANSWERS[what](turn, one, words, attachment)


def _of_none(turn: Turn, what: str) -> None:
    if what == "list":
        turn.show(list_screen(turn.tx.broadcasts.recent(), turn.programme))
    else:
        begin(turn)


def _ask_words(turn: Turn, one: Broadcast, _: str) -> None:
    fields = "、".join(f"{{{name}}}" for name in _SHOWN_FIELDS)
    selecting.ask(turn, one, "words", fields)


def _ask_when(turn: Turn, one: Broadcast, _: str) -> None:
    selecting.ask(turn, one, "when")


def _set_now(turn: Turn, one: Broadcast, _: str) -> None:
    _preview(turn, turn.tx.broadcasts.change(one.id, starts_at=None))


def _drop(turn: Turn, one: Broadcast, _: str) -> None:
    turn.tx.broadcasts.discard(one.id)
    turn.show(Screen((text("broadcast.dropped"),), ((Button(text("broadcast.button.new"), "broadcast:new"),),)))


def _take_words(turn: Turn, one: Broadcast, words: str, attachment: Attachment | None) -> None:
    """The content: words, a picture or file, or both in one message."""
    unknown = unknown_fields(words)
    if unknown:
        known = "、".join(f"{{{name}}}" for name in _SHOWN_FIELDS)
        turn.tell(Screen((text("broadcast.unknown_field", found=listing(unknown), known=known),)))
    elif not words and attachment is None:
        turn.tell(Screen((text("broadcast.nothing_said"),)))
    else:
        kind, file = (attachment.kind, attachment.file_id) if attachment else ("", "")
        _preview(turn, turn.tx.broadcasts.change(one.id, words=words, file_kind=kind, file_id=file))


def _take_when(turn: Turn, one: Broadcast, words: str, _: Attachment | None) -> None:
    moment = read_moment(words, turn.now)
    if moment is None:
        turn.tell(Screen((text("broadcast.no_moment", found=words[:20]),)))
    elif not turn.now < moment <= turn.now + _LATEST_START:
        turn.tell(Screen((text("broadcast.moment_out", at=moment, last=turn.now + _LATEST_START),)))
    else:
        _preview(turn, turn.tx.broadcasts.change(one.id, starts_at=moment))


def _preview(turn: Turn, one: Broadcast) -> None:
    """The message as the first recipient sees it, and under it what a confirmation would do."""
    chosen = selecting.audience_of(turn, one)
    selection = load_selection(one.selection)
    pen = Pen(turn.programme, turn.setting.signer, chosen.figures.table, one.starts_at or turn.now, selection.indicator)
    sample = chosen.recipients[:1] or (_nobody(turn),)
    too_long = max(length16(words_to(one, to, pen, turn.language)) for to in (*chosen.recipients, *sample))
    if too_long > longest(one):
        turn.tell(Screen((text("broadcast.too_long", found=too_long, most=longest(one)),)))
        turn.ask(f"broadcast:{one.id}:words")
        return
    turn.ask("")
    method, payload = message_to(one, sample[0], pen, turn.language, reader=turn.sender.telegram_id)
    turn.send(method, payload)
    screen = confirm_screen(one, selection, chosen.chosen, turn.programme, turn.now)
    turn.show_below(screen)


def _nobody(turn: Turn) -> Recipient:
    """Who the preview is written to when nobody is chosen: the coordinator, as if for the first unit."""
    return Recipient(0, turn.sender.telegram_id, turn.sender.name, (turn.programme.units[0].code,))


def _confirm(turn: Turn, one: Broadcast, nonce: str) -> None:
    """Once: the second press finds no draft. The first step of sending follows within a second."""
    if not one.words and not one.file_kind:
        turn.toast(text("broadcast.nothing_said"))
    elif turn.tx.broadcasts.confirm(one.id, nonce, turn.now):
        confirmed = turn.tx.broadcasts.required(one.id)
        after: dict[str, Plain] = {"broadcast": one.id, "selection": one.selection, "words": one.words}
        turn.tx.audit.append("", turn.who, "broadcast.confirmed", None, after, turn.now)
        turn.show(Screen((text("broadcast.confirmed", id=str(one.id)),)))
        sending.show_first(turn.tx, turn.setting, confirmed, turn.real)
    else:
        turn.toast(text("broadcast.changed_since"))


def _stop(turn: Turn, one: Broadcast) -> None:
    """What has not left is taken back in this transaction; what is out stays listed."""
    if not turn.tx.broadcasts.cancel(one.id):
        turn.toast(text("broadcast.over", id=str(one.id)))
        return
    count = turn.tx.outbox.cancel(one.subject, turn.real)
    after: dict[str, Plain] = {"broadcast": one.id, "taken_back": count}
    turn.tx.audit.append("", turn.who, "broadcast.cancelled", None, after, turn.now)
    stopped, tally = turn.tx.broadcasts.required(one.id), turn.tx.broadcasts.tally(one.id)
    turn.show(progress_screen(stopped, tally, turn.programme.calendar.zone))


def _report(turn: Turn, one: Broadcast) -> None:
    """The report as it is now: 收到 and late answers of Telegram still come in."""
    if one.stage in (Stage.DRAFT, Stage.DISCARDED):
        turn.toast(text("broadcast.no_draft", id=str(one.id)))
        return
    tally = turn.tx.broadcasts.tally(one.id)
    ended = turn.tx.broadcasts.delivered(one.id, (State.FAILED, State.UNKNOWN))
    turn.show(report_screen(one, tally, ended, turn.tx.posts.count_acknowledged(one.subject)))


_Change = Callable[[Turn, Broadcast, str], None]
_CHANGES: dict[str, _Change] = {
    "audience": selecting.show_audience,
    "class": selecting.set_class,
    "kind": selecting.set_kind,
    "if": selecting.set_condition,
    "role": selecting.set_roles,
    "list": selecting.set_list,
    "words": _ask_words,
    "when": _ask_when,
    "now": _set_now,
    "drop": _drop,
    "go": _confirm,
}
_AFTER: dict[str, Callable[[Turn, Broadcast], None]] = {
    "stop": _stop,
    "report": _report,
    "unseen": confirming.show_seen,
}
_ANSWERS: dict[str, Callable[[Turn, Broadcast, str, Attachment | None], None]] = {
    "words": _take_words,
    "below": selecting.take_below,
    "list": selecting.take_list,
    "when": _take_when,
}
