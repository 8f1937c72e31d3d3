"""The path of a question: words -> understanding -> permission -> answer, and what the next question goes on from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from dialog.questions import Context, Understood, understand
from handlers.asking.asker import Asker
from handlers.asking.books import Books
from handlers.asking.facts import StoreFacts
from locales.text import Listing, Name, text
from programmes.model import Programme
from scoring.answers import Answer, Doubt, Outcome, Question, Reason, answer
from store.transactions import Transaction


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was understood, and its answer. `thread` is what the next question goes on from."""

    question: Question
    answer: Answer
    thread: Understood | None

    @property
    def units(self) -> frozenset[str]:
        """The names of the units that it is about, or that it offers."""
        return frozenset({*self.answer.options, *(one.unit for one in self.answer.figures)})


def ask(
    words: str,
    asker: Asker,
    tx: Transaction,
    programme: Programme,
    now: datetime,
    earlier: Understood | None = None,
    books: Books | None = None,
) -> Asked:
    """Answer a question in somebody's own words; `earlier` is the thread of the question before."""
    understood = understood_as(words, asker, programme, now, earlier)
    found = ask_question(understood.question, asker, tx, programme, now, books)
    return Asked(understood.question, found, kept(earlier, understood))


def understood_as(
    words: str, asker: Asker, programme: Programme, now: datetime, earlier: Understood | None = None
) -> Understood:
    return understand(words, Context(programme, asker.role, asker.unit, now), earlier)


def ask_question(
    question: Question, asker: Asker, tx: Transaction, programme: Programme, now: datetime, books: Books | None = None
) -> Answer:
    """Answer a question that was understood before. Rights are looked at here, whenever it was asked."""
    if asker.undecided and question.doubt is not None and question.doubt.reason is Reason.UNIT_WANTED:
        return _which_of(asker, programme)
    facts = StoreFacts(tx, programme, asker.role, asker.units, books or Books())
    found = answer(question, facts, now)
    # Words that make an intent without saying about whom leave nothing to say.
    return found if found.lines else answer(replace(question, doubt=Doubt(Reason.UNIT_WANTED)), facts, now)


def kept(earlier: Understood | None, understood: Understood) -> Understood | None:
    """What the next question goes on from; one that was not understood at all ends no thread."""
    return understood if understood.question.intent is not None else earlier


def _which_of(asker: Asker, programme: Programme) -> Answer:
    """Asked back by somebody of several units, with those units to choose from."""
    names = tuple(programme.unit(code).name for code in asker.units)
    choice = Listing(tuple(Name(name, name) for name in names))
    return Answer(Outcome.CLARIFY, (text("answers.back.choose", units=choice),), options=names)
