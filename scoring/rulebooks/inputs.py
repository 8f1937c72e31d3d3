"""What an item was computed from, for people: facts and indicators by their names, the values as they are read.

Called by the answers about scores. `inputs` as `ItemScore` has them: a name, or `name.what`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import reduce

from locales import numbers
from locales.text import Argument, Listing, Name, Text, text
from programmes.evaluations import Item
from programmes.model import Programme
from scoring.rulebooks.parts import Input

_SHARES = frozenset({"share", "rate"})


def said(programme: Programme, item: Item, inputs: Mapping[str, Input]) -> tuple[Text, ...]:
    """One text for each fact or indicator, with all that is known of it."""
    names = {one.code: Name(one.zh, one.en) for one in programme.indicators}
    names |= {fact.name: Name(fact.zh, fact.en) for fact in item.facts}
    gathered: dict[str, list[Argument]] = {}
    for key, value in inputs.items():
        name, _, what = key.partition(".")
        shown = _value(what, value)
        gathered.setdefault(name, []).append(text(f"score.input.{what}", value=shown) if what else shown)
    return tuple(
        text("score.input", name=names.get(name, name), values=reduce(_then, values))
        for name, values in gathered.items()
    )


def joined(texts: Sequence[Text]) -> Text:
    """All of them as one."""
    return reduce(lambda first, second: text("score.why.then", first=first, second=second), texts)


def _then(first: Argument, second: Argument) -> Argument:
    return text("score.input_then", first=first, second=second)


def _value(what: str, value: Input) -> Argument:
    if what == "source":
        return Listing(tuple(text(f"score.source.{one}") for one in str(value).split("+") if one))
    match value:
        case None:
            return text("score.input_unknown")
        case bool():
            return text("score.input_yes" if value else "score.input_no")
        case tuple():
            return " / ".join(numbers.grouped(one) if isinstance(one, int) else one for one in value)
        case str():
            return f"{value}%" if what in _SHARES else value
        case date():
            return text("score.input_day", day=value)
    return Fraction(value)
