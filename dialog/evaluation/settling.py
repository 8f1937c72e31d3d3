"""Whether a fact of a unit still has to be asked, by what stands and what is proposed. Called by `walking`.

As the scoring puts several lines together: numbers of the quarters add up, a yes stays, the first day counts, and a
fact whose condition is not met, or that does not apply, can change nothing any more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dialog.evaluation.subjects import Subject
from dialog.evaluation.times import WHOLE_YEAR, quarter_of
from programmes.facts import Fact, FactKind
from programmes.rules import Deductions, Rank

Values = Mapping[str, Mapping[str, str]]
"""Of one unit: for each fact its values by period, as they are or will be once confirmed."""

# What stays once it was found, and the word for not found yet.
_STAYS = {FactKind.YES_NO: "no", FactKind.DATE: "none"}


def settled(subject: Subject, fact: Fact, period: str, held: Values) -> bool:
    """Whether nothing is to be asked for that period."""
    own = held.get(fact.key, {})
    if period in own or _moot(subject, fact, held):
        return True
    if (not_yet := _STAYS.get(fact.kind)) is not None:
        return any(value != not_yet and _not_after(when, period) for when, value in own.items())
    return WHOLE_YEAR in own


def _not_after(when: str, period: str) -> bool:
    return (quarter_of(when) or 0) <= (quarter_of(period) or 0)


def _moot(subject: Subject, fact: Fact, held: Values) -> bool:
    """What was answered no decides the item without this fact."""
    for rule in subject.rules:
        if isinstance(rule, Deductions):
            conditions: Sequence[str | None] = (rule.condition, rule.applies)
        else:
            conditions = (rule.condition,) if isinstance(rule, Rank) else ()
        if any(name and name != fact.name and _refused(subject, name, held) for name in conditions):
            return True
    return False


def _refused(subject: Subject, name: str, held: Values) -> bool:
    values = held.get(f"{subject.key}.{name}", {}).values()
    return bool(values) and all(value == "no" for value in values)
