"""Excel in and out of an evaluation, in screens: what a file says and would change, and a workbook's second person.

Long lists stand in a workbook that goes with the screen; here are the counts and the first lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dialog.evaluation.saying import matter_name, matter_value
from dialog.evaluation.times import period_name
from dialog.screens import Button, Screen
from locales.text import Argument, Name, Text, text
from programmes.model import Programme
from scoring.entries import Fault
from scoring.rulebooks.entered import Change, Comparison, Said

FAULTS_SHOWN = 20
_CHANGES_SHOWN = 8
_LONGEST_FOUND = 40


@dataclass(frozen=True, slots=True)
class Sent:
    """A workbook in the store: its number, the file's name, who sent it and when."""

    number: int
    file: str
    by: Argument
    day: date


@dataclass(frozen=True, slots=True)
class Days:
    """The days that results can be of, by the word in the action, for the rulebook at `place`."""

    place: int
    name: Name
    days: Mapping[str, date]


def home_screen(results: Sequence[Days], waiting: Sequence[tuple[Sent, int]], *before: Text) -> Screen:
    """What can be taken out, the way in, and the workbooks that wait for a second person."""
    lines = [*before, text("workbook.home.title"), text("workbook.home.how")]
    first = Button(text("workbook.button.form"), "workbook:form"), Button(text("workbook.button.in"), "workbook:in")
    rows: list[tuple[Button, ...]] = [first]
    for one in results:
        rows += [
            (Button(text(f"workbook.button.out.{word}", name=one.name, day=day), f"workbook:out:{one.place}:{word}"),)
            for word, day in one.days.items()
        ]
    for sent, count in waiting:
        label = text("workbook.button.one", number=sent.number, by=sent.by, count=count)
        rows.append((Button(label, f"workbook:one:{sent.number}"),))
    return Screen(tuple(lines), (*rows, (_BACK,)))


def ask_screen(*before: Text) -> Screen:
    return Screen((*before, text("workbook.ask")), ((Button(text("workbook.button.form"), "workbook:form"), _HOME),))


def faults_screen(file: str, faults: Sequence[tuple[str, Fault]]) -> Screen:
    """Nothing was taken. The first bad cells; all of them are in the workbook that goes with this."""
    lines = [text("workbook.faults.title", file=file, count=len(faults))]
    lines += [_fault(sheet, fault) for sheet, fault in faults[:FAULTS_SHOWN]]
    if len(faults) > FAULTS_SHOWN:
        lines.append(text("workbook.faults.more", count=len(faults) - FAULTS_SHOWN))
    return Screen((*lines, text("workbook.faults.again")), HOME_ROWS)


def preview_screen(
    programme: Programme, sent: Sent, found: Comparison, claims: int, nonce: str, *before: Text
) -> Screen:
    """What the file would change, before anything is changed."""
    lines = [*before, text("workbook.preview.title", file=sent.file)]
    lines += _counts(programme, [one.said for one in found.changes])
    if found.same:
        lines.append(text("workbook.preview.same", count=found.same))
    if found.proposed:
        lines.append(text("workbook.preview.proposed", count=found.proposed))
    lines += _changes(programme, found.changes, claims)
    number = sent.number
    go = Button(text("workbook.button.go", count=len(found.changes)), f"workbook:go:{number}:{nonce}")
    everything = Button(text("workbook.button.all"), f"workbook:all:{number}")
    drop = Button(text("workbook.button.no"), f"workbook:no:{number}")
    return Screen((*lines, text("workbook.preview.second")), ((go,), (everything, drop)))


def batch_screen(
    programme: Programme,
    sent: Sent,
    changes: Sequence[Change],
    claims: int,
    *,
    mine: bool,
    nonce: str | None,
    first: int,
    before: Sequence[Text] = (),
) -> Screen:
    """What waits of a workbook. It can be confirmed (`nonce`) by another person who has been sent all of it.

    `first`: the entry from which the entries are gone through one by one.
    """
    lines = [*before, text("workbook.batch.title", number=sent.number, file=sent.file, by=sent.by, day=sent.day)]
    lines += _counts(programme, [one.said for one in changes])
    lines += _changes(programme, changes, claims)
    number, rows = sent.number, list[tuple[Button, ...]]()
    sheet = Button(text("workbook.button.sheet"), f"workbook:sheet:{number}")
    if mine:
        lines.append(text("workbook.batch.mine"))
        rows = [(sheet, Button(text("workbook.button.take_back"), f"workbook:off:{number}"))]
    elif nonce is None:
        lines.append(text("workbook.batch.look"))
        rows = [(sheet,), (Button(text("workbook.button.return"), f"workbook:back:{number}"),)]
    else:
        lines.append(text("workbook.batch.seen"))
        confirm = Button(text("workbook.button.confirm", count=len(changes)), f"workbook:ok:{number}:{nonce}")
        rows = [(confirm,), (sheet, Button(text("workbook.button.return"), f"workbook:back:{number}"))]
    each = Button(text("workbook.button.each"), f"score:batch:{first}")
    return Screen(tuple(lines), (*rows, (each, _HOME)))


def reason_screen(sent: Sent, most: int) -> Screen:
    back = Button(text("workbook.button.to_batch"), f"workbook:one:{sent.number}")
    return Screen((text("workbook.reason.ask", number=sent.number, most=most),), ((back,),))


def told_screen(key: str, sent: Sent, count: int, reason: str = "") -> Screen:
    """To somebody else: a workbook arrived, took the place of theirs, was confirmed, or was returned."""
    said = text(f"workbook.told.{key}", number=sent.number, file=sent.file, by=sent.by, count=count, reason=reason)
    return Screen((said,), ((Button(text("workbook.button.to_batch"), f"workbook:one:{sent.number}"),),))


def _counts(programme: Programme, said: Sequence[Said]) -> list[Text]:
    """Rulebook by rulebook: units, judgements, figures by their source."""
    lines = []
    for code, book in programme.rulebooks.items():
        own = [one.spot for one in said if one.spot.rulebook == code]
        sources = Counter(one.source for one in own)
        if own:
            lines.append(
                text(
                    "workbook.counts",
                    name=Name(book.zh, book.en),
                    count=len(own),
                    units=len({one.unit for one in own}),
                    judgements=sources[""],
                    platform=sources["platform"],
                    verified=sources["verified"],
                )
            )
    return lines


def _changes(programme: Programme, changes: Sequence[Change], claims: int) -> list[Text]:
    """What would replace what stands, what else is proposed there, and how many claims of units say otherwise."""
    replacing = [_change(programme, one) for one in changes if one.stands is not None]
    conflicting = [_conflict(programme, one) for one in changes if one.waiting is not None]
    lines = [text("workbook.new", count=len(changes) - len(replacing))]
    lines += _few("workbook.replacing", replacing)
    lines += _few("workbook.conflicting", conflicting)
    return [*lines, text("workbook.claims", count=claims)] if claims else lines


def _few(key: str, found: Sequence[Text]) -> list[Text]:
    """How many there are, and the first of them."""
    if not found:
        return []
    more = len(found) - _CHANGES_SHOWN
    rest = [text("workbook.more", count=more)] if more > 0 else []
    return [text(key, count=len(found)), *found[:_CHANGES_SHOWN], *rest]


def _change(programme: Programme, one: Change) -> Text:
    before, after = _value(programme, one, one.stands), _value(programme, one, one.said.value)
    return text("workbook.change", matter=_matter(programme, one), before=before, after=after)


def _conflict(programme: Programme, one: Change) -> Text:
    waiting, after = _value(programme, one, one.waiting), _value(programme, one, one.said.value)
    return text("workbook.conflict", matter=_matter(programme, one), waiting=waiting, after=after)


def _matter(programme: Programme, one: Change) -> Text:
    """Of which unit, what of it, and when."""
    spot = one.said.spot
    name = matter_name(programme, programme.rulebooks[spot.rulebook], spot.key, spot.source)
    unit = programme.unit(spot.unit).name
    return text("workbook.matter", unit=unit, name=name, period=period_name(spot.period))


def _value(programme: Programme, one: Change, value: str | None) -> Argument:
    """An empty value is one that takes back what stands."""
    return matter_value(programme.rulebooks[one.said.spot.rulebook], one.said.spot.key, value or None)


def _fault(sheet: str, fault: Fault) -> Text:
    found = fault.found if len(fault.found) <= _LONGEST_FOUND else f"{fault.found[:_LONGEST_FOUND]}…"
    where = (
        text("workbook.where", sheet=sheet, line=str(fault.line))
        if sheet
        else text("workbook.line", line=str(fault.line))
    )
    return text("workbook.fault", where=where, column=fault.column, found=found, expected=fault.expected)


_HOME = Button(text("workbook.button.home"), "workbook:home")
HOME_ROWS = ((_HOME,),)
_BACK = Button(text("workbook.button.back"), "score")
