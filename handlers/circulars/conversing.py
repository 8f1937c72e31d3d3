"""/circular: officials draft and preview; coordinators change the words and approve. The figures nobody changes.

`/circular`, `/circular 2022-06`, or the button of the digest; then a button for each class. What a preview showed is
named by its hash: only that is approved, and where a figure moved meanwhile, the new preview is shown instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from dialog.inputs import Command, Say
from dialog.screens import Button, Screen
from handlers import helping
from handlers.circulars import publishing
from handlers.circulars.drafting import draft, draft_correction, fresh, same_figures
from handlers.reading import Attachment
from handlers.turns import Turn
from locales.text import Argument, Month, Name, Text, text
from programmes.periods import Period
from programmes.roles import COORDINATORS, OFFICE
from scoring.circulars.freezing import Issue, freeze
from store.chains import Plain
from store.circulars import CircularRecord, CircularState

LONGEST_WORDS = 400
_PERIOD = re.compile(r"\d{4}-\d{2}", re.ASCII)
_EARLIER = 3


def command(turn: Turn, said: Command) -> None:
    """`/circular`, with a period or without."""
    if not turn.has(*OFFICE):
        helping.unknown_command(turn, said)
    else:
        _show_period(turn, said.argument)


def press(turn: Turn, argument: str) -> None:
    """`2022-06`, `2022-06:bureaus`, or the circular's number in the store and what to do."""
    first, _, rest = argument.partition(":")
    if not turn.has(*OFFICE):
        turn.toast(text("screen.no_rights_now"))
    elif not first or _PERIOD.fullmatch(first):
        _press_period(turn, first, rest)
    elif first.isdecimal() and (one := turn.tx.circulars.get(int(first))):
        what, _, value = rest.partition(":")
        _press_one(turn, one, what, value)


def answer(turn: Turn, asked: str, said: Say | None, _: Attachment | None) -> None:
    """The opening or the closing sentence, as it is to stand."""
    first, which = asked.split(":")
    one = turn.tx.circulars.get(int(first))
    words = " ".join(said.text.split()) if said else ""
    if one is None or one.state is not CircularState.DRAFT or not turn.has(*COORDINATORS):
        turn.ask("")
        turn.tell(Screen((text("circulars.no_draft"),)))
    elif not 0 < len(words) <= LONGEST_WORDS:
        turn.tell(Screen((text("circulars.words_length", most=LONGEST_WORDS),)))
    else:
        turn.ask("")
        changed = replace(one.issue.words, **{which: words})
        _rewrite(turn, one, replace(one.issue, words=changed))


def _press_period(turn: Turn, period: str, unit_class: str) -> None:
    known = {one.code for one in turn.programme.classes}
    opened = {str(one): one for one in turn.programme.calendar.opened(turn.now)}
    if unit_class in known and period in opened:
        _show_class(turn, opened[period], unit_class)
    else:
        _show_period(turn, period)


def _press_one(turn: Turn, one: CircularRecord, what: str, value: str) -> None:
    if what == "papers":
        _want_papers(turn, one)
    elif what == "show" or one.state is not CircularState.DRAFT:
        _show(turn, one)
    elif not turn.has(*COORDINATORS):
        turn.toast(text("circulars.only_coordinator"))
    elif what == "go":
        _approve(turn, one, value)
    elif what in _CHANGES:
        _CHANGES[what](turn, one)


def _show_period(turn: Turn, written: str) -> None:
    """The classes with what there is for each, corrections that wait, and earlier periods."""
    calendar = turn.programme.calendar
    opened = calendar.opened(turn.now)
    found = next((one for one in opened if str(one) == written.strip()), None)
    if turn.programme.circular is None or not opened or (written and not found):
        turn.show(Screen((text("circulars.none", found=written),)))
        return
    due = [one for one in opened if calendar.due_at(one) <= turn.now]
    period = found or (due[-1] if due else opened[-1])
    lines = [text("circulars.title", month=_month(period))]
    lines += [_state(turn, period, one.code) for one in turn.programme.classes]
    rows: list[tuple[Button, ...]] = [
        (Button(text("circulars.button.class", name=Name(one.zh, one.en)), f"circular:{period}:{one.code}"),)
        for one in turn.programme.classes
    ]
    rows += [(_correction_button(one),) for one in turn.tx.circulars.drafts() if one.corrects is not None]
    others = [one for one in opened if one != period][-_EARLIER:]
    if others:
        rows.append(
            tuple(Button(text("circulars.button.month", month=_month(one)), f"circular:{one}") for one in others)
        )
    turn.show(Screen(tuple(lines), tuple(rows)))


def _state(turn: Turn, period: Period, unit_class: str) -> Text:
    name, published = _class_name(turn, unit_class), turn.tx.circulars.latest(period, unit_class)
    if published and published.number:
        return text("circulars.published", name=name, number=published.number)
    if turn.tx.circulars.draft(period, unit_class):
        return text("circulars.drafted", name=name)
    return text("circulars.not_yet", name=name)


def _show_class(turn: Turn, period: Period, unit_class: str) -> None:
    """What is published, with a correction where figures moved; otherwise the draft with the figures of now."""
    published = turn.tx.circulars.latest(period, unit_class)
    if published is None:
        _show(turn, draft(turn.tx, turn.programme, period, unit_class, turn.now))
        return
    _show(turn, draft_correction(turn.tx, turn.programme, published, turn.now) or published)


def _show(turn: Turn, one: CircularRecord, *before: Text) -> None:
    """The post as it would go out, or as it went out."""
    lines = (*before, *publishing.lines_of(one.issue, turn.programme, one.number))
    papers = Button(text("circulars.button.papers"), f"circular:{one.id}:papers")
    back = Button(text("circulars.button.back"), f"circular:{one.period}")
    if one.state is not CircularState.DRAFT or not turn.has(*COORDINATORS):
        turn.show(Screen(lines, ((papers, back),)))
        return
    words = tuple(Button(text(f"circulars.button.{what}"), f"circular:{one.id}:{what}") for what in _WORDS)
    approve = Button(text("circulars.button.approve"), f"circular:{one.id}:go:{one.nonce}")
    last = (Button(text("circulars.button.plain"), f"circular:{one.id}:plain"), back)
    turn.show(Screen(lines, ((approve,), words, (papers,), last)))


def _want_papers(turn: Turn, one: CircularRecord) -> None:
    """The picture and the table are made outside the turn and come as messages."""
    turn.tx.circulars.want_preview(one.id, turn.author)
    turn.toast(text("circulars.papers_come"))


def _ask_intro(turn: Turn, one: CircularRecord) -> None:
    _ask(turn, one, "intro")


def _ask_closing(turn: Turn, one: CircularRecord) -> None:
    _ask(turn, one, "closing")


def _ask(turn: Turn, one: CircularRecord, which: str) -> None:
    back = Button(text("circulars.button.draft"), f"circular:{one.id}:show")
    turn.show(Screen((text(f"circulars.ask.{which}", most=LONGEST_WORDS),), ((back,),)))
    turn.ask(f"circular:{one.id}:{which}")


def _plain(turn: Turn, one: CircularRecord) -> None:
    """The catalog's own sentences again."""
    _rewrite(turn, one, replace(one.issue, words=type(one.issue.words)()))


def _rewrite(turn: Turn, one: CircularRecord, issue: Issue) -> None:
    changed = turn.tx.circulars.rewrite(one.id, issue, one.last_report)
    if changed:
        _show(turn, changed)


def _approve(turn: Turn, one: CircularRecord, nonce: str) -> None:
    """Publish exactly what the preview showed, as long as the figures are still so. Once: then it is no draft."""
    issue = fresh(turn.tx, turn.programme, one, turn.now)
    if issue is None:
        turn.tx.circulars.discard(one.id)
        turn.show(Screen((text("circulars.nothing_moved"),)))
    elif not same_figures(issue, one.issue):
        changed = turn.tx.circulars.rewrite(one.id, issue, turn.tx.circulars.newest_report())
        _show(turn, changed or one, text("circulars.figures_moved"), text(""))
    elif nonce != one.nonce:
        _show(turn, one, text("circulars.changed_since"), text(""))
    else:
        _publish(turn, one)


def _publish(turn: Turn, one: CircularRecord) -> None:
    number = turn.tx.circulars.next_number()
    frozen = freeze(replace(one.issue, number=number))
    if not turn.tx.circulars.publish(one.id, frozen, turn.author, turn.now):
        return
    published = turn.tx.circulars.numbered(number)
    assert published is not None, "it was published in this transaction"  # noqa: S101
    after: dict[str, Plain] = {
        "number": number, "period": str(one.period), "class": one.unit_class, "corrects": one.corrects,
        "sha256": frozen.sha256,
    }  # fmt: skip
    turn.tx.audit.append("", turn.who, "circular.published", None, after, turn.now)
    places = publishing.post(turn.tx, turn.setting, published, turn.who, turn.real)
    turn.wake()
    said = (
        text("circulars.done", number=number, places=places)
        if places
        else text("circulars.done_nowhere", number=number)
    )
    _show(turn, published, said, text(""))


def _correction_button(one: CircularRecord) -> Button:
    return Button(text("circulars.button.correction", number=one.corrects or 0), f"circular:{one.id}:show")


def _class_name(turn: Turn, unit_class: str) -> Argument:
    return next(Name(one.zh, one.en) for one in turn.programme.classes if one.code == unit_class)


def _month(period: Period) -> Month:
    return Month(period.year, period.month)


_WORDS = ("intro", "closing")
_CHANGES: dict[str, Callable[[Turn, CircularRecord], None]] = {
    "intro": _ask_intro,
    "closing": _ask_closing,
    "plain": _plain,
}
