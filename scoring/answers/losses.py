"""Why points were lost, item by item, the largest loss first: points, why, inputs, reading, clause. "为什么扣分"."""

from __future__ import annotations

from fractions import Fraction

from locales.text import Argument, Name, Text, text
from programmes.evaluations import Rulebook
from scoring.answers.answered import Draft
from scoring.answers.evaluated import Evaluated, item_name, stage_name
from scoring.answers.items import each, reasons
from scoring.answers.scores import kept_out, note_total, open_items
from scoring.rulebooks.gains import lost
from scoring.rulebooks.inputs import joined, said
from scoring.rulebooks.parts import ZERO
from scoring.rulebooks.scores import ItemScore, UnitScore
from scoring.rulebooks.written import points


def losses(draft: Draft, seen: Evaluated, book: Rulebook, one: UnitScore) -> None:
    """The whole loss, each item that is below its most, and apart from them what is open."""
    below = [(item, lost(item, seen.day.stage)) for item in one.items]
    short = sorted(((item, less) for item, less in below if less), key=lambda pair: -pair[1])
    note_total(draft, seen, one)
    whole = sum((less for _, less in short), ZERO)
    head: dict[str, Argument] = {"stage": stage_name(seen.day), "count": len(short), "points": whole}
    draft.say(text("answers.score.lost" if short else "answers.score.lost.none", **head))
    draft.say(*kept_out(seen, book, one))
    for item, less in short:
        _item(draft, seen, one, item, less)
    if one.open or one.open_mid_year:
        draft.say(*each(open_items(one)))
    for key in one.open:
        draft.figure(one.unit.name, key, "points", seen.day.period, None)


def _item(draft: Draft, seen: Evaluated, one: UnitScore, item: ItemScore, less: Fraction) -> None:
    got = item.points or ZERO
    for measure, value in (("points", got), ("max", item.most), ("lost", less)):
        draft.figure(one.unit.name, item.item.key, measure, seen.day.period, points(value))
    shown: dict[str, Argument] = {"item": item_name(item.item), "points": got, "most": item.most, "lost": less}
    shown |= {"why": reasons(item.why)}
    draft.say(text("answers.score.lost.item", **shown), *_basis(seen, item))
    draft.step(text("answers.score.lost.step", **shown), item.item.cites)


def _basis(seen: Evaluated, item: ItemScore) -> list[Text]:
    inputs = joined(said(seen.programme, item.item, item.inputs))
    document = seen.programme.documents[item.item.cites.document]
    where = text("answers.score.clause", document=Name(document.number, ""), clause=item.item.cites.clause)
    lines = [text("answers.score.inputs", inputs=inputs, clause=where)]
    if item.item.reading:
        lines.append(text("answers.score.reading", reading=item.item.reading))
    return lines
