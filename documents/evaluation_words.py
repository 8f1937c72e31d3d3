"""What an evaluation's workbook says in a language: facts, their values, what may be entered for them.

Called by `documents.evaluation_template` and `documents.evaluation_results`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from documents.pages import Choices, Numbers
from locales.catalog import Catalog
from locales.text import Argument, Name, Text, text
from programmes.facts import FACT_CEILING, Fact, FactKind
from programmes.model import Programme
from scoring.rulebooks.checklists import STATES
from scoring.rulebooks.facts import NEVER
from scoring.rulebooks.values import parsed


class Words:
    """Names and codes in the language of the person who asked."""

    def __init__(self, programme: Programme, catalog: Catalog) -> None:
        self._catalog, self._year = catalog, programme.year
        self._indicators: Mapping[str, str] = {
            one.code: self.named(Name(one.zh, one.en)) for one in programme.indicators
        }

    def say(self, key: str, /, **arguments: Argument) -> str:
        return self._catalog.plain(text(key, **arguments))

    def plain(self, said: Text) -> str:
        return self._catalog.plain(said)

    def named(self, name: Name) -> str:
        return self.say("workbook.named", name=name)

    def indicator(self, code: str) -> str:
        return self._indicators[code]

    def fact(self, fact: Fact) -> str:
        """What is entered; of a checklist's item its state."""
        if fact.kind is FactKind.STATE:
            return self.say("workbook.fact.state")
        return self.named(Name(fact.zh, fact.en))

    def value(self, fact: Fact, canonical: str) -> str | int | float:
        """A value as it may be typed: numbers stay numbers, a yes is a word of the language."""
        match parsed(fact, canonical):
            case bool() as found:
                return self.say("workbook.yes" if found else "workbook.no")
            case str() as state:
                return self.say(f"score.state.{state}")
            case date() as day:
                return self.say("workbook.never") if day == NEVER else day.isoformat()
            case int() as number:
                return number
            case amount:
                return float(amount)

    def listed(self, known: Iterable[tuple[str, str | int | float]]) -> str | int | float | None:
        """What stands: the value, or several by their period or source."""
        each = list(known)
        if not each:
            return None
        if len(each) == 1 and not each[0][0]:
            return each[0][1]
        return "\n".join(
            self.say("workbook.input", name=of, value=str(value)) if of else str(value) for of, value in each
        )

    def wanted(self, fact: Fact) -> str:
        """What may be entered, in few words: it stands in every row."""
        if fact.kind is FactKind.COUNT and fact.most < FACT_CEILING:
            return self.say("workbook.wanted.most", most=fact.most)
        if fact.kind is FactKind.DATE:
            return self.say("workbook.wanted.date", day=f"{self._year}-05-21")
        return self.say(f"workbook.wanted.{fact.kind.value}")

    def rule(self, fact: Fact) -> Choices | Numbers | None:
        """What Excel lets in; a day may be typed in many ways, so it is judged by us alone."""
        match fact.kind:
            case FactKind.COUNT:
                return Numbers(fact.most, whole=True)
            case FactKind.AMOUNT:
                return Numbers(FACT_CEILING, whole=False)
            case FactKind.YES_NO:
                return Choices((self.say("workbook.yes"), self.say("workbook.no")))
            case FactKind.STATE:
                return Choices(tuple(self.say(f"score.state.{state}") for state in STATES))
        return None

    def source(self, code: str) -> str:
        return self.say(f"workbook.source.{code}")
