"""Values and entries in words, the same on every screen of the evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dialog.evaluation.times import period_of
from locales.text import Argument, Name, Text, text
from programmes.citations import Citation
from programmes.evaluations import Rulebook
from programmes.facts import Fact, FactKind
from programmes.model import Programme
from scoring.rulebooks.facts import NEVER, Value
from scoring.rulebooks.values import parsed


@dataclass(frozen=True, slots=True)
class Said:
    """One entry as people see it. `value` None takes back what stands; `checker` confirmed it; `mine`: the reader's."""

    id: int
    value: str | None
    period: str
    by: Argument
    day: date
    remark: str = ""
    checker: Argument = ""
    mine: bool = False


def worded(fact: Fact, value: str | None) -> Argument:
    """The canonical value as a person reads it."""
    return text("evaluation.value.taken_back") if value is None else worded_value(parsed(fact, value), fact.kind)


def worded_value(value: Value, kind: FactKind) -> Argument:
    match value:
        case bool():
            return text("evaluation.value.yes" if value else "evaluation.value.no")
        case date():
            return text("evaluation.value.not_issued") if value == NEVER else text("evaluation.value.day", day=value)
        case str():
            return text(f"score.state.{value}") if kind is FactKind.STATE else value
    return value


def fact_name(fact: Fact) -> Argument:
    """What is asked; a checklist asks for the state of its item, which needs no name."""
    return text("evaluation.state") if fact.kind is FactKind.STATE else Name(fact.zh, fact.en)


def matter_name(programme: Programme, book: Rulebook, key: str, source: str) -> Argument:
    """What an entry speaks of: a fact by its item, or an indicator's figure with its source."""
    if fact := book.facts().get(key):
        item = key.removesuffix(f".{fact.name}") if key != fact.name else ""
        if fact.kind is FactKind.STATE:
            return next(Name(f"{one.key} {one.zh}", f"{one.key} {one.en}") for one in book.items if one.key == item)
        return text("evaluation.matter", item=f"{item} " if item else "", name=Name(fact.zh, fact.en))
    name = named(book.facts(), programme, key)
    if name is None:  # of a rulebook that was changed since
        return key
    return text("evaluation.figure", name=name, source=text(f"evaluation.source.{source}")) if source else name


def matter_value(book: Rulebook, key: str, value: str | None) -> Argument:
    """The value of a fact, or of an indicator's figure."""
    fact = book.facts().get(key)
    if fact or value is None:
        return worded(fact, value) if fact else text("evaluation.value.taken_back")
    return int(value) if value.isdecimal() else value


def cited(programme: Programme, cites: Citation) -> Text:
    """The document's number and the clause."""
    return text("evaluation.cites", number=programme.documents[cites.document].number, clause=cites.clause)


def standing_line(book: Rulebook, fact: Fact, said: Said) -> Text:
    value, period = worded(fact, said.value), period_of(book, said.period)
    return text("evaluation.fact.standing", value=value, period=period, by=said.by, checker=said.checker)


def waiting_line(book: Rulebook, fact: Fact, said: Said) -> Text:
    value, period = worded(fact, said.value), period_of(book, said.period)
    return text("evaluation.fact.waiting", value=value, period=period, by=said.by, day=said.day)


def claim_line(book: Rulebook, fact: Fact, said: Said) -> Text:
    value, period = worded(fact, said.value), period_of(book, said.period)
    return text("evaluation.fact.claim", value=value, period=period, by=said.by, day=said.day)


def remark_lines(said: Said) -> tuple[Text, ...]:
    return (text("evaluation.fact.remark", remark=said.remark),) if said.remark else ()


def named(facts: Mapping[str, Fact], programme: Programme, key: str) -> Argument | None:
    """A fact or an indicator by its name; None for what has none."""
    if key in facts:
        return fact_name(facts[key])
    found = next((one for one in programme.indicators if one.code == key), None)
    return Name(found.zh, found.en) if found else None
