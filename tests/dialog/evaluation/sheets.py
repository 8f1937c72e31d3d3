"""A walk with its answers, as the edge keeps them, without the edge."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from random import Random

from dialog.evaluation import walking as moves
from dialog.evaluation.settling import settled
from dialog.evaluation.subjects import Questionnaire, Stop
from dialog.evaluation.walking import By, Walk
from programmes.facts import Fact, FactKind
from programmes.loading import load

XINXIANG, HENAN = load("xinxiang-2023"), load("henan-edu-2022")
AREAS = Questionnaire(XINXIANG, XINXIANG.rulebooks["areas"])
DEPARTMENTS = Questionnaire(XINXIANG, XINXIANG.rulebooks["departments"])
BUREAUS = Questionnaire(HENAN, HENAN.rulebooks["bureaus"])
SCHOOLS = Questionnaire(HENAN, HENAN.rulebooks["schools"])
BOOKS = (AREAS, DEPARTMENTS, BUREAUS, SCHOOLS)

VALUES = {
    FactKind.COUNT: ("0", "3"),
    FactKind.AMOUNT: ("0", "12.5"),
    FactKind.YES_NO: ("yes", "no"),
    FactKind.DATE: ("2023-05-21", "none"),
    FactKind.STATE: ("met", "partly", "not", "na"),
}


@dataclass
class Sheet:
    """One walk; `values` by unit, fact and period."""

    questions: Questionnaire
    walk: Walk
    values: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    asked: list[Stop] = field(default_factory=list)

    @classmethod
    def of(cls, questions: Questionnaire, by: By, of: str, period: str = "") -> Sheet:
        sheet = cls(questions, Walk(questions.book.code, by, of, period))
        sheet._stand(moves.begun(sheet.walk, sheet.places, sheet.is_settled))
        return sheet

    @cached_property
    def places(self) -> tuple[Stop, ...]:
        return moves.stops(self.questions, self.walk)

    @property
    def here(self) -> Stop | None:
        at = moves.position(self.walk, self.places)
        return None if at is None else self.places[at]

    def fact(self, stop: Stop) -> Fact:
        return self.questions.book.facts()[stop.fact]

    def is_settled(self, stop: Stop) -> bool:
        unit = self.questions.programme.unit(stop.unit)
        subject = next(one for one in self.questions.of(unit) if one.key == stop.subject)
        return settled(subject, self.fact(stop), self.walk.period, self.values.get(stop.unit, {}))

    def answer(self, value: str) -> None:
        assert self.here
        self.values.setdefault(self.here.unit, {}).setdefault(self.here.fact, {})[self.walk.period] = value
        self.skip()

    def answer_by(self, chance: Random) -> None:
        assert self.here
        self.answer(chance.choice(VALUES[self.fact(self.here).kind]))

    def skip(self) -> None:
        self._stand(moves.onward(self.walk, self.places, self.is_settled))

    def back(self) -> None:
        self._stand(moves.back(self.walk, self.places))

    def again(self) -> None:
        self._stand(moves.begun(self.walk, self.places, self.is_settled))

    def _stand(self, walk: Walk) -> None:
        """Through JSON between any two turns."""
        loaded = moves.loaded(moves.dumped(walk))
        assert loaded == walk
        self.walk = loaded
        if self.here:
            self.asked.append(self.here)
